"""PAM, principal at maturity: the state of the contract through its events, and what each pays.

For each event at time t, from the state before it (notional Nt, rate Ipnr, accrued interest Ipac
and fee Feac, factors Isc and Nsc, last time Sd), with Y the year fraction and R the role's sign:

    IED   R x -1 x (NT + PDIED)                 then Nt = R x NT, Ipnr = IPNR
    IP    Isc x (Ipac + Y(Sd,t) x Ipnr x Nt)    then Ipac = 0
    IPCI  0                                     then Nt grows by what IP would have paid
    FP    R x FER, or Y x Nt x FER + Feac       then Feac = 0
    PP    the amount prepaid                    then Nt falls by it
    RR    0     Ipnr = RRMO x RRMLT + RRSP, within the period's and the life's caps and floors
    PRD   R x -1 x (PPRD + accrued)             what came before is not the buyer's
    TD    R x (PTD + accrued)                   then Nt = 0
    MD    Nsc x Nt + Isc x Ipac + Feac          then Nt = 0

Attributes are neutral to the role (dictionary), so an accrued interest or fee that the terms state
enters with the role's sign. Source: ACTUS technical specification, section on PAM.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, localcontext

from zhidai.core.actus.day_counts import year_fraction
from zhidai.core.actus.events import (
    EventType,
    ScheduledEvent,
    events_of,
    fee_times,
    interest_times,
)
from zhidai.core.actus.observations import Observations
from zhidai.core.actus.terms import ONE, ZERO, FeeBasis, PamTerms, PenaltyType, Performance

PRECISION = 34  # decimal digits carried through a contract; nothing is rounded to the fen


@dataclass(frozen=True, slots=True, kw_only=True)
class PamState:
    """The state variables after an event."""

    at: datetime
    notional: Decimal = ZERO
    rate: Decimal = ZERO
    accrued: Decimal = ZERO
    fee_accrued: Decimal = ZERO
    interest_factor: Decimal = ONE
    notional_factor: Decimal = ONE
    performance: Performance = Performance.PF


@dataclass(frozen=True, slots=True, kw_only=True)
class PamEvent:
    """An event that took place, with its payoff and the state after it."""

    event_date: datetime
    event_type: EventType
    payoff: Decimal
    currency: str
    notional_principal: Decimal
    nominal_interest_rate: Decimal
    accrued_interest: Decimal


def replay_pam(
    terms: PamTerms, observations: Observations, *, until: datetime | None = None
) -> tuple[PamEvent, ...]:
    """The events after the status date up to `until` (default: maturity), in order.

    Before a purchase nothing belongs to the buyer, so it is left out. Bad input: the market codes
    of `Observations.value`, and `actus_schedule_too_long`.
    """
    with localcontext() as context:
        context.prec = PRECISION
        contract = _Contract(terms, observations)
        state = contract.initial_state()
        found: list[PamEvent] = []
        for event in events_of(terms, observations.events, until or terms.maturity_date):
            payoff = contract.payoff(event, state)
            state = contract.after(event, state)
            if event.type is EventType.PRD:
                found.clear()
            found.append(_shown(event, payoff, state, contract.payment_currency))
        return tuple(found)


def _shown(event: ScheduledEvent, payoff: Decimal, state: PamState, currency: str) -> PamEvent:
    return PamEvent(
        event_date=event.at,
        event_type=event.type,
        payoff=payoff,
        currency=currency,
        notional_principal=state.notional,
        nominal_interest_rate=state.rate,
        accrued_interest=state.accrued,
    )


class _Contract:
    """Terms and observations together: payoff and state transition of each event type."""

    def __init__(self, terms: PamTerms, observations: Observations) -> None:
        self.terms = terms
        self.observations = observations
        self.sign = terms.role.sign
        self.payment_currency = terms.settlement_currency or terms.currency

    def initial_state(self) -> PamState:
        """The state on the status date."""
        terms, at = self.terms, self.terms.status_date
        running = terms.initial_exchange_date <= at
        state = PamState(
            at=at,
            notional=self.sign * terms.notional_principal if running else ZERO,
            rate=(terms.nominal_interest_rate or ZERO) if running else ZERO,
            performance=terms.performance,
        )
        if terms.scaling is not None:
            state = self._scaled(state, terms.scaling.multiplier_at_status)
        return replace(
            state, accrued=self._accrued_before(state), fee_accrued=self._fee_before(state)
        )

    def payoff(self, event: ScheduledEvent, state: PamState) -> Decimal:
        """What the event pays, in the currency of payment."""
        amount = _PAYOFFS.get(event.type, _nothing)(self, event, state)
        return amount * self._exchange_rate(event.at) if amount else ZERO

    def after(self, event: ScheduledEvent, state: PamState) -> PamState:
        """The state once the event has taken place."""
        accrued = replace(
            state,
            at=event.counted_at,
            accrued=state.accrued + self.interest(event, state),
            fee_accrued=state.fee_accrued + self.fee(event, state),
        )
        transition = _TRANSITIONS.get(event.type)
        return accrued if transition is None else transition(self, event, accrued)

    def interest(self, event: ScheduledEvent, state: PamState) -> Decimal:
        """Interest since the last event."""
        if not state.notional or not state.rate:
            return ZERO
        return self._years(state.at, event.counted_at) * state.rate * state.notional

    def fee(self, event: ScheduledEvent, state: PamState) -> Decimal:
        """Fee since the last event, where it accrues on the notional."""
        fees = self.terms.fees
        if fees.rate is None or fees.basis is not FeeBasis.N or not state.notional:
            return ZERO
        return self._years(state.at, event.counted_at) * fees.rate * state.notional

    def reset_rate(self, event: ScheduledEvent, state: PamState) -> Decimal:
        """The new rate from the market, within caps and floors of the period and of the life."""
        reset = self.terms.rate_reset
        market = self.observations.value(reset.market_object, event.at)
        change = market * reset.multiplier + reset.spread - state.rate
        return _within(
            state.rate + _within(change, reset.period_floor, reset.period_cap),
            reset.life_floor,
            reset.life_cap,
        )

    def rescaled(self, event: ScheduledEvent, state: PamState) -> PamState:
        """Factors by the index over its value at the deal."""
        scaling = self.terms.scaling
        if scaling is None:
            return state
        index = self.observations.value(scaling.market_object, event.at)
        return self._scaled(state, index / scaling.index_at_deal)

    def _scaled(self, state: PamState, factor: Decimal) -> PamState:
        scaling = self.terms.scaling
        if scaling is None:
            return state
        return replace(
            state,
            interest_factor=factor if scaling.of_interest else state.interest_factor,
            notional_factor=factor if scaling.of_notional else state.notional_factor,
        )

    def first_accrued(self, event: ScheduledEvent, state: PamState) -> Decimal:
        """Accrued interest at the initial exchange: stated, or since an earlier anchor."""
        terms = self.terms
        if terms.accrued_interest is not None:
            return self.sign * terms.accrued_interest
        anchor = terms.interest_payment.anchor
        if anchor is None or anchor >= event.at:
            return ZERO
        return self._years(anchor, event.at) * state.notional * state.rate

    def penalty(self, event: ScheduledEvent, state: PamState) -> Decimal:
        """What an early repayment costs by the contract's penalty type."""
        terms = self.terms
        if terms.penalty_type is PenaltyType.A:
            return self.sign * terms.penalty_rate
        base = self._years(state.at, event.counted_at) * state.notional
        if terms.penalty_type is PenaltyType.N:
            return base * terms.penalty_rate
        market = self.observations.value(terms.rate_reset.market_object, event.at)
        return base * max(ZERO, state.rate - market)

    def _years(self, start: datetime, end: datetime) -> Decimal:
        terms = self.terms
        return year_fraction(
            start,
            end,
            terms.day_count,
            calendar=terms.business_days.calendar,
            maturity=terms.maturity_date,
        )

    def _accrued_before(self, state: PamState) -> Decimal:
        """Accrued interest on the status date: stated, or since interest was last due."""
        terms = self.terms
        if terms.nominal_interest_rate is None or not state.notional:
            return ZERO
        if terms.accrued_interest is not None:
            return self.sign * terms.accrued_interest
        earlier = [time for time in interest_times(terms) if time < state.at]
        since = max([terms.initial_exchange_date, *earlier])
        return self._years(since, state.at) * state.notional * state.rate

    def _fee_before(self, state: PamState) -> Decimal:
        fees = self.terms.fees
        if fees.rate is None:
            return ZERO
        if fees.accrued is not None:
            return self.sign * fees.accrued
        if fees.basis is not FeeBasis.N or not state.notional:
            return ZERO
        earlier = [time for time in fee_times(self.terms) if time < state.at]
        since = max([self.terms.initial_exchange_date, *earlier])
        return self._years(since, state.at) * state.notional * fees.rate

    def _exchange_rate(self, at: datetime) -> Decimal:
        terms = self.terms
        if self.payment_currency == terms.currency:
            return ONE
        return self.observations.value(f"{terms.currency}/{self.payment_currency}", at)


def _within(value: Decimal, floor: Decimal | None, cap: Decimal | None) -> Decimal:
    if floor is not None:
        value = max(value, floor)
    return value if cap is None else min(value, cap)


Payoff = Callable[[_Contract, ScheduledEvent, PamState], Decimal]
Transition = Callable[[_Contract, ScheduledEvent, PamState], PamState]


def _nothing(contract: _Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    return ZERO


def _pays_initial_exchange(contract: _Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    terms = contract.terms
    return -contract.sign * (terms.notional_principal + terms.premium_discount)


def _pays_interest(contract: _Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    return state.interest_factor * (state.accrued + contract.interest(event, state))


def _pays_fee(contract: _Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    fees = contract.terms.fees
    if fees.basis is FeeBasis.N:
        return state.fee_accrued + contract.fee(event, state)
    return contract.sign * (fees.rate or ZERO)


def _pays_prepayment(contract: _Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    return contract.sign * event.observed.value if event.observed else ZERO


def _pays_penalty(contract: _Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    return contract.penalty(event, state)


def _pays_purchase(contract: _Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    price = contract.terms.purchase.price if contract.terms.purchase else ZERO
    return -contract.sign * (price + state.accrued + contract.interest(event, state))


def _pays_termination(contract: _Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    price = contract.terms.termination.price if contract.terms.termination else ZERO
    return contract.sign * (price + state.accrued + contract.interest(event, state))


def _pays_maturity(contract: _Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    return (
        state.notional_factor * state.notional
        + state.interest_factor * state.accrued
        + state.fee_accrued
    )


_PAYOFFS: dict[EventType, Payoff] = {
    EventType.IED: _pays_initial_exchange,
    EventType.IP: _pays_interest,
    EventType.FP: _pays_fee,
    EventType.PP: _pays_prepayment,
    EventType.PY: _pays_penalty,
    EventType.PRD: _pays_purchase,
    EventType.TD: _pays_termination,
    EventType.MD: _pays_maturity,
}


def _after_initial_exchange(
    contract: _Contract, event: ScheduledEvent, state: PamState
) -> PamState:
    terms = contract.terms
    started = replace(
        state,
        notional=contract.sign * terms.notional_principal,
        rate=terms.nominal_interest_rate or ZERO,
    )
    return replace(started, accrued=contract.first_accrued(event, started))


def _after_capitalisation(contract: _Contract, event: ScheduledEvent, state: PamState) -> PamState:
    return replace(state, notional=state.notional + state.accrued, accrued=ZERO)


def _after_prepayment(contract: _Contract, event: ScheduledEvent, state: PamState) -> PamState:
    prepaid = event.observed.value if event.observed else ZERO
    return replace(state, notional=state.notional - contract.sign * prepaid)


def _after_credit_event(contract: _Contract, event: ScheduledEvent, state: PamState) -> PamState:
    seen = event.observed.performance if event.observed else None
    return replace(state, performance=seen or state.performance)


def _after_known_reset(contract: _Contract, event: ScheduledEvent, state: PamState) -> PamState:
    return replace(state, rate=contract.terms.rate_reset.next_rate or ZERO)


_TRANSITIONS: dict[EventType, Transition] = {
    EventType.IED: _after_initial_exchange,
    EventType.IP: lambda contract, event, state: replace(state, accrued=ZERO),
    EventType.IPCI: _after_capitalisation,
    EventType.FP: lambda contract, event, state: replace(state, fee_accrued=ZERO),
    EventType.PP: _after_prepayment,
    EventType.CE: _after_credit_event,
    EventType.RRF: _after_known_reset,
    EventType.RR: lambda contract, event, state: replace(
        state, rate=contract.reset_rate(event, state)
    ),
    EventType.SC: lambda contract, event, state: contract.rescaled(event, state),
    EventType.TD: lambda contract, event, state: replace(
        state, notional=ZERO, accrued=ZERO, fee_accrued=ZERO
    ),
    EventType.MD: lambda contract, event, state: replace(
        state, notional=ZERO, accrued=ZERO, fee_accrued=ZERO
    ),
}
