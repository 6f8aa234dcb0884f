"""What a loan really costs its borrower, and when: a cash calendar with a running total.

paid = interest + fees; back = subsidies; net = paid - back.
effective annual cost = net / principal x 365 / days from drawdown to maturity (simple, not
compounded: it says what the borrower gives up for a year of the money, and is not an internal rate
of return; subsidies arrive after repayment and are taken at face value).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms

DAYS_A_YEAR = 365


class CashKind(StrEnum):
    """What a movement is, in the order in which those of one day are listed."""

    DISBURSEMENT = "disbursement"
    GUARANTEE_FEE = "guarantee_fee"
    INSURANCE_PREMIUM = "insurance_premium"
    APPRAISAL_FEE = "appraisal_fee"
    REGISTRATION_FEE = "registration_fee"
    INTEREST = "interest"
    PRINCIPAL = "principal"
    INTEREST_SUBSIDY = "interest_subsidy"
    GUARANTEE_FEE_SUBSIDY = "guarantee_fee_subsidy"
    INSURANCE_PREMIUM_SUBSIDY = "insurance_premium_subsidy"
    APPRAISAL_FEE_SUBSIDY = "appraisal_fee_subsidy"
    REGISTRATION_FEE_SUBSIDY = "registration_fee_subsidy"


_ORDER = {kind: place for place, kind in enumerate(CashKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMovement:
    """A payment or receipt of the borrower; amount in yuan, above zero either way."""

    kind: CashKind
    on: date
    amount: Decimal
    clause: str | None = None
    payer: str | None = None  # who pays a subsidy: province, beneficiary, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CashLine:
    """A movement as it changes the borrower's purse: receipts above zero, payments below."""

    movement: CashMovement
    change: Decimal
    running_total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerCost:
    """The calendar and its totals in yuan; the last running total is minus `net`."""

    calendar: tuple[CashLine, ...]
    interest: Decimal
    fees: Decimal
    paid: Decimal
    back: Decimal
    effective_annual_cost: Decimal  # fraction of one, unrounded

    @property
    def net(self) -> Decimal:
        return self.paid - self.back


def borrower_cost(
    terms: LoanTerms,
    *,
    fees: Sequence[CashMovement],
    subsidies: Sequence[CashMovement],
    repayment_clause: str | None = None,
) -> BorrowerCost:
    """The cost of a loan that is paid on its due days."""
    own = tuple(_movements(terms, repayment_clause))
    interest = _total(tuple(m for m in own if m.kind is CashKind.INTEREST))
    paid = interest + _total(fees)
    net = paid - _total(subsidies)
    days = (terms.due_on - terms.drawn_on).days
    return BorrowerCost(
        calendar=_calendar((*own, *fees, *subsidies)),
        interest=interest,
        fees=_total(fees),
        paid=paid,
        back=_total(subsidies),
        effective_annual_cost=net / terms.principal * DAYS_A_YEAR / days,
    )


def _total(movements: Sequence[CashMovement]) -> Decimal:
    return sum((movement.amount for movement in movements), Decimal("0.00"))


def _movements(terms: LoanTerms, clause: str | None) -> Iterator[CashMovement]:
    yield CashMovement(
        kind=CashKind.DISBURSEMENT, on=terms.drawn_on, amount=terms.principal, clause=clause
    )
    for due in contract_schedule(terms):
        for kind, amount in (
            (CashKind.INTEREST, due.interest),
            (CashKind.PRINCIPAL, due.principal),
        ):
            if amount:
                yield CashMovement(kind=kind, on=due.due_on, amount=amount, clause=clause)


_RECEIPTS = frozenset(
    {
        CashKind.DISBURSEMENT,
        CashKind.INTEREST_SUBSIDY,
        CashKind.GUARANTEE_FEE_SUBSIDY,
        CashKind.INSURANCE_PREMIUM_SUBSIDY,
        CashKind.APPRAISAL_FEE_SUBSIDY,
        CashKind.REGISTRATION_FEE_SUBSIDY,
    }
)


def _calendar(movements: Sequence[CashMovement]) -> tuple[CashLine, ...]:
    lines: list[CashLine] = []
    total = Decimal("0.00")
    for movement in sorted(movements, key=lambda m: (m.on, _ORDER[m.kind], m.payer or "")):
        change = movement.amount if movement.kind in _RECEIPTS else -movement.amount
        total += change
        lines.append(CashLine(movement=movement, change=change, running_total=total))
    return tuple(lines)
