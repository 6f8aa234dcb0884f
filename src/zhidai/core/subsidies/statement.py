"""What a subsidy computation says: each line with its base, ratio, ceilings and what bound it."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.errors import Reason
from zhidai.core.money import down_to_fen
from zhidai.core.subsidies.settings import Ceiling


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedCeiling:
    """One ceiling as it stood when the line was computed: yuan that it still left."""

    name: Ceiling
    clause: str
    room: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyLine:
    """What one level pays for one item. Yuan; `computed` is base x ratio, unrounded."""

    level: str  # a level of the scheme
    item: str  # interest, guarantee_fee, ...
    paid: Decimal  # what the enterprise paid
    base: Decimal  # the part of it that counts
    ratio: Decimal
    clause: str
    computed: Decimal
    ceilings: tuple[AppliedCeiling, ...]
    amount: Decimal
    binding: Ceiling | None  # the ceiling that held the amount below base x ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyStatement:
    """All lines, or the reasons why there are none yet."""

    lines: tuple[SubsidyLine, ...] = ()
    refusals: tuple[Reason, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))

    def total_of(self, *, level: str | None = None, item: str | None = None) -> Decimal:
        """Yuan of the lines of a level, of an item, or of both."""
        return sum(
            (
                line.amount
                for line in self.lines
                if level in (None, line.level) and item in (None, line.item)
            ),
            Decimal("0.00"),
        )


def line_within(
    *,
    level: str,
    item: str,
    paid: Decimal,
    base: Decimal,
    ratio: Decimal,
    computed: Decimal,
    clause: str,
    ceilings: tuple[AppliedCeiling, ...],
) -> SubsidyLine:
    """base x ratio, as `computed` has it, held by the lowest ceiling, rounded down to the fen.

    Of two ceilings that leave the same room the one named first binds.
    """
    unlimited = AppliedCeiling(name=Ceiling.ACTUAL_COST, clause=clause, room=computed)
    lowest = min(ceilings, key=lambda ceiling: ceiling.room, default=unlimited)
    return SubsidyLine(
        level=level,
        item=item,
        paid=paid,
        base=base,
        ratio=ratio,
        clause=clause,
        computed=computed,
        ceilings=ceilings,
        amount=down_to_fen(max(min(computed, lowest.room), Decimal("0.00"))),
        binding=lowest.name if lowest.room < down_to_fen(computed) else None,
    )
