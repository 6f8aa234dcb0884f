"""`zhidai value overrides`: where officers set another value than the model, and how that leans."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.case_file import read_case_file
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.core.valuation.overrides import OverrideReport, RatioBand, override_report
from zhidai.core.valuation.overrides import read_overrides as read
from zhidai.wording.speech import sentences, translate


def overrides(
    file: Annotated[str, typer.Argument(metavar="FILE.json", help="人工调整记录。")],
    *,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Report the values that officers set themselves, by officer. 统计人工调整的估值。"""
    found = override_report(read(read_case_file(file)))
    if json:
        print_json(found)
    else:
        _print(found)
    if found.findings:
        raise typer.Exit(1)


def _print(found: OverrideReport) -> None:
    say(
        "{count} overrides, median {median} of the internal value, {added} yuan in all.",
        count=found.overrides,
        median=found.median_ratio,
        added=f"{found.added:+,}",
    )
    bands = Table()
    bands.add_column(translate("Ratio to the internal value", language()), overflow="fold")
    bands.add_column(translate("Overrides", language()), justify="right", overflow="fold")
    for band in found.bands:
        bands.add_row(_band(band), str(band.overrides))
    Console().print(bands)
    Console().print(_officers(found))
    for text in sentences(found.findings, language()):
        typer.echo(f"- {printable(text)}")


def _band(band: RatioBand) -> str:
    low = "" if band.above is None else f"≥ {band.above}"
    high = "" if band.below is None else f"< {band.below}"
    return f"{low} {high}".strip()


def _officers(found: OverrideReport) -> Table:
    table = Table(padding=0)  # eight columns in the 80 of a terminal
    for column in ("Officer", "Overrides", "Raised", "Lowered", "Median ratio", "Lowest",
                   "Highest", "Added (yuan)"):  # fmt: skip
        is_name = column == "Officer"
        table.add_column(
            translate(column, language()),
            overflow="fold",
            justify="left" if is_name else "right",
            no_wrap=column == "Added (yuan)",
        )
    for one in found.officers:
        table.add_row(
            escape(printable(one.by)),
            str(one.overrides),
            str(one.raised),
            str(one.lowered),
            str(one.median_ratio),
            str(one.lowest_ratio),
            str(one.highest_ratio),
            f"{one.added:+,}",
        )
    return table
