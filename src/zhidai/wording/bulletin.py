"""A bulletin in sentences and tables, in Chinese and English, for paper, workbook and page alike.

Every figure in a sentence carries the number of its line in the list of figures at the end, which
names its query, so that each can be counted again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from types import MappingProxyType

from zhidai.core.statistics.bulletin import Bulletin, Curve, Grid, Part, Statement
from zhidai.core.statistics.figures import Figure
from zhidai.core.statistics.metrics import DEFINITIONS, FigureUnit, Metric
from zhidai.wording.bulletin_sentences import said
from zhidai.wording.speech import ENGLISH, translate
from zhidai.wording.statistics import (
    dimension_name,
    group_name,
    metric_definition,
    metric_name,
    metric_unit,
    period_name,
    period_of_figure,
    period_on_axis,
    value_text,
    with_unit,
)

_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "registrations": "Registration of pledges",
        "loans": "Loans",
        "terms": "Terms and reach",
    }
)
_MILLION, _TEN_THOUSAND = Decimal(1_000_000), Decimal(10_000)
_BILLION, _HUNDRED_MILLION = Decimal(1_000_000_000), Decimal(100_000_000)
_LARGE = 10 * _BILLION  # from here on an axis counts by them

ToldCell = str | int | Figure


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
    if found.told_from is not None:
        lead.append(
            translate(
                "The facts begin on {day}: the quarter is counted from then on.", language
            ).format(day=found.told_from)
        )
    if not found.complete:
        lead.append(translate("The quarter is not over: these are figures to date.", language))
    return ToldBulletin(
        language=language,
        title=translate("Pledge financing of intellectual property, {period}", language).format(
            period=period
        ),
        lead=tuple(lead),
        parts=tuple(
            _part(part, numbers, language, of_a_city=found.of_a_city) for part in found.parts
        ),
        appendix=_appendix(found, language),
        definitions=_definitions(found, language),
    )


def _part(part: Part, numbers: Mapping[str, int], language: str, *, of_a_city: bool) -> ToldPart:
    return ToldPart(
        title=translate(_PARTS[part.code], language),
        sentences=tuple(
            (said(one, numbers, language, of_a_city=of_a_city), one) for one in part.statements
        ),
        tables=tuple(_grid(one, language) for one in part.grids if one.tells_apart),
        curves=tuple(_curve(one, language) for one in part.curves if one.figures),
    )


def _grid(grid: Grid, language: str) -> ToldTable:
    """A metric that some group does not state has a column beside it: how many were left out."""
    partial = {one.metric for _group, cells in grid.lines for one in cells if one.left_out}
    left_out = translate("Left out", language)
    columns = [
        (_heading(metric, language), *((left_out,) if metric in partial else ()))
        for metric in grid.metrics
    ]
    rows = [
        (
            group_name(group, language),
            *(
                cell
                for one in cells
                for cell in ((one, one.left_out) if one.metric in partial else (one,))
            ),
        )
        for group, cells in grid.lines
    ]
    return ToldTable(
        title=dimension_name(grid.by, language),
        columns=(translate("Group", language), *chain.from_iterable(columns)),
        rows=tuple(rows),
    )


def _heading(metric: Metric, language: str) -> str:
    return with_unit(metric_name(metric, language), metric, language)


def _curve(curve: Curve, language: str) -> ToldCurve:
    unit = DEFINITIONS[curve.metric].unit
    worth, name = drawn_in(unit, metric_unit(curve.metric, language), language)
    return ToldCurve(
        title=f"{metric_name(curve.metric, language)} ({name})",
        places=tuple(period_on_axis(one, language) for one in curve.figures),
        values=tuple(None if one.value is None else one.value / worth for one in curve.figures),
    )


def drawn_in(
    unit: FigureUnit, name: str, language: str, *, most: Decimal = Decimal(0)
) -> tuple[Decimal, str]:
    """The unit of a chart's axis: what one of it is worth, and its name. name: that of the figures.
    most: the largest figure, where it may be one of the whole country.
    """
    if unit is FigureUnit.YUAN:
        english = language.startswith(ENGLISH)
        if most >= _LARGE:
            return (_BILLION, "billion yuan") if english else (_HUNDRED_MILLION, "亿元")
        return (_MILLION, "million yuan") if english else (_TEN_THOUSAND, "万元")
    if unit in (FigureUnit.RATIO, FigureUnit.RATE):
        return Decimal("0.01"), name
    return Decimal(1), name


def _appendix(found: Bulletin, language: str) -> ToldTable:
    columns = (
        "Mark", "Metric", "Group", "Period", "Figure", "Left out", "Scope", "Source", "Query",
    )  # fmt: skip
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
                one.left_out,
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
    return value_text(cell.value, cell.unit) if isinstance(cell, Figure) else str(cell)
