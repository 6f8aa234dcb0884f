"""The state variables of a PAM contract."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from zhidai.core.actus.terms import ONE, ZERO, Performance


@dataclass(frozen=True, slots=True, kw_only=True)
class PamState:
    """The state after an event: signed by the role, interest counted up to `at`."""

    at: datetime  # Sd
    notional: Decimal = ZERO  # Nt
    rate: Decimal = ZERO  # Ipnr, fraction of one a year
    accrued: Decimal = ZERO  # Ipac
    fee_accrued: Decimal = ZERO  # Feac
    interest_factor: Decimal = ONE  # Isc
    notional_factor: Decimal = ONE  # Nsc
    performance: Performance = Performance.PF  # Prf
