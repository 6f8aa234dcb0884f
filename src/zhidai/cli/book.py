"""`zhidai book`: a whole book of loans on any day."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, say
from zhidai.core.calendar import parse_day
from zhidai.core.lending.loan_file import parse_instant
from zhidai.core.statistics.metrics import FigureUnit
from zhidai.engine.book_summary import BookSummary
from zhidai.wording.speech import sentences, translate
from zhidai.wording.statistics import value_text

if TYPE_CHECKING:  # polars and numpy are only loaded once a book is read
    from zhidai.engine.book_input import Rejected

_SOME_REJECTED = 1

BookArgument = Annotated[
    Path, typer.Argument(metavar="BOOK", help="Loans: Parquet, CSV, XLSX. 贷款台账。")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReport:
    """What `book replay --json` prints."""

    book: str
    output: str
    rejects_file: str | None
    summary: BookSummary


def register(root: typer.Typer) -> None:
    """Adds the group to the root."""
    group = typer.Typer(no_args_is_help=True, help="A whole book of loans. 整本贷款台账。")
    group.command("replay")(replay)
    group.command("synth")(synth)
    root.add_typer(group, name="book")


def replay(
    book: BookArgument,
    *,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Day. 日期。")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="输出文件。")],
    events: Annotated[
        Path | None, typer.Option("--events", help="What happened to the loans. 还款等流水。")
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option("--known-at", metavar="INSTANT", help="As known then. 以当时所知为准。"),
    ] = None,
    threads: Annotated[int, typer.Option("--threads", min=1, max=64, help="线程数。")] = 2,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Say of every loan of a book where it stands on a day. 推算整本台账在某日的状态。

    Exit code 0: every row was taken; 1: some were rejected, with reasons; 2: bad input.
    """
    from zhidai.documents.frames import read_frame, require_output, write_frame
    from zhidai.engine.book import book_on_day

    day = parse_day(on)
    instant = None if known_at is None else _instant(known_at)
    loans = read_frame(book)
    require_output(output, rows=len(loans))
    happened = None if events is None else read_frame(events)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(translate("Replaying", language()), total=len(loans))
        found = book_on_day(
            loans,
            happened,
            on=day,
            known_at=instant,
            threads=threads,
            after_each=lambda count: progress.advance(bar, count),
        )
    write_frame(output, found.states)
    rejects = _write_rejects(output, found.rejected)
    report = BookReport(
        book=str(book),
        output=str(output),
        rejects_file=None if rejects is None else str(rejects),
        summary=found.summary,
    )
    if json:
        print_json(report)
    else:
        _print(report)
    if found.rejected:
        raise typer.Exit(_SOME_REJECTED)


def synth(
    count: Annotated[int, typer.Argument(metavar="N", min=1, max=20_000_000, help="笔数。")],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Loans; events beside. 文件。")
    ],
    seed: Annotated[int, typer.Option("--seed", help="随机种子。")] = 7,
    lang: LanguageOption = None,
) -> None:
    """Make a fictional book of bullet loans for trying out and measuring. 生成虚构台账。"""
    from zhidai.documents.frames import write_frame
    from zhidai.engine.book_synthesis import fictional_book

    loans, events = fictional_book(count, seed=seed)
    beside = output.with_name(f"{output.stem}.events{output.suffix}")
    write_frame(output, loans)
    write_frame(beside, events)
    say(
        "{loans} loans in {file}, {events} events in {beside}.",
        loans=len(loans),
        file=str(output),
        events=len(events),
        beside=str(beside),
    )


def _instant(text: str) -> datetime:
    return parse_instant(text, field="--known-at", place="book")


def _write_rejects(output: Path, rejected: "tuple[Rejected, ...]") -> Path | None:
    from zhidai.documents.table_writing import write_table

    path = output.with_name(f"{output.stem}.rejects{output.suffix}")
    if not rejected:
        path.unlink(missing_ok=True)  # of an earlier run: it would be taken for this one's
        return None
    rows: list[dict[str, str | int | None]] = [
        {
            "table": one.table,
            "row": one.row,
            "loan": one.loan,
            "reason": " ".join(sentences(one.reasons, language())),
        }
        for one in rejected
    ]
    write_table(path, ("table", "row", "loan", "reason"), rows)
    return path


def _print(report: BookReport) -> None:
    summary = report.summary
    table = Table(show_header=False)
    rows = (
        ("Loans", f"{summary.loans:,}"),
        ("of them replayed in columns", f"{summary.in_columns:,}"),
        ("of them replayed one by one", f"{summary.one_by_one:,}"),
        ("Not drawn yet", f"{summary.not_drawn_yet:,}"),
        ("Principal owed to the bank", value_text(summary.principal_balance, FigureUnit.YUAN)),
        ("Interest due and unpaid", value_text(summary.interest_due, FigureUnit.YUAN)),
        ("Overdue loans", f"{summary.overdue_loans:,}"),
        ("Balance of overdue loans", value_text(summary.overdue_balance, FigureUnit.YUAN)),
        ("Overdue ratio (the plan's measure)", _per_cent(summary.overdue_ratio)),
        ("Non-performing ratio (the regulator's)", _per_cent(summary.non_performing_ratio)),
    )
    for label, value in rows:
        table.add_row(translate(label, language()), value)
    Console().print(table)
    say(
        "{count} loans on {on} written to {file}.",
        count=summary.loans,
        on=summary.on,
        file=report.output,
    )
    if report.rejects_file:
        say(
            "{count} rows were rejected; the reasons are in {file}.",
            count=summary.rejected,
            file=report.rejects_file,
        )


def _per_cent(ratio: object) -> str:
    return "–" if ratio is None else f"{ratio:.4%}"
