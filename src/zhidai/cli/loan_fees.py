"""The fees of a loan as `zhidai loan cost` is told of them, else at the scheme's ceilings."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from zhidai.cli.loan_subsidies import LoanSubsidies
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.subsidies.fee_subsidy import highest_fees, yearly_fee
from zhidai.core.subsidies.settings import SubsidySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFees:
    """counted: yuan by fee; not_counted: charged on the route, with an amount that nobody says;
    ceilings: of those given above it, in yuan.
    """

    counted: dict[str, Decimal]
    not_counted: tuple[str, ...]
    ceilings: dict[str, Decimal]


def fees_of(written: list[str] | None, terms: LoanTerms, subsidies: LoanSubsidies) -> LoanFees:
    """Each as written, else at its ceiling. Bad input: `loan_fee_unreadable`, `loan_fee_twice`."""
    settings, charged = subsidies.settings, tuple(map(str, subsidies.charged))
    known = {*charged, *settings.fee_ceilings}
    given: dict[str, Decimal] = {}
    for text in written or ():
        name, amount = _fee(text, terms, settings, known)
        if name in given:
            raise bad_input("loan_fee_twice", name=name)
        given[name] = amount
    most = highest_fees(terms, settings)
    found = most | given
    return LoanFees(
        counted={fee: amount for fee, amount in found.items() if amount},
        not_counted=tuple(fee for fee in charged if fee not in found),
        ceilings={fee: most[fee] for fee in given if fee in most and given[fee] > most[fee]},
    )


def _fee(
    text: str, terms: LoanTerms, settings: SubsidySettings, known: Collection[str]
) -> tuple[str, Decimal]:
    """One fee: 1% of the amount, 1%/年 over the term, or 3万元."""
    name, _, value = text.partition("=")
    name = name.strip()
    if name not in known:
        raise bad_input("loan_fee_unreadable", text=text[:40])
    try:
        quantity = parse_quantity(value)
    except BadInput:
        raise bad_input("loan_fee_unreadable", text=text[:40]) from None
    if quantity.unit is Unit.YUAN:
        return name, half_up_to_fen(quantity.amount)
    if quantity.unit is Unit.RATIO:
        return name, half_up_to_fen(terms.principal * quantity.amount)
    if quantity.unit is Unit.RATE:
        return name, yearly_fee(terms, quantity.amount, settings.fee_ceiling_reading)
    raise bad_input("loan_fee_unreadable", text=text[:40])
