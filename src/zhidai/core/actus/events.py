"""The events of a PAM contract: which take place when, in the order in which they count.

Source: technical specification, PAM: Contract Schedule; the sequence at one instant is the event
dictionary's, except that interest comes before fees, as all published results have it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from zhidai.core.actus.observations import ObservedEvent
from zhidai.core.actus.schedule import schedule
from zhidai.core.actus.terms import PamTerms, Recurring


class EventType(StrEnum):
    """Event types in the standard's sequence: at the same time the earlier one counts first."""

    IED = "IED"  # initial exchange
    PY = "PY"  # penalty paid
    PP = "PP"  # principal prepaid
    IP = "IP"  # interest paid
    IPCI = "IPCI"  # interest capitalised
    FP = "FP"  # fee paid
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

    @classmethod
    def on(
        cls, event_type: EventType, time: datetime, observed: ObservedEvent | None = None
    ) -> Self:
        """An event on a date that the contract or the world sets: it is not shifted (dictionary,
        BDC)."""
        return cls(type=event_type, at=time, counted_at=time, observed=observed)

    @property
    def order(self) -> tuple[datetime, int]:
        """By time, and at one time by the standard's sequence (Event Sequence)."""
        return self.at, _SEQUENCE[self.type]


def events_of(
    terms: PamTerms, observed: tuple[ObservedEvent, ...], until: datetime | None = None
) -> tuple[ScheduledEvent, ...]:
    """Every event after the status date in order, up to `until` and to the end of the contract.

    A termination ends the contract, else its maturity does (Contract Lifetime): what would come
    after it does not take place.
    """
    found = [*_single(terms), *_cyclic(terms), *_unscheduled(terms, observed)]
    last = _closing(terms)
    return tuple(
        sorted(
            (
                event
                for event in found
                if event.at > terms.status_date
                and event.order <= last.order
                and (until is None or event.at <= until)
            ),
            key=lambda event: event.order,
        )
    )


def fee_times(terms: PamTerms) -> tuple[datetime, ...]:
    """The times of fee events, as scheduled (FP)."""
    return _times(terms, terms.fees.recurring, with_end=True) if terms.fees.rate else ()


def interest_times(terms: PamTerms) -> tuple[datetime, ...]:
    """The times at which interest falls due, as scheduled (IP); without a cycle at maturity."""
    if terms.nominal_interest_rate is None:
        return ()
    return _times(terms, terms.interest_payment, with_end=True)


def _single(terms: PamTerms) -> Iterator[ScheduledEvent]:
    yield ScheduledEvent.on(EventType.IED, terms.initial_exchange_date)
    yield ScheduledEvent.on(EventType.MD, terms.maturity_date)
    if terms.purchase is not None:
        yield ScheduledEvent.on(EventType.PRD, terms.purchase.at)
    if terms.termination is not None:
        yield ScheduledEvent.on(EventType.TD, terms.termination.at)


def _closing(terms: PamTerms) -> ScheduledEvent:
    if terms.termination is not None:
        return ScheduledEvent.on(EventType.TD, terms.termination.at)
    return ScheduledEvent.on(EventType.MD, terms.maturity_date)


def _cyclic(terms: PamTerms) -> Iterator[ScheduledEvent]:
    yield from _interest(terms)
    yield from _rate_resets(terms)
    for time in fee_times(terms):
        yield _shifted(EventType.FP, time, terms)
    if terms.scaling is not None:
        for time in _times(terms, terms.scaling.recurring, with_end=False):
            yield _shifted(EventType.SC, time, terms)


def _interest(terms: PamTerms) -> Iterator[ScheduledEvent]:
    """Interest is capitalised up to and including the capitalisation end, and paid after it.

    What an event is depends on the time scheduled, whatever day off that falls on.
    """
    end = terms.capitalization_end
    times = interest_times(terms)
    if end is None or not times:
        yield from (_shifted(EventType.IP, time, terms) for time in times)
        return
    yield ScheduledEvent.on(EventType.IPCI, end)
    for time in times:
        if time != end:
            yield _shifted(EventType.IPCI if time < end else EventType.IP, time, terms)


def _rate_resets(terms: PamTerms) -> Iterator[ScheduledEvent]:
    """The first reset after the status date takes the rate that was fixed already, if one was."""
    known = terms.rate_reset.next_rate is not None
    for time in _times(terms, terms.rate_reset.recurring, with_end=False):
        event = _shifted(EventType.RR, time, terms)
        if known and event.at > terms.status_date:
            event, known = _shifted(EventType.RRF, time, terms), False
        yield event


def _unscheduled(terms: PamTerms, observed: tuple[ObservedEvent, ...]) -> Iterator[ScheduledEvent]:
    for seen in observed:
        if EventType(seen.type) is not EventType.PP:
            yield ScheduledEvent.on(EventType(seen.type), seen.at, seen)
    if terms.prepayment_allowed:
        yield from _prepayments(terms, [seen for seen in observed if seen.type == EventType.PP])


def _prepayments(terms: PamTerms, observed: list[ObservedEvent]) -> Iterator[ScheduledEvent]:
    """What was prepaid, with its penalty, and the times at which nobody used the option to."""
    taken = set()
    for seen in observed:
        event = ScheduledEvent.on(EventType.PP, seen.at, seen)
        taken.add(event.at)
        yield event
        if terms.penalised:
            yield ScheduledEvent.on(EventType.PY, seen.at, seen)
    for time in _times(terms, terms.option_to_prepay, with_end=False):
        option = _shifted(EventType.PP, time, terms)
        if option.at not in taken:
            yield option


def _times(terms: PamTerms, recurring: Recurring, *, with_end: bool) -> tuple[datetime, ...]:
    """Without an anchor the first time is one cycle after the initial exchange; with neither an
    anchor nor a cycle only the end is left."""
    if not recurring:
        return (terms.maturity_date,) if with_end else ()
    return schedule(
        recurring.anchor or terms.initial_exchange_date,
        recurring.cycle,
        terms.maturity_date,
        end_of_month=terms.end_of_month,
        with_start=recurring.anchor is not None,
        with_end=with_end,
    )


def _shifted(event_type: EventType, time: datetime, terms: PamTerms) -> ScheduledEvent:
    """A recurring event; the maturity at the end of its schedule stays where it is."""
    if time == terms.maturity_date:
        return ScheduledEvent.on(event_type, time)
    days = terms.business_days
    return ScheduledEvent(type=event_type, at=days.paid_at(time), counted_at=days.counted_at(time))
