"""What of a loss is shared, and what a fund's caps leave to another party.

Plans differ: the unpaid principal (Ganzhou 8.1), the net principal after recoveries, the balance on
a day, or only the part that intellectual property secures, with a least part and a rule for a case
that does not state it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.guarantees.loss_sharing import LossShares, share_loss
from zhidai.core.lending.events import BANK
from zhidai.core.money import down_to_fen
from zhidai.core.policy.common_fractions import share_of
from zhidai.core.policy.losses import LossBase, Unstated

ZERO = Decimal("0.00")
BY_IP_SHARE = (LossBase.IP_SHARE_OF_PRINCIPAL, LossBase.IP_SHARE_OF_NET_PRINCIPAL)
_NET = (LossBase.NET_PRINCIPAL, LossBase.IP_SHARE_OF_NET_PRINCIPAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class LossFacts:
    """Yuan. principal: unpaid at the claim; recovered: net of costs; balance: on the stated day.

    ip_share: the part of the principal that intellectual property secures; None: not stated.
    """

    principal: Decimal
    recovered: Decimal = ZERO
    balance: Decimal | None = None
    ip_share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseTerms:
    """How a model finds its base. ip_share_min: fraction of one."""

    base: LossBase
    clause: str
    ip_share_min: Decimal | None = None
    ip_share_unstated: Unstated = Unstated.WHOLE


def loss_base(facts: LossFacts, terms: BaseTerms) -> Decimal | tuple[Reason, ...]:
    """The loss to be shared in yuan, rounded down to the fen, or why none is.

    Bad input: `loss_balance_missing`, `loss_ip_share_out_of_range`.
    """
    whole = _whole(facts, terms.base)
    if terms.base not in BY_IP_SHARE:
        return whole
    share = facts.ip_share
    if share is None:
        if terms.ip_share_unstated is Unstated.REFUSED:
            return (reason("loss_ip_share_unstated", terms.clause),)
        return whole
    if not 0 <= share <= 1:
        raise bad_input("loss_ip_share_out_of_range", share=share)
    if terms.ip_share_min is not None and share < terms.ip_share_min:
        return (
            reason(
                "loss_ip_share_too_small",
                terms.clause,
                share=share * 100,
                least=terms.ip_share_min * 100,
            ),
        )
    return down_to_fen(share_of(whole, share))


def _whole(facts: LossFacts, base: LossBase) -> Decimal:
    if base is LossBase.PRINCIPAL_BALANCE:
        if facts.balance is None:
            raise bad_input("loss_balance_missing")
        return facts.balance
    if base in _NET:
        return max(facts.principal - facts.recovered, ZERO)
    return facts.principal


def share_within_caps(
    loss: Decimal, shares: LossShares, *, room: Mapping[str, Decimal], rest_to: str
) -> dict[str, Decimal]:
    """Yuan that each party bears; what a party's room does not hold falls on `rest_to`.

    The parts sum exactly to the loss. Bad input: `loss_rest_to_unknown`, those of `share_loss`.
    """
    parts = share_loss(loss, shares)
    if rest_to not in parts:
        raise bad_input("loss_rest_to_unknown", party=rest_to)
    for party, most in room.items():
        if party in parts and party != rest_to and parts[party] > most:
            parts[rest_to] += parts[party] - max(most, ZERO)
            parts[party] = max(most, ZERO)
    return parts


def parts_of_claim(
    principal: Decimal, *, base: Decimal, shares: LossShares, room: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """Yuan that each party bears of an unpaid principal of which only `base` is shared.

    What is not shared, and what a party's room does not hold, is the bank's own. The parts sum
    exactly to the principal. Where recoveries are then split in the proportions of these parts,
    each party ends with its share of the *net* loss: a base of net principal needs no other rule.
    """
    # In the order of the shares, which says who gets the fen of a tie; the bank last if unnamed.
    all_shares = {party: shares.get(party, ZERO) for party in (*shares, BANK)}
    parts = share_within_caps(base, all_shares, room=room, rest_to=BANK)
    parts[BANK] += principal - base
    return parts


def advance_of(amount: Decimal, ratio: Decimal) -> tuple[Decimal, Decimal]:
    """What is paid at once and what is settled after disposal; the advance is rounded down."""
    now = down_to_fen(share_of(amount, ratio))
    return now, amount - now
