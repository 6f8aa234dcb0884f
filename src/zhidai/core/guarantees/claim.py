"""The claim of clause 7.2: from overdue day 60 the bank may ask guarantor and appraiser to pay.

Ganzhou plan 7.2: principal or interest overdue for 60 days (that day included) → the bank *may*
send a claim notice to each payer, who pays within the grace period of 25 days. Readings: calendar
days that run from the notice's receipt, that day not counted (Civil Code 137, 201); a last day on a
holiday moves on (203) where a working calendar is given. From sending, and in working days, are the
other readings: `GraceRunsFrom` and `GraceDays`. Payers owe their loss shares of the unpaid
principal and the bank bears its own at once; interest stays with the bank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.calendar import (
    WorkingDays,
    period_end,
    period_end_in_working_days,
    period_end_on_working_day,
)
from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.guarantees.loss_base import advance_of, parts_of_claim
from zhidai.core.guarantees.loss_sharing import LossShares
from zhidai.core.lending.events import BANK

ZERO = Decimal("0.00")
NO_CAPS: Mapping[str, Decimal] = MappingProxyType({})


class GraceRunsFrom(StrEnum):
    """From which day of the notice the grace period runs."""

    RECEIVED = "received"
    SENT = "sent"


class GraceDays(StrEnum):
    """Which days the grace period counts."""

    CALENDAR = "calendar_days"
    WORKING = "working_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """Payers that pay only a part (a ratio) at once."""

    ratio: Decimal
    payers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNotice:
    """The 代偿通知书 to one payer; `received_on` is None until it is known."""

    payer: str
    sent_on: date
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDemand:
    """What one payer owes the bank, and until when (last day, inclusive).

    deferred: the part of the amount that is settled only after the disposal.
    """

    payer: str
    share: Decimal
    amount: Decimal
    grace_ends_on: date | None  # None: runs from a receipt that is not yet known
    deferred: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDemands:
    """A claim at its start: the payers' parts and the bank's own, summing to the principal."""

    principal: Decimal
    demands: tuple[ClaimDemand, ...]
    borne_by_bank: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandPosition:
    """Where one demand stands on a day."""

    payer: str
    amount: Decimal
    paid: Decimal
    days_late: int  # after the grace period, while anything is unpaid

    @property
    def unpaid(self) -> Decimal:
        return self.amount - self.paid


def claim_may_start_on(overdue_since: date, *, overdue_days: int) -> date:
    """The day that is the `overdue_days`-th overdue day, counted from overdue day 1."""
    return overdue_since + timedelta(days=overdue_days - 1)


def claim_refusals(
    *, overdue_days: int, needed: int, principal: Decimal, clause: str
) -> tuple[Reason, ...]:
    """Why a claim may not start yet; empty if it may. `clause` is the one that sets `needed`."""
    refusals = []
    if overdue_days == 0 < needed:
        refusals.append(reason("claim_nothing_overdue", clause=clause, needed=needed))
    elif overdue_days < needed:
        refusals.append(
            reason(
                "claim_too_early",
                clause=clause,
                overdue_days=overdue_days,
                needed=needed,
                days_left=needed - overdue_days,
            )
        )
    if principal <= 0:
        refusals.append(reason("claim_without_principal", clause=clause))
    return tuple(refusals)


def grace_end(
    notice: ClaimNotice,
    *,
    days: int,
    runs_from: GraceRunsFrom = GraceRunsFrom.RECEIVED,
    counts: GraceDays = GraceDays.CALENDAR,
    working_days: WorkingDays | None = None,
) -> date | None:
    """Last day of the grace period, inclusive; None while the day it runs from is unknown.

    Bad input: `claim_grace_needs_calendar`, working days without a working calendar.
    """
    start = notice.sent_on if runs_from is GraceRunsFrom.SENT else notice.received_on
    if start is None:
        return None
    if counts is GraceDays.WORKING:
        if working_days is None:
            raise bad_input("claim_grace_needs_calendar", days=days)
        return period_end_in_working_days(start, working_days, days=days).on
    if working_days is None:
        return period_end(start, days=days)
    return period_end_on_working_day(start, working_days, days=days).on


def claim_demands(
    principal: Decimal,
    *,
    shares: LossShares,
    notices: Mapping[str, ClaimNotice],
    grace_days: int,
    runs_from: GraceRunsFrom = GraceRunsFrom.RECEIVED,
    counts: GraceDays = GraceDays.CALENDAR,
    working_days: WorkingDays | None = None,
    base: Decimal | None = None,
    room: Mapping[str, Decimal] = NO_CAPS,
    advance: Advance | None = None,
) -> ClaimDemands:
    """What each payer owes of the unpaid principal. `notices` by payer, one for each.

    base: the part of the principal that is shared; None: all of it. room: what is left of the caps
    of a payer. Bad input: `claim_notice_missing` for a payer that was not told (7.2 asks for both).
    """
    shared = principal if base is None else base
    parts = parts_of_claim(principal, base=shared, shares=shares, room=room)
    payers = [party for party in parts if party != BANK and parts[party]]
    for payer in payers:
        if payer not in notices:
            raise bad_input("claim_notice_missing", payer=payer)
    return ClaimDemands(
        principal=principal,
        demands=tuple(
            ClaimDemand(
                payer=payer,
                share=shares[payer],
                amount=parts[payer],
                grace_ends_on=grace_end(
                    notices[payer],
                    days=grace_days,
                    runs_from=runs_from,
                    counts=counts,
                    working_days=working_days,
                ),
                deferred=_deferred(payer, parts[payer], advance),
            )
            for payer in payers
        ),
        borne_by_bank=parts[BANK],
    )


def _deferred(payer: str, amount: Decimal, advance: Advance | None) -> Decimal:
    if advance is None or payer not in advance.payers:
        return ZERO
    return advance_of(amount, advance.ratio)[1]


def demand_position(demand: ClaimDemand, *, paid: Decimal, on: date) -> DemandPosition:
    """Where a demand stands. Bad input: `claim_overpaid`."""
    if paid > demand.amount:
        raise bad_input("claim_overpaid", payer=demand.payer, paid=paid, amount=demand.amount)
    late = 0
    if paid < demand.amount - demand.deferred and demand.grace_ends_on is not None:
        late = max((on - demand.grace_ends_on).days, 0)
    return DemandPosition(payer=demand.payer, amount=demand.amount, paid=paid, days_late=late)
