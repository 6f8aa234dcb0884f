"""From which amount a ceiling over several subsidies begins to bind.

Each subsidy is a share of the amount up to its own cap, so that their sum grows in straight pieces
with the amount. It reaches the shared ceiling on one of them, or never.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.policy.caps import CapScope
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.xray.costs import ALONE, uncapped_per_yuan
from zhidai.core.xray.premises import Premises

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCapMoney:
    """Yuan. binds_from_amount: at the reference rate and term; None: at no amount, or it is not
    known because a fee is not.
    """

    id: str
    clause: str
    scope: CapScope
    most: Decimal
    binds_from_amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Member:
    """A subsidy under a shared ceiling, and its own cap in yuan."""

    per_yuan: Decimal
    most: Decimal | None


def shared_cap_money(settings: SubsidySettings, premises: Premises) -> tuple[SharedCapMoney, ...]:
    """Each ceiling in yuan over several subsidies of one loan or enterprise."""
    per_yuan = uncapped_per_yuan(settings, premises)
    found = []
    for shared in settings.shared:
        members = [
            Member(
                per_yuan[one.id],
                min((cap.most for cap in one.caps if cap.scope in ALONE), default=None),
            )
            for one in settings.subsidies
            if one.id in shared.over
        ]
        is_known = all(one.per_yuan for one in members)
        if shared.most is not None and shared.scope in ALONE and members:
            found.append(
                SharedCapMoney(
                    id=shared.id,
                    clause=shared.clause,
                    scope=shared.scope,
                    most=shared.most,
                    binds_from_amount=reaching(members, shared.most) if is_known else None,
                )
            )
    return tuple(found)


def reaching(members: Iterable[Member], most: Decimal) -> Decimal | None:
    """The least amount at which the members together come to `most`."""
    growing = [one for one in members if one.per_yuan]
    full = ZERO  # of those at their own caps
    for one in sorted(growing, key=_full_from):
        slope = sum(
            (each.per_yuan for each in growing if _full_from(each) >= _full_from(one)), ZERO
        )
        amount = (most - full) / slope
        if amount <= _full_from(one):
            return amount
        full += one.most or ZERO
    return None


def _full_from(one: Member) -> Decimal:
    """The amount from which a member's own cap holds it."""
    return Decimal("Infinity") if one.most is None else one.most / one.per_yuan
