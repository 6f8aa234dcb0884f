"""Facts derived from other facts: the closed list of formulas that a scheme may name.

Each formula gives the fact with evidence `derived`, or the full names of the facts it needs. A
value on record goes before the computed one only where a register decides (`GIVEN_WINS`): the
expiry of a patent, because term compensation exists, whether it is in force, and its fee.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from zhidai.core.calendar import add_months
from zhidai.core.errors import bad_input
from zhidai.core.evidence import FactValue
from zhidai.core.policy.known import Formula, Known, Missing, day_of, decimal_of, derived, missing
from zhidai.core.policy.rate_facts import (
    LPR,
    LPR_FIVE_YEARS,
    rate_benchmark_multiple,
    rate_margin,
    rate_margin_five_years,
    rate_multiple,
    rate_multiple_five_years,
)
from zhidai.core.policy.standing import standing_amount
from zhidai.core.registers.enterprise_size import SizeMeasure
from zhidai.core.registers.enterprise_size import size_class as class_by_standard
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on

FEE_GRACE_MONTHS: Final = 6  # Implementing Regulations of the Patent Law: late annual fees
FORMAL_VALUE: Final = "valuation.formal_value"

_SIZE_FACTS: Final[Mapping[SizeMeasure, str]] = MappingProxyType(
    {
        SizeMeasure.EMPLOYEES: "enterprise.employees",
        SizeMeasure.REVENUE: "enterprise.revenue",
        SizeMeasure.ASSETS: "enterprise.total_assets",
    }
)


def size_class(known: Known) -> FactValue | Missing:
    """Micro, small, medium or large by 工信部联企业〔2011〕300号; asks only for what matters."""
    industry = known.get("enterprise.industry")
    if isinstance(industry, Missing):
        return industry
    standard = known.premises.reference.size_standards.get(str(industry.content))
    if standard is None:
        raise bad_input("industry_not_in_size_standard", industry=str(industry.content))
    found = {measure: known.get(_SIZE_FACTS[measure]) for measure in standard.limits}
    answer = class_by_standard(
        standard,
        {
            measure: None if isinstance(value, Missing) else decimal_of(value)
            for measure, value in found.items()
        },
    )
    if answer.size is None:
        return Missing(names=tuple(_SIZE_FACTS[measure] for measure in answer.missing))
    return derived(answer.size.value)


def patent_expiry(known: Known) -> FactValue | Missing:
    """The first day on which the patent no longer stands: filing date plus the term of its kind."""
    kind, filed_on = known.get("patent.kind"), known.get("patent.filing_date")
    if isinstance(kind, Missing) or isinstance(filed_on, Missing):
        return missing(kind, filed_on) or Missing(names=())
    return derived(expires_on(PatentKind(str(kind.content)), day_of(filed_on)))


def remaining_validity(known: Known) -> FactValue | Missing:
    """Months from the day asked about to the expiry; 0 once expired.

    whole months completed + days left over ÷ days of the month they lie in, the fraction strictly
    below one. So exactly three years left is 36, and one day less is below 36.
    """
    expiry = known.get("patent.expiry_date")
    if isinstance(expiry, Missing):
        return expiry
    return derived(months_between(known.on, day_of(expiry)))


def months_between(start: date, end: date) -> Decimal:
    """Months from one day to another as in `remaining_validity`."""
    if end <= start:
        return Decimal(0)
    whole = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, whole) > end:
        whole -= 1
    reached = add_months(start, whole)
    left_over = (end - reached).days
    if not left_over:
        return Decimal(whole)
    return whole + Decimal(left_over) / (add_months(start, whole + 1) - reached).days


def patent_in_force(known: Known) -> FactValue | Missing:
    """Whether the patent stands on the day, where no extract of the register says so.

    It stands before its expiry and until six months after the day its annual fee is paid until:
    within that grace the fee can still be paid with a surcharge.
    """
    expiry, paid = known.get("patent.expiry_date"), known.get("patent.fee_paid_until")
    if not isinstance(expiry, Missing) and day_of(expiry) <= known.on:
        return derived(content=False)
    if not isinstance(paid, Missing) and add_months(day_of(paid), FEE_GRACE_MONTHS) < known.on:
        return derived(content=False)
    return missing(expiry, paid) or derived(content=True)


def annual_fee_current(known: Known) -> FactValue | Missing:
    """Whether the fee is paid up to the day; the six months' grace is late already (5.1.3.3)."""
    paid = known.get("patent.fee_paid_until")
    return paid if isinstance(paid, Missing) else derived(content=day_of(paid) >= known.on)


def pledge_ratio(known: Known) -> FactValue | Missing:
    """amount (contracted, else approved, else asked) ÷ collateral value."""
    amount, value = known.get(standing_amount(known)), known.get("valuation.collateral_value")
    if isinstance(amount, Missing) or isinstance(value, Missing):
        return missing(amount, value) or Missing(names=())
    collateral = decimal_of(value)
    if not collateral:
        raise bad_input("collateral_worth_nothing")
    return derived(decimal_of(amount) / collateral)


def collateral_value(known: Known) -> FactValue | Missing:
    """The lowest of appraised, market-accepted and, once it is there, formal value, in yuan.

    Needs the first two (6.1.4). The formal report comes after them (6.1.5); reading chosen: where
    it is lower, it counts (`formal_report_lower`).
    """
    appraised = known.get("valuation.appraised_value")
    market = known.get("valuation.market_value")
    if isinstance(appraised, Missing) or isinstance(market, Missing):
        return missing(appraised, market) or Missing(names=())
    values = [decimal_of(appraised), decimal_of(market)]
    if known.given(FORMAL_VALUE) is not None:
        formal = known.get(FORMAL_VALUE)
        values += [] if isinstance(formal, Missing) else [decimal_of(formal)]
    return derived(min(values))


FORMULAS: Final[Mapping[str, Formula]] = MappingProxyType(
    {
        "size_class": size_class,
        "patent_expiry": patent_expiry,
        "remaining_validity": remaining_validity,
        "patent_in_force": patent_in_force,
        "annual_fee_current": annual_fee_current,
        "rate_margin": rate_margin,
        "rate_multiple": rate_multiple,
        "rate_margin_five_years": rate_margin_five_years,
        "rate_multiple_five_years": rate_multiple_five_years,
        "rate_benchmark_multiple": rate_benchmark_multiple,
        "pledge_ratio": pledge_ratio,
        "collateral_value": collateral_value,
    }
)

GIVEN_WINS: Final = frozenset({"patent_expiry", "patent_in_force", "annual_fee_current"})

# What each formula is computed from: what to give instead of the derived fact itself.
INPUTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "size_class": ("enterprise.industry", *_SIZE_FACTS.values()),
        "patent_expiry": ("patent.kind", "patent.filing_date"),
        "remaining_validity": ("patent.kind", "patent.filing_date", "patent.expiry_date"),
        "patent_in_force": ("patent.kind", "patent.filing_date", "patent.fee_paid_until"),
        "annual_fee_current": ("patent.fee_paid_until",),
        "rate_margin": ("request.rate", LPR),
        "rate_multiple": ("request.rate", LPR),
        "rate_margin_five_years": ("request.rate", LPR_FIVE_YEARS),
        "rate_multiple_five_years": ("request.rate", LPR_FIVE_YEARS),
        "rate_benchmark_multiple": ("request.rate",),
        "pledge_ratio": ("request.amount", "valuation.appraised_value", "valuation.market_value"),
        "collateral_value": ("valuation.appraised_value", "valuation.market_value"),
    }
)
