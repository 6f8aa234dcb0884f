"""Sharing a principal loss: the signed agreement's shares, else those that the scheme suggests.

Ganzhou plan 8.1 suggests guarantor 70 %, bank 20 %, appraiser 10 % of the principal loss of claimed
cases, and leaves the shares to the parties; interest is not shared.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.money import from_fen, split_exactly, to_fen

LossShares = Mapping[str, Decimal]  # party -> fraction of one; they sum to one


def loss_shares(shares: Mapping[str, Decimal]) -> LossShares:
    """Shares, checked. Bad input: `loss_share_out_of_range`, `loss_shares_not_summing`."""
    for party, share in shares.items():
        if not share.is_finite() or not 0 <= share <= 1:
            raise bad_input("loss_share_out_of_range", party=party, share=share)
    total = sum(shares.values(), Decimal(0))
    if total != 1:
        raise bad_input("loss_shares_not_summing", total=total)
    return MappingProxyType(dict(shares))


def shares_in_force(*, agreed: LossShares | None, suggested: LossShares) -> LossShares:
    """The signed agreement's shares replace the suggested ones as a whole (8.1)."""
    return suggested if agreed is None else agreed


def share_loss(principal_loss: Decimal, shares: LossShares) -> dict[str, Decimal]:
    """Yuan that each party bears: largest remainder, summing exactly to the loss.

    Bad input: `money_negative`, `money_not_whole_fen`, and those of `loss_shares`.
    """
    return split_exactly(principal_loss, loss_shares(shares))


def split_by_weights(total: Decimal, weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Splits yuan in proportion to whole-fen weights: largest remainder, in whole numbers.

    The parts sum to the total; no part exceeds its weight while the total does not exceed theirs.
    Ties go to the party named earlier. All weights zero: everyone gets nothing.
    """
    fen, parts = to_fen(total), {name: to_fen(weight) for name, weight in weights.items()}
    whole = sum(parts.values())
    if whole == 0:
        return dict.fromkeys(parts, Decimal("0.00"))
    split = {name: fen * part // whole for name, part in parts.items()}
    by_remainder = sorted(parts, key=lambda name: -(fen * parts[name] % whole))
    for name in by_remainder[: fen - sum(split.values())]:
        split[name] += 1
    return {name: from_fen(part) for name, part in split.items()}
