"""A ledger's loans replayed from their payments and held against what the ledger tells.

Where a sheet of payments stands beside the ledger, each loan with a rate is replayed
(`core/lending`) on the ledger's own day, by the conventions of Chinese practice that are the
defaults there. Balance and days overdue told are kept as told, for they are the bank's books; every
difference is said. What the ledger does not tell is taken from the replay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from zhidai.core.errors import BadInput, Reason, reason
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import Ledger, LedgerLoan, Payment
from zhidai.core.ledger.repayment import repayment_of
from zhidai.core.ledger.standing import TELLS_ARREARS
from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import LoanTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCheck:
    """A loan as told and as replayed on the same day; reasons: why it could not be replayed."""

    loan: str
    borrower: str
    on: date
    payments: int
    balance_told: Decimal | None
    balance: Decimal | None = None
    overdue_days_told: int | None = None
    overdue_days: int | None = None
    interest_paid_told: Decimal | None = None
    interest_paid: Decimal | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def tells_nothing(self) -> bool:
        """Whether the ledger tells nothing of the loan that the replay could be held against."""
        return all(told is None for told, _ in self._pairs())

    @property
    def differs(self) -> bool:
        """Whether anything that was told is not what the payments lead to."""
        return any(
            told is not None and own is not None and told != own for told, own in self._pairs()
        )

    def _pairs(self) -> tuple[tuple[Decimal | int | None, Decimal | int | None], ...]:
        return (
            (self.balance_told, self.balance),
            (self.overdue_days_told, self.overdue_days),
            (self.interest_paid_told, self.interest_paid),
        )


def replayed(
    ledger: Ledger, *, on: date, due_day_counts_as: int
) -> tuple[Ledger, tuple[LoanCheck, ...]]:
    """The ledger with its gaps filled, and a check for each loan; unchanged without payments."""
    if not ledger.has_payments:
        return ledger, ()
    day = ledger.stated_on or on
    loans: list[LedgerLoan] = []
    checks: list[LoanCheck] = []
    paid: dict[str, list[Payment]] = {}
    for payment in ledger.payments:
        if payment.paid_on <= day:
            paid.setdefault(payment.loan, []).append(payment)
    unread = {one.loan for one in ledger.rejected if one.loan}
    for loan in ledger.loans:
        own = paid.get(loan.loan_id, [])
        if loan.drawn_on > day:
            loans.append(loan)
            continue
        check, state = _check(loan, own, on=day, due_day_counts_as=due_day_counts_as)
        if loan.numbers & unread:
            check = replace(_told(loan, own, day), reasons=(reason("ledger_payment_unread"),))
            state = None
        checks.append(check)
        loans.append(loan if state is None else _filled(loan, state, on=day))
    return replace(ledger, loans=tuple(loans)), tuple(checks)


def _check(
    loan: LedgerLoan, payments: Sequence[Payment], *, on: date, due_day_counts_as: int
) -> tuple[LoanCheck, LoanState | None]:
    told = _told(loan, payments, on)
    if loan.annual_rate is None:
        return replace(told, reasons=(reason("ledger_no_rate"),)), None
    try:
        kind, instalments = repayment_of(loan)
        terms = LoanTerms(
            principal=loan.principal,
            annual_rate=loan.annual_rate,
            drawn_on=loan.drawn_on,
            due_on=loan.due_on,
            repayment=kind,
            instalments=instalments,
            due_day_counts_as=due_day_counts_as,
        )
        state = replay(terms, [_event(one) for one in payments], on=on)
    except BadInput as refused:
        return replace(told, reasons=refused.reasons), None
    found = replace(
        told,
        balance=state.principal_balance,
        overdue_days=state.overdue_days,
        interest_paid=state.interest_paid,
    )
    return found, state


def _told(loan: LedgerLoan, payments: Sequence[Payment], on: date) -> LoanCheck:
    return LoanCheck(
        loan=loan.key,
        borrower=loan.borrower,
        on=on,
        payments=len(payments),
        balance_told=loan.balance,
        overdue_days_told=_days_told(loan),
        interest_paid_told=loan.interest_paid,
    )


def _days_told(loan: LedgerLoan) -> int | None:
    """An empty cell in a column of days overdue tells that there are none."""
    days = {Field.OVERDUE_DAYS, Field.INTEREST_OVERDUE_DAYS}
    if loan.overdue_days is None and days & loan.told:
        return 0
    return loan.overdue_days


def _event(payment: Payment) -> LoanEvent:
    return LoanEvent(
        id=f"{payment.sheet}!{payment.row}",
        kind=EventKind.REPAYMENT,
        amount=payment.amount,
        effective_on=payment.paid_on,
        recorded_at=datetime.combine(payment.paid_on, time.min, tzinfo=UTC),
    )


def _filled(loan: LedgerLoan, state: LoanState, *, on: date) -> LedgerLoan:
    """What the ledger does not tell, from the replay; what it tells stays."""
    filled = replace(
        loan,
        balance=state.principal_balance if Field.BALANCE not in loan.told else loan.balance,
        closed_on=loan.closed_on or (None if loan.balance else state.closed_on),
        interest_paid=state.interest_paid if loan.interest_paid is None else loan.interest_paid,
    )
    if loan.told & TELLS_ARREARS:
        return filled
    told = loan.told | {Field.OVERDUE_DAYS}
    days = state.overdue_days
    return replace(filled, overdue_days=days, days_replayed=True, told_on=on, told=told)
