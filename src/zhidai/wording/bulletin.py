"""A bulletin in sentences and tables, in Chinese and English, for paper, workbook and page alike.

Every figure in a sentence carries the number of its line in the list of figures at the end, which
names its query, so that each can be counted again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.policy.quantity import Quantity, Unit, format_quantity
from zhidai.core.statistics.bulletin import Bulletin, Curve, Grid, Part, Statement
from zhidai.core.statistics.figures import Figure
from zhidai.core.statistics.metrics import DEFINITIONS, FigureUnit, Metric
from zhidai.core.statistics.ranking import Rank
from zhidai.wording.speech import ENGLISH, translate
from zhidai.wording.statistics import (
    dimension_name,
    figure_text,
    group_name,
    metric_definition,
    metric_name,
    percent,
    period_name,
    period_of_figure,
    unit_name,
    value_text,
)

_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "registrations": "Registration of pledges",
        "loans": "Loans",
        "terms": "Terms and reach",
    }
)
_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "registrations": (
            "Pledges registered in {period}: {registrations}, for {registered_amount}."
        ),
        "first_time_pledgors": (
            "Enterprises that pledged for the first time: {first_time_pledgors}."
        ),
        "registrations_in_force": (
            "Registrations in force at the end of the period: {registrations_in_force}."
        ),
        "district_registrations": (
            "{group} ranks {first_place} of the city in the number of registrations ({first}) and "
            "{second_place} in the registered amount ({second})."
        ),
        "district_registrations_both": (
            "{group} ranks {first_place} of the city in the number of registrations ({first}) as "
            "well as in the registered amount ({second})."
        ),
        "loans": (
            "Loans disbursed: {loans_disbursed}, {amount_disbursed} in all; enterprises that drew "
            "one: {borrowers}."
        ),
        "balance": "The balance at the end of the period was {balance}.",
        "bank_loans": (
            "{group} ranks {first_place} in the number of loans ({first}) and {second_place} in "
            "the amount disbursed ({second})."
        ),
        "bank_loans_both": (
            "{group} ranks {first_place} in the number of loans ({first}) as well as in the "
            "amount disbursed ({second})."
        ),
        "average_rate": "Weighted by amount, the loans bear {average_rate} a year.",
        "pledge_ratio": "The loans come to {pledge_ratio} of the value of their collateral.",
        "days_to_drawdown": (
            "The median time from application to drawdown is {days_to_drawdown} days."
        ),
        "small_loan_share": (
            "{small_loan_share} of the loans are of at most 10 million yuan."
        ),
        "financing_coverage": (
            "Of the enterprises on record, {financing_coverage} owe a pledge loan at the end of "
            "the period."
        ),
        "more": "{metric}: {figure}, {change} more than {since} a year before.",
        "less": "{metric}: {figure}, {change} less than {since} a year before.",
        "unchanged": "{metric}: {figure}, the same as a year before ({since}).",
        "broken": (
            "{metric}: {figure}; not compared with {since} a year before, for since then something "
            "else is counted: {what}."
        ),
    }
)  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
             "tenth")  # fmt: skip
_ORDINALS_ZH = "一二三四五六七八九十"
_MILLION, _TEN_THOUSAND = Decimal(1_000_000), Decimal(10_000)

ToldCell = str | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTable:
    """A table whose cells are words or figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[ToldCell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCurve:
    """A chart: values by period in the unit of the title."""

    title: str
    places: tuple[str, ...]
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPart:
    """A section. sentences: each with the statement that it was made of."""

    title: str
    sentences: tuple[tuple[str, Statement], ...]
    tables: tuple[ToldTable, ...]
    curves: tuple[ToldCurve, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBulletin:
    """A whole bulletin in one language; appendix: every figure cited, with its query."""

    language: str
    title: str
    lead: tuple[str, ...]
    parts: tuple[ToldPart, ...]
    appendix: ToldTable
    definitions: ToldTable


def told(found: Bulletin, language: str) -> ToldBulletin:
    """The bulletin in `zh-hans` or `en`."""
    numbers = {one.query: number for number, one in enumerate(found.cited, start=1)}
    period = period_name(found.quarter, language)
    lead = [
        translate("Scope: {scope}. Source: {source}.", language).format(
            scope=found.scope, source=found.source
        ),
        translate(
            "Registered pledge amounts and loans disbursed are two series and never added.",
            language,
        ),
    ]
    if not found.complete:
        lead.append(translate("The quarter is not over: these are figures to date.", language))
    return ToldBulletin(
        language=language,
        title=translate("Pledge financing of intellectual property, {period}", language).format(
            period=period
        ),
        lead=tuple(lead),
        parts=tuple(_part(part, numbers, language) for part in found.parts),
        appendix=_appendix(found, language),
        definitions=_definitions(found, language),
    )


def place_word(rank: Rank, language: str) -> str:
    """第一, 并列第二; first, tied for second."""
    place, english = rank.place, language.startswith(ENGLISH)
    if english:
        word = _ORDINALS[place - 1] if place <= len(_ORDINALS) else f"{place}th"
        return f"tied for {word}" if rank.shared else word
    word = _ORDINALS_ZH[place - 1] if place <= len(_ORDINALS_ZH) else str(place)
    return f"并列第{word}" if rank.shared else f"第{word}"


def said(statement: Statement, numbers: Mapping[str, int], language: str) -> str:
    """One sentence; behind each figure the number of its line in the appendix."""

    def cited(figure: Figure) -> str:
        return f"{in_prose(figure, language)}[{numbers[figure.query]}]"

    first = next(iter(statement.figures.values()))
    words = {
        "period": period_name(first.period, language),
        "group": group_name(statement.group, language),
        "metric": metric_name(first.metric, language),
        **{name: cited(figure) for name, figure in statement.figures.items()},
        **{name: place_word(rank, language) for name, rank in statement.places.items()},
        **_change_words(statement, cited=cited, language=language),
    }
    return translate(_SENTENCES[statement.code], language).format(**words)


def _change_words(
    statement: Statement, *, cited: Callable[[Figure], str], language: str
) -> dict[str, str]:
    step = statement.step
    if step is None or step.since is None:
        return {}
    words = {"since": cited(step.since)}
    if step.broken is not None:
        words["what"] = step.broken.what.in_language(language)
    if step.change is not None and step.change.ratio is not None:
        words["change"] = percent(abs(step.change.ratio))
    return words


def in_prose(figure: Figure, language: str) -> str:
    """A figure as a sentence says it: money with its unit, in 万元 and 亿元 where that is exact."""
    if figure.unit is FigureUnit.YUAN and figure.value is not None:
        return format_quantity(Quantity(amount=figure.value, unit=Unit.YUAN, text=""), language)
    return figure_text(figure)


def _part(part: Part, numbers: Mapping[str, int], language: str) -> ToldPart:
    return ToldPart(
        title=translate(_PARTS[part.code], language),
        sentences=tuple((said(one, numbers, language), one) for one in part.statements),
        tables=tuple(_grid(one, language) for one in part.grids if one.tells_apart),
        curves=tuple(_curve(one, language) for one in part.curves if one.figures),
    )


def _grid(grid: Grid, language: str) -> ToldTable:
    return ToldTable(
        title=dimension_name(grid.by, language),
        columns=(
            translate("Group", language),
            *(_heading(metric, language) for metric in grid.metrics),
        ),
        rows=tuple((group_name(group, language), *cells) for group, cells in grid.lines),
    )


def _heading(metric: Metric, language: str) -> str:
    unit = unit_name(DEFINITIONS[metric].unit, language)
    return f"{metric_name(metric, language)} ({unit})"


def _curve(curve: Curve, language: str) -> ToldCurve:
    unit = DEFINITIONS[curve.metric].unit
    worth, name = drawn_in(unit, language)
    return ToldCurve(
        title=f"{metric_name(curve.metric, language)} ({name})",
        places=tuple(str(one.period) for one in curve.figures),
        values=tuple(None if one.value is None else one.value / worth for one in curve.figures),
    )


def drawn_in(unit: FigureUnit, language: str) -> tuple[Decimal, str]:
    """The unit of a chart's axis: what one of it is worth, and its name."""
    if unit is FigureUnit.YUAN:
        english = language.startswith(ENGLISH)
        return (_MILLION, "million yuan") if english else (_TEN_THOUSAND, "万元")
    if unit in (FigureUnit.RATIO, FigureUnit.RATE):
        return Decimal("0.01"), unit_name(unit, language)
    return Decimal(1), unit_name(unit, language)


def _appendix(found: Bulletin, language: str) -> ToldTable:
    columns = ("Mark", "Metric", "Group", "Period", "Figure", "Scope", "Source", "Query")
    return ToldTable(
        title=translate("Figures cited", language),
        columns=tuple(translate(column, language) for column in columns),
        rows=tuple(
            (
                str(number),
                _heading(one.metric, language),
                group_name(one.group, language),
                period_of_figure(one, language),
                one,
                one.scope,
                one.source,
                one.query,
            )
            for number, one in enumerate(found.cited, start=1)
        ),
    )


def _definitions(found: Bulletin, language: str) -> ToldTable:
    metrics = dict.fromkeys(one.metric for one in found.cited)
    return ToldTable(
        title=translate("What is counted", language),
        columns=(translate("Metric", language), translate("Definition", language)),
        rows=tuple(
            (metric_name(metric, language), metric_definition(metric, language))
            for metric in metrics
        ),
    )


def cell_text(cell: ToldCell) -> str:
    """A cell as it is read."""
    return value_text(cell.value, cell.unit) if isinstance(cell, Figure) else cell
