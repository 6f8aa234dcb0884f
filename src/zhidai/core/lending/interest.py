"""Interest while it is earned, and once it has fallen due: ordinary, penalty and compound.

Earned interest is kept as yuan x units of the day count x rate, exactly, and rounded half up to the
fen once for each kind when its period is settled. Penalty interest (罚息) is all interest on
principal at a penalty rate; compound interest (复利) is interest on unpaid ordinary interest.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from zhidai.core.lending.terms import DayCount, Rounding
from zhidai.core.money import half_up_to_fen

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Interest of the three kinds in yuan."""

    interest: Decimal = ZERO
    penalty: Decimal = ZERO
    compound: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.interest + self.penalty + self.compound


NOTHING = Charge()


@dataclass(slots=True, kw_only=True)
class Earned:
    """What the current period has earned: sums of yuan x units x yearly rate.

    yuan_units: balance x units, which tells a period without balance from one without rate.
    brought: yuan that the rounding of earlier periods took (above zero) or gave.
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
        self.yuan_units += principal * units
        self.interest += principal * units * rate

    def add_penalty(self, principal: Decimal, *, units: int, rate: Decimal) -> None:
        self.yuan_units += principal * units
        self.penalty += principal * units * rate

    def add_compound(self, unpaid: Decimal, *, units: int, rate: Decimal) -> None:
        self.compound += unpaid * units * rate

    @property
    def is_nothing(self) -> bool:
        return not (self.yuan_units or self.compound)

    def charge(self) -> Charge:
        """The interest earned so far, rounded."""
        exact = self._exact()
        return Charge(
            interest=_rounded(exact.interest),
            penalty=_rounded(exact.penalty),
            compound=_rounded(exact.compound),
        )

    def settled(self) -> tuple[Charge, "Earned"]:
        """What falls due, and the beginning of the next period."""
        charge, exact = self.charge(), self._exact()
        after = Earned(day_count=self.day_count, rounding=self.rounding)
        if self.rounding is Rounding.CARRIED:
            after.brought = Charge(
                interest=exact.interest - charge.interest,
                penalty=exact.penalty - charge.penalty,
                compound=exact.compound - charge.compound,
            )
        return charge, after

    def _exact(self) -> Charge:
        in_year, brought = self.day_count.units_in_year, self.brought
        return Charge(
            interest=self.interest / in_year + brought.interest,
            penalty=self.penalty / in_year + brought.penalty,
            compound=self.compound / in_year + brought.compound,
        )


def _rounded(exact: Decimal) -> Decimal:
    """Half up; what rounding gave earlier can outweigh nothing earned, and is then brought on."""
    return max(half_up_to_fen(exact), ZERO)


@dataclass(slots=True, kw_only=True)
class InterestDue:
    """Interest of one settled period: for `begins_on` up to the day before `due_on`.

    left: what is unpaid of each kind. paid: money; paid_interest: of it on ordinary interest.
    """

    begins_on: date
    due_on: date
    charge: Charge
    left: Charge
    paid: Decimal = ZERO
    paid_interest: Decimal = ZERO
    paid_on: date | None = None  # the day on which nothing was left to pay

    @property
    def unpaid(self) -> Decimal:
        return self.left.total

    def discharge(self, part: str, amount: Decimal) -> Decimal:
        """Takes off what is left of one kind, without money; returns what it could not use."""
        unpaid: Decimal = getattr(self.left, part)
        used = min(amount, unpaid)
        self.left = replace(self.left, **{part: unpaid - used})
        return amount - used

    def pay(self, amount: Decimal, on: date) -> Decimal:
        """Takes what it can use, ordinary interest first; returns what is left.

        Ordinary interest first, since it alone compounds: the reading that costs the payer least.
        """
        if not amount or not self.unpaid:
            return amount
        rest, left = amount, []
        for unpaid in (self.left.interest, self.left.penalty, self.left.compound):
            used = min(rest, unpaid)
            left.append(unpaid - used)
            rest -= used
        self.paid_interest += self.left.interest - left[0]
        self.left = Charge(interest=left[0], penalty=left[1], compound=left[2])
        self.paid += amount - rest
        if not self.unpaid:
            self.paid_on = on
        return rest
