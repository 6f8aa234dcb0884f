"""Figures in the reader's language: names, definitions, periods, groups, numbers and changes."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from zhidai.core.statistics.facts import MIXED, NOT_STATED
from zhidai.core.statistics.figures import Dimension, Figure, Group
from zhidai.core.statistics.metrics import DEFINITIONS, FigureUnit, Metric
from zhidai.core.statistics.periods import Grain, Period
from zhidai.core.statistics.series import Step
from zhidai.wording.scheme_parts import word_of
from zhidai.wording.speech import ENGLISH, translate

NONE = "—"
_NAMES: Mapping[Metric, str] = MappingProxyType(
    {
        Metric.REGISTRATIONS: "Pledge registrations",
        Metric.REGISTERED_AMOUNT: "Registered pledge amount",
        Metric.REGISTRATIONS_IN_FORCE: "Registrations in force",
        Metric.FIRST_TIME_PLEDGORS: "First-time pledgors",
        Metric.APPLICATIONS: "Applications made",
        Metric.LOANS_DISBURSED: "Loans disbursed",
        Metric.AMOUNT_DISBURSED: "Amount disbursed",
        Metric.BORROWERS: "Enterprises that drew a loan",
        Metric.BALANCE: "Loan balance",
        Metric.AVERAGE_RATE: "Average rate of the loans",
        Metric.PLEDGE_RATIO: "Average pledge ratio",
        Metric.DAYS_TO_DRAWDOWN: "Days from application to drawdown",
        Metric.SMALL_LOAN_SHARE: "Share of loans up to 10 million yuan",
        Metric.FINANCING_COVERAGE: "Financing coverage",
    }
)
_DEFINITIONS: Mapping[Metric, str] = MappingProxyType(
    {
        Metric.REGISTRATIONS: (
            "Pledges registered in the period, by the day of registration; several rights under "
            "one registration count once."
        ),
        Metric.REGISTERED_AMOUNT: (
            "The debt secured as registered, summed over the registrations of the period. It is "
            "not the money disbursed and never stands in one series with it."
        ),
        Metric.REGISTRATIONS_IN_FORCE: (
            "Registrations made by the last day of the period and not released by then."
        ),
        Metric.FIRST_TIME_PLEDGORS: (
            "Enterprises whose first registration of all known ones falls into the period."
        ),
        Metric.APPLICATIONS: (
            "Applications opened in the period, whatever became of them."
        ),
        Metric.LOANS_DISBURSED: "Loans drawn in the period, by the day of drawdown.",
        Metric.AMOUNT_DISBURSED: (
            "The principal of the loans drawn in the period. It is not the amount registered as "
            "pledged and never stands in one series with it."
        ),
        Metric.BORROWERS: (
            "Enterprises that drew a loan in the period, each counted once; parts do not add up "
            "to the whole."
        ),
        Metric.BALANCE: (
            "The principal owed to the banks at the end of the last day of the period."
        ),
        Metric.AVERAGE_RATE: (
            "Contract rates, weighted by what was drawn in the period; of a loan drawn in parts "
            "each part counts on its own day."
        ),
        Metric.PLEDGE_RATIO: (
            "Amounts of the loans drawn in the period, with all parts drawn by the last day of "
            "the data, over the collateral values they rest on."
        ),
        Metric.DAYS_TO_DRAWDOWN: (
            "The median of the days from application to drawdown, for loans drawn in the period."
        ),
        Metric.SMALL_LOAN_SHARE: (
            "Loans of at most 10 million yuan, that amount included, over all loans drawn in the "
            "period, by number; a loan drawn in parts is as large as all parts drawn by the last "
            "day of the data."
        ),
        Metric.FINANCING_COVERAGE: (
            "Of the enterprises on record on the last day of the period, those that owe a pledge "
            "loan on that day."
        ),
    }
)  # fmt: skip
_UNITS: Mapping[FigureUnit, str] = MappingProxyType(
    {
        FigureUnit.YUAN: "yuan",
        FigureUnit.RATIO: "per cent",
        FigureUnit.RATE: "per cent a year",
        FigureUnit.DAYS: "days",
    }
)
_COUNTS: Mapping[Metric, str] = MappingProxyType(
    {
        Metric.REGISTRATIONS: "registrations",
        Metric.REGISTRATIONS_IN_FORCE: "registrations",
        Metric.FIRST_TIME_PLEDGORS: "enterprises",
        Metric.APPLICATIONS: "applications",
        Metric.LOANS_DISBURSED: "loans",
        Metric.BORROWERS: "enterprises",
    }
)
_DIMENSIONS: Mapping[Dimension, str] = MappingProxyType(
    {
        Dimension.DISTRICT: "By district",
        Dimension.BANK: "By bank",
        Dimension.INDUSTRY: "By industry",
        Dimension.IP_KIND: "By kind of right",
    }
)
_GRAINS: Mapping[Grain, str] = MappingProxyType(
    {Grain.MONTH: "By month", Grain.QUARTER: "By quarter", Grain.YEAR: "By year"}
)
_QUARTERS_ZH = "一二三四"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_HUNDREDTH = Decimal("0.01")


def metric_name(metric: Metric, language: str) -> str:
    """A metric by its code."""
    return translate(_NAMES[metric], language)


def metric_definition(metric: Metric, language: str) -> str:
    """What is counted, in a sentence that belongs beside every figure."""
    return translate(_DEFINITIONS[metric], language)


def metric_unit(metric: Metric, language: str) -> str:
    """What the number of a metric is of; a count is of what is counted."""
    unit = DEFINITIONS[metric].unit
    return translate(_COUNTS[metric], language) if metric in _COUNTS else unit_name(unit, language)


def unit_name(unit: FigureUnit, language: str) -> str:
    """What a number is of that counts nothing."""
    return translate(_UNITS[unit], language)


def unit_beside(metric: Metric, language: str) -> str:
    """What a heading adds to figures as `value_text` writes them; a per cent sign is there already.

    Empty where nothing is left to say.
    """
    match DEFINITIONS[metric].unit:
        case FigureUnit.RATIO:
            return ""
        case FigureUnit.RATE:
            return translate("a year", language)
        case _:
            return metric_unit(metric, language)


def with_unit(text: str, metric: Metric, language: str) -> str:
    """A heading or a figure, with the unit of the metric's figures in brackets."""
    beside = unit_beside(metric, language)
    return f"{text} ({beside})" if beside else text


def dimension_name(by: Dimension, language: str) -> str:
    """By what figures are told apart."""
    return translate(_DIMENSIONS[by], language)


def grain_name(grain: Grain, language: str) -> str:
    """How long the periods are."""
    return translate(_GRAINS[grain], language)


def group_name(group: Group, language: str) -> str:
    """A part of the whole by its name; kinds of right and what is not stated have words."""
    if group.by is None:
        return translate("Total", language)
    if group.name == NOT_STATED:
        return translate("not stated", language)
    if group.by is Dimension.IP_KIND and group.name == MIXED:
        return translate("several kinds", language)
    if group.by is Dimension.IP_KIND:
        return word_of(group.name, language)
    return group.name


def period_name(period: Period, language: str) -> str:
    """2021年第一季度, the first quarter of 2021 as Q1 2021; 2021年3月, March 2021; 2021年, 2021."""
    year, month = period.first_on.year, period.first_on.month
    english = language.startswith(ENGLISH)
    match period.grain:
        case Grain.YEAR:
            return f"{year}" if english else f"{year}年"
        case Grain.QUARTER:
            number = (month + 2) // 3
            return f"Q{number} {year}" if english else f"{year}年第{_QUARTERS_ZH[number - 1]}季度"
        case Grain.MONTH:
            return f"{_MONTHS[month - 1]} {year}" if english else f"{year}年{month}月"


def period_of_figure(figure: Figure, language: str) -> str:
    """The period of a figure, which says if it tells of a part of it only."""
    return in_its_period(period_name(figure.period, language), figure, language)


def in_its_period(told: str, figure: Figure, language: str) -> str:
    """A period or figure with the part of the period that it tells of, if not of all of it."""
    if figure.told_from is not None:
        told = translate("{period}, from {day} on", language).format(
            period=told, day=figure.told_from
        )
    if figure.complete:
        return told
    return translate("{period}, to date", language).format(period=told)


def period_on_axis(figure: Figure, language: str) -> str:
    """2021Q1 under a bar; below it of which part of it the figure tells, if not of all of it."""
    return "\n".join((str(figure.period), *parts_told(figure, language)))


def parts_told(figure: Figure, language: str) -> tuple[str, ...]:
    """Of which part of its period a figure tells; nothing where it tells of all of it."""
    parts = []
    if figure.told_from is not None:
        parts.append(translate("from {day}", language).format(day=figure.told_from))
    if not figure.complete:
        parts.append(translate("to date", language))
    return tuple(parts)


def figure_text(figure: Figure) -> str:
    """The number of a figure in the unit of its column; — where there is none."""
    return value_text(figure.value, figure.unit)


def value_text(value: Decimal | None, unit: FigureUnit) -> str:
    """1,234 · 3,000,000.00 · 48.39% · 4.85% · 29.5."""
    if value is None:
        return NONE
    if unit is FigureUnit.YUAN:
        return f"{value:,.2f}"
    if unit in (FigureUnit.RATIO, FigureUnit.RATE):
        return percent(value)
    return _plain(value)


def percent(ratio: Decimal) -> str:
    """A fraction of one as a percentage with two decimals, half up."""
    return f"{_hundredths(ratio):,}%"


def change_ratio(step: Step) -> Decimal | None:
    """The change as a fraction of the earlier figure, where `change_text` states it as one."""
    if step.broken is not None or step.change is None or step.change.difference is None:
        return None
    if step.figure.unit in (FigureUnit.RATIO, FigureUnit.RATE, FigureUnit.DAYS):
        return None
    return step.change.ratio


def change_text(step: Step, language: str) -> str:
    """+43.75%; percentage points for ratios; why none is said, where that is known; else —."""
    if step.broken is not None:
        return translate("break: {what}", language).format(
            what=step.broken.what.in_language(language)
        )
    if step.partly is not None:
        return translate("not compared: {period}", language).format(
            period=period_of_figure(step.partly, language)
        )
    if step.change is None or step.change.difference is None:
        return NONE
    ratio = change_ratio(step)
    if ratio is not None:
        return signed_percent(ratio)
    difference, unit = step.change.difference, step.figure.unit
    if unit in (FigureUnit.RATIO, FigureUnit.RATE):
        points = _hundredths(difference)
        told = translate("{points} points", language).format(points=f"{abs(points)}")
        return _sign(points) + told
    return _sign(difference) + value_text(abs(difference), unit)


def signed_percent(ratio: Decimal) -> str:
    """A change as a percentage: +53.85%, -13.33%, ±0.00%; the sign is that of what is written."""
    return _sign(_hundredths(ratio)) + percent(abs(ratio))


def change_in_words(ratio: Decimal, language: str) -> str:
    """The size of a change that is not nothing, as a sentence says it: 53.85%, less than 0.01%."""
    if _hundredths(ratio):
        return percent(abs(ratio))
    return translate("less than {least}", language).format(least=f"{_HUNDREDTH}%")


def _hundredths(ratio: Decimal) -> Decimal:
    """A fraction of one in per cent, to two decimals, half up."""
    return (ratio * 100).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def _sign(number: Decimal) -> str:
    return "+" if number > 0 else "-" if number < 0 else "±"


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
