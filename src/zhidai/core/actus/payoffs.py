"""What each event of a PAM contract pays.

Source: technical specification, PAM: State Transition Functions and Payoff Functions; the formula
stands at each function, of the state before the event. Payoffs are in the contract's currency;
those of types that are not here are zero (IPCI, RR, RRF, SC, CE).
"""

from collections.abc import Callable
from decimal import Decimal

from zhidai.core.actus.contract import Contract
from zhidai.core.actus.events import EventType, ScheduledEvent
from zhidai.core.actus.state import PamState
from zhidai.core.actus.terms import ZERO, FeeBasis, PenaltyType


def payoff(contract: Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    """What the event pays, in the currency of payment (X times the payoff function)."""
    paid = _PAYOFFS.get(event.type)
    amount = paid(contract, event, state) if paid else ZERO
    return amount * contract.exchange_rate(event.at) if amount else ZERO


def _initial_exchange(contract: Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    """R x -1 x (NT + PDIED)."""
    terms = contract.terms
    return -contract.sign * (terms.notional_principal + terms.premium_discount)


def _interest(contract: Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    """Isc x (Ipac + Y(Sd, t) x Ipnr x Nt)."""
    return state.interest_factor * (state.accrued + contract.interest(event, state))


def _fee(contract: Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    """R x FER, or Y(Sd, t) x Nt x FER + Feac."""
    fees = contract.terms.fees
    if fees.basis is FeeBasis.N:
        return state.fee_accrued + contract.fee(event, state)
    return contract.sign * (fees.rate or ZERO)


def _prepayment(contract: Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    """What was observed, seen from the role; an option nobody used pays nothing."""
    return contract.sign * event.observed.value if event.observed else ZERO


def _penalty(contract: Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    """R x PYRT; c x PYRT; or c x max(0, Ipnr - O(RRMO, t)), with c = Y(Sd, t) x Nt.

    The specification has R once more in c; Nt carries it already, and with both a borrower would be
    paid for repaying early.
    """
    terms = contract.terms
    if terms.penalty_type is PenaltyType.A:
        return contract.sign * terms.penalty_rate
    base = contract.years(state.at, event.counted_at) * state.notional
    if terms.penalty_type is PenaltyType.N:
        return base * terms.penalty_rate
    market = contract.observations.value(
        terms.rate_reset.market_object, event.at, term="marketObjectCodeOfRateReset"
    )
    return base * max(ZERO, state.rate - market)


def _purchase(contract: Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    """-1 x (R x PPRD + Ipac + Y(Sd, t) x Ipnr x Nt)."""
    price = contract.terms.purchase.price if contract.terms.purchase else ZERO
    return -_with_accrued(price, contract, event, state)


def _termination(contract: Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    """R x PTD + Ipac + Y(Sd, t) x Ipnr x Nt."""
    price = contract.terms.termination.price if contract.terms.termination else ZERO
    return _with_accrued(price, contract, event, state)


def _with_accrued(
    price: Decimal, contract: Contract, event: ScheduledEvent, state: PamState
) -> Decimal:
    """A clean price with the interest accrued, as the holder of the role receives it.

    The specification has R before the whole; interest accrued carries it already, and with both an
    obligation would change hands at the price less the interest.
    """
    return contract.sign * price + state.accrued + contract.interest(event, state)


def _maturity(contract: Contract, event: ScheduledEvent, state: PamState) -> Decimal:
    """Nsc x Nt + Isc x Ipac + Feac."""
    return (
        state.notional_factor * state.notional
        + state.interest_factor * state.accrued
        + state.fee_accrued
    )


_PAYOFFS: dict[EventType, Callable[[Contract, ScheduledEvent, PamState], Decimal]] = {
    EventType.IED: _initial_exchange,
    EventType.IP: _interest,
    EventType.FP: _fee,
    EventType.PP: _prepayment,
    EventType.PY: _penalty,
    EventType.PRD: _purchase,
    EventType.TD: _termination,
    EventType.MD: _maturity,
}
