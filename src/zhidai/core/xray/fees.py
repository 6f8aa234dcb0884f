"""What the fees of a loan come to: as given, else at the plan's ceiling, else not known.

A plan that states no ceiling of a fee leaves it open. Such a fee counts for nothing and is said to:
the true cost is higher, and a subsidy of it is a share of whatever is paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.subsidies.charged_fees import charged_fees, earned_by, is_charged
from zhidai.core.subsidies.fee_subsidy import highest_fees, yearly_fee
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.xray.premises import Premises


class FeeFrom(StrEnum):
    """Where the amount of a fee comes from."""

    GIVEN = "given"
    ABOVE = "above"  # given, above the plan's ceiling
    CEILING = "ceiling"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePremise:
    """A fee that a borrower is charged. rate: a year; yuan: once, whatever the loan."""

    item: str
    source: FeeFrom
    rate: Decimal | None = None
    yuan: Decimal | None = None


def fee_premises(
    settings: SubsidySettings, premises: Premises, scheme: Scheme, route: str | None
) -> tuple[FeePremise, ...]:
    """Each fee that is charged, and each that is given, in the order of the items."""
    charged = charged_fees(settings, scheme, route)
    return tuple(
        _premise(item, settings, premises)
        for item in SubsidyItem
        if item in charged or str(item) in premises.given_fees
    )


def _premise(item: SubsidyItem, settings: SubsidySettings, premises: Premises) -> FeePremise:
    name = str(item)
    if name in premises.fees_in_yuan:
        yuan, most = premises.fees_in_yuan[name], highest_fees(premises.loan(), settings).get(name)
        return FeePremise(item=name, source=_given(yuan, most), yuan=yuan)
    if name in premises.fees:
        rate = premises.fees[name]
        return FeePremise(
            item=name, source=_given(rate, settings.fee_ceilings.get(name)), rate=rate
        )
    if name in settings.fee_ceilings:
        return FeePremise(item=name, source=FeeFrom.CEILING, rate=settings.fee_ceilings[name])
    return FeePremise(item=name, source=FeeFrom.UNKNOWN)


def _given(fee: Decimal, most: Decimal | None) -> FeeFrom:
    return FeeFrom.GIVEN if most is None or fee <= most else FeeFrom.ABOVE


def with_incomes_as_fees(
    premises: Premises, settings: SubsidySettings, scheme: Scheme, route: str | None
) -> Premises:
    """What a party is said to earn is the fee that the plan leaves open: somebody pays it."""
    fees = dict(premises.fees)
    for role, income in premises.other_income.items():
        item = earned_by(scheme, role)
        is_open = item is not None and str(item) not in {*settings.fee_ceilings, *fees}
        if item is not None and is_open and (route is None or is_charged(item, scheme, route)):
            fees[str(item)] = income
    return replace(premises, fees=MappingProxyType(fees))


def fees_of(
    settings: SubsidySettings, premises: Premises, *, amount: Decimal, days: int
) -> dict[str, Decimal]:
    """Each fee that is known, in yuan."""
    rates: Mapping[str, Decimal] = {**settings.fee_ceilings, **premises.fees}
    terms = premises.loan(amount=amount, days=days)
    by_rate = {
        fee: yearly_fee(terms, rate, settings.fee_ceiling_reading) for fee, rate in rates.items()
    }
    return by_rate | dict(premises.fees_in_yuan)


def counted_fees(
    settings: SubsidySettings, premises: Premises, fees: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """What of the reference loan's fees a subsidy counts: none above the plan's ceiling."""
    terms = premises.loan()
    most = highest_fees(terms, settings)
    return {fee: min(amount, most.get(fee, amount)) for fee, amount in fees.items()}
