"""What the borrower pays net, what each level pays per yuan lent, and where caps begin to bind.

A yuan cap K over a share q of the interest binds from the amount A on with A x rate x days / 360 x
q = K, and for a loan of a stated amount from the rate on that solves the same for the rate. A cap
over a share q of a fee f binds from A = K / (q x f x years).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.subsidies import SubsidyFormula, SubsidyItem
from zhidai.core.subsidies.expected_cost import expected_cost
from zhidai.core.subsidies.interest_subsidy import DAYS_A_YEAR_OF_INTEREST
from zhidai.core.subsidies.settings import AmountPart, SubsidySettings, SubsidyTerms
from zhidai.core.xray.fees import counted_fees, fees_of
from zhidai.core.xray.premises import AMOUNTS, TERMS_IN_DAYS, Premises
from zhidai.core.xray.statement import statement_of

DAYS_A_YEAR = 365
ALONE = (CapScope.LOAN, CapScope.ENTERPRISE_LIFE, CapScope.ENTERPRISE_YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerMoney:
    """Yuan that a borrower pays, gets back and bears; yearly: net over amount, for a year."""

    amount: Decimal
    days: int
    paid: Decimal
    back: Decimal
    net: Decimal
    yearly: Decimal
    yearly_without: Decimal  # without any subsidy


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyMoney:
    """What a level pays for the reference loan, and per yuan lent.

    binds_from_amount: the amount from which its own yuan cap binds at the reference rate and term;
    binds_from_rate: the rate from which it binds for the reference loan. None: no such cap.
    of_paid: the share of a fee that no rate gives, and binds_from_paid: the fee from which its cap
    binds; is_known: whether that fee is given in yuan, so that `amount` says anything.
    budget_loans: so many whole reference loans its lowest budget (of a year, a bank or a fund) pays
    with nothing taken of it; None: it has no budget, or pays nothing of the reference loan.
    """

    id: str
    level: str
    item: str
    clause: str
    amount: Decimal
    per_yuan: Decimal
    binds_from_amount: Decimal | None
    binds_from_rate: Decimal | None
    of_paid: Decimal | None
    binds_from_paid: Decimal | None
    is_known: bool
    budget_loans: int | None


def borrower_money(
    settings: SubsidySettings,
    of_term: Callable[[int], Premises],
    *,
    largest: Decimal | None = None,
    longest: int | None = None,
) -> tuple[BorrowerMoney, ...]:
    """The net cost over the usual amounts and terms, up to the plan's own ceilings.

    of_term: the premises of a loan of so many days, with the rate subsidised of that term.
    """
    amounts = [one for one in AMOUNTS if largest is None or one < largest]
    terms = [one for one in TERMS_IN_DAYS if longest is None or one < longest]
    return tuple(
        cost_of(settings, of_term(days), amount=amount, days=days)
        for amount in (*amounts, *(() if largest is None else (largest,)))
        for days in (*terms, *(() if longest is None else (longest,)))
    )


def cost_of(
    settings: SubsidySettings, premises: Premises, *, amount: Decimal, days: int
) -> BorrowerMoney:
    """What one loan costs its borrower."""
    terms = premises.loan(amount=amount, days=days)
    fees = fees_of(settings, premises, amount=amount, days=days)
    statement = statement_of(settings, premises, terms, fees)
    cost = expected_cost(terms, fees=fees, statement=statement)
    return BorrowerMoney(
        amount=amount,
        days=days,
        paid=cost.net + cost.back,
        back=cost.back,
        net=cost.net,
        yearly=cost.effective_annual_cost,
        yearly_without=(cost.net + cost.back) / amount * DAYS_A_YEAR / days,
    )


def subsidy_money(settings: SubsidySettings, premises: Premises) -> tuple[SubsidyMoney, ...]:
    """Each subsidy on the reference loan."""
    terms = premises.loan()
    fees = fees_of(settings, premises, amount=premises.amount, days=premises.days)
    counted = counted_fees(settings, premises, fees)
    by_rate = frozenset((*settings.fee_ceilings, *premises.fees)) - premises.fees_in_yuan.keys()
    lines = statement_of(settings, premises, terms, fees).lines
    amounts = {(line.level, line.item): line.amount for line in lines}
    return tuple(
        _subsidy(
            one, amounts.get((one.level, str(one.item)), Decimal(0)), counted, by_rate, premises
        )
        for one in settings.subsidies
    )


def uncapped_per_yuan(settings: SubsidySettings, premises: Premises) -> dict[str, Decimal]:
    """What each subsidy is per yuan lent before any cap; one of a fee in yuan does not go by it."""
    fees = fees_of(settings, premises, amount=premises.amount, days=premises.days)
    counted = counted_fees(settings, premises, fees)
    by_rate = {fee: paid for fee, paid in counted.items() if fee not in premises.fees_in_yuan}
    return {
        one.id: _uncapped(one, by_rate, premises) / premises.amount for one in settings.subsidies
    }


def _subsidy(
    one: SubsidyTerms,
    amount: Decimal,
    fees: Mapping[str, Decimal],
    by_rate: frozenset[str],
    premises: Premises,
) -> SubsidyMoney:
    per_yuan = _uncapped(one, fees, premises) / premises.amount
    caps = [cap.most for cap in one.caps if cap.scope in ALONE]
    cap = min(caps, default=None)
    of_paid = None
    if one.item is not SubsidyItem.INTEREST and str(one.item) not in by_rate:
        of_paid = one.parts[0].share
    return SubsidyMoney(
        id=one.id,
        level=one.level,
        item=str(one.item),
        clause=one.clause,
        amount=amount,
        per_yuan=amount / premises.amount,
        binds_from_amount=None if cap is None or not per_yuan or of_paid else cap / per_yuan,
        binds_from_rate=None if cap is None else _binding_rate(one, cap, premises),
        of_paid=of_paid,
        binds_from_paid=None if cap is None or not of_paid else cap / of_paid,
        is_known=of_paid is None or str(one.item) in fees,
        budget_loans=_budget_loans(one, amount, per_yuan * premises.amount),
    )


def _budget_loans(one: SubsidyTerms, amount: Decimal, uncapped: Decimal) -> int | None:
    """By what is granted; a budget below what one loan would get without it pays none whole."""
    budget = min((cap.most for cap in one.caps if cap.scope not in ALONE), default=None)
    if budget is None or not amount:
        return None
    alone = min([half_up_to_fen(uncapped), *(c.most for c in one.caps if c.scope in ALONE)])
    return 0 if amount == budget < alone else int(budget // amount)


def _binding_rate(one: SubsidyTerms, cap: Decimal, premises: Premises) -> Decimal | None:
    """The rate of the reference loan from which a cap binds: the lowest of its parts must reach it,
    those that go by the rate and those that do not. None: at no rate, or whatever the rate is.
    """
    if one.item is not SubsidyItem.INTEREST:
        return None
    lent = premises.amount * _years(one, premises)
    fixed = [_part(one, part, premises) for part in one.parts if part.formula is not _OF_PAID]
    shares = [part.share * lent for part in one.parts if part.formula is _OF_PAID and part.share]
    if not shares or any(amount < cap for amount in fixed):
        return None
    rate, most = max(cap / each for each in shares), premises.subsidised_rate
    return None if most is not None and rate > most else rate


def in_one_piece(settings: SubsidySettings, premises: Premises) -> Decimal:
    """The interest subsidies by rate, amount and days in one piece, up to each one's own caps."""
    total = Decimal(0)
    for one in settings.subsidies:
        if one.item is SubsidyItem.INTEREST:
            caps = [cap.most for cap in one.caps if cap.scope in ALONE]
            total += min([half_up_to_fen(_uncapped(one, {}, premises)), *caps])
    return total


_OF_PAID = SubsidyFormula.SHARE_OF_PAID


def _uncapped(one: SubsidyTerms, fees: Mapping[str, Decimal], premises: Premises) -> Decimal:
    """The amount by the formula alone, unrounded; interest in one piece, not month by month."""
    if one.item is not SubsidyItem.INTEREST:
        return fees.get(str(one.item), Decimal(0)) * one.parts[0].share
    return min(_part(one, part, premises) for part in one.parts)


def _part(one: SubsidyTerms, part: AmountPart, premises: Premises) -> Decimal:
    """One of the amounts of which a subsidy of interest takes the lowest."""
    years = _years(one, premises)
    bases = {
        SubsidyFormula.SHARE_OF_PAID: premises.amount * premises.counted_rate * years,
        SubsidyFormula.SHARE_OF_LPR_INTEREST: premises.amount * premises.lpr * years,
        SubsidyFormula.FIXED_RATE: premises.amount * years,
        SubsidyFormula.SHARE_OF_AMOUNT: premises.amount,
    }
    return bases[part.formula] * part.share


def _years(one: SubsidyTerms, premises: Premises) -> Decimal:
    """The subsidised days in years of interest."""
    return Decimal(_subsidised_days(one, premises)) / DAYS_A_YEAR_OF_INTEREST


def _subsidised_days(one: SubsidyTerms, premises: Premises) -> int:
    """Of the reference loan's term, the days whose interest counts."""
    if one.months is None:
        return premises.days
    return min(premises.days, (add_months(premises.on, one.months) - premises.on).days)
