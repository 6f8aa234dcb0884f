"""`zhidai screen`: a register of enterprises against one or several schemes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from zhidai.cli.output import (
    JsonOption,
    LanguageOption,
    language,
    print_error,
    print_json,
    printable,
    say,
)
from zhidai.cli.scheme_argument import scheme_of
from zhidai.cli.screen_work import OUTCOMES, Answer, Done, Work, screen_slice
from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input, reason
from zhidai.core.registers.credit_codes import parse_credit_code
from zhidai.core.screening.columns import CREDIT_CODE, Columns, columns_of
from zhidai.documents.table_writing import write_table
from zhidai.documents.tables import TableRow, read_table_file
from zhidai.reference.cities import cities
from zhidai.wording.speech import sentence, sentences, translate

_COLUMNS = (
    "credit_code",
    "name",
    "scheme",
    "outcome",
    "said",
    "clause",
    "clauses",
    "reasons",
    "missing",
    "missing_said",
    "left_open",
    "limit",
    "binding",
)
_SLICE = 500
_MOST_SHOWN = 10
Row = tuple[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeCount:
    """How many enterprises a scheme takes; by_clause: the first clause against the others."""

    scheme: str
    eligible: int
    not_eligible: int
    missing: int
    by_clause: dict[str, int]
    by_missing: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenReport:
    """What `screen --json` prints. columns: heading -> fact; rejects are in the rejects file."""

    file: str
    on: date
    rows: int
    screened: int
    rejected: int
    rejects_file: str | None
    columns: dict[str, str]
    unknown_columns: tuple[str, ...]
    schemes: tuple[SchemeCount, ...]


def register(root: typer.Typer) -> None:
    """Adds the command."""
    root.command("screen")(screen)


def screen(
    enterprises: Annotated[
        Path, typer.Argument(metavar="ENTERPRISES", help="CSV, XLSX or Parquet. 企业名册。")
    ],
    *,
    scheme: Annotated[
        list[str], typer.Option("--scheme", metavar="ID|FOLDER", help="Again for several. 方案。")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="csv, xlsx, parquet, jsonl.")
    ],
    on: Annotated[str | None, typer.Option("--on", help="Day. 日期。")] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="进程数。")] = 2,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Hold a register against schemes: who is eligible, who not, what is missing. 筛选名册。"""
    schemes = [scheme_of(name) for name in dict.fromkeys(scheme)]
    day = schemes[0].in_force_from if on is None else parse_day(on)
    for one in schemes:
        if not one.in_force_from <= day <= one.in_force_until:
            raise bad_input(
                "scheme_not_in_force_on",
                scheme=one.id,
                on=day,
                since=one.in_force_from,
                until=one.in_force_until,
            )
    table = read_table_file(enterprises, too_long_apart=True)
    columns = columns_of(table.columns, schemes, cities())
    rows, rejects = _readable(table.rows, columns)
    rejects += _too_long(table.too_long, enterprises)
    count = len(table.rows) + len(table.too_long)
    work = Work(
        headings=table.columns,
        schemes=tuple(dict.fromkeys(scheme)),
        on=day,
        language=language(),
    )
    answers: list[Answer] = []
    for done in _done(work, rows, workers=workers):
        answers += done.answers
        rejects += done.rejects
    write_table(output, _COLUMNS, answers)
    rejects_file = _write_rejects(output, sorted(rejects))
    report = ScreenReport(
        file=str(enterprises),
        on=day,
        rows=count,
        screened=count - len(rejects),
        rejected=len(rejects),
        rejects_file=None if rejects_file is None else str(rejects_file),
        columns={one.heading: one.fact.full_name for one in columns.known},
        unknown_columns=columns.unknown,
        schemes=tuple(_count(one.id, answers) for one in schemes),
    )
    if json:
        print_json(report)
    else:
        _print(report, output)


def _readable(
    rows: Sequence[TableRow], columns: Columns
) -> tuple[list[Row], list[tuple[int, str]]]:
    """Rows with a credit code of their own; the others with the sentence why not."""
    heading = next(one.heading for one in columns.known if one.fact.full_name == CREDIT_CODE)
    seen: dict[str, int] = {}
    kept: list[Row] = []
    rejects: list[tuple[int, str]] = []
    for row in rows:
        try:
            code = str(parse_credit_code(row.cells.get(heading, "")))
            if code in seen:
                raise bad_input("register_enterprise_twice", code=code, row=seen[code])
        except BadInput as refused:
            rejects.append((row.number, " ".join(sentences(refused.reasons, language()))))
            continue
        seen[code] = row.number
        kept.append((row.number, row.cells))
    return kept, rejects


def _too_long(rows: Sequence[int], path: Path) -> list[tuple[int, str]]:
    """Rows of which nobody can say which cell is which column's."""
    told = ((row, reason("table_row_too_long", file=path.name, row=row)) for row in rows)
    return [(row, sentence(one, language())) for row, one in told]


def _done(work: Work, rows: list[Row], *, workers: int) -> Iterator[Done]:
    """The slices in their order; a single process where there is little to do."""
    slices = [rows[start : start + _SLICE] for start in range(0, len(rows), _SLICE)]
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(translate("Screening", language()), total=len(slices))
        if workers == 1 or len(slices) < 2:
            for each in slices:
                yield screen_slice(work, each)
                progress.advance(bar)
            return
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for done in pool.map(screen_slice, [work] * len(slices), slices):
                yield done
                progress.advance(bar)


def _write_rejects(output: Path, rejects: list[tuple[int, str]]) -> Path | None:
    path = output.with_name(f"{output.stem}.rejects{output.suffix}")
    if not rejects:
        path.unlink(missing_ok=True)  # of an earlier run: it would be taken for this one's
        return None
    write_table(path, ("row", "reason"), ({"row": row, "reason": said} for row, said in rejects))
    return path


def _count(scheme: str, answers: list[Answer]) -> SchemeCount:
    own = [one for one in answers if one["scheme"] == scheme]
    outcomes = Counter(one["outcome"] for one in own)
    clauses = Counter(one["clause"] for one in own if one["clause"])
    missing = Counter(
        name
        for one in own
        if one["outcome"] == "missing"
        for name in (one["missing"] or "").split(", ")
    )
    return SchemeCount(
        scheme=scheme,
        eligible=outcomes["eligible"],
        not_eligible=outcomes["not_eligible"],
        missing=outcomes["missing"],
        by_clause={str(name): count for name, count in clauses.most_common()},
        by_missing=dict(missing.most_common()),
    )


def _print(report: ScreenReport, output: Path) -> None:
    for heading in report.unknown_columns:
        print_error(
            translate(
                "The column {heading} is not asked for and was passed over.", language()
            ).format(heading=heading)
        )
    table = Table()
    for column in ("Scheme", *OUTCOMES.values(), "First clause against", "Most often missing"):
        table.add_column(translate(column, language()), overflow="fold")
    for one in report.schemes:
        table.add_row(
            one.scheme,
            *(str(getattr(one, outcome)) for outcome in OUTCOMES),
            _most(one.by_clause),
            escape(printable(_most(one.by_missing))),
        )
    Console().print(table)
    say(
        "{screened} of {rows} enterprises screened into {file}.",
        screened=report.screened,
        rows=report.rows,
        file=str(output),
    )
    if report.rejects_file:
        say(
            "{count} rows were rejected; the reasons are in {file}.",
            count=report.rejected,
            file=report.rejects_file,
        )


def _most(counts: Mapping[str, int]) -> str:
    return "\n".join(f"{name}: {count}" for name, count in list(counts.items())[:_MOST_SHOWN])
