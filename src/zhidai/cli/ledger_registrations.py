"""`zhidai ledger registrations`: a bureau's own list of pledge registrations, by quarter."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.given_files import bytes_of
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
from zhidai.core.pledge_register.answer import RegisterAnswer, register_answer
from zhidai.core.pledge_register.columns import RegisterMap
from zhidai.core.pledge_register.reading import PledgeRegister, read_register
from zhidai.core.pledge_register.report import RANKED, RegisterReport, register_report
from zhidai.core.statistics.bulletin import parse_quarter
from zhidai.documents.file_writing import write_files
from zhidai.documents.ledger_files import json_bytes
from zhidai.documents.ledger_sheets import read_ledger_file
from zhidai.documents.pledge_register_files import COLUMNS, register_files, register_map_of
from zhidai.schemes.reader import shipped
from zhidai.wording.speech import sentence, translate
from zhidai.wording.statistics import change_text, figure_text, metric_name

_SCHEME = "ganzhou-2020"  # whose city it is where none is named


def registrations(
    register: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX, XLS, CSV. 登记台账。")],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder. 输出目录。")
    ],
    quarter: Annotated[
        str | None, typer.Option("--quarter", metavar="2021Q1", help="Default: the last. 季度。")
    ] = None,
    earlier: Annotated[
        Path | None, typer.Option("--earlier", metavar="FILE", help="To compare. 以前的台账。")
    ] = None,
    scope: Annotated[
        str | None, typer.Option("--scope", metavar="CITY", help="City, district. 统计范围。")
    ] = None,
    mapped: Annotated[
        Path | None, typer.Option("--map", metavar="JSON", help="Column file. 列对照文件。")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Day of its figures. 数据截止日。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Statistics, rankings and the bulletin from a list of registrations. 由登记台账生成季报。"""
    asked = None if quarter is None else parse_quarter(quarter)
    columns = RegisterMap() if mapped is None else register_map_of(bytes_of(mapped))
    city = scope or shipped(_SCHEME).place.zh
    registers = tuple(
        _read(path, columns, city) for path in (register, earlier) if path is not None
    )
    found = register_report(
        registers,
        quarter=asked,
        scope=city,
        source=", ".join(one.file for one in registers),
    )
    dated = found.quarter.last_on if on is None else parse_day(on)
    answer = register_answer(found)
    _write(found, answer, output, dated=dated)
    if json:
        print_json(answer)
    else:
        _print(found, output)


def _read(path: Path, columns: RegisterMap, city: str) -> PledgeRegister:
    return read_register(read_ledger_file(path), file=path.name, place=city, mapped=columns)


def _write(found: RegisterReport, answer: RegisterAnswer, output: Path, *, dated: date) -> None:
    files = register_files(found, language(), dated=dated, fictional=False)
    write_files(output, {**files, "report.json": json_bytes(as_json(answer))})


def _print(found: RegisterReport, output: Path) -> None:
    spoken = language()
    table = Table(show_header=False)
    table.add_row(translate("Quarter", spoken), str(found.quarter))
    for metric in found.told:
        step = found.quarters[metric].year_on_year[0]
        changed = change_text(step, spoken) if metric in RANKED else ""
        table.add_row(
            metric_name(metric, spoken), escape(printable(f"{figure_text(step.figure)}  {changed}"))
        )
    left_out = sum(len(one.rejected) for one in found.registers)
    table.add_row(translate("Rows left out while reading", spoken), str(left_out))
    Console().print(table)
    for note in found.notes:
        typer.echo(printable(sentence(note, spoken)))
    say("The report is in {folder}; the columns as understood are in {file}.",
        folder=str(output), file=COLUMNS)  # fmt: skip
