"""What a borrower may expect: the loan's cash calendar with the subsidies it would bring.

Assumes that everything is paid on its due day and that the subsidies are granted in full on the
day of repayment, the first on which they may be claimed (9.3); when they are really paid is up to
the treasury.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from zhidai.core.lending.borrower_cost import BorrowerCost, CashKind, CashMovement, borrower_cost
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.caps import CapScope
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.inputs import (
    NO_RATES,
    NOTHING_TAKEN,
    EarlierGrant,
    SubsidyRates,
)
from zhidai.core.subsidies.planned import planned_inputs
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.subsidies.statement import SubsidyStatement


def expected_subsidies(
    terms: LoanTerms,
    *,
    fees: Mapping[str, Decimal],
    settings: SubsidySettings,
    earlier: tuple[EarlierGrant, ...] = (),
    rates: SubsidyRates = NO_RATES,
    taken: Mapping[tuple[str, CapScope], Decimal] = NOTHING_TAKEN,
    matures_on: date | None = None,
) -> SubsidyStatement:
    """The statement of a loan paid on its due days; fees: fee -> yuan, those that nobody subsidises
    left aside. matures_on: if extended.
    """
    subsidised = {str(one.item) for one in settings.subsidies}
    paid = {fee: amount for fee, amount in fees.items() if fee in subsidised}
    inputs = planned_inputs(
        terms, fees_paid=paid, earlier=earlier, rates=rates, taken=taken, matures_on=matures_on
    )
    return compute_subsidies(inputs, settings)


def expected_cost(
    terms: LoanTerms,
    *,
    fees: Mapping[str, Decimal],
    statement: SubsidyStatement,
    clause_of_fee: Callable[[str], str | None] = lambda _: None,
    repayment_clause: str | None = None,
) -> BorrowerCost:
    """The cash calendar: fees on the day of drawdown, subsidies on the day of repayment."""
    return borrower_cost(
        terms,
        fees=[
            CashMovement(
                kind=CashKind(fee), on=terms.drawn_on, amount=amount, clause=clause_of_fee(fee)
            )
            for fee, amount in fees.items()
        ],
        subsidies=[
            CashMovement(
                kind=CashKind(f"{line.item}_subsidy"),
                on=terms.due_on,
                amount=line.amount,
                clause=line.clause,
                payer=line.level,
            )
            for line in statement.lines
        ],
        repayment_clause=repayment_clause,
    )
