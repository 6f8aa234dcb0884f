"""What each search for anomalies is called, and how its figure is written."""

from collections.abc import Mapping
from decimal import Decimal

from zhidai.core.anomalies.book import AnomalyKind, AnomalyParameters
from zhidai.core.money import format_yuan
from zhidai.wording.speech import translate
from zhidai.wording.statistics import percent

_NAMES: Mapping[AnomalyKind, str] = {
    AnomalyKind.SHORT_CYCLES: "Same patent pledged and released in short cycles",
    AnomalyKind.REGISTRATION_WITHOUT_LOAN: "Pledge registered without a loan",
    AnomalyKind.AMOUNT_OUT_OF_LINE: "Amount out of line with the value",
    AnomalyKind.SPLIT_UNDER_A_CAP: "Loans split just under a cap",
    AnomalyKind.QUARTER_END_BUNCHING: "Drawdowns bunched at the ends of quarters",
    AnomalyKind.APPRAISER_ALWAYS_HIGH: "Appraiser whose values are always high",
}
_DEFINITIONS: Mapping[AnomalyKind, str] = {
    AnomalyKind.SHORT_CYCLES: (
        "at least {cycle_times} pledges of at most {cycle_days} days within {cycle_within_days} "
        "days"
    ),
    AnomalyKind.REGISTRATION_WITHOUT_LOAN: (
        "no loan drawn within {loan_within_days} days of the registration"
    ),
    AnomalyKind.AMOUNT_OUT_OF_LINE: (
        "the loan is above {ratio_high} or below {ratio_low} of the lower of both values"
    ),
    AnomalyKind.SPLIT_UNDER_A_CAP: (
        "loans of one enterprise within {split_within_days} days, each at most {split_margin} "
        "below a cap of {caps} yuan"
    ),
    AnomalyKind.QUARTER_END_BUNCHING: (
        "at least {bunching_share} of at least {bunching_loans} loans of a bank drawn in the last "
        "{quarter_end_days} days of quarters"
    ),
    AnomalyKind.APPRAISER_ALWAYS_HIGH: (
        "of at least {high_loans} appraisals {high_share} lie above the market value, and their "
        "median is at least {high_ratio} of the other appraisers'"
    ),
}
_DAYS = frozenset({AnomalyKind.REGISTRATION_WITHOUT_LOAN})
_TIMES = frozenset({AnomalyKind.SHORT_CYCLES})
_YUAN = frozenset({AnomalyKind.SPLIT_UNDER_A_CAP})


def kind_name(kind: AnomalyKind, language: str) -> str:
    """The name of a search."""
    return translate(_NAMES[kind], language)


def kind_definition(kind: AnomalyKind, limits: AnomalyParameters, language: str) -> str:
    """What counts, with the thresholds in force."""
    said: dict[str, str] = {
        name: _as_set(content) if isinstance(content, Decimal) else str(content)
        for name in AnomalyParameters.__slots__
        if name != "caps"
        for content in (getattr(limits, name),)
    }
    said["caps"] = " / ".join(f"{cap:,.0f}" for cap in limits.caps)
    return translate(_DEFINITIONS[kind], language).format(**said)


def figure(kind: AnomalyKind, content: Decimal, language: str) -> str:
    """A measured figure or threshold in the unit of its search."""
    if kind in _YUAN:
        return f"¥{Decimal(format_yuan(content)):,.2f}"
    if kind in _DAYS:
        return translate("{count} days", language).format(count=int(content))
    if kind in _TIMES:
        return translate("{count} times", language).format(count=int(content))
    return percent(content)


def evidence_figure(kind: AnomalyKind, content: Decimal | None, language: str) -> str:
    """A record's own part in the figure: the days of one cycle, the amount of one loan."""
    if content is None:
        return ""
    if kind in _DAYS | _TIMES:
        return translate("{count} days", language).format(count=int(content))
    if kind in _YUAN or kind is AnomalyKind.QUARTER_END_BUNCHING:
        return f"¥{content:,.2f}"
    return percent(content)


def _as_set(ratio: Decimal) -> str:
    """A limit in the sentence that states it: 80% for 0.80, 12.5% for 0.125."""
    return f"{(ratio * 100).normalize():f}%"
