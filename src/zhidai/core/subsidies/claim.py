"""A subsidy claim for one repaid loan: every line, or the clause that says not yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.subsidies.fee_subsidy import fee_ceiling, fee_line
from zhidai.core.subsidies.interest_subsidy import (
    EarlierSubsidies,
    PaidInterest,
    counted_interest,
    interest_lines,
)
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.subsidies.statement import SubsidyLine, SubsidyStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyInputs:
    """What a claim is computed from. fees_paid: fee -> yuan actually paid (none: not paid)."""

    principal: Decimal
    drawn_on: date
    due_on: date
    closed_on: date | None
    interest: tuple[PaidInterest, ...]
    fees_paid: Mapping[str, Decimal]
    earlier: EarlierSubsidies = field(default_factory=EarlierSubsidies)


def inputs_from(
    terms: LoanTerms,
    state: LoanState,
    *,
    fees_paid: Mapping[str, Decimal],
    earlier: EarlierSubsidies | None = None,
) -> SubsidyInputs:
    """The inputs that a replayed loan gives."""
    return SubsidyInputs(
        principal=terms.principal,
        drawn_on=terms.drawn_on,
        due_on=terms.due_on,
        closed_on=state.closed_on,
        interest=tuple(
            PaidInterest(begins_on=due.begins_on, ends_on=due.due_on, paid=due.paid)
            for due in state.instalments
        ),
        fees_paid=fees_paid,
        earlier=earlier or EarlierSubsidies(),
    )


def compute_subsidies(inputs: SubsidyInputs, settings: SubsidySettings) -> SubsidyStatement:
    """Lines by payer and by fee; refused before the loan is repaid (9.3).

    Bad input: `subsidy_amount_negative`, `subsidy_fee_unknown`.
    """
    _check(inputs, settings)
    refusals = _refusals(inputs, settings)
    if refusals:
        return SubsidyStatement(refusals=refusals)
    return SubsidyStatement(lines=(*_interest(inputs, settings), *_fees(inputs, settings)))


def _check(inputs: SubsidyInputs, settings: SubsidySettings) -> None:
    amounts = (
        *inputs.fees_paid.values(),
        *inputs.earlier.by_level.values(),
        *(period.paid for period in inputs.interest),
    )
    for amount in amounts:
        if amount < 0:
            raise bad_input("subsidy_amount_negative", amount=amount)
    for fee in inputs.fees_paid:
        if fee not in settings.fee_ceilings:
            raise bad_input("subsidy_fee_unknown", fee=fee)


def _refusals(inputs: SubsidyInputs, settings: SubsidySettings) -> tuple[Reason, ...]:
    if inputs.closed_on is None:
        return (reason("subsidy_before_repayment", clause=settings.repayment_clause),)
    return ()


def _interest(inputs: SubsidyInputs, settings: SubsidySettings) -> tuple[SubsidyLine, ...]:
    counted = counted_interest(
        inputs.interest,
        drawn_on=inputs.drawn_on,
        due_on=inputs.due_on,
        months=settings.interest_months,
        reading=settings.interest_reading,
    )
    paid = sum((period.paid for period in inputs.interest), Decimal("0.00"))
    return interest_lines(paid=paid, counted=counted, earlier=inputs.earlier, settings=settings)


def _fees(inputs: SubsidyInputs, settings: SubsidySettings) -> tuple[SubsidyLine, ...]:
    return tuple(
        fee_line(
            fee,
            paid=inputs.fees_paid[fee],
            ceiling=fee_ceiling(
                inputs.principal,
                yearly_rate=yearly_rate,
                drawn_on=inputs.drawn_on,
                due_on=inputs.due_on,
                reading=settings.fee_ceiling_reading,
            ),
            settings=settings,
        )
        for fee, yearly_rate in settings.fee_ceilings.items()
        if fee in inputs.fees_paid
    )
