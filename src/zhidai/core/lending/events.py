"""What happens to a loan after drawdown: immutable, dated twice, in any order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.lending.terms import MISUSE_MARKUPS, check_markup, is_positive_fen

BANK = "bank"  # the lender's name in a split


class EventKind(StrEnum):
    """What can happen to a loan."""

    REPAYMENT = "repayment"  # from the enterprise to the bank
    CLAIM_PAYMENT = "claim_payment"  # from guarantor or appraiser to the bank, on principal
    RECOVERY = "recovery"  # net of costs, from the enterprise's estate or the pledge
    DRAWDOWN = "drawdown"  # a further part of the loan is paid out
    EXTENSION = "extension"  # 展期: the principal falls due later
    ACCELERATION = "acceleration"  # 提前到期: all principal falls due today
    PAUSE = "pause"  # days that do not count as overdue
    MISUSE = "misuse"  # funds used for another purpose than agreed
    WAIVER = "waiver"  # the bank gives up a part of what it is owed
    WRITE_OFF = "write_off"  # off the bank's books; the enterprise owes it all the same
    REVERSAL = "reversal"  # 冲正: another event never happened


class Part(StrEnum):
    """What is waived or written off, in the order in which it is taken on one day."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    PENALTY = "penalty"
    COMPOUND = "compound"


# The order within a day: what changes the terms, then money that goes out or is given up, then
# money that comes in (a waiver agreed with a payment leaves less to pay), then what is written off.
_ORDER = (
    EventKind.EXTENSION,
    EventKind.ACCELERATION,
    EventKind.PAUSE,
    EventKind.MISUSE,
    EventKind.DRAWDOWN,
    EventKind.WAIVER,
    EventKind.REPAYMENT,
    EventKind.CLAIM_PAYMENT,
    EventKind.RECOVERY,
    EventKind.WRITE_OFF,
    EventKind.REVERSAL,
)
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}
_PART_RANK = {part: rank for rank, part in enumerate(Part)}
_WITHOUT_AMOUNT = (
    EventKind.EXTENSION,
    EventKind.ACCELERATION,
    EventKind.PAUSE,
    EventKind.REVERSAL,
)
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanEvent:
    """Something that happened: when it took effect, and when it was recorded here.

    amount: yuan, above zero, whole fen; none for an extension, an acceleration, a pause and a
    reversal, and none for a misuse of the whole loan. recorded_at: an instant with its time zone.
    split: party -> yuan, summing to the amount: who paid (claim payment) or who received
    (recovery; the lender is `bank`). A recovery without a split went to the bank.
    part: what is waived or written off. due_on, consents, annual_rate: of an extension, the rate
    where another one is agreed from the old due day on. until: last day of a pause or misuse.
    markup: of a misuse, as the contract agrees it where the terms do not hold it: 50 % to 100 %.
    reverses: id of the event that a reversal takes back; the reversal's own day has no effect.
    Bad input: `loan_event_amount_invalid`, `loan_event_amount_not_wanted`,
    `loan_event_without_zone`, `loan_event_split_not_summing`, `loan_extension_without_consent`,
    `loan_event_without_day`, `loan_event_ends_before`, `loan_reversal_of_nothing`,
    `loan_markup_out_of_range`.
    """

    id: str
    kind: EventKind
    amount: Decimal = ZERO
    effective_on: date
    recorded_at: datetime
    split: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    part: Part = Part.PRINCIPAL
    due_on: date | None = None
    consents: tuple[str, ...] = ()
    annual_rate: Decimal | None = None
    until: date | None = None
    markup: Decimal | None = None
    reverses: str = ""

    def __post_init__(self) -> None:
        self._check_amount()
        if self.recorded_at.tzinfo is None:
            raise bad_input("loan_event_without_zone", event=self.id)
        parts = self.split.values()
        if parts and (sum(parts) != self.amount or not all(map(is_positive_fen, parts))):
            raise bad_input("loan_event_split_not_summing", event=self.id, amount=self.amount)
        self._check_days()
        if self.markup is not None:
            check_markup(self.markup, "markup", MISUSE_MARKUPS)
        if self.kind is EventKind.EXTENSION and not all((self.consents, *self.consents)):
            raise bad_input("loan_extension_without_consent", event=self.id)
        if self.kind is EventKind.REVERSAL and not self.reverses:
            raise bad_input("loan_reversal_of_nothing", event=self.id, reverses="")

    def _check_amount(self) -> None:
        if self.kind in _WITHOUT_AMOUNT:
            if self.amount != 0:
                raise bad_input("loan_event_amount_not_wanted", event=self.id, kind=str(self.kind))
            return
        is_whole_misuse = self.kind is EventKind.MISUSE and self.amount == 0
        if not is_whole_misuse and not is_positive_fen(self.amount):
            raise bad_input("loan_event_amount_invalid", event=self.id, amount=self.amount)

    def _check_days(self) -> None:
        if (self.kind is EventKind.EXTENSION and self.due_on is None) or (
            self.kind is EventKind.PAUSE and self.until is None
        ):
            raise bad_input("loan_event_without_day", event=self.id, kind=str(self.kind))
        if self.until is not None and self.until < self.effective_on:
            raise bad_input(
                "loan_event_ends_before", event=self.id, until=self.until, begins=self.effective_on
            )
        if self.annual_rate is not None and not 0 <= self.annual_rate < 1:
            raise bad_input("loan_rate_invalid", rate=self.annual_rate)


def in_order(events: tuple[LoanEvent, ...]) -> list[LoanEvent]:
    """Events by effect: day, then kind, then what they say, then instant of recording, then id.

    The instant stands last, so that what a day ends with does not depend on who typed first. Bad
    input: `loan_event_twice`.
    """
    seen: set[str] = set()
    for event in events:
        if event.id in seen:
            raise bad_input("loan_event_twice", event=event.id)
        seen.add(event.id)
    return sorted(events, key=_place)


def _place(event: LoanEvent) -> tuple[object, ...]:
    content = (_PART_RANK[event.part], event.due_on or date.min, event.until or date.max)
    return (event.effective_on, _RANK[event.kind], *content, event.recorded_at, event.id)
