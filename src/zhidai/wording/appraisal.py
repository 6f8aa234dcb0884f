"""The gap between a report and our value in words: its causes, and what both sides take."""

from decimal import Decimal

from zhidai.core.valuation.appraisal import Cause, CausePart
from zhidai.wording.speech import translate

CAUSES = {
    Cause.INCOME: "Yearly income after tax",
    Cause.REVENUE: "Attributable revenue",
    Cause.ROYALTY: "Royalty rate",
    Cause.TECHNOLOGY_SHARE: "Share of the technology",
    Cause.TAX: "Income tax",
    Cause.GROWTH: "Growth of income",
    Cause.OBSOLESCENCE: "Obsolescence",
    Cause.DISCOUNT: "Discount rate",
    Cause.LIFE: "Years of income",
    Cause.CHANCES: "Chance that annual fees are paid to the end",
    Cause.TIMING: "When in the year income is counted",
    Cause.METHOD: "Another approach to value",
    Cause.NOT_IN_FORCE: "The patent is not in force",
    Cause.UNEXPLAINED: "Not explained by the report's own parameters",
}
_IN_YUAN = (Cause.INCOME, Cause.REVENUE)
_YEARS = (Cause.LIFE,)


def cause_name(cause: Cause, language: str) -> str:
    """The cause as the label of a row."""
    return translate(CAUSES[cause], language)


def sides_said(part: CausePart, language: str) -> tuple[str, str]:
    """What we take and what the report states, with their units."""
    return _side(part.cause, part.internal, language), _side(part.cause, part.stated, language)


def _side(cause: Cause, value: Decimal | None, language: str) -> str:
    if value is None:
        return ""
    if cause in _IN_YUAN:
        return f"{value:,.2f}"
    if cause in _YEARS:
        return translate("{years} years", language).format(years=_plain(value))
    return f"{_plain(value * 100)}%"


def _plain(value: Decimal) -> str:
    text = f"{value.quantize(Decimal('0.01')):f}"
    return text.rstrip("0").rstrip(".")
