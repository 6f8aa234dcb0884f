"""The events of a PAM contract: which take place when, in the order in which they count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from zhidai.core.actus.cycles import later
from zhidai.core.actus.observations import ObservedEvent
from zhidai.core.actus.schedule import schedule
from zhidai.core.actus.terms import PamTerms, PenaltyType, Recurring


class EventType(StrEnum):
    """Event types in the standard's sequence: at the same time the earlier one counts first."""

    IED = "IED"  # initial exchange
    IPCI = "IPCI"  # interest capitalised
    IP = "IP"  # interest paid
    FP = "FP"  # fee paid
    PY = "PY"  # penalty paid
    PP = "PP"  # principal prepaid
    CE = "CE"  # credit event
    RRF = "RRF"  # rate reset, rate known
    RR = "RR"  # rate reset
    PRD = "PRD"  # purchase
    TD = "TD"  # termination
    SC = "SC"  # scaling index
    MD = "MD"  # maturity


_SEQUENCE = {event_type: place for place, event_type in enumerate(EventType)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEvent:
    """An event: when it takes place (`at`) and the time that interest is counted to."""

    type: EventType
    at: datetime
    counted_at: datetime
    observed: ObservedEvent | None = None

    @property
    def order(self) -> tuple[datetime, int]:
        return self.at, _SEQUENCE[self.type]


def events_of(
    terms: PamTerms, observed: tuple[ObservedEvent, ...], until: datetime
) -> tuple[ScheduledEvent, ...]:
    """Every event after the status date, up to `until`, in order.

    A termination ends the contract: what would come after it does not take place.
    """
    found = [*_single(terms), *_cyclic(terms), *_unscheduled(terms, observed)]
    ended = terms.termination
    if ended is not None:
        closing = _on(EventType.TD, ended.at)
        found = [event for event in found if event.order <= closing.order] + [closing]
    found = [event for event in found if terms.status_date < event.at <= until]
    return tuple(sorted(found, key=lambda event: event.order))


def fee_times(terms: PamTerms) -> tuple[datetime, ...]:
    """The times of fee events, as scheduled."""
    return _times(terms, terms.fees.recurring, with_end=True) if terms.fees.rate else ()


def interest_times(terms: PamTerms) -> tuple[datetime, ...]:
    """The times at which interest falls due, as scheduled; without a cycle at maturity alone."""
    if terms.nominal_interest_rate is None:
        return ()
    if not terms.interest_payment:
        return (terms.maturity_date,)
    return _times(terms, terms.interest_payment, with_end=True)


def _single(terms: PamTerms) -> Iterator[ScheduledEvent]:
    yield _on(EventType.IED, terms.initial_exchange_date)
    yield _on(EventType.MD, terms.maturity_date)
    if terms.purchase is not None:
        yield _on(EventType.PRD, terms.purchase.at)


def _cyclic(terms: PamTerms) -> Iterator[ScheduledEvent]:
    yield from _interest(terms)
    yield from _rate_resets(terms)
    for time in fee_times(terms):
        yield _shifted(EventType.FP, time, terms)
    if terms.scaling is not None and terms.scaling.recurring:
        for time in _times(terms, terms.scaling.recurring, with_end=False):
            yield _shifted(EventType.SC, time, terms)


def _interest(terms: PamTerms) -> Iterator[ScheduledEvent]:
    """Interest is capitalised up to and including the capitalisation end, and paid after it."""
    end = terms.capitalization_end
    events = [_shifted(EventType.IP, time, terms) for time in interest_times(terms)]
    if end is None or terms.nominal_interest_rate is None:
        yield from events
        return
    yield _on(EventType.IPCI, end)
    for event in events:
        if event.at < end:
            yield replace(event, type=EventType.IPCI)
        elif event.at > end:
            yield event


def _rate_resets(terms: PamTerms) -> Iterator[ScheduledEvent]:
    """The first reset after the status date takes the rate that was fixed already, if one was."""
    if not terms.rate_reset.recurring:
        return
    known = terms.rate_reset.next_rate is not None
    for time in _times(terms, terms.rate_reset.recurring, with_end=False):
        event = _shifted(EventType.RR, time, terms)
        if known and event.at > terms.status_date:
            event, known = replace(event, type=EventType.RRF), False
        yield event


def _unscheduled(terms: PamTerms, observed: tuple[ObservedEvent, ...]) -> Iterator[ScheduledEvent]:
    for seen in observed:
        event = _on(EventType(seen.type), seen.at)
        if event.type is not EventType.PP:
            yield replace(event, observed=seen)
        elif terms.prepayment_allowed:
            yield replace(event, observed=seen)
            if terms.penalty_type is not PenaltyType.O:
                yield replace(event, type=EventType.PY, observed=seen)


def _times(terms: PamTerms, recurring: Recurring, *, with_end: bool) -> tuple[datetime, ...]:
    """Without an anchor the first time is one cycle after the initial exchange."""
    start = recurring.anchor
    if start is None and recurring.cycle is not None:
        start = later(terms.initial_exchange_date, recurring.cycle, 1, terms.end_of_month)
    return schedule(
        start or terms.initial_exchange_date,
        recurring.cycle,
        terms.maturity_date,
        end_of_month=terms.end_of_month,
        with_end=with_end,
    )


def _on(event_type: EventType, time: datetime) -> ScheduledEvent:
    """An event on a date that the contract sets itself: it is not shifted."""
    return ScheduledEvent(type=event_type, at=time, counted_at=time)


def _shifted(event_type: EventType, time: datetime, terms: PamTerms) -> ScheduledEvent:
    """A recurring event; the maturity at the end of its schedule stays where it is."""
    if time == terms.maturity_date:
        return _on(event_type, time)
    days = terms.business_days
    return ScheduledEvent(type=event_type, at=days.paid_at(time), counted_at=days.counted_at(time))
