"""What each line behind a figure adds to it, in words: the heads of its columns and the sum."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.dashboards.figures import Measure
from zhidai.core.statistics.contributions import Adding, Contribution, Totals
from zhidai.core.statistics.metrics import FigureUnit, Metric
from zhidai.wording.dashboards import measure_name, measure_unit
from zhidai.wording.speech import translate
from zhidai.wording.statistics import metric_name, metric_unit, unit_name, value_text

Counted = Metric | Measure
# Where it is not the figure's own name: what is added, and what that is held against.
_PARTS: Mapping[Counted, Counted | str] = MappingProxyType(
    {
        Metric.AVERAGE_RATE: "Amount × rate",
        Metric.PLEDGE_RATIO: "Loan amount, all parts drawn",
        Metric.SMALL_LOAN_SHARE: "Loans of at most 10 million yuan",
        Metric.FINANCING_COVERAGE: "Enterprises that owe a loan",
        Measure.WAITING_DAYS: "Days waited",
        Measure.WAITING_LONGEST: "Days waited",
        Measure.NPL_RATIO: Measure.NPL_OVERDUE,
        Measure.LEVERAGE: Measure.GUARANTEED,
        Measure.BUDGET_LEFT: "Paid, approved, claimed and forecast",
        Measure.ACCEPTED_RATIO: Measure.ACCEPTED,
        Measure.INTERNAL_RATIO: Measure.INTERNAL,
        Measure.REALISED_RATIO: Measure.REALISED,
    }
)
_WHOLES: Mapping[Counted, Counted | str] = MappingProxyType(
    {
        Metric.AVERAGE_RATE: Metric.AMOUNT_DISBURSED,
        Metric.PLEDGE_RATIO: "Collateral value",
        Metric.SMALL_LOAN_SHARE: Metric.LOANS_DISBURSED,
        Metric.FINANCING_COVERAGE: "Enterprises on record",
        Measure.NPL_RATIO: Measure.NPL_TOTAL,
        Measure.LEVERAGE: Measure.CAPITAL,
        Measure.BUDGET_LEFT: Measure.BUDGET,
        Measure.ACCEPTED_RATIO: Measure.APPRAISED,
        Measure.INTERNAL_RATIO: Measure.APPRAISED,
        Measure.REALISED_RATIO: Measure.APPRAISED,
    }
)
_HOW: Mapping[Adding, str] = MappingProxyType(
    {
        Adding.SUM: "The lines add up to {part}.",
        Adding.RATIO: "{part_name} over {whole_name}: the lines add up to {part} over {whole}.",
        Adding.MEDIAN: "The median of the lines: the middle one, or the mean of the middle two.",
        Adding.MOST: "The most of the lines.",
        Adding.LEFT: "{whole_name} {whole} less what the lines add up to, {part}.",
    }
)


def part_name(counted: Counted, language: str) -> str:
    """What each line adds."""
    return _name(_PARTS.get(counted, counted), language)


def whole_name(counted: Counted, language: str) -> str:
    """What the parts are held against."""
    return _name(_WHOLES[counted], language) if counted in _WHOLES else ""


def part_unit(counted: Counted, unit: FigureUnit, language: str) -> str:
    """The unit of a line; yuan times a rate are yuan of interest a year."""
    match unit:
        case FigureUnit.RATE:
            return translate("yuan a year", language)
        case FigureUnit.COUNT:
            return _count_unit(counted, language)
        case _:
            return unit_name(unit, language)


def _count_unit(counted: Counted, language: str) -> str:
    """What is counted; a share of a number is one of the same things."""
    match counted:
        case Metric.SMALL_LOAN_SHARE:
            return metric_unit(Metric.LOANS_DISBURSED, language)
        case Metric.FINANCING_COVERAGE:
            return metric_unit(Metric.BORROWERS, language)
        case Metric():
            return metric_unit(counted, language)
        case Measure():
            return measure_unit(counted, language)


def part_text(value: Decimal, unit: FigureUnit) -> str:
    """A number of a line or of the sum, exact."""
    if unit is FigureUnit.RATE:
        return f"{value:,.8f}".rstrip("0").rstrip(".")
    return value_text(value, unit)


def how_it_adds_up(
    counted: Counted, contribution: Contribution, totals: Totals, language: str
) -> str:
    """One sentence by which a reader can compute the figure again."""
    whole = totals.over if totals.whole is None else totals.whole
    return translate(_HOW[contribution.adding], language).format(
        part_name=part_name(counted, language),
        whole_name=whole_name(counted, language),
        part=part_text(totals.part, contribution.part),
        whole="" if whole is None else _whole_text(whole, contribution),
    )


def _whole_text(whole: Decimal, contribution: Contribution) -> str:
    return part_text(whole, contribution.whole or contribution.part)


def _name(told: Counted | str, language: str) -> str:
    match told:
        case Metric():
            return metric_name(told, language)
        case Measure():
            return measure_name(told, language)
        case _:
            return translate(told, language)
