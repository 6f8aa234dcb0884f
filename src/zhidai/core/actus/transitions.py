"""The state of a PAM contract after each of its events.

Source: technical specification, PAM: State Transition Functions and Payoff Functions; the formula
stands at each function, of the state before the event. Every event first counts interest and fee up
to its time: Ipac += Y(Sd, t) x Ipnr x Nt, Feac += Y(Sd, t) x Nt x FER (fee basis N), Sd = t.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from zhidai.core.actus.contract import Contract
from zhidai.core.actus.events import EventType, ScheduledEvent
from zhidai.core.actus.state import PamState
from zhidai.core.actus.terms import ZERO
from zhidai.core.errors import bad_input


def after(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """The state once the event has taken place. Bad input: the market codes of
    `Observations.value`, and `actus_prepayment_too_large`."""
    counted = replace(
        state,
        at=event.counted_at,
        accrued=state.accrued + contract.interest(event, state),
        fee_accrued=state.fee_accrued + contract.fee(event, state),
    )
    changed = _TRANSITIONS.get(event.type)
    return changed(contract, event, counted) if changed else counted


def _initial_exchange(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Nt = R x NT, Ipnr = IPNR; Ipac = R x IPAC, or since an anchor before it Y(IPANX, t) x Ipnr x
    Nt."""
    terms = contract.terms
    started = replace(
        state,
        notional=contract.sign * terms.notional_principal,
        rate=terms.nominal_interest_rate or ZERO,
    )
    anchor = terms.interest_payment.anchor
    if terms.accrued_interest is not None:
        return replace(started, accrued=contract.sign * terms.accrued_interest)
    if anchor is None or anchor >= event.at:
        return replace(started, accrued=ZERO)
    counted = contract.years(anchor, event.at) * started.notional * started.rate
    return replace(started, accrued=counted)


def _interest_paid(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Ipac = 0."""
    return replace(state, accrued=ZERO)


def _interest_capitalised(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Nt += Ipac, Ipac = 0."""
    return replace(state, notional=state.notional + state.accrued, accrued=ZERO)


def _fee_paid(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Feac = 0."""
    return replace(state, fee_accrued=ZERO)


def _prepaid(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Nt falls by what was prepaid, which is no more than all of it."""
    if event.observed is None:
        return state
    prepaid = event.observed.value
    if prepaid > abs(state.notional):
        raise bad_input(
            "actus_prepayment_too_large",
            at=event.at.date(),
            value=str(prepaid),
            most=str(abs(state.notional)),
        )
    return replace(state, notional=state.notional - contract.sign * prepaid)


def _credit_event(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Prf as observed."""
    seen = event.observed.performance if event.observed else None
    return replace(state, performance=seen or state.performance)


def _known_rate(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Ipnr = RRNXT."""
    return replace(state, rate=contract.terms.rate_reset.next_rate or ZERO)


def _market_rate(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Ipnr = min(max(Ipnr + dr, RRLF), RRLC), dr = min(max(O(RRMO, t) x RRMLT + RRSP - Ipnr, RRPF),
    RRPC)."""
    reset = contract.terms.rate_reset
    market = contract.observations.value(
        reset.market_object, event.at, term="marketObjectCodeOfRateReset"
    )
    change = market * reset.multiplier + reset.spread - state.rate
    limited = state.rate + _within(change, reset.period_floor, reset.period_cap)
    return replace(state, rate=_within(limited, reset.life_floor, reset.life_cap))


def _rescaled(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Isc and Nsc, whichever the index touches, = O(SCMO, t) / SCCDD.

    The specification's older text has the index's relative change, which is zero while the index
    stands still: nothing would be paid. A multiplier is one then (dictionary, SCIP and SCNT).
    """
    scaling = contract.terms.scaling
    if scaling is None:
        return state
    if scaling.index_at_deal is None:
        raise bad_input("actus_term_missing", name="scalingIndexAtContractDealDate")
    index = contract.observations.value(
        scaling.market_object, event.at, term="marketObjectCodeOfScalingIndex"
    )
    factor = index / scaling.index_at_deal
    return replace(
        state,
        interest_factor=factor if scaling.of_interest else state.interest_factor,
        notional_factor=factor if scaling.of_notional else state.notional_factor,
    )


def _closed(contract: Contract, event: ScheduledEvent, state: PamState) -> PamState:
    """Nt = 0, Ipac = 0, Feac = 0. The rate stays, as in all published results, though the
    specification sets it to zero at a termination."""
    return replace(state, notional=ZERO, accrued=ZERO, fee_accrued=ZERO)


def _within(value: Decimal, floor: Decimal | None, cap: Decimal | None) -> Decimal:
    if floor is not None:
        value = max(value, floor)
    return value if cap is None else min(value, cap)


_TRANSITIONS: dict[EventType, Callable[[Contract, ScheduledEvent, PamState], PamState]] = {
    EventType.IED: _initial_exchange,
    EventType.IP: _interest_paid,
    EventType.IPCI: _interest_capitalised,
    EventType.FP: _fee_paid,
    EventType.PP: _prepaid,
    EventType.CE: _credit_event,
    EventType.RRF: _known_rate,
    EventType.RR: _market_rate,
    EventType.SC: _rescaled,
    EventType.TD: _closed,
    EventType.MD: _closed,
}
