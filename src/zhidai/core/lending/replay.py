"""Terms and events in, the loan on any day out.

The result depends on what happened and when it took effect, never on the order in which it was
entered; `known_at` leaves out what was not yet recorded at an instant, so that what was reported
then can be told from what is known now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from zhidai.core.errors import bad_input
from zhidai.core.lending.account import ZERO, InterestDue, LoanAccount, Use
from zhidai.core.lending.events import BANK, EventKind, LoanEvent, in_order
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.state import (
    Allocation,
    InstalmentStatus,
    InterestInstalment,
    LoanState,
    LoanStatus,
)
from zhidai.core.lending.terms import LoanTerms


def replay(
    terms: LoanTerms,
    events: Sequence[LoanEvent],
    *,
    on: date,
    known_at: datetime | None = None,
) -> LoanState:
    """The loan at the end of the day `on`.

    Bad input: `loan_not_drawn_yet`, `loan_event_before_drawdown`, `loan_event_twice`,
    `loan_overpaid` (more than was owed on that day; nothing is swallowed or guessed).
    """
    if on < terms.drawn_on:
        raise bad_input("loan_not_drawn_yet", on=on, drawn_on=terms.drawn_on)
    history = _History(account=LoanAccount.drawn(terms))
    for (day, kind), group in groupby(
        _known(terms, events, on=on, known_at=known_at), key=lambda e: (e.effective_on, e.kind)
    ):
        history.account.bring_to(day)
        history.take(kind, list(group))
    history.account.bring_to(on)
    return _state(history, on=on)


def _known(
    terms: LoanTerms, events: Sequence[LoanEvent], *, on: date, known_at: datetime | None
) -> list[LoanEvent]:
    for event in events:
        if event.effective_on < terms.drawn_on:
            raise bad_input(
                "loan_event_before_drawdown",
                event=event.id,
                effective_on=event.effective_on,
                drawn_on=terms.drawn_on,
            )
    return [
        event
        for event in in_order(tuple(events))
        if event.effective_on <= on and (known_at is None or event.recorded_at <= known_at)
    ]


@dataclass(slots=True, kw_only=True)
class _History:
    """The account with the totals that only the way there can tell."""

    account: LoanAccount
    principal_repaid: Decimal = ZERO
    claims_paid: Decimal = ZERO
    recovered: Decimal = ZERO
    closed_on: date | None = None
    allocations: list[Allocation] = field(default_factory=list)

    def take(self, kind: EventKind, events: list[LoanEvent]) -> None:
        """All money of one kind and day together, so that its order cannot matter."""
        amount = sum((event.amount for event in events), ZERO)
        use = self._use(kind, events, amount)
        if use.excess:
            last = events[-1]
            raise bad_input(
                "loan_overpaid",
                event=last.id,
                effective_on=last.effective_on,
                excess=use.excess,
                owed=amount - use.excess,
            )
        self.allocations += _attributed(events, use)
        if self.account.is_settled and self.closed_on is None:
            self.closed_on = self.account.day

    def _use(self, kind: EventKind, events: list[LoanEvent], amount: Decimal) -> Use:
        if kind is EventKind.REPAYMENT:
            use = self.account.repay(amount)
            self.principal_repaid += use.principal
            return use
        if kind is EventKind.CLAIM_PAYMENT:
            self.claims_paid += amount
            return self.account.pay_claim(amount)
        self.recovered += amount
        to_bank = sum((_to_bank(event) for event in events), ZERO)
        return self.account.recover(to_bank=to_bank, to_payers=amount - to_bank)


def _to_bank(event: LoanEvent) -> Decimal:
    return event.split.get(BANK, ZERO) if event.split else event.amount


def _attributed(events: list[LoanEvent], use: Use) -> list[Allocation]:
    """One day's uses spread over its events: interest first, then what was kept, then principal."""
    left = {
        "interest": use.interest,
        "in_advance": use.in_advance,
        "principal": use.principal,
        "subrogated": use.subrogated,
    }
    spread = []
    for event in events:
        amount, parts = event.amount, dict.fromkeys(left, ZERO)
        if left["in_advance"] < 0:  # money kept earlier is used together with the first event's
            amount -= left["in_advance"]
            parts["in_advance"], left["in_advance"] = left["in_advance"], ZERO
        for name in left:
            part = min(amount, left[name])
            parts[name] += part
            left[name] -= part
            amount -= part
        spread.append(Allocation(event=event.id, effective_on=event.effective_on, **parts))
    return spread


def _state(history: _History, *, on: date) -> LoanState:
    account, terms = history.account, history.account.terms
    principal_unpaid = account.balance + account.subrogated
    overdue_since = _overdue_since(account, principal_unpaid, on=on)
    closed_on = history.closed_on if account.is_settled else None
    figures = {
        "interest_due": account.interest_due,
        "interest_accrued": account.accrued(account.yuan_units),
        "interest_paid": sum((due.paid for due in account.dues), ZERO),
        "interest_in_advance": account.in_advance,
        "principal_balance": account.balance,
        "subrogated": account.subrogated,
        "principal_overdue": principal_unpaid if _is_overdue(terms, terms.matures_on, on) else ZERO,
    }
    return LoanState(
        on=on,
        status=_status(closed_on=closed_on, overdue_since=overdue_since),
        schedule=contract_schedule(terms),
        instalments=_instalments(account, on=on),  # takes the account on to maturity: last
        principal_repaid=history.principal_repaid,
        claims_paid=history.claims_paid,
        recovered=history.recovered,
        overdue_since=overdue_since,
        overdue_days=(on - overdue_since).days + 1 if overdue_since else 0,
        closed_on=closed_on,
        allocations=tuple(history.allocations),
        estimates=account.due_days.estimates(),
        **figures,
    )


def _status(*, closed_on: date | None, overdue_since: date | None) -> LoanStatus:
    if closed_on:
        return LoanStatus.CLOSED
    return LoanStatus.OVERDUE if overdue_since else LoanStatus.RUNNING


def _first_overdue_day(terms: LoanTerms, due_on: date) -> date:
    return due_on + timedelta(days=1 - terms.due_day_counts_as)


def _is_overdue(terms: LoanTerms, due_on: date, on: date) -> bool:
    return on >= _first_overdue_day(terms, due_on)


def _overdue_since(account: LoanAccount, principal_unpaid: Decimal, *, on: date) -> date | None:
    unpaid = [due.due_on for due in account.dues if due.unpaid]
    if principal_unpaid:
        unpaid.append(account.terms.matures_on)
    since = _first_overdue_day(account.terms, min(unpaid)) if unpaid else None
    return since if since and since <= on else None


def _instalments(account: LoanAccount, *, on: date) -> tuple[InterestInstalment, ...]:
    """Settled periods as they are, and the rest up to maturity as expected without events."""
    settled = len(account.dues)
    account.bring_to(max(on, account.terms.matures_on))
    return tuple(
        _instalment(account.terms, due, number=number, on=on, settled=number <= settled)
        for number, due in enumerate(account.dues, start=1)
    )


def _instalment(
    terms: LoanTerms, due: InterestDue, *, number: int, on: date, settled: bool
) -> InterestInstalment:
    status = InstalmentStatus.DUE
    if not settled:
        status = InstalmentStatus.EXPECTED
    elif not due.unpaid:
        status = InstalmentStatus.PAID
    elif _is_overdue(terms, due.due_on, on):
        status = InstalmentStatus.OVERDUE
    return InterestInstalment(
        number=number,
        begins_on=due.begins_on,
        due_on=due.due_on,
        days=terms.day_count.days(due.begins_on, due.due_on),
        interest=due.interest,
        paid=due.paid,
        paid_on=due.paid_on,
        status=status,
    )
