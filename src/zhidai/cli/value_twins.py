"""`zhidai value twins`: what of a list of patents is one invention, or belongs together."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import (
    JsonOption,
    LanguageOption,
    language,
    print_json,
    printable,
    say,
    write_json,
)
from zhidai.core.errors import bad_input
from zhidai.core.registers.patent_numbers import PatentKind, parse_patent_number
from zhidai.core.valuation.filings import Filing
from zhidai.core.valuation.related import related
from zhidai.core.valuation.signs import Evidence
from zhidai.core.valuation.twins import Finding, Relation
from zhidai.core.valuation.twins import twins as find_twins
from zhidai.engine.valuation.filings import RejectedFiling, read_filings
from zhidai.wording.speech import sentences, translate
from zhidai.wording.twins import relation_name, signs_said

_MOST_SHOWN = 50
_COLUMNS = (
    "relation", "confidence", "first_number", "first_kind", "first_title", "first_filed_on",
    "second_number", "second_kind", "second_title", "second_filed_on", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFiling:
    """A filing as it is told."""

    number: str
    kind: PatentKind
    title: str
    filed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPair:
    """Two filings that belong together; for a twin the utility model first, else the earlier."""

    relation: Relation
    first: NamedFiling
    second: NamedFiling
    confidence: Decimal
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinsAnswer:
    """What `value twins --json` prints, and `-o OUT.json` holds."""

    file: str
    of: str | None
    filings: int
    rejected: tuple[RejectedFiling, ...]
    twins: tuple[FoundPair, ...]
    related: tuple[FoundPair, ...]


def twins(
    patents: Annotated[
        Path, typer.Argument(metavar="PATENTS", help="CSV, XLSX, Parquet. 专利及申请清单。")
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT", help="JSON, CSV, XLSX, Parquet. 输出文件。"),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="NUMBER", help="Only what belongs to it. 只看该专利。"),
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Find same-day twins, improvements and related patents. 查找同日申请、改进与相关专利。"""
    from zhidai.documents.tables import read_table_file

    wanted = None if of is None else str(parse_patent_number(of))
    table = read_table_file(patents)
    filings, rejected = read_filings(table.columns, ((row.number, row.cells) for row in table.rows))
    if wanted is not None and wanted not in {str(one.number) for one in filings}:
        raise bad_input("valuation_patent_not_in_filings", number=wanted, file=patents.name)
    paired = find_twins(filings)
    others = related(filings, besides=paired, of=wanted)
    found = [one for one in (*paired, *others) if wanted is None or wanted in one.numbers]
    answer = _answer(patents.name, wanted, filings, rejected, found)
    if output is not None:
        _write(output, answer, found)
    if json:
        print_json(answer)
    else:
        _print(answer, found, output)


def _answer(
    file: str,
    of: str | None,
    filings: list[Filing],
    rejected: list[RejectedFiling],
    found: list[Finding],
) -> TwinsAnswer:
    pairs = [
        FoundPair(
            relation=one.relation,
            first=_named(one.first),
            second=_named(one.second),
            confidence=one.confidence,
            evidence=one.evidence,
        )
        for one in found
    ]
    return TwinsAnswer(
        file=file,
        of=of,
        filings=len(filings),
        rejected=tuple(rejected),
        twins=tuple(one for one in pairs if one.relation is Relation.TWIN),
        related=tuple(one for one in pairs if one.relation is not Relation.TWIN),
    )


def _named(filing: Filing) -> NamedFiling:
    return NamedFiling(
        number=str(filing.number),
        kind=filing.kind,
        title=filing.title,
        filed_on=filing.filed_on,
    )


def _write(output: Path, answer: TwinsAnswer, found: list[Finding]) -> None:
    from zhidai.documents.table_writing import write_table

    if output.suffix.lower() == ".json":
        write_json(output, answer)
        return
    rows = [
        {
            "relation": str(one.relation),
            "confidence": str(one.confidence),
            "evidence": signs_said(one, language()),
        }
        | _side("first", one.first)
        | _side("second", one.second)
        for one in found
    ]
    write_table(output, _COLUMNS, rows)


def _side(side: str, filing: Filing) -> dict[str, str | int | None]:
    return {
        f"{side}_number": str(filing.number),
        f"{side}_kind": str(filing.kind),
        f"{side}_title": filing.title,
        f"{side}_filed_on": filing.filed_on.isoformat(),
    }


def _print(answer: TwinsAnswer, found: list[Finding], output: Path | None) -> None:
    if found:
        Console().print(_table(found[:_MOST_SHOWN]))
    if len(found) > _MOST_SHOWN:
        say("The first {shown} of {count} pairs.", shown=_MOST_SHOWN, count=len(found))
    say(
        "{filings} filings: {twins} same-day twins, {related} improvements and related pairs.",
        filings=answer.filings,
        twins=len(answer.twins),
        related=len(answer.related),
    )
    for refused in answer.rejected:
        for text in sentences(refused.reasons, language()):
            say("Row {row}: {sentence}", row=refused.row, sentence=text)
    if output is not None:
        say("Written to {file}.", file=str(output))


def _table(found: list[Finding]) -> Table:
    table = Table(show_lines=True)
    for column in ("Relation", "First", "Second", "Confidence", "Evidence"):
        table.add_column(translate(column, language()), overflow="fold")
    for one in found:
        table.add_row(
            relation_name(one.relation, language()),
            *(
                escape(printable(f"{side.number}\n{side.title}"))
                for side in (one.first, one.second)
            ),
            str(one.confidence),
            escape(printable(signs_said(one, language()))),
        )
    return table
