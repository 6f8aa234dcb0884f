"""`zhidai value compare`: appraisers' reports beside the internal value, the gap cause by cause."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.case_file import read_case_file
from zhidai.cli.output import (
    JsonOption,
    LanguageOption,
    language,
    print_json,
    printable,
    say,
)
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.valuation.appraisal import Comparison
from zhidai.core.valuation.appraisal_file import AppraisalReport, read_reports, require_dated
from zhidai.core.valuation.appraisers import (
    AppraiserRecord,
    PatentRecord,
    by_appraiser,
    by_patent,
)
from zhidai.wording.appraisal import cause_name, sides_said
from zhidai.wording.speech import sentences, translate

if TYPE_CHECKING:  # polars and numpy are only loaded once a book is read
    from zhidai.engine.valuation.deals import PatentSource

_FINDINGS = 1
_TABLES = (".csv", ".xlsx", ".xls")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareAnswer:
    """What `value compare --json` prints."""

    book: str
    parameters: str
    is_indicative: bool
    comparisons: tuple[Comparison, ...]
    patents: tuple[PatentRecord, ...]
    appraisers: tuple[AppraiserRecord, ...]


def compare(
    reports: Annotated[
        str,
        typer.Argument(
            metavar="REPORTS",
            help="JSON, CSV, XLSX, XLS; - for JSON from input. 评估报告（- 为标准输入）。",
        ),
    ],
    *,
    book: Annotated[Path | None, typer.Option("--book", help="The bank's book. 专利清单。")] = None,
    patent: Annotated[
        Path | None,
        typer.Option("--patent", help="A list with the patent and its revenue. 单件专利数据。"),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Day of the loan, for validity. 贷款审查日。"),
    ] = None,
    parameters: Annotated[
        Path | None, typer.Option("--parameters", help="A bank's own (YAML). 自有参数。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Split the gap between appraisals and the internal value by cause. 对照评估报告与内部估值。"""
    from zhidai.reference.valuation_parameters import valuation_parameters
    from zhidai.services import clock

    read = _read(reports)
    source = patent_source(book, patent)
    known = valuation_parameters(parameters)
    day = None if on is None else parse_day(on)
    require_dated(read, until=day or clock.now().date())
    compared = tuple(source.compared(read, known, on=day))
    answer = CompareAnswer(
        book=source.name,
        parameters=known.version,
        is_indicative=known.is_indicative,
        comparisons=compared,
        patents=by_patent(compared),
        appraisers=by_appraiser(compared),
    )
    if json:
        print_json(answer)
    else:
        _print(answer)
    if any(one.findings for one in compared):
        raise typer.Exit(_FINDINGS)


def _read(path: str) -> tuple[AppraisalReport, ...]:
    """JSON as it stands; the rows of a table as the pages import them."""
    if Path(path).suffix.lower() not in _TABLES:
        return read_reports(read_case_file(path))
    from zhidai.cli.given_files import bytes_of
    from zhidai.documents.appraisal_reports import reports_in

    written = reports_in(bytes_of(Path(path)), name=Path(path).name)
    with written.by_row():
        return read_reports({"reports": written.reports})


def source_of(book: Path | None, patent: Path | None) -> Path:
    """The one of the two that was given. Bad input: `appraisal_book_or_patent`."""
    given = [one for one in (book, patent) if one is not None]
    if len(given) != 1:
        raise bad_input("appraisal_book_or_patent")
    return given[0]


def patent_source(book: Path | None, patent: Path | None) -> "PatentSource":
    """The patents of the one file that was given."""
    from zhidai.documents.frames import read_frame
    from zhidai.engine.valuation.deals import PatentSource

    path = source_of(book, patent)
    return PatentSource(frame=read_frame(path), name=path.name, is_alone=book is None)


def _print(answer: CompareAnswer) -> None:
    for one in answer.comparisons:
        _print_comparison(one)
    for record in answer.patents:
        if record.apart is not None:
            say(
                "Patent {number}: {count} reports, {lowest} to {highest} yuan,"
                " {apart} times apart.",
                number=record.patent_number,
                count=record.reports,
                lowest=f"{record.lowest:,}",
                highest=f"{record.highest:,}",
                apart=record.apart,
            )
    Console().print(_appraisers(answer.appraisers))
    if answer.is_indicative:
        say(
            "Indicative: made with our own weights ({version}), not with the official ones.",
            version=answer.parameters,
        )


def _print_comparison(one: Comparison) -> None:
    say(
        "Report {report} by {appraiser} on {number}: {appraised} yuan, internal {internal} yuan"
        " (P10 {p10}, P90 {p90}), gap {gap} yuan.",
        report=one.report_number,
        appraiser=one.appraiser,
        number=one.patent_number,
        appraised=f"{one.appraised:,}",
        internal=f"{one.internal:,}",
        p10=f"{one.internal_p10:,}",
        p90=f"{one.internal_p90:,}",
        gap=f"{one.gap:+,}",
    )
    table = Table()
    for column in ("Cause", "We take", "The report's", "Part of the gap (yuan)",
                   "The report with ours here (yuan)"):  # fmt: skip
        table.add_column(translate(column, language()), overflow="fold")
    for part in one.parts:
        corrected = "" if part.if_corrected is None else f"{part.if_corrected:,}"
        table.add_row(
            cause_name(part.cause, language()),
            *sides_said(part, language()),
            f"{part.amount:+,}",
            corrected,
        )
    table.add_row(translate("Gap", language()), "", "", f"{one.gap:+,}", "")
    Console().print(table)
    for text in sentences(one.findings, language()):
        typer.echo(f"- {printable(text)}")


def _appraisers(records: tuple[AppraiserRecord, ...]) -> Table:
    table = Table()
    for column in ("Appraiser", "Reports", "Median ratio", "Lowest", "Highest", "Spread",
                   "Findings"):  # fmt: skip
        table.add_column(translate(column, language()), overflow="fold")
    for one in records:
        figures = (one.median_ratio, one.lowest_ratio, one.highest_ratio, one.spread)
        table.add_row(
            escape(printable(one.appraiser)),
            str(one.reports),
            *("–" if figure is None else str(figure) for figure in figures),
            str(sum(one.findings.values())),
        )
    return table
