"""Realising the pledge: notice first, then auction or transfer, each with its day and its record.

Ganzhou plan 7.3: bank and guarantor keep recovering, go to court, publish a disposal notice on a
property-rights exchange, and auction or transfer the patent. The notice comes before the sale, so a
sale is recorded only after one, and money from a sale only after the sale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhidai.core.errors import Reason, reason


class DisposalKind(StrEnum):
    """Steps on the way to the money."""

    NOTICE = "notice"  # published on a property-rights exchange
    AUCTION = "auction"
    TRANSFER = "transfer"
    LAWSUIT = "lawsuit"
    ENDED = "ended"  # nothing is left to realise: what was deferred until then is settled


class RecoveryKind(StrEnum):
    """What the recovered money came from."""

    AUCTION = "auction"
    TRANSFER = "transfer"
    ENFORCEMENT = "enforcement"  # by a court
    REPAYMENT = "repayment"  # by the enterprise itself, after the claim
    OTHER = "other"


_SALES = {RecoveryKind.AUCTION: DisposalKind.AUCTION, RecoveryKind.TRANSFER: DisposalKind.TRANSFER}


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalStep:
    """What was done on which day."""

    kind: DisposalKind
    held_on: date


def disposal_refusals(
    step: DisposalStep,
    earlier: Sequence[DisposalStep],
    *,
    claimed_on: date,
    today: date,
    clause: str | None,
) -> tuple[Reason, ...]:
    """Why a step cannot be recorded; empty if it can. `earlier`: those of the same claim."""
    if step.held_on > today:
        return (reason("disposal_in_future", day=step.held_on, today=today),)
    if step.held_on < claimed_on:
        return (reason("disposal_before_claim", clause, day=step.held_on, claimed_on=claimed_on),)
    ended = ended_on(earlier)
    if step.kind is DisposalKind.ENDED and ended is not None:
        return (reason("disposal_ended_already", clause, day=ended),)
    if step.kind not in _SALES.values():
        return ()
    notices = [
        one for one in earlier if one.kind is DisposalKind.NOTICE and one.held_on <= step.held_on
    ]
    return () if notices else (reason("disposal_needs_notice", clause, day=step.held_on),)


def ended_on(steps: Sequence[DisposalStep]) -> date | None:
    """The day on which the disposal ended; None while it goes on."""
    return next((one.held_on for one in steps if one.kind is DisposalKind.ENDED), None)


def recovery_refusals(
    kind: RecoveryKind, steps: Sequence[DisposalStep], *, received_on: date, clause: str | None
) -> tuple[Reason, ...]:
    """Money of an auction or a transfer needs that step, on the day or before."""
    sale = _SALES.get(kind)
    if sale is None:
        return ()
    held = [one for one in steps if one.kind is sale and one.held_on <= received_on]
    return () if held else (reason(f"recovery_needs_{sale}", clause),)
