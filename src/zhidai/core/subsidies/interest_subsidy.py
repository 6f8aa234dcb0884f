"""Interest subsidy: of interest actually paid, by two payers, under caps of each and of both.

Ganzhou plan 9.3: province at most 50 % and 500,000, beneficiary level at most 30 % and 150,000;
4.3: together at most 80 % of the interest actually paid, at most a year from the first interest
day, at most 650,000 an enterprise over all its claims. Readings: each payer's yuan cap is
cumulative too; payers pay in the order of the settings, so what the combined caps leave goes to the
province first; interest on days after the loan's maturity is not subsidised unless the reading
`interest_subsidised` says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.calendar import add_months
from zhidai.core.money import down_to_fen
from zhidai.core.subsidies.settings import (
    Ceiling,
    InterestPayer,
    InterestReading,
    SubsidySettings,
)
from zhidai.core.subsidies.statement import AppliedCeiling, SubsidyLine, line_within

ZERO = Decimal("0.00")
ITEM = "interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidInterest:
    """Interest paid for the days from `begins_on` up to the day before `ends_on`; yuan."""

    begins_on: date
    ends_on: date
    paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierSubsidies:
    """Interest subsidy that the enterprise was granted by earlier claims, by level; yuan."""

    by_level: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def total(self) -> Decimal:
        return sum(self.by_level.values(), ZERO)


def counted_interest(
    interest: Sequence[PaidInterest],
    *,
    drawn_on: date,
    due_on: date,
    months: int,
    reading: InterestReading,
) -> Decimal:
    """Interest paid for days that count: within `months` of the first interest day, to maturity.

    A period that crosses the limit counts by its days, rounded down to the fen.
    """
    limit = add_months(drawn_on, months)
    if reading is InterestReading.CONTRACT_INTEREST:
        limit = min(limit, due_on)
    return sum((_counted(period, limit) for period in interest), ZERO)


def _counted(period: PaidInterest, limit: date) -> Decimal:
    if period.ends_on <= limit:
        return period.paid
    if period.begins_on >= limit:
        return ZERO
    days = (period.ends_on - period.begins_on).days
    return down_to_fen(period.paid * (limit - period.begins_on).days / days)


def interest_lines(
    *, paid: Decimal, counted: Decimal, earlier: EarlierSubsidies, settings: SubsidySettings
) -> tuple[SubsidyLine, ...]:
    """One line a payer; see the module for the caps and their order."""
    lines: list[SubsidyLine] = []
    for payer in settings.interest_payers:
        before = sum((line.amount for line in lines), ZERO)
        lines.append(
            line_within(
                level=payer.level,
                item=ITEM,
                paid=paid,
                base=counted,
                ratio=payer.ratio,
                clause=payer.clause,
                ceilings=(
                    _payer_ceiling(payer, earlier),
                    *_combined_ceilings(counted, before, earlier, settings),
                ),
            )
        )
    return tuple(lines)


def _payer_ceiling(payer: InterestPayer, earlier: EarlierSubsidies) -> AppliedCeiling:
    used = earlier.by_level.get(payer.level, ZERO)
    return AppliedCeiling(
        name=Ceiling.PAYER_TOTAL, clause=payer.clause, room=max(payer.total_max - used, ZERO)
    )


def _combined_ceilings(
    counted: Decimal, before: Decimal, earlier: EarlierSubsidies, settings: SubsidySettings
) -> tuple[AppliedCeiling, AppliedCeiling]:
    of_interest = down_to_fen(counted * settings.combined_ratio) - before
    of_enterprise = settings.combined_total_max - earlier.total - before
    return (
        AppliedCeiling(
            name=Ceiling.COMBINED_RATIO,
            clause=settings.combined_ratio_clause,
            room=max(of_interest, ZERO),
        ),
        AppliedCeiling(
            name=Ceiling.COMBINED_TOTAL,
            clause=settings.combined_total_clause,
            room=max(of_enterprise, ZERO),
        ),
    )
