"""Each party's income, exposure and break-even, and what the breaker's line means for it.

Per yuan lent for a year: a party earns i and bears s of a principal loss. With a recovery of r of
what was lost it breaks even at a loss rate of

    L = i / (s x (1 - r))

(the guarantor of the Ganzhou plan: 1 % / 70 % = 1.43 % with r = 0). Income is before costs and
capital; a bank's is its rate less what money costs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.guarantees.break_even import break_even_loss_rate
from zhidai.core.guarantees.loss_sharing import LossShares
from zhidai.core.lending.events import BANK
from zhidai.core.xray.premises import RECOVERIES, Premises

ONE = Decimal(1)
_FEE_OF = {
    "guarantor": "guarantee_fee",
    "appraiser": "appraisal_fee",
    "insurer": "insurance_premium",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRecovery:
    """A figure at a recovery of part of what was lost; None: no loss reaches the party."""

    recovery: Decimal
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLine:
    """What a breaker's line means for a party: income less loss per yuan lent, by recovery, when
    the ratio is reached and all of it is lost but for the recovery.
    """

    breaker: str
    results: tuple[AtRecovery, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMoney:
    """One party. income: a year per yuan lent; share: of a principal loss.

    break_even: loss rates by recovery. at_lines: one for each breaker. expected: income less loss
    at the assumed default rate and recovery.
    """

    party: str
    share: Decimal
    income: Decimal
    income_stated: bool  # by the plan (a ceiling), not assumed here
    break_even: tuple[AtRecovery, ...]
    at_lines: tuple[AtLine, ...]
    expected: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelMoney:
    """One way of the plan to share losses, and its parties."""

    model: str
    parties: tuple[PartyMoney, ...]


def party_money(
    shares: LossShares,
    *,
    ceilings: Mapping[str, Decimal],
    lines: Mapping[str, Decimal],
    premises: Premises,
) -> tuple[PartyMoney, ...]:
    """The parties of a loss model. ceilings: fee item -> yearly rate; lines: breaker -> ratio."""
    return tuple(
        _money(party, share, ceilings=ceilings, lines=lines, premises=premises)
        for party, share in shares.items()
    )


def _money(
    party: str,
    share: Decimal,
    *,
    ceilings: Mapping[str, Decimal],
    lines: Mapping[str, Decimal],
    premises: Premises,
) -> PartyMoney:
    income, stated = _income(party, ceilings, premises)
    lost = share * premises.default_rate * (ONE - premises.recovery)
    return PartyMoney(
        party=party,
        share=share,
        income=income,
        income_stated=stated,
        break_even=tuple(_break_even(income, share, recovery) for recovery in RECOVERIES),
        at_lines=tuple(
            AtLine(breaker=name, results=tuple(_at(income, share, line, r) for r in RECOVERIES))
            for name, line in lines.items()
        ),
        expected=income - lost,
    )


def _income(
    party: str, ceilings: Mapping[str, Decimal], premises: Premises
) -> tuple[Decimal, bool]:
    if party in premises.other_income:
        return premises.other_income[party], False
    if party == BANK:
        return premises.rate - premises.funding_cost, False
    fee = _FEE_OF.get(party, "")
    if fee in premises.fees:
        return premises.fees[fee], False
    return ceilings.get(fee, Decimal(0)), fee in ceilings


def _break_even(income: Decimal, share: Decimal, recovery: Decimal) -> AtRecovery:
    exposed = share * (ONE - recovery)
    value = break_even_loss_rate(max(income, Decimal(0)), loss_share=exposed) if exposed else None
    return AtRecovery(recovery=recovery, value=value)


def _at(income: Decimal, share: Decimal, line: Decimal, recovery: Decimal) -> AtRecovery:
    return AtRecovery(recovery=recovery, value=income - share * line * (ONE - recovery))
