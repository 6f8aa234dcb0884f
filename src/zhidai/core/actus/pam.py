"""PAM, principal at maturity: the events of a contract, what each pays and the state after it.

A contract is replayed event by event: `events` says which take place when, `payoffs` what each
pays, `transitions` what the state is after it, `contract` where it starts and what accrues between
two events. Source: ACTUS technical specification, section PAM, and the ACTUS dictionary; where the
two leave room or contradict the published results is said in docs/algorithms/actus.md.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, localcontext

from zhidai.core.actus.contract import Contract, initial_state
from zhidai.core.actus.events import EventType, ScheduledEvent, events_of
from zhidai.core.actus.observations import Observations
from zhidai.core.actus.payoffs import payoff
from zhidai.core.actus.state import PamState
from zhidai.core.actus.terms import PamTerms
from zhidai.core.actus.transitions import after

PRECISION = 34  # decimal digits carried through a contract; nothing is rounded to the fen


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
    """The events after the status date up to `until` (default: to the contract's end), in order.

    What comes before a purchase belongs to the seller and is left out. Bad input: the codes of
    `transitions.after`, and `actus_schedule_too_long`.
    """
    with localcontext() as context:
        context.prec = PRECISION
        contract = Contract(terms, observations)
        state = initial_state(contract)
        found: list[PamEvent] = []
        for event in events_of(terms, observations.events, until):
            paid = payoff(contract, event, state)
            state = after(contract, event, state)
            if not _of_the_seller(event, terms):
                found.append(_shown(event, paid, state, contract.payment_currency))
        return tuple(found)


def _of_the_seller(event: ScheduledEvent, terms: PamTerms) -> bool:
    """Whether an event comes before a purchase."""
    if terms.purchase is None:
        return False
    return event.order < ScheduledEvent.on(EventType.PRD, terms.purchase.at).order


def _shown(event: ScheduledEvent, paid: Decimal, state: PamState, currency: str) -> PamEvent:
    return PamEvent(
        event_date=event.at,
        event_type=event.type,
        payoff=paid,
        currency=currency,
        notional_principal=state.notional,
        nominal_interest_rate=state.rate,
        accrued_interest=state.accrued,
    )
