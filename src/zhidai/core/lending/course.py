"""What events do to a loan's account, group by group in the order of their effect."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from itertools import groupby

from zhidai.core.errors import bad_input
from zhidai.core.lending import changes
from zhidai.core.lending.account import LoanAccount
from zhidai.core.lending.allocation import Use, pay_claim, recover, release, repay
from zhidai.core.lending.events import BANK, EventKind, LoanEvent, Part
from zhidai.core.lending.interest import ZERO
from zhidai.core.lending.reading import Totals, state_of
from zhidai.core.lending.state import Allocation, LoanState
from zhidai.core.lending.terms import LoanTerms

_MONEY_IN = (EventKind.REPAYMENT, EventKind.CLAIM_PAYMENT, EventKind.RECOVERY)
_LESSENS = (EventKind.ACCELERATION, EventKind.WAIVER, EventKind.WRITE_OFF)
_CHANGES: Mapping[EventKind, Callable[[LoanAccount, LoanEvent], None]] = {
    EventKind.EXTENSION: changes.extend,
    EventKind.ACCELERATION: changes.accelerate,
    EventKind.PAUSE: changes.pause,
    EventKind.MISUSE: changes.misuse,
}


@dataclass(slots=True, kw_only=True)
class Course:
    """The account with the totals that only the way there can tell."""

    account: LoanAccount
    totals: Totals = field(default_factory=Totals)

    @classmethod
    def begun(cls, terms: LoanTerms) -> "Course":
        return cls(account=LoanAccount.drawn(terms))

    def copy(self) -> "Course":
        return Course(account=self.account.copy(), totals=self.totals.copy())

    def happen(self, events: Sequence[LoanEvent]) -> None:
        """All events of one day that are taken together: of one kind and part."""
        first = events[0]
        self.account.bring_to(first.effective_on)
        if first.kind in _MONEY_IN:
            self._take(first.kind, events)
        else:
            self._change(first.kind, first.part, events)

    def state(self, *, on: date) -> LoanState:
        """Read off at the end of a day; the course ends with it."""
        self.account.bring_to(on)
        return state_of(self.account, self.totals, on=on)

    def _take(self, kind: EventKind, events: Sequence[LoanEvent]) -> None:
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
        if kind is not EventKind.REPAYMENT:
            _join(use, self._release())
        self.totals.recovered_after_write_off += use.written_off
        self.totals.allocations += _attributed(events, use)
        self._close_if_settled()

    def _change(self, kind: EventKind, part: Part, events: Sequence[LoanEvent]) -> None:
        """Everything that is not money coming in."""
        if kind is EventKind.DRAWDOWN:
            changes.draw(self.account, events)
            self.totals.closed_on = None
        elif kind is EventKind.WAIVER:
            changes.waive(self.account, part, events)
        elif kind is EventKind.WRITE_OFF:
            changes.write_off(self.account, part, events)
        else:
            for event in events:
                _CHANGES[kind](self.account, event)
        if kind in _LESSENS:
            self._note_released(events[-1])
        self._close_if_settled()

    def _release(self) -> Use:
        """What is kept and not needed any more, used; it is the enterprise's repayment."""
        released = release(self.account)
        self.totals.principal_repaid += released.principal
        return released

    def _note_released(self, event: LoanEvent) -> None:
        released = self._release()
        if released != Use():
            self.totals.recovered_after_write_off += released.written_off
            self.totals.allocations += _attributed([event], released)

    def _close_if_settled(self) -> None:
        if self.totals.closed_on is None and self.account.is_settled:
            self.totals.closed_on = self.account.day

    def _use(self, kind: EventKind, events: Sequence[LoanEvent], amount: Decimal) -> Use:
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


def _join(use: Use, more: Use) -> None:
    """Adds what a second use came to."""
    for each in fields(Use):
        setattr(use, each.name, getattr(use, each.name) + getattr(more, each.name))


def _attributed(events: Sequence[LoanEvent], use: Use) -> list[Allocation]:
    """One day's uses spread over its events in their order; the last has what the others leave."""
    *others, last = events
    return [
        *(_allocation(event, _share(use, event.amount)) for event in others),
        _allocation(last, use),
    ]


def _allocation(event: LoanEvent, use: Use) -> Allocation:
    return Allocation(
        event=event.id,
        effective_on=event.effective_on,
        interest=use.interest,
        in_advance=use.in_advance,
        principal=use.principal,
        subrogated=use.subrogated,
        written_off=use.written_off,
        written_off_interest=use.written_off_interest,
    )


def _share(use: Use, amount: Decimal) -> Use:
    """Takes an event's amount out of a use: interest first, then what was kept, then principal."""
    share, principal_off = Use(), use.written_off - use.written_off_interest
    if use.in_advance < 0:  # money kept earlier is used together with the first event's
        amount -= use.in_advance
        share.in_advance, use.in_advance = use.in_advance, ZERO
    for name in ("interest", "in_advance", "principal", "subrogated", "written_off"):
        part = min(amount, getattr(use, name))
        setattr(share, name, getattr(share, name) + part)
        setattr(use, name, getattr(use, name) - part)
        amount -= part
    share.written_off_interest = max(share.written_off - principal_off, ZERO)  # principal is first
    use.written_off_interest -= share.written_off_interest
    return share


def together(events: Sequence[LoanEvent]) -> Iterator[list[LoanEvent]]:
    """Ordered events in the groups in which they are taken."""
    for _, group in groupby(events, key=group_of):
        yield list(group)


def group_of(event: LoanEvent) -> tuple[date, EventKind, Part]:
    return event.effective_on, event.kind, event.part
