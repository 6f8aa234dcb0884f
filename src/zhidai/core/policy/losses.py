"""Funds and loss sharing as a scheme states them: several named models, one for each case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.labels import Label
from zhidai.core.policy.caps import Cap
from zhidai.core.policy.fact_tests import Test
from zhidai.core.policy.strength import Strength


class LossBase(StrEnum):
    """What is shared."""

    PRINCIPAL = "principal"  # unpaid at the claim
    NET_PRINCIPAL = "net_principal"  # after what was recovered
    PRINCIPAL_BALANCE = "principal_balance"  # on a stated day
    IP_SHARE_OF_PRINCIPAL = "ip_share_of_principal"  # only the part that the IP secures
    IP_SHARE_OF_NET_PRINCIPAL = "ip_share_of_net_principal"


class Unstated(StrEnum):
    """What a case comes to that does not state its IP share."""

    REFUSED = "refused"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Financing:
    """Who pays into a fund, apart from who bears losses."""

    source: str  # a level or a party
    share: str  # parameter, a ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """A pool of money that compensates losses."""

    id: str
    label: Label
    clause: str
    size: str  # parameter, yuan
    financed_by: tuple[Financing, ...] = ()
    leverage_min: str | None = None  # parameter, times: loans at least so many times the pool
    held_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Within what an agreement may move a party's share; parameters, ratios."""

    at_least: str | None = None
    at_most: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LossModel:
    """One way to share losses. shares: party -> parameter (a ratio), summing to one on every day.

    strength `suggested`: a signed agreement replaces the shares; `must`: it may not. What a cap
    cuts off falls back on `rest_to`.
    """

    id: str
    label: Label
    clause: str
    strength: Strength
    base: LossBase
    shares: Mapping[str, str]
    routes: tuple[str, ...] = ()  # empty: every route
    when: Test | None = None
    ip_share_min: str | None = None
    ip_share_unstated: Unstated = Unstated.WHOLE
    bounds: Mapping[str, Bounds] = field(default_factory=lambda: MappingProxyType({}))
    caps: tuple[Cap, ...] = ()
    capped: str | None = None  # the party that the caps are of
    rest_to: str = "bank"
    base_clause: str | None = None  # where another clause says what the loss is
