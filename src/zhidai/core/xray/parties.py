"""Each party's income, exposure and break-even, and what the breaker's line means for it.

Per yuan lent for a year: a party earns i and bears b of a principal loss (`loss_parts`). With a
recovery of r of what was lost it breaks even at a loss rate of

    L = i / (b x (1 - r))

(the guarantor of the Ganzhou plan: 1 % / 70 % = 1.43 % with r = 0). Income is before costs and
capital; a bank's is its rate less what money costs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zhidai.core.guarantees.break_even import break_even_loss_rate
from zhidai.core.lending.events import BANK
from zhidai.core.money import half_up_to_fen
from zhidai.core.xray.loss_parts import IpShare, LossParts
from zhidai.core.xray.loss_reach import AgreedShare, CapReach
from zhidai.core.xray.premises import RECOVERIES, Premises

ONE = Decimal(1)


class IncomeFrom(StrEnum):
    """What says how much a party earns."""

    PLAN = "plan"  # a ceiling of its fee
    ASSUMED = "assumed"
    NOWHERE = "nowhere"  # counted as none


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
    """One party. income: a year per yuan lent; stated: the plan's share of what is shared; share:
    of the principal when the reference loan is lost; bears: the same in yuan.

    break_even: loss rates by recovery. at_lines: one for each breaker. expected: income less loss
    at the assumed default rate and recovery.
    """

    party: str
    stated: Decimal
    share: Decimal
    bears: Decimal
    income: Decimal
    income_from: IncomeFrom
    break_even: tuple[AtRecovery, ...]
    at_lines: tuple[AtLine, ...]
    expected: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelMoney:
    """One way of the plan to share losses, and its parties. shared: the part of a lost principal
    that is shared at all; ip_share: where that part comes from, None where it is all of it.
    """

    model: str
    parties: tuple[PartyMoney, ...]
    shared: Decimal
    ip_share: IpShare | None
    caps: tuple[CapReach, ...]
    agreed: tuple[AgreedShare, ...]


def party_money(
    parts: LossParts,
    *,
    ceilings: Mapping[str, Decimal],
    lines: Mapping[str, Decimal],
    premises: Premises,
    earns: Mapping[str, str],
) -> tuple[PartyMoney, ...]:
    """The parties of a loss model. ceilings: fee item -> yearly rate; lines: breaker -> ratio;
    earns: party -> the fee item that is its income.
    """
    return tuple(
        _money(
            party,
            share,
            stated=parts.stated.get(party, Decimal(0)),
            income=_income(party, earns.get(party, ""), ceilings, premises),
            lines=lines,
            premises=premises,
        )
        for party, share in parts.borne(premises.amount).items()
        if share or party in parts.stated
    )


def _money(
    party: str,
    share: Decimal,
    *,
    stated: Decimal,
    income: tuple[Decimal, IncomeFrom],
    lines: Mapping[str, Decimal],
    premises: Premises,
) -> PartyMoney:
    income_a_year, source = income
    lost = share * premises.default_rate * (ONE - premises.recovery)
    return PartyMoney(
        party=party,
        stated=stated,
        share=share,
        bears=half_up_to_fen(share * premises.amount),
        income=income_a_year,
        income_from=source,
        break_even=tuple(_break_even(income_a_year, share, recovery) for recovery in RECOVERIES),
        at_lines=tuple(
            AtLine(
                breaker=name, results=tuple(_at(income_a_year, share, line, r) for r in RECOVERIES)
            )
            for name, line in lines.items()
        ),
        expected=income_a_year - lost,
    )


def _income(
    party: str, fee: str, ceilings: Mapping[str, Decimal], premises: Premises
) -> tuple[Decimal, IncomeFrom]:
    if party in premises.other_income:
        return premises.other_income[party], IncomeFrom.ASSUMED
    if party == BANK:
        return premises.rate - premises.funding_cost, IncomeFrom.ASSUMED
    if fee in premises.fees:
        return premises.fees[fee], IncomeFrom.ASSUMED
    if fee in ceilings:
        return ceilings[fee], IncomeFrom.PLAN
    return Decimal(0), IncomeFrom.NOWHERE


def _break_even(income: Decimal, share: Decimal, recovery: Decimal) -> AtRecovery:
    exposed = share * (ONE - recovery)
    value = break_even_loss_rate(max(income, Decimal(0)), loss_share=exposed) if exposed else None
    return AtRecovery(recovery=recovery, value=value)


def _at(income: Decimal, share: Decimal, line: Decimal, recovery: Decimal) -> AtRecovery:
    return AtRecovery(recovery=recovery, value=income - share * line * (ONE - recovery))
