"""`zhidai value book|synth`: a book of patents valued, or made up."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.valuation.book_notices import BookNotices
from zhidai.engine.valuation.summary import CitationSummary, ValuationSummary
from zhidai.wording.book_notices import book_notices
from zhidai.wording.speech import translate

BookArgument = Annotated[
    Path, typer.Argument(metavar="BOOK", help="Patents: Parquet, CSV, XLSX. 专利清单。")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuationReport:
    """What `value book --json` prints."""

    book: str
    output: str
    rejects_file: str | None
    notices: BookNotices
    summary: ValuationSummary
    citations: CitationSummary | None


def book(
    patents: BookArgument,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="输出文件。")],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Default: the book's latest. 评估基准日。"),
    ] = None,
    parameters: Annotated[
        Path | None, typer.Option("--parameters", help="A bank's own (YAML). 自有参数。")
    ] = None,
    citations: Annotated[
        Path | None, typer.Option("--citations", help="Columns citing, cited. 引证关系表。")
    ] = None,
    bridge: Annotated[
        bool, typer.Option("--bridge", help="Each part's amount in yuan. 输出价值构成。")
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=64, help="Threads. 线程数。")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Of dask. 集群地址。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Value every patent of a book: scores, range, liquidation value. 批量评估专利价值。"""
    if workers is not None and cluster is not None:
        raise bad_input("valuation_workers_and_cluster")
    # One thread of linear algebra for each of ours: read once, when NumPy is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _require_apart(output, patents, citations, parameters)
    from zhidai.cli.value_book_work import Request, rows_of, valued
    from zhidai.engine.valuation.passes import PASSES
    from zhidai.reference.valuation_parameters import valuation_parameters

    rows = rows_of(patents)
    _require_writable(output, rows.count)
    asked = Request(
        output=output,
        on=None if on is None else parse_day(on),
        parameters=valuation_parameters(parameters),
        citations=citations,
        with_bridge=bridge,
        workers=workers or os.cpu_count() or 1,
        cluster=cluster,
    )
    with _advanced(PASSES * rows.count) as advance:
        found = valued(rows, asked, advance)
    report = ValuationReport(
        book=str(patents),
        output=str(output),
        rejects_file=str(found.rejects_file) if found.rejects_file else None,
        notices=found.notices,
        summary=found.summary,
        citations=found.citations,
    )
    print_json(report) if json else _print(report)


def _require_writable(output: Path, rows: int) -> None:
    from zhidai.documents.frames import rejects_path, require_output

    for written in (output, rejects_path(output)):
        require_output(written, rows=rows)


@contextmanager
def _advanced(total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar, and what moves it on."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(translate("Valuing", language()), total=total)
        yield lambda count: progress.advance(bar, count)


def _require_apart(output: Path, *read: Path | None) -> None:
    """What is read must not be written over: a book that is lost cannot be valued again."""
    from zhidai.documents.frames import rejects_path

    for path in read:
        for written in (output, rejects_path(output)):
            if path is not None and written.resolve() == path.resolve():
                raise bad_input("output_is_input", file=str(written))


def synth(
    count: Annotated[int, typer.Argument(metavar="N", min=1, max=20_000_000, help="件数。")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="输出文件。")],
    seed: Annotated[int, typer.Option("--seed", help="随机种子。")] = 7,
    lang: LanguageOption = None,
) -> None:
    """Make a fictional book of patents for trying out and measuring. 生成虚构专利清单。"""
    from zhidai.documents.frames import require_output, write_frames
    from zhidai.engine.valuation.synthesis import fictional_blocks

    require_output(output, rows=count)
    write_frames(output, fictional_blocks(count, seed=seed))
    say("{count} fictional patents in {file}.", count=count, file=str(output))


def _print(report: ValuationReport) -> None:
    summary = report.summary
    table = Table(show_header=False)
    rows = (
        ("Patents", f"{summary.patents:,}"),
        ("Patents in force", f"{summary.in_force:,}"),
        ("Applications, not granted", f"{summary.pending:,}"),
        ("With economics of their own", f"{summary.with_economics:,}"),
        ("Survival not calibrated for", f"{summary.uncalibrated:,}"),
        ("Total value (yuan)", f"{summary.total_value:,}"),
        ("Total liquidation value (yuan)", f"{summary.total_liquidation_value:,}"),
        ("Mean set for patents without economics (yuan)", f"{summary.book_mean:,.2f}"),
    )
    for label, value in rows:
        table.add_row(translate(label, language()), value)
    Console().print(table)
    if summary.is_indicative:
        say(
            "Indicative: made with our own weights ({version}), not with the official ones.",
            version=summary.parameters,
        )
    for said in book_notices(report.notices, language()):
        typer.echo(printable(said))
    if report.citations is not None:
        say(
            "Citations: {used} of {rows} rows known on the day were used; {later} are later,"
            " {undated} without a day, {unreadable} could not be read.",
            used=report.citations.used,
            rows=report.citations.rows,
            later=report.citations.not_yet_known,
            undated=report.citations.undated,
            unreadable=report.citations.unreadable,
        )
    say(
        "{count} patents valued on {on}, written to {file}.",
        count=summary.patents,
        on=_day(summary.on),
        file=report.output,
    )
    if report.rejects_file:
        say(
            "{count} rows were rejected; the reasons are in {file}.",
            count=summary.rejected,
            file=report.rejects_file,
        )


def _day(day: date) -> str:
    return day.isoformat()
