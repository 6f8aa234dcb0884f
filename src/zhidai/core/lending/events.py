"""What happens to a loan after drawdown: immutable, dated twice, in any order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.lending.terms import is_positive_fen

BANK = "bank"  # the lender's name in a split


class EventKind(StrEnum):
    """Kinds of money movement, in the order in which those of one day are taken."""

    REPAYMENT = "repayment"  # from the enterprise to the bank
    CLAIM_PAYMENT = "claim_payment"  # from guarantor or appraiser to the bank, on principal
    RECOVERY = "recovery"  # net of costs, from the enterprise's estate or the pledge


_RANK = {kind: rank for rank, kind in enumerate(EventKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanEvent:
    """Money that moved: when it took effect, and when it was recorded here.

    amount: yuan, above zero, whole fen. recorded_at: an instant with its time zone.
    split: party -> yuan, summing to the amount: who paid (claim payment) or who received
    (recovery; the lender is `bank`). A recovery without a split went to the bank.
    Bad input: `loan_event_amount_invalid`, `loan_event_without_zone`,
    `loan_event_split_not_summing`.
    """

    id: str
    kind: EventKind
    amount: Decimal
    effective_on: date
    recorded_at: datetime
    split: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not is_positive_fen(self.amount):
            raise bad_input("loan_event_amount_invalid", event=self.id, amount=self.amount)
        if self.recorded_at.tzinfo is None:
            raise bad_input("loan_event_without_zone", event=self.id)
        parts = self.split.values()
        if parts and (sum(parts) != self.amount or not all(map(is_positive_fen, parts))):
            raise bad_input("loan_event_split_not_summing", event=self.id, amount=self.amount)


def in_order(events: tuple[LoanEvent, ...]) -> list[LoanEvent]:
    """Events by effect: day, then kind, then instant of recording, then id.

    The kind stands before the instant, so that what a day ends with does not depend on who typed
    first. Bad input: `loan_event_twice`.
    """
    seen: set[str] = set()
    for event in events:
        if event.id in seen:
            raise bad_input("loan_event_twice", event=event.id)
        seen.add(event.id)
    return sorted(events, key=lambda e: (e.effective_on, _RANK[e.kind], e.recorded_at, e.id))
