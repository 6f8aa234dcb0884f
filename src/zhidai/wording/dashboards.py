"""Dashboards in the reader's language: what each part and each measure is called and counts."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from zhidai.core.dashboards.figures import MEASURES, Figure, Measure, Panel
from zhidai.core.statistics.metrics import FigureUnit
from zhidai.core.statistics.periods import parse_period
from zhidai.wording.speech import translate
from zhidai.wording.statistics import NONE, period_name, unit_name, value_text

_PANELS: Mapping[Panel, str] = MappingProxyType(
    {
        Panel.VOLUMES: "Volumes",
        Panel.PIPELINE: "Where cases wait",
        Panel.NPL: "Non-performing ratio and the breaker's line",
        Panel.CLAIMS: "Claims and recoveries",
        Panel.LOSSES: "Losses by party",
        Panel.LEVERAGE: "Leverage of guarantors",
        Panel.SUBSIDIES: "Subsidy budget of the year",
        Panel.VALUES: "Values said and values realised",
    }
)
_NAMES: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.WAITING: "Cases that wait",
        Measure.WAITING_DAYS: "Median days",
        Measure.WAITING_LONGEST: "Longest wait",
        Measure.WAITING_LATE: "Past the legal limit",
        Measure.NPL_RATIO: "Ratio of the plan",
        Measure.NPL_OVERDUE: "Overdue balance",
        Measure.NPL_TOTAL: "Total balance",
        Measure.CLAIMS_STARTED: "Claims started",
        Measure.CLAIMED: "Principal claimed for",
        Measure.CLAIMS_PAID: "Paid on claims",
        Measure.RECOVERED: "Recovered, net",
        Measure.LOSS_BORNE: "Loss borne",
        Measure.LOSS_PAID: "Paid or set off",
        Measure.LOSS_OWED: "Still owed to the bank",
        Measure.LOSS_RECOVERED: "Got back",
        Measure.LOSS_LEFT: "Loss that remains",
        Measure.GUARANTEED: "Guaranteed balance",
        Measure.CAPITAL: "Registered capital",
        Measure.LEVERAGE: "Leverage",
        Measure.BUDGET: "Budget",
        Measure.SUBSIDY_PAID: "Paid this year",
        Measure.SUBSIDY_APPROVED: "Approved, not paid",
        Measure.SUBSIDY_CLAIMED: "Claimed, not decided",
        Measure.SUBSIDY_EXPECTED: "Forecast",
        Measure.BUDGET_LEFT: "Left after the forecast",
        Measure.APPRAISED: "Appraised value",
        Measure.ACCEPTED: "Accepted by the bank",
        Measure.ACCEPTED_RATIO: "Accepted over appraised",
        Measure.INTERNAL: "Our own valuation",
        Measure.INTERNAL_RATIO: "Own over appraised",
        Measure.REALISED: "Realised",
        Measure.REALISED_RATIO: "Realised over appraised",
    }
)
_DEFINITIONS: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.WAITING: (
            "Cases in progress with this task open; a case that waits for two tasks counts at "
            "both. Tasks that may be left undone hold nothing up and are not counted."
        ),
        Measure.WAITING_DAYS: (
            "The median of the calendar days since the task opened, the day itself not counted."
        ),
        Measure.WAITING_LONGEST: "The most days that one of these cases has waited.",
        Measure.WAITING_LATE: "Cases whose legal limit for the task was before today.",
        Measure.NPL_RATIO: (
            "Overdue balance over total balance at the end of the day, the plan's own measure and "
            "not the regulator's; none where nothing was owed."
        ),
        Measure.NPL_OVERDUE: "The whole unpaid principal of every loan with anything overdue.",
        Measure.NPL_TOTAL: "The unpaid principal of every loan.",
        Measure.CLAIMS_STARTED: "Guarantee claims by the day of the claim.",
        Measure.CLAIMED: "The principal of these claims that the enterprise had not repaid.",
        Measure.CLAIMS_PAID: (
            "Money that guarantors and appraisers paid to banks in the period, whenever the claim "
            "was made."
        ),
        Measure.RECOVERED: (
            "Money recovered in the period from enterprises and pledges, less the costs paid out "
            "of it, whenever the claim was made."
        ),
        Measure.LOSS_BORNE: (
            "The party's agreed shares of the principal of all claims so far, before recoveries."
        ),
        Measure.LOSS_PAID: (
            "What the party has paid to banks on these claims, and what banks kept of its "
            "recoveries instead; a bank bears its own share at once."
        ),
        Measure.LOSS_OWED: "What the party has still to pay on these claims.",
        Measure.LOSS_RECOVERED: "The party's part of what was recovered.",
        Measure.LOSS_LEFT: "Loss borne less what was got back.",
        Measure.GUARANTEED: (
            "The unpaid principal of the running loans that the guarantor guarantees here, whole, "
            "before losses are shared."
        ),
        Measure.CAPITAL: "The registered capital as the guarantor declared it.",
        Measure.LEVERAGE: (
            "Guaranteed balance over registered capital. Net assets, which the law takes, are not "
            "on record here, nor is what is guaranteed elsewhere: a first look, not the "
            "regulator's figure."
        ),
        Measure.BUDGET: "What the treasury set for the level in the year; — where it set none.",
        Measure.SUBSIDY_PAID: "Subsidies paid in the year of the business date.",
        Measure.SUBSIDY_APPROVED: "Approved subsidies that are not paid.",
        Measure.SUBSIDY_CLAIMED: "Subsidies claimed and not decided, as computed.",
        Measure.SUBSIDY_EXPECTED: (
            "What running loans due in the rest of the year will bring, if everything is paid on "
            "its day and claimed at once; overdue loans and repaid ones without a claim are not "
            "in it."
        ),
        Measure.BUDGET_LEFT: (
            "Budget less paid, approved, claimed and forecast; below zero the budget will not do."
        ),
        Measure.APPRAISED: (
            "Of the formal report, before there is one the preliminary value, over all loans ever "
            "drawn."
        ),
        Measure.ACCEPTED: "The market value that the bank accepted for the same pledges.",
        Measure.ACCEPTED_RATIO: (
            "The sum accepted over the sum appraised, of the loans that have both."
        ),
        Measure.INTERNAL: (
            "From our newest valued book, for loans of which it values every patent; nobody else "
            "sees it."
        ),
        Measure.INTERNAL_RATIO: (
            "The sum of our own values over the sum appraised, of the loans that have both."
        ),
        Measure.REALISED: (
            "What auctions and transfers of pledges brought, gross; what was enforced from other "
            "assets is not in it."
        ),
        Measure.REALISED_RATIO: (
            "The sum realised over the sum appraised, of the loans whose pledge was disposed of."
        ),
    }
)
_UNITS: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.WAITING: "cases",
        Measure.WAITING_LATE: "cases",
        Measure.CLAIMS_STARTED: "claims",
        Measure.LEVERAGE: "times",
    }
)
_HUNDREDTH = Decimal("0.01")


def panel_name(panel: Panel, language: str) -> str:
    """A part of a dashboard."""
    return translate(_PANELS[panel], language)


def measure_name(measure: Measure, language: str) -> str:
    """A measure by its code."""
    return translate(_NAMES[measure], language)


def measure_definition(measure: Measure, language: str) -> str:
    """What is counted, in a sentence that stands with every figure."""
    return translate(_DEFINITIONS[measure], language)


def measure_unit(measure: Measure, language: str) -> str:
    """What the number of a measure is of."""
    if measure in _UNITS:
        return translate(_UNITS[measure], language)
    return unit_name(unit_of(measure), language)


def unit_of(measure: Measure) -> FigureUnit:
    """The unit that a measure is computed in."""
    return next(units[measure] for units in MEASURES.values() if measure in units)


def figure_text(figure: Figure) -> str:
    """The number of a figure in the unit of its column; — where there is none."""
    if figure.measure is Measure.LEVERAGE and figure.value is not None:
        return f"{figure.value.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP):,}"
    return NONE if figure.value is None else value_text(figure.value, unit_of(figure.measure))


def day_or_period(panel: Panel, of: str, language: str) -> str:
    """What a group is that has no name of its own: a day as it is, a period in words."""
    if panel is Panel.CLAIMS:
        return period_name(parse_period(of), language)
    return date.fromisoformat(of).isoformat()
