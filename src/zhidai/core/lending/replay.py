"""Terms and events in, the loan on any day out.

The result depends on what happened and when it took effect, never on the order in which it was
entered; `known_at` leaves out what was not yet recorded at an instant, so that what was reported
then can be told from what is known now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from zhidai.core.errors import bad_input
from zhidai.core.lending.account import LoanAccount
from zhidai.core.lending.allocation import Use, pay_claim, recover, repay
from zhidai.core.lending.events import BANK, EventKind, LoanEvent, in_order
from zhidai.core.lending.interest import ZERO
from zhidai.core.lending.reading import Totals, state_of
from zhidai.core.lending.state import Allocation, LoanState
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
    return state_of(history.account, history.totals, on=on)


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
    totals: Totals = field(default_factory=Totals)

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
        self.totals.allocations += _attributed(events, use)
        if self.account.is_settled and self.totals.closed_on is None:
            self.totals.closed_on = self.account.day

    def _use(self, kind: EventKind, events: list[LoanEvent], amount: Decimal) -> Use:
        if kind is EventKind.REPAYMENT:
            use = repay(self.account, amount)
            self.totals.principal_repaid += use.principal
            return use
        if kind is EventKind.CLAIM_PAYMENT:
            self.totals.claims_paid += amount
            return pay_claim(self.account, amount)
        self.totals.recovered += amount
        to_bank = sum((_to_bank(event) for event in events), ZERO)
        return recover(self.account, to_bank=to_bank, to_payers=amount - to_bank)


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
