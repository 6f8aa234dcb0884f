"""`zhidai value explain`: what the value of one patent of a valued book is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from zhidai.cli.output import LanguageOption, language, say
from zhidai.core.errors import bad_input
from zhidai.core.registers.patent_columns import NUMBER
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.core.valuation.indicator_parts import Indicator
from zhidai.core.valuation.parameters import DIMENSIONS, ValuationParameters
from zhidai.core.valuation.status import Status
from zhidai.core.valuation.value import PARTS
from zhidai.wording.patent_status import status_said
from zhidai.wording.speech import translate
from zhidai.wording.valuation_words import INDICATORS

_PART_NAMES = {
    "kind": "Kind of patent",
    "legal": "Legal score",
    "technical": "Technical score",
    "economic": "Economic score",
    "life": "Remaining life",
    "income": "Its own economics",
}
_RANGE = ("p10", "p50", "p90")
_STATED = ("status", "is_calibrated", "parameters", "is_indicative")
Parts = dict[str, list[tuple[Indicator, Decimal]]]  # by dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a row of a valued book says of itself beside its figures."""

    status: Status
    is_calibrated: bool
    parameters: str
    is_indicative: bool


def explain(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Patent. 专利号。")],
    *,
    book: Annotated[
        Path, typer.Option("--book", metavar="OUT", help="Of value book --bridge. 评估结果。")
    ],
    patents: Annotated[
        Path | None,
        typer.Option(
            "--patents", metavar="BOOK", help="It was valued from. 专利清单，列出各指标。"
        ),
    ] = None,
    parameters: Annotated[
        Path | None, typer.Option("--parameters", help="It was valued with (YAML). 自有参数。")
    ] = None,
    lang: LanguageOption = None,
) -> None:
    """Say what a patent's value is made of, in yuan. 说明一件专利的价值构成。"""
    from zhidai.documents.frames import read_frame
    from zhidai.reference.valuation_parameters import valuation_parameters

    wanted = str(parse_patent_number(number))
    frame = read_frame(book)
    if "bridge_typical" not in frame.columns:
        raise bad_input("valuation_without_bridge", file=book.name)
    rows = frame.filter(frame["patent_number"] == wanted)
    if rows.is_empty():
        raise bad_input("valuation_patent_not_in_book", number=wanted, file=book.name)
    stated = _stated(rows.row(0, named=True), file=book.name)
    row = _figures(rows.row(0, named=True))
    parts = Parts()
    if patents is not None or parameters is not None:
        used = valuation_parameters(parameters)
        _require_same(stated, used, file=book.name)
        if patents is not None:
            valued = frame.select("patent_number")
            parts = _parts(wanted, row, valued, patents=patents, parameters=used, book=book)
    Console().print(_table(row, parts))
    _say_stated(stated)
    if patents is None:
        say("With --patents BOOK the amount of each indicator of the scores is listed as well.")


def _stated(row: Mapping[str, Any], *, file: str) -> "Stated":
    """What a valued row says of itself. Bad input: `valuation_parameters_not_stated`."""
    if any(row.get(name) in (None, "") for name in _STATED):
        raise bad_input("valuation_parameters_not_stated", file=file)
    return Stated(
        status=Status(row["status"]),
        is_calibrated=_is_yes(row["is_calibrated"]),
        parameters=str(row["parameters"]),
        is_indicative=_is_yes(row["is_indicative"]),
    )


def _is_yes(cell: object) -> bool:
    """CSV and workbooks hold the answer as text or number."""
    return str(cell).lower() in ("true", "1")


def _require_same(stated: "Stated", used: ValuationParameters, *, file: str) -> None:
    """Bad input: `valuation_parameters_differ`."""
    if stated.parameters != used.version:
        raise bad_input(
            "valuation_parameters_differ",
            file=file,
            stated=stated.parameters,
            given=used.version,
        )


def _say_stated(stated: "Stated") -> None:
    said = status_said(stated.status, language())
    if said is not None:
        typer.echo(said)
    if stated.is_indicative:
        say(
            "Indicative: made with our own weights ({version}), not with the official ones.",
            version=stated.parameters,
        )
    else:
        say("Parameters: {version}.", version=stated.parameters)
    if not stated.is_calibrated:
        say("The survival model is not calibrated for this kind or class.")


def _figures(row: Mapping[str, Any]) -> dict[str, float | None]:
    """The numbers of a row, which in CSV and XLSX are text; None for what is not known."""
    written = {name: cell for name, cell in row.items() if name not in (NUMBER, *_STATED)}
    return {name: None if cell in (None, "") else float(cell) for name, cell in written.items()}


def _parts(
    number: str,
    row: Mapping[str, Any],
    valued: Any,
    *,
    patents: Path,
    parameters: ValuationParameters,
    book: Path,
) -> Parts:
    """What each indicator adds, of the patents that were valued together. valued: their numbers."""
    from datetime import date

    from zhidai.documents.frames import read_frame
    from zhidai.engine.valuation.indicators import COHORT, with_cohort
    from zhidai.engine.valuation.percentiles import amounts_of, indicators_of, scores_differ
    from zhidai.engine.valuation.reading import columns_read, read_book

    source = read_frame(patents)
    read, _ = read_book(source.select(columns_read(source.columns)), on=date.max)
    like = with_cohort(read.join(valued, on="patent_number", how="semi", maintain_order="left"))
    found = like.filter(like["patent_number"] == number)
    if found.is_empty():
        raise bad_input("valuation_patent_not_in_book", number=number, file=patents.name)
    one = found.row(0, named=True)
    cohort = like.filter(like[COHORT] == found[COHORT][0])
    indicators = indicators_of(one, cohort, parameters)
    if scores_differ(row, indicators):
        raise bad_input("valuation_scores_differ", number=number, file=book.name, book=patents.name)
    amounts = amounts_of(row, indicators, parameters)
    return {
        dimension: [
            (it, amounts[it.name])
            for it in indicators
            if it.dimension == dimension and it.name in amounts
        ]
        for dimension in DIMENSIONS
    }


def _table(row: Mapping[str, Any], parts: Parts) -> Table:
    table = Table(show_header=False)
    table.add_row(
        translate("The cohort's typical patent", language()), _yuan(row["bridge_typical"])
    )
    for name in PARTS:
        label = translate(_PART_NAMES[name], language())
        table.add_row(label, _yuan(row[f"bridge_{name}"], signed=True))
        for indicator, amount in parts.get(name, ()):
            table.add_row(_said(indicator), _yuan(amount, signed=True))
    table.add_row(translate("Value of this patent", language()), _yuan(row["value_mean"]))
    table.add_row("P10 – P50 – P90", " – ".join(_yuan(row[f"value_{p}"]) for p in _RANGE))
    table.add_row(translate("Liquidation value", language()), _yuan(row["liquidation_value"]))
    if row.get("renewal_floor") is not None:
        floor = translate("Revealed by the last annual fee paid: at least", language())
        table.add_row(floor, _yuan(row["renewal_floor"]))
    return table


def _said(one: Indicator) -> str:
    """An indicator below its dimension: its figure, and how many of its like it is better than."""
    said = translate("{indicator}: {figure}, better than {share} of its like", language())
    return "    " + said.format(
        indicator=translate(INDICATORS[one.name], language()),
        figure=f"{one.figure or 0:g}",
        share=f"{one.place or 0:.0%}",
    )


def _yuan(amount: object, *, signed: bool = False) -> str:
    number = Decimal(str(amount))
    return f"{number:+,.2f}" if signed else f"{number:,.2f}"
