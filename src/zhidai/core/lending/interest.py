"""Interest while it is earned: ordinary, penalty and compound.

Earned interest is kept as yuan x units of the day count x rate, exactly, and rounded half up to the
fen once for each kind when its period is settled. Penalty interest (罚息) is all interest on
principal at a penalty rate; compound interest (复利) is interest on unpaid ordinary interest.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from zhidai.core.lending.terms import DayCount, Rounding
from zhidai.core.money import half_up_to_fen

ZERO = Decimal("0.00")


class Charge(NamedTuple):
    """Interest of the three kinds in yuan. A tuple: a replay makes more of it than of all else."""

    interest: Decimal = ZERO
    penalty: Decimal = ZERO
    compound: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.interest + self.penalty + self.compound

    def of(self, kind: str) -> Decimal:
        """The interest of one kind, or `total`."""
        part: Decimal = getattr(self, kind)
        return part

    def plus(self, more: "Charge") -> "Charge":
        return Charge(
            self.interest + more.interest,
            self.penalty + more.penalty,
            self.compound + more.compound,
        )

    def less(self, part: "Charge") -> "Charge":
        return Charge(
            self.interest - part.interest,
            self.penalty - part.penalty,
            self.compound - part.compound,
        )


NOTHING = Charge()


@dataclass(slots=True, kw_only=True)
class Earned:
    """What the current period has earned: sums of yuan x units x yearly rate.

    yuan_units: balance x units, which tells a period without balance from one without rate.
    brought: what the rounding of earlier periods took (above zero) or gave, as such a sum too: a
    third of a fen and a sixth make a half only before they are divided.
    """

    day_count: DayCount
    rounding: Rounding
    yuan_units: Decimal = ZERO
    interest: Decimal = ZERO
    penalty: Decimal = ZERO
    compound: Decimal = ZERO
    brought: Charge = field(default=NOTHING)

    def add(self, principal: Decimal, *, units: int, rate: Decimal) -> None:
        """Ordinary interest on principal."""
        yuan_units = principal * units
        self.yuan_units += yuan_units
        self.interest += yuan_units * rate

    def add_penalty(self, principal: Decimal, *, units: int, rate: Decimal) -> None:
        yuan_units = principal * units
        self.yuan_units += yuan_units
        self.penalty += yuan_units * rate

    def add_compound(self, unpaid: Decimal, *, units: int, rate: Decimal) -> None:
        self.compound += unpaid * units * rate

    @property
    def is_nothing(self) -> bool:
        return not (self.yuan_units or self.compound)

    def charge(self) -> Charge:
        """The interest earned so far, rounded."""
        return _rounded(self._sums(), self.day_count.units_in_year)

    def settle(self) -> Charge:
        """What falls due; the next period begins."""
        sums, in_year = self._sums(), self.day_count.units_in_year
        charge = _rounded(sums, in_year)
        self.yuan_units = self.interest = self.penalty = self.compound = ZERO
        if self.rounding is Rounding.CARRIED:
            self.brought = sums.less(Charge(*(yuan * in_year for yuan in charge)))
        return charge

    def _sums(self) -> Charge:
        """Of the three kinds: yuan x units x yearly rate, what was brought along in them."""
        if self.brought is NOTHING and not (self.penalty or self.compound):
            return Charge(self.interest)
        return Charge(self.interest, self.penalty, self.compound).plus(self.brought)


def _rounded(sums: Charge, in_year: int) -> Charge:
    interest, penalty, compound = sums
    if penalty or compound:
        return Charge(*(_half_up(each, in_year) for each in sums))
    return Charge(_half_up(interest, in_year))


def _half_up(total: Decimal, in_year: int) -> Decimal:
    """What rounding gave earlier can outweigh nothing earned, and is then brought on."""
    return half_up_to_fen(total / in_year) if total > 0 else ZERO
