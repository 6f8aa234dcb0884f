"""A PAM contract with what was observed of it: what accrues between two times, and its start.

Y is the year fraction of the contract's day count, R the sign of its role. Attributes are neutral
to the role (technical specification, Contract Role Sign Convention), so an accrued interest or fee
that the terms state enters with the role's sign.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from zhidai.core.actus.day_counts import year_fraction
from zhidai.core.actus.events import ScheduledEvent, fee_times, interest_times
from zhidai.core.actus.observations import Observations
from zhidai.core.actus.state import PamState
from zhidai.core.actus.terms import ONE, ZERO, FeeBasis, PamTerms, Scaling


@dataclass(frozen=True, slots=True)
class Contract:
    """Terms and observations together."""

    terms: PamTerms
    observations: Observations

    @property
    def sign(self) -> int:
        """R: +1 for a claim, -1 for an obligation."""
        return self.terms.role.sign

    @property
    def payment_currency(self) -> str:
        """The currency of the payoffs."""
        return self.terms.settlement_currency or self.terms.currency

    def years(self, start: datetime, end: datetime) -> Decimal:
        """Y(start, end)."""
        terms = self.terms
        return year_fraction(
            start,
            end,
            terms.day_count,
            calendar=terms.business_days.calendar,
            maturity=terms.maturity_date,
        )

    def interest(self, event: ScheduledEvent, state: PamState) -> Decimal:
        """Y(Sd, t) x Ipnr x Nt: interest since the last event."""
        if not state.notional or not state.rate:
            return ZERO
        return self.years(state.at, event.counted_at) * state.rate * state.notional

    def fee(self, event: ScheduledEvent, state: PamState) -> Decimal:
        """Y(Sd, t) x Nt x FER: fee since the last event, where it accrues on the notional."""
        rate = self.terms.fees.rate
        if rate is None or self.terms.fees.basis is not FeeBasis.N or not state.notional:
            return ZERO
        return self.years(state.at, event.counted_at) * state.notional * rate

    def exchange_rate(self, at: datetime) -> Decimal:
        """X: from the contract's currency to that of payment (Settlement Currency FX Rate)."""
        terms = self.terms
        if self.payment_currency == terms.currency:
            return ONE
        return self.observations.value(f"{terms.currency}/{self.payment_currency}", at)


def initial_state(contract: Contract) -> PamState:
    """The state on the status date (PAM: State Variables Initialization)."""
    terms = contract.terms
    running = terms.initial_exchange_date <= terms.status_date
    interest_factor, notional_factor = _factors(terms.scaling)
    state = PamState(
        at=terms.status_date,
        notional=contract.sign * terms.notional_principal if running else ZERO,
        rate=(terms.nominal_interest_rate or ZERO) if running else ZERO,
        interest_factor=interest_factor,
        notional_factor=notional_factor,
        performance=terms.performance,
    )
    return replace(
        state, accrued=_accrued(contract, state), fee_accrued=_fee_accrued(contract, state)
    )


def _factors(scaling: Scaling | None) -> tuple[Decimal, Decimal]:
    if scaling is None:
        return ONE, ONE
    return (
        scaling.interest_factor if scaling.of_interest else ONE,
        scaling.notional_factor if scaling.of_notional else ONE,
    )


def _accrued(contract: Contract, state: PamState) -> Decimal:
    """Ipac: stated, or counted since interest was last due; none before the contract runs."""
    terms = contract.terms
    if terms.nominal_interest_rate is None or not state.notional:
        return ZERO
    if terms.accrued_interest is not None:
        return contract.sign * terms.accrued_interest
    since = _last_before(contract, interest_times(terms))
    return contract.years(since, state.at) * state.notional * state.rate


def _fee_accrued(contract: Contract, state: PamState) -> Decimal:
    """Feac: stated, or counted since a fee was last due.

    The part of a fee that is an amount (`A`) is never paid by itself: each fee event pays a whole
    one, so it is not counted.
    """
    fees = contract.terms.fees
    if fees.rate is None:
        return ZERO
    if fees.accrued is not None:
        return contract.sign * fees.accrued
    if fees.basis is not FeeBasis.N or not state.notional:
        return ZERO
    since = _last_before(contract, fee_times(contract.terms))
    return contract.years(since, state.at) * state.notional * fees.rate


def _last_before(contract: Contract, times: Iterable[datetime]) -> datetime:
    """The time up to which was paid last before the status date, else the initial exchange.

    A payment put off by a day off to after the status date is still to come.
    """
    days = contract.terms.business_days
    past = [time for time in times if days.paid_at(time) < contract.terms.status_date]
    return days.counted_at(max(past)) if past else contract.terms.initial_exchange_date
