"""What each party bears of a lost loan: not all of it need be shared, and a cap may cut a part off.

Per yuan of principal lost, with k the part that is shared (the IP share where the plan shares only
what intellectual property secures, else 1) and s a party's share of that, a party bears

    b = k x s, at most cap / amount        the bank: all that the others do not

What is recovered goes back in the proportions of b, so that a net principal is shared alike. A case
states its IP share; an x-ray takes the least that the plan allows where none is given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.guarantees.loss_base import BY_IP_SHARE
from zhidai.core.guarantees.settings import shares_of
from zhidai.core.lending.events import BANK
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.common_fractions import exact
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.premises import Premises

ONE = Decimal(1)
ZERO = Decimal(0)


class IpShare(StrEnum):
    """Where the part of a loan that its IP secures comes from."""

    GIVEN = "given"
    LEAST = "least"  # the least that the plan allows
    WHOLE = "whole"  # assumed: the plan states no least
    TOO_SMALL = "too_small"  # given, below the plan's least: nobody shares the loss


@dataclass(frozen=True, slots=True, kw_only=True)
class LossCap:
    """A cap on what a party compensates, with nothing taken of it yet; yuan."""

    scope: CapScope
    clause: str
    party: str
    most: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LossParts:
    """How a model shares a loss. shared: the part of the principal lost that is shared at all;
    stated: the plan's shares of that; ip_share: None where the base does not go by it.
    """

    shared: Decimal
    stated: Mapping[str, Decimal]
    ip_share: IpShare | None
    caps: tuple[LossCap, ...]

    def uncapped(self, party: str) -> Decimal:
        """What the party would bear per yuan lost if no cap cut it off."""
        part = self.stated.get(party, ZERO) * self.shared
        return part + ONE - self.shared if party == BANK else part

    def exactly(self, party: str) -> Fraction:
        """The same as a fraction: a sixth of 3,000,000 is 500,000 and no yuan more."""
        shared = exact(self.shared)
        part = exact(self.stated.get(party, ZERO)) * shared
        return part + 1 - shared if party == BANK else part

    def room(self, party: str) -> LossCap | None:
        """The lowest of the party's caps. The bank has none: what others do not bear is its own."""
        own = (one for one in self.caps if one.party == party and party != BANK)
        return min(own, key=lambda one: one.most, default=None)

    def borne(self, amount: Decimal) -> Mapping[str, Decimal]:
        """Of each yuan of a loan of that amount, when all of it is lost."""
        others = {party: self._within(party, amount) for party in self.stated if party != BANK}
        rest = ONE - sum(others.values(), ZERO)
        return MappingProxyType({party: others.get(party, rest) for party in (*self.stated, BANK)})

    def _within(self, party: str, amount: Decimal) -> Decimal:
        part, cap = self.uncapped(party), self.room(party)
        return part if cap is None else min(part, cap.most / amount)


def loss_parts(scheme: Scheme, model: LossModel, premises: Premises) -> LossParts:
    """By the scheme's numbers of the day."""
    shared, ip_share = _shared(scheme, model, premises)
    return LossParts(
        shared=shared,
        stated=shares_of(scheme, model, premises.on),
        ip_share=ip_share,
        caps=tuple(_caps(scheme, model, premises)) if model.capped is not None else (),
    )


def require_ip_share_read(models: tuple[LossModel | None, ...], premises: Premises) -> None:
    """That an IP share which is given changes something. Bad input: `xray_ip_share_unread`."""
    read = any(one is not None and one.base in BY_IP_SHARE for one in models)
    if premises.ip_share is not None and not read:
        raise bad_input("xray_ip_share_unread")


def _shared(scheme: Scheme, model: LossModel, premises: Premises) -> tuple[Decimal, IpShare | None]:
    if model.base not in BY_IP_SHARE:
        return ONE, None
    name, given = model.ip_share_min, premises.ip_share
    least = None if name is None else scheme.value(name, premises.on).amount
    if given is None:
        return (ONE, IpShare.WHOLE) if least is None else (least, IpShare.LEAST)
    if least is not None and given < least:
        return ZERO, IpShare.TOO_SMALL
    return given, IpShare.GIVEN


def _caps(scheme: Scheme, model: LossModel, premises: Premises) -> Iterator[LossCap]:
    for cap in model.caps:
        name = cap.parameter if cap.fund is None else scheme.funds[cap.fund].size
        yield LossCap(
            scope=cap.scope,
            clause=cap.clause,
            party=str(model.capped),
            most=scheme.value(str(name), premises.on).amount,
        )
