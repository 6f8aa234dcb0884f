"""`zhidai ledger columns`: begins the column file of a list whose headings are its keeper's own.

A bank's loan ledger has one (`ledger report --map`), a bureau's list of registrations another
(`ledger registrations --map`); the fields of the two differ.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import LanguageOption, language, printable, say
from zhidai.core.errors import bad_input
from zhidai.core.ledger.cells import Sheet
from zhidai.core.ledger.columns import UNITS, ColumnMap, written_column_map
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.heading_rows import likely_headings
from zhidai.core.ledger.layout import columns_in
from zhidai.core.pledge_register.columns import RegisterMap, register_layout, written_register_map
from zhidai.core.pledge_register.fields import Field as RegisterField
from zhidai.documents import ledger_files, pledge_register_files
from zhidai.documents.file_writing import write_files
from zhidai.documents.ledger_files import json_bytes
from zhidai.documents.ledger_sheets import read_ledger_file
from zhidai.wording.speech import translate

Written = dict[str, object]


def columns(
    ledger: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX, XLS, CSV. 台账。")],
    *,
    of_registrations: Annotated[
        bool, typer.Option("--registrations", help="Not of loans, of registrations. 登记台账。")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Column file. 列对照文件。"),
    ] = None,
    lang: LanguageOption = None,
) -> None:
    """Begin the column file (--map) of a list with its own headings. 生成列对照文件。"""
    sheets = read_ledger_file(ledger)
    if of_registrations:
        _write(
            _of_registrations(sheets, ledger.name),
            output or Path(pledge_register_files.COLUMNS),
            command="zhidai ledger registrations",
            fields=tuple(RegisterField),
        )
    else:
        _write(
            _of_loans(sheets, ledger.name),
            output or Path(ledger_files.COLUMNS),
            command="zhidai ledger report",
            fields=tuple(Field),
        )


def _of_loans(sheets: Sequence[Sheet], name: str) -> Written:
    found = [columns_in(sheet, ColumnMap()) for sheet in sheets]
    known = [one for one in found if one is not None]
    if not known:
        raise bad_input("ledger_without_table", file=name)
    return written_column_map(known)


def _of_registrations(sheets: Sequence[Sheet], name: str) -> Written:
    layouts = {sheet.name: register_layout(sheet, RegisterMap()) for sheet in sheets}
    known = [one for one in layouts.values() if one is not None]
    unknown = [
        heading
        for sheet in sheets
        if layouts[sheet.name] is None
        for heading in likely_headings(sheet)
    ]
    if not known and not unknown:
        raise bad_input("register_without_headings", file=name)
    return written_register_map(known, unknown)


def _write(written: Written, output: Path, *, command: str, fields: Sequence[str]) -> None:
    write_files(output.parent, {output.name: json_bytes(written)})
    table = Table(translate("Heading", language()), "field")
    entries = written["columns"]
    for entry in entries if isinstance(entries, list) else ():
        table.add_row(escape(printable(entry["heading"])), entry["field"] or "–")
    Console().print(table)
    say(
        "{file} is written. Where it says null, put the field that the column holds ({fields}), and"
        " its unit where the heading names none ({units}); then: {command} … --map {file}.",
        file=str(output),
        fields=", ".join(fields),
        units=" ".join(UNITS[1:]),
        command=command,
    )
