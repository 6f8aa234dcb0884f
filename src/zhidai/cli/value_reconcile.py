"""`zhidai value reconcile`: income, cost and market side by side, one value by stated weights."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from zhidai.cli.case_file import read_case_file
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.core.valuation.appraisal_file import METHOD_NAMES, Method
from zhidai.core.valuation.approaches_file import Approaches, read_approaches
from zhidai.wording.speech import sentences, translate


def reconcile(
    file: Annotated[str, typer.Argument(metavar="FILE.json", help="各方法的数据。")],
    *,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Value a patent by cost and market beside income, by stated weights. 三种方法加权得出价值。"""
    found = read_approaches(read_case_file(file))
    if json:
        print_json(found)
    else:
        _print(found)
    if found.findings:
        raise typer.Exit(1)


def _print(found: Approaches) -> None:
    values = {
        Method.INCOME: found.income,
        Method.COST: found.cost and found.cost.value,
        Method.MARKET: found.market and found.market.value,
    }
    table = Table()
    for column in ("Approach", "Value (yuan)", "Weight", "Part (yuan)"):
        table.add_column(translate(column, language()), overflow="fold")
    for method, part in found.reconciled.parts.items():
        table.add_row(
            METHOD_NAMES[method].in_language(language()),
            f"{values[method]:,}",
            f"{(found.reconciled.weights[method] * 100).normalize():f}%",
            f"{part:,}",
        )
    table.add_row(
        translate("Value by these weights", language()), "", "100%", f"{found.reconciled.value:,}"
    )
    Console().print(table)
    say("Reason for the weights: {reason}", reason=found.reason)
    for text in sentences(found.findings, language()):
        typer.echo(f"- {printable(text)}")
