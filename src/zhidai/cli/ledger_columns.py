"""`zhidai ledger columns`: the column file of a ledger whose headings are its bank's own."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import LanguageOption, language, printable, say
from zhidai.core.errors import bad_input
from zhidai.core.ledger.columns import UNITS, ColumnMap, written_column_map
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.layout import columns_in
from zhidai.documents.file_writing import write_files
from zhidai.documents.ledger_files import COLUMNS, json_bytes
from zhidai.documents.ledger_sheets import read_ledger_file
from zhidai.wording.speech import translate


def columns(
    ledger: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX, XLS, CSV. 贷款台账。")],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Column file. 列对照文件。")
    ] = Path(COLUMNS),
    lang: LanguageOption = None,
) -> None:
    """Begin the column file (--map) of a ledger with its own headings. 生成列对照文件。"""
    found = [columns_in(sheet, ColumnMap()) for sheet in read_ledger_file(ledger)]
    known = [one for one in found if one is not None]
    if not known:
        raise bad_input("ledger_without_table", file=ledger.name)
    write_files(output.parent, {output.name: json_bytes(written_column_map(known))})
    table = Table(translate("Heading", language()), "field")
    for one in known:
        for column in one.known:
            table.add_row(escape(printable(column.heading)), str(column.field))
        for heading in one.passed_over:
            table.add_row(escape(printable(heading)), "–")
    Console().print(table)
    say(
        "{file} is written. Where it says null, put the field that the column holds ({fields}), and"
        " its unit where the heading names none ({units}); then: zhidai ledger report … --map"
        " {file}.",
        file=str(output),
        fields=", ".join(Field),
        units=" ".join(UNITS[1:]),
    )
