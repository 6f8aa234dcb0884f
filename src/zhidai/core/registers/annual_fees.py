"""Annual fees (年费): what is due when, the grace, and from which day an unpaid patent is gone.

Patent Law art. 43-44; Implementing Regulations of the Patent Law, on annual fees; Guidelines for
Patent Examination, part V chapter 9. The n-th patent year begins on the (n-1)-th anniversary of
filing, and its fee is due by that anniversary. For six months after it the fee is still accepted
with a surcharge; if it stays unpaid the patent ends *from the due date*, although the gazette
says so only a year or more later. Moves of a due date by a holiday are not considered here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.calendar import add_months
from zhidai.core.errors import bad_input
from zhidai.core.money import half_up_to_fen
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on

_YEAR = 12  # months
GRACE_MONTHS = 6
NOTICE_MONTHS = 2  # the office sends the notice of termination two months after the grace
RESTORATION_MONTHS = 4  # and gazettes it four months later, if nobody asks for restoration
SOONEST_GAZETTE_MONTHS = GRACE_MONTHS + NOTICE_MONTHS + RESTORATION_MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeBand:
    """The yearly fee of the patent years `from_year` to `to_year`, both included."""

    from_year: int
    to_year: int
    yuan: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeSchedule:
    """The official fees, as read from the reference tables."""

    bands: Mapping[PatentKind, tuple[FeeBand, ...]]
    surcharge_ratio_a_month: Decimal  # of the full fee, for each month after the first one late
    reduction_years: int  # a reduction on record covers so many years, that of the grant included

    def full_fee_yuan(self, kind: PatentKind, fee_year: int) -> Decimal:
        """The fee of one patent year before any reduction; bad input beyond the schedule."""
        for band in self.bands[kind]:
            if band.from_year <= fee_year <= band.to_year:
                return band.yuan
        raise bad_input("patent_fee_year_unknown", year=fee_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRecord:
    """What a register or a receipt says about one patent's fees."""

    kind: PatentKind
    filed_on: date
    granted_on: date
    paid_through_year: int | None  # the last patent year whose fee is paid; None is not known
    pays_ratio: Decimal = Decimal(1)  # with a reduction on record: 15 % for one applicant, 30 %
    expires_on: date | None = None  # as recorded; the computed term if None


class FeeStatus(StrEnum):
    """Where a patent stands with its annual fees on a day."""

    NOT_YET_GRANTED = "not_yet_granted"
    PAID = "paid"
    PAYABLE = "payable"  # the last month before the due date, and the due date
    IN_GRACE = "in_grace"
    LAPSED = "lapsed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"  # nobody has said which fees are paid


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePosition:
    """The annual-fee position on a day. Money in yuan; None where it does not apply."""

    status: FeeStatus
    fee_year: int | None = None  # the patent year whose fee is next, late or missed
    due_on: date | None = None  # everything before this day is paid for
    grace_until: date | None = None  # last day on which it is still accepted
    fee_yuan: Decimal | None = None  # after a reduction on record
    surcharge_yuan: Decimal | None = None  # if paid on the day asked
    ended_on: date | None = None  # the first day on which the patent no longer stood


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveLapse:
    """The legal end behind a gazetted one."""

    on: date  # the first day on which the patent no longer stood
    fee_year: int | None  # the patent year whose fee was missed; None if no fee explains the end


def fee_year_on(filed_on: date, day: date) -> int:
    """The patent year that a day falls in: 1 from the filing date, 2 from its anniversary."""
    if day < filed_on:
        raise bad_input("patent_day_before_filing", day=day, filed_on=filed_on)
    years = day.year - filed_on.year
    return years + 1 if fee_due_on(filed_on, years + 1) <= day else years


def fee_due_on(filed_on: date, fee_year: int) -> date:
    """The last day to pay a patent year's fee without lateness: the anniversary it begins on."""
    return add_months(filed_on, _YEAR * (fee_year - 1))


def first_fee_year(filed_on: date, granted_on: date) -> int:
    """The first year to pay separately: the year of the grant is paid with the registration.

    Filed 1999-06-03 and granted 2001-08-01: the third year's fee was paid at registration, the
    fourth is due by 2002-06-03 (the Guidelines' own example).
    """
    return fee_year_on(filed_on, granted_on) + 1


def months_late(due_on: date, paid_on: date) -> int:
    """Begun months after the due date: 0 in time, 1 up to the same day a month later, ..."""
    late = 0
    while add_months(due_on, late) < paid_on:
        late += 1
    return late


def surcharge_yuan(
    full_fee_yuan: Decimal, *, due_on: date, paid_on: date, ratio: Decimal
) -> Decimal:
    """The surcharge of a late fee: nothing in the first month, then `ratio` for each further one.

    0/5/10/15/20/25 % of the *full* fee; a reduction on record does not lower it.
    """
    return half_up_to_fen(full_fee_yuan * ratio * max(months_late(due_on, paid_on) - 1, 0))


def fee_yuan(record: FeeRecord, *, fee_year: int, schedule: FeeSchedule) -> Decimal:
    """The fee of one patent year after the reduction on record, if it still runs."""
    full = schedule.full_fee_yuan(record.kind, fee_year)
    granted_in = fee_year_on(record.filed_on, record.granted_on)
    reduced = fee_year < granted_in + schedule.reduction_years
    return half_up_to_fen(full * record.pays_ratio) if reduced else full


def fee_position(record: FeeRecord, *, on: date, schedule: FeeSchedule) -> FeePosition:
    """Where a patent stands with its fees on a day: paid, payable, in grace, lapsed, expired."""
    ends_on = record.expires_on or expires_on(record.kind, record.filed_on)
    if on < record.granted_on:
        return FeePosition(status=FeeStatus.NOT_YET_GRANTED)
    if record.paid_through_year is None:
        return _unknown(ends_on, on)
    paid_with_grant = fee_year_on(record.filed_on, record.granted_on)
    fee_year = max(record.paid_through_year, paid_with_grant) + 1
    due_on = fee_due_on(record.filed_on, fee_year)
    if due_on >= ends_on:
        status = FeeStatus.PAID if on < ends_on else FeeStatus.EXPIRED
        return FeePosition(status=status, ended_on=ends_on if on >= ends_on else None)
    return _open_fee(record, fee_year=fee_year, on=on, schedule=schedule)


def _unknown(ends_on: date, on: date) -> FeePosition:
    if on >= ends_on:
        return FeePosition(status=FeeStatus.EXPIRED, ended_on=ends_on)
    return FeePosition(status=FeeStatus.UNKNOWN)


def _open_fee(record: FeeRecord, *, fee_year: int, on: date, schedule: FeeSchedule) -> FeePosition:
    due_on = fee_due_on(record.filed_on, fee_year)
    grace_until = add_months(due_on, GRACE_MONTHS)
    status = _status_of_open_fee(due_on, grace_until=grace_until, on=on)
    full = schedule.full_fee_yuan(record.kind, fee_year)
    ratio = schedule.surcharge_ratio_a_month
    lapsed = status is FeeStatus.LAPSED
    return FeePosition(
        status=status,
        fee_year=fee_year,
        due_on=due_on,
        grace_until=grace_until,
        fee_yuan=fee_yuan(record, fee_year=fee_year, schedule=schedule),
        surcharge_yuan=None
        if lapsed
        else surcharge_yuan(full, due_on=due_on, paid_on=on, ratio=ratio),
        ended_on=due_on if lapsed else None,
    )


def _status_of_open_fee(due_on: date, *, grace_until: date, on: date) -> FeeStatus:
    if on > grace_until:
        return FeeStatus.LAPSED
    if on > due_on:
        return FeeStatus.IN_GRACE
    return FeeStatus.PAYABLE if on >= add_months(due_on, -1) else FeeStatus.PAID


def effective_lapse(
    *, filed_on: date, granted_on: date, gazetted_on: date, ends_on: date
) -> EffectiveLapse:
    """The legal end behind a lapse gazetted for an unpaid fee: the due date of the fee missed.

    Chosen: the latest fee anniversary at least twelve months before the gazette. Six months of
    grace, two until the notice of termination and four for a request to restore the patent must
    pass first. An anniversary on or before the grant cannot have been missed: then no unpaid fee
    explains the end, and the gazette date itself stands. Never later than the end of the term.
    """
    soonest = add_months(gazetted_on, -SOONEST_GAZETTE_MONTHS)
    if soonest < filed_on:
        return EffectiveLapse(on=min(gazetted_on, ends_on), fee_year=None)
    fee_year = fee_year_on(filed_on, soonest)
    if fee_year < first_fee_year(filed_on, granted_on):
        return EffectiveLapse(on=min(gazetted_on, ends_on), fee_year=None)
    missed_on = fee_due_on(filed_on, fee_year)
    if missed_on >= ends_on:
        return EffectiveLapse(on=ends_on, fee_year=None)
    return EffectiveLapse(on=missed_on, fee_year=fee_year)
