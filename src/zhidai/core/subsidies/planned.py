"""The inputs of a claim for a loan that is repaid as its contract has it, whichever way that is.

Used where no payments are known: for what a running loan would bring, and for a loan of a ledger
that tells when it was repaid and nothing in between.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from zhidai.core.lending.schedule import contract_schedule, exact_interest
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.caps import CapScope
from zhidai.core.subsidies.inputs import (
    NO_RATES,
    NOTHING_TAKEN,
    EarlierGrant,
    Moves,
    SubsidyInputs,
    SubsidyRates,
)
from zhidai.core.subsidies.interest_subsidy import ZERO, Earned, PaidInterest


def planned_inputs(
    terms: LoanTerms,
    *,
    fees_paid: Mapping[str, Decimal],
    closed_on: date | None = None,
    matures_on: date | None = None,
    earlier: tuple[EarlierGrant, ...] = (),
    rates: SubsidyRates = NO_RATES,
    taken: Mapping[tuple[str, CapScope], Decimal] = NOTHING_TAKEN,
) -> SubsidyInputs:
    """Everything is paid on its due day, and what is left on the day of repayment.

    closed_on: that day, by default the maturity. Interest stops on it, at the latest at maturity.
    matures_on: the due day in force where an extension moved it; the schedule is that of a loan
    agreed to that day at once, at the contract's rate.
    Bad input: `loan_instalments_too_many`.
    """
    contract_due_on = terms.due_on
    if matures_on is not None:
        terms = replace(terms, due_on=matures_on)
    ended = terms.matures_on if closed_on is None else closed_on
    moved = planned_moves(terms, closed_on=ended)
    return SubsidyInputs(
        principal=terms.principal,
        drawn_on=terms.drawn_on,
        due_on=contract_due_on,
        closed_on=ended,
        interest=tuple(_paid(terms, until=ended)),
        fees_paid=fees_paid,
        earlier=earlier,
        taken=taken,
        rate=terms.annual_rate,
        rates=rates,
        moved=moved,
        matures_on=terms.matures_on,
        earned=lambda period, day: Earned(
            charged=period.paid, before=_earned_before(terms, moved, period, day)
        ),
    )


def _earned_before(terms: LoanTerms, moved: Moves, period: PaidInterest, day: date) -> Decimal:
    """What the period's days before another earned, unrounded: its balance stays the same."""
    repaid = sum((amount for on, amount in moved if on <= period.begins_on), ZERO)
    yuan_units = (terms.principal + repaid) * terms.day_count.units(period.begins_on, day)
    return exact_interest(yuan_units, annual_rate=terms.annual_rate, day_count=terms.day_count)


def planned_moves(terms: LoanTerms, *, closed_on: date) -> Moves:
    """Principal repaid by day, below zero: the contract's parts, the rest on the last day."""
    parts = [(due.due_on, due.principal) for due in contract_schedule(terms) if due.principal]
    before = [(day, amount) for day, amount in parts[:-1] if day < closed_on]
    rest = terms.principal - sum(amount for _, amount in before)
    return tuple((day, -amount) for day, amount in (*before, (closed_on, rest)))


def _paid(terms: LoanTerms, *, until: date) -> Iterator[PaidInterest]:
    """Each period's interest; the one in which the loan is repaid stops on that day."""
    balance = terms.principal
    for due in contract_schedule(terms):
        if due.due_on > until:
            if due.begins_on < until:
                days = terms.day_count.units(due.begins_on, until)
                yield PaidInterest(
                    begins_on=due.begins_on, ends_on=until, paid=_interest(terms, balance * days)
                )
            return
        yield PaidInterest(begins_on=due.begins_on, ends_on=due.due_on, paid=due.interest)
        balance -= due.principal


def _interest(terms: LoanTerms, yuan_units: Decimal) -> Decimal:
    return half_up_to_fen(
        exact_interest(yuan_units, annual_rate=terms.annual_rate, day_count=terms.day_count)
    )
