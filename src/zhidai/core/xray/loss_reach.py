"""How far the caps on compensation reach, and what an agreement may make of a party's share.

A cap K over a part b of every yuan lost holds until K / b is lost; where the ratio of a breaker is
p and nothing is recovered, that is the loss of a book of K / (b x p). A cap for each loan or each
enterprise is never used up by others, so that it has no book; where it cuts the reference loan,
every such loan takes less of the caps that many fill, and b is what it takes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from zhidai.core.lending.events import BANK
from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.common_fractions import exact, quotient
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.strength import Strength
from zhidai.core.xray.costs import ALONE
from zhidai.core.xray.loss_parts import ONE, LossParts
from zhidai.core.xray.premises import Premises


@dataclass(frozen=True, slots=True, kw_only=True)
class CapReach:
    """Yuan. covers: the principal lost up to which the cap holds, of one loan or enterprise where
    the cap is for each of them; loans: so many whole reference loans; books: breaker -> the book
    whose loss at its ratio the cap still holds; both only of a cap that many fill. None: the party
    bears nothing that a cap could cut off. cuts: whether it cuts off a part of the reference loan.
    """

    scope: CapScope
    clause: str
    party: str
    most: Decimal
    covers: Decimal | None
    loans: int | None
    books: Mapping[str, Decimal]
    cuts: bool


class AgreedEnd(StrEnum):
    """An end of what an agreement may move a share within."""

    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedShare:
    """A party's share at an end of its bounds. stated: of what is shared; share: of the principal
    lost, before caps; bears: yuan of the reference loan.
    """

    party: str
    end: AgreedEnd
    clause: str
    stated: Decimal
    share: Decimal
    bears: Decimal


def cap_reaches(
    parts: LossParts, premises: Premises, lines: Mapping[str, Decimal]
) -> Iterator[CapReach]:
    """Each cap of a loss model. lines: breaker -> ratio."""
    amount = Fraction(premises.amount)
    for cap in parts.caps:
        is_alone = cap.scope in ALONE
        part = parts.exactly(cap.party) if is_alone else _of_each(parts, cap.party, amount)
        covers = Fraction(cap.most) / part if part else None
        filled = None if is_alone else covers
        yield CapReach(
            scope=cap.scope,
            clause=cap.clause,
            party=cap.party,
            most=cap.most,
            covers=None if covers is None else quotient(covers),
            loans=None if filled is None else int(filled // amount),
            books={}
            if filled is None
            else {name: quotient(filled / exact(line)) for name, line in lines.items() if line},
            cuts=covers is not None and covers < amount,
        )


def _of_each(parts: LossParts, party: str, amount: Fraction) -> Fraction:
    """What a party bears of each yuan of loans of that amount, each within the caps that are for
    each loan or enterprise.
    """
    own = (one.most for one in parts.caps if one.party == party and one.scope in ALONE)
    return min((parts.exactly(party), *(Fraction(most) / amount for most in own)))


def agreed_shares(
    scheme: Scheme, model: LossModel, parts: LossParts, premises: Premises
) -> Iterator[AgreedShare]:
    """Each bound of a model whose shares an agreement may replace."""
    if model.strength is not Strength.SUGGESTED:
        return
    for party, bounds in model.bounds.items():
        ends = ((AgreedEnd.LEAST, bounds.at_least), (AgreedEnd.MOST, bounds.at_most))
        for end, name in ends:
            if name is None:
                continue
            stated = scheme.value(name, premises.on).amount
            unshared = ONE - parts.shared if party == BANK else Decimal(0)
            share = stated * parts.shared + unshared
            yield AgreedShare(
                party=party,
                end=end,
                clause=scheme.parameters[name].clause,
                stated=stated,
                share=share,
                bears=half_up_to_fen(share * premises.amount),
            )
