"""`zhidai ledger`: a party's own file, and all that it alone can know from it.

`report` takes a bank's loan ledger; `columns`, and `registrations` of a bureau, stand in modules of
their own.
"""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.given_files import bytes_of
from zhidai.cli.ledger_columns import columns
from zhidai.cli.ledger_registrations import registrations
from zhidai.cli.output import (
    JsonOption,
    LanguageOption,
    as_json,
    language,
    print_json,
    printable,
    say,
)
from zhidai.core.calendar import parse_day
from zhidai.core.ledger.answer import LedgerAnswer, answer_of
from zhidai.core.ledger.columns import ColumnMap
from zhidai.core.ledger.loan import Rejected
from zhidai.core.ledger.reading import read_ledger
from zhidai.core.ledger.report import LedgerReport, PatentList, day_of, report_on
from zhidai.documents.file_writing import write_files
from zhidai.documents.ledger_files import COLUMNS, column_map_of, json_bytes, report_files
from zhidai.documents.ledger_sheets import read_ledger_file
from zhidai.documents.patent_list_file import patent_list_in, read_patent_list
from zhidai.reference.ledger_tables import ledger_tables
from zhidai.schemes.reader import shipped
from zhidai.wording.ledger.workbooks import workbooks
from zhidai.wording.speech import sentence, translate


def register(root: typer.Typer) -> None:
    """Adds `zhidai ledger` to the root command."""
    ledger = typer.Typer(
        no_args_is_help=True, help="A party's own file: loans, registrations. 自己的台账。"
    )
    ledger.command("report")(report)
    ledger.command("columns")(columns)
    ledger.command("registrations")(registrations)
    root.add_typer(ledger, name="ledger")


def report(
    ledger: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX, XLS, CSV. 贷款台账。")],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder. 输出目录。")
    ],
    mapped: Annotated[
        Path | None,
        typer.Option("--map", metavar="COLUMNS.json", help="Of an earlier report. 列对照文件。"),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Default: the ledger's. 统计日期。")
    ] = None,
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="ID", help="Scheme. 方案。")
    ] = "ganzhou-2020",
    patents: Annotated[
        Path | None, typer.Option("--patents", metavar="FILE", help="Patent list. 专利清单。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Filing, subsidies, ratio, clocks and warnings from a ledger. 由台账生成备案表和预警。"""
    found = _report(ledger, mapped=mapped, on=on, scheme=scheme, patents=patents)
    answer = answer_of(found)
    write_files(output, _files(found, answer))
    if json:
        print_json(answer)
    else:
        _print(found, output)
    if not found.standings:
        raise typer.Exit(_NEGATIVE_FINDING)


def _report(
    ledger: Path, *, mapped: Path | None, on: str | None, scheme: str, patents: Path | None
) -> LedgerReport:
    chosen = shipped(scheme)
    asked = None if on is None else parse_day(on)
    sheets = read_ledger_file(ledger)
    read = read_ledger(sheets, file=ledger.name, mapped=_mapped(mapped))
    listed = patent_list_in(sheets, read) if patents is None else _patents(patents)
    return report_on(read, chosen, on=day_of(read, asked), tables=ledger_tables(), patents=listed)


def _patents(path: Path) -> PatentList:
    return read_patent_list(bytes_of(path), name=path.name)


def _mapped(path: Path | None) -> ColumnMap:
    if path is None:
        return ColumnMap()
    return column_map_of(bytes_of(path))


def _files(found: LedgerReport, answer: LedgerAnswer) -> dict[str, bytes]:
    made = report_files(found, workbooks(found, language()), language())
    return {**made, "report.json": json_bytes(as_json(answer))}


def _print(found: LedgerReport, output: Path) -> None:
    table = Table(show_header=False)
    for name, value in _figures(found):
        table.add_row(translate(name, language()), escape(printable(value)))
    Console().print(table)
    if not found.standings and not found.ledger.rejected:
        say("No loan stands below the headings of this file, so every figure is empty.")
    elif not found.standings:
        say(
            "No loan of this file could be read, so every figure is empty. Each cell that stands in"
            " the way is named below."
        )
    for one in found.warnings[:_MOST_SHOWN]:
        typer.echo(printable(f"- {sentence(one.reason, language())}"))
    if len(found.warnings) > _MOST_SHOWN:
        say("{count} warnings in all.", count=len(found.warnings))
    for note in found.notes:
        typer.echo(printable(sentence(note, language())))
    _say_left_out(found.ledger.rejected)
    say("The report is in {folder}; the columns as understood are in {file}.",
        folder=str(output), file=COLUMNS)  # fmt: skip


def _say_left_out(rejected: tuple[Rejected, ...]) -> None:
    """The cells that stood in the way of the first rows; all of them are in the file of rejects."""
    for one in rejected[:_MOST_LEFT_OUT]:
        for problem in one.problems:
            typer.echo(printable(f"- {sentence(problem.reason, language())}"))


_NEGATIVE_FINDING = 1
_MOST_SHOWN = 10
_MOST_LEFT_OUT = 3


def _figures(found: LedgerReport) -> list[tuple[str, str]]:
    total = sum((one.total for one in found.subsidies), Decimal("0.00"))
    rows = [
        ("On", str(found.on)),
        ("Loans read", str(len(found.standings))),
        ("Rows left out while reading", str(len(found.ledger.rejected))),
    ]
    if found.ratio is not None:
        rows += [
            ("Balance of all (yuan)", f"{found.ratio.total:,.2f}"),
            ("Overdue ratio (the plan's measure)",
             "–" if found.ratio.ratio is None else f"{found.ratio.ratio * 100:.4f}%"),
        ]  # fmt: skip
    if found.filing is not None:
        rows.append(("Loans to file this month", str(len(found.filing.lines))))
    return [*rows, ("Subsidies to expect (yuan)", f"{total:,.2f}")]
