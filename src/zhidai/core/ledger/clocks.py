"""What runs against time in a ledger: claims, maturities, annual fees of the pledged patents.

Claim (Ganzhou plan 7.2): from overdue day 60 (that day included) the bank may ask the payers, who
then have the grace period; the last day is shown for a notice received on the first possible day.
Annual fees: an unpaid one ends the patent, back to the day it was due (Patent Law 44), and the
pledge with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import WorkingDays
from zhidai.core.guarantees.claim import ClaimNotice, claim_may_start_on, grace_end
from zhidai.core.guarantees.loss_sharing import share_loss
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.ledger.filing import is_guaranteed
from zhidai.core.ledger.standing import LoanStanding
from zhidai.core.registers.annual_fees import FeeSchedule
from zhidai.core.registers.patent_list import ListedPatent, PatentPosition, position_on
from zhidai.core.registers.terms import expires_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimClock:
    """One overdue loan. shares: party -> yuan of the balance, by the scheme's suggested model.

    days_left: until the claim may start (0: it may). without_guarantor: no claim to make, the bank
    bears the loss itself unless an agreement says otherwise.
    """

    key: str
    borrower: str
    balance: Decimal
    overdue_days: int
    overdue_since: date
    may_start_on: date
    days_left: int
    grace_ends_on: date | None
    shares: Mapping[str, Decimal]
    without_guarantor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MaturityClock:
    """A running loan that has not matured; the bank confirms the repayment money before (8.4)."""

    key: str
    borrower: str
    balance: Decimal
    due_on: date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeClock:
    """A patent with the loans it is pledged for. in_list: whether the patent list has it."""

    number: str
    loans: tuple[str, ...]
    borrowers: tuple[str, ...]
    position: PatentPosition | None
    expires_on: date | None
    days_left: int | None  # until the fee is due; below zero: late
    in_list: bool


def claim_clocks(
    standings: Sequence[LoanStanding],
    settings: ClaimSettings,
    *,
    on: date,
    working_days: WorkingDays | None,
) -> tuple[ClaimClock, ...]:
    """The overdue loans with a balance, the longest overdue first."""
    overdue = [one for one in standings if one.running and one.overdue_days]
    return tuple(
        _claim_clock(one, settings, on=on, working_days=working_days)
        for one in sorted(overdue, key=lambda each: (-each.overdue_days, each.key))
    )


def _claim_clock(
    one: LoanStanding, settings: ClaimSettings, *, on: date, working_days: WorkingDays | None
) -> ClaimClock:
    since = one.overdue_since or on
    starts = claim_may_start_on(since, overdue_days=settings.overdue_days)
    sent_on = max(starts, on)
    notice = ClaimNotice(payer="", sent_on=sent_on, received_on=sent_on)
    without = is_guaranteed(one.loan) is False
    return ClaimClock(
        key=one.key,
        borrower=one.loan.borrower,
        balance=one.balance,
        overdue_days=one.overdue_days,
        overdue_since=since,
        may_start_on=starts,
        days_left=max((starts - on).days, 0),
        grace_ends_on=None
        if without
        else grace_end(
            notice,
            days=settings.grace_days,
            runs_from=settings.grace_runs_from,
            working_days=working_days if settings.grace_in_working_days else None,
        ),
        shares={} if without else share_loss(one.balance, settings.suggested_shares),
        without_guarantor=without,
    )


def maturity_clocks(standings: Sequence[LoanStanding], *, on: date) -> tuple[MaturityClock, ...]:
    """The running loans that mature on `on` or later, the nearest first."""
    ahead = [one for one in standings if one.running and one.loan.due_on >= on]
    return tuple(
        MaturityClock(
            key=one.key,
            borrower=one.loan.borrower,
            balance=one.balance,
            due_on=one.loan.due_on,
            days_left=(one.loan.due_on - on).days,
        )
        for one in sorted(ahead, key=lambda each: (each.loan.due_on, each.key))
    )


def fee_clocks(
    standings: Sequence[LoanStanding],
    patents: Mapping[str, ListedPatent],
    *,
    on: date,
    schedule: FeeSchedule,
) -> tuple[FeeClock, ...]:
    """Every patent that a running loan names or the list holds, the next fee first."""
    pledged: dict[str, list[LoanStanding]] = {number: [] for number in patents}
    for one in standings:
        if one.running:
            for number in one.loan.patents:
                pledged.setdefault(number, []).append(one)
    clocks = [
        _fee_clock(number, loans, patents.get(number), on=on, schedule=schedule)
        for number, loans in pledged.items()
    ]
    return tuple(sorted(clocks, key=_urgency))


def _urgency(clock: FeeClock) -> tuple[bool, int, str]:
    return clock.days_left is None, clock.days_left or 0, clock.number


def _fee_clock(
    number: str,
    loans: Sequence[LoanStanding],
    listed: ListedPatent | None,
    *,
    on: date,
    schedule: FeeSchedule,
) -> FeeClock:
    position = None if listed is None else position_on(listed, on=on, schedule=schedule)
    due_on = None if position is None else position.fee.due_on
    filed_on = None if listed is None else listed.filed_on
    return FeeClock(
        number=number,
        loans=tuple(one.key for one in loans),
        borrowers=tuple(dict.fromkeys(one.loan.borrower for one in loans)),
        position=position,
        expires_on=None
        if listed is None or filed_on is None
        else expires_on(listed.number.kind, filed_on),
        days_left=None if due_on is None else (due_on - on).days,
        in_list=listed is not None,
    )
