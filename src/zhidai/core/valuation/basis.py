"""What a value of income rests on, in a form that an appraiser's report and our own both have.

Yearly income = revenue x royalty x share of the technology x (1 - tax), or a sum of its own where
no revenue is known. What is left of the paid fee year comes first, then whole years, the last cut
where the life ends. With D = (1 + growth)(1 - obsolescence) / (1 + discount):

    value = income x sum over years of  chance x length x D^place

place being the middle of the year (ours) or its end, and chance that the patent is still kept: ours
by survival, a report's 1. Beyond the years that we have a chance for, it stays at the last: what a
life beyond the legal term would be worth if the law let it be.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from zhidai.core.valuation.income import MONTHS
from zhidai.core.valuation.parameters import RATE_STEP, ValuationParameters
from zhidai.core.valuation.value import Economics, Patent


class Timing(StrEnum):
    """When in a year its income is counted."""

    MID_YEAR = "mid_year"
    YEAR_END = "year_end"


class Part(StrEnum):
    """What two values can differ in; the names of the fields of `Basis`."""

    INCOME = "income"
    REVENUE = "revenue"
    ROYALTY = "royalty"
    TECHNOLOGY_SHARE = "technology_share"
    TAX = "tax"
    GROWTH = "growth"
    OBSOLESCENCE = "obsolescence"
    DISCOUNT = "discount"
    LIFE = "life"
    CHANCES = "chances"
    TIMING = "timing"


INCOME_PARTS = (Part.REVENUE, Part.ROYALTY, Part.TECHNOLOGY_SHARE, Part.TAX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Rates and ratios as fractions of one, money in yuan a year, life in years from the day.

    `income` replaces the product of the four parts before it; `chances` at each coming fee
    anniversary, None: sure. first_year: what is left of the paid fee year, 0 to 1.
    """

    revenue: float = 0.0
    royalty: float = 0.0
    technology_share: float = 1.0
    tax: float = 0.0
    income: float | None = None
    growth: float
    obsolescence: float
    discount: float
    life: float
    chances: tuple[float, ...] | None
    timing: Timing
    first_year: float

    @property
    def yearly_income(self) -> float:
        """Royalties saved in a year, after tax."""
        if self.income is not None:
            return self.income
        return self.revenue * self.royalty * self.technology_share * (1 - self.tax)

    @property
    def factor(self) -> float:
        """What a yuan of next year's income is worth this year."""
        return (1 + self.growth) * (1 - self.obsolescence) / (1 + self.discount)


def worth(basis: Basis) -> float:
    """The value, yuan."""
    return basis.yearly_income * math.fsum(_years(basis))


def _years(basis: Basis) -> list[float]:
    found: list[float] = []
    start, year, length = 0.0, 0, min(basis.first_year, basis.life)
    while length > 0:
        place = start + (length / 2 if basis.timing is Timing.MID_YEAR else length)
        found.append(_chance(basis.chances, year) * length * basis.factor**place)
        start, year = start + length, year + 1
        length = min(1.0, basis.life - start)
    return found


def _chance(chances: tuple[float, ...] | None, year: int) -> float:
    if not chances or year == 0:  # sure, or within the fee year that is paid
        return 1.0
    return chances[min(year, len(chances)) - 1]


def internal_basis(patent: Patent, income: float, parameters: ValuationParameters) -> Basis:
    """Our own value of a patent: `worth` of it is `value(...).mean`. income: by its scores, for a
    patent without economics.
    """
    first = patent.prospects.months_left / MONTHS
    kept = patent.prospects.kept
    basis = Basis(
        income=income,
        growth=parameters.growth,
        obsolescence=parameters.obsolescence,
        discount=parameters.discount,
        life=first + len(kept),
        chances=kept or None,
        timing=Timing.MID_YEAR,
        first_year=first,
    )
    economics = patent.economics
    return basis if economics is None else _with_economics(basis, economics, parameters)


def _with_economics(basis: Basis, known: Economics, parameters: ValuationParameters) -> Basis:
    growth = parameters.growth
    if known.growth is not None:
        growth = round(known.growth / RATE_STEP) * RATE_STEP
    return replace(
        basis,
        income=None,
        revenue=known.attributable_revenue,
        royalty=known.royalty_rate,
        technology_share=parameters.technology_share,
        tax=parameters.tax,
        growth=growth,
    )


def differing(one: Basis, other: Basis) -> tuple[Part, ...]:
    """In what two bases differ. Income is split only where both say what it is made of."""
    split = one.income is None and other.income is None
    parts = [part for part in Part if part not in (*INCOME_PARTS, Part.INCOME)]
    found = [part for part in parts if getattr(one, part) != getattr(other, part)]
    if split:
        return (*(it for it in INCOME_PARTS if getattr(one, it) != getattr(other, it)), *found)
    return (*((Part.INCOME,) if one.yearly_income != other.yearly_income else ()), *found)


def mixed(one: Basis, other: Basis, parts: frozenset[Part]) -> Basis:
    """The first basis with these parts of the other."""
    changes = {str(part): getattr(other, part) for part in parts if part is not Part.INCOME}
    if one.income is not None or other.income is not None:
        source = other if Part.INCOME in parts else one
        changes["income"] = source.yearly_income
    return replace(one, **changes)
