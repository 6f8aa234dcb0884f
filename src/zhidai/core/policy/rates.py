"""Rate ceilings as a scheme states them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.labels import Label


class CeilingFormula(StrEnum):
    """How the highest rate is found."""

    LPR_PLUS = "lpr_plus"  # LPR + basis points
    LPR_TIMES = "lpr_times"  # LPR x a factor
    BENCHMARK_TIMES = "benchmark_times"  # the benchmark lending rate x a factor
    FIXED = "fixed"


class Tenor(StrEnum):
    """Which LPR."""

    ONE_YEAR = "one_year"
    FIVE_YEARS = "five_years"


class AboveCeiling(StrEnum):
    """What a higher rate means."""

    INELIGIBLE = "ineligible"
    SUBSIDISED_AT_CEILING = "subsidised_at_ceiling"  # the loan stands; interest counts as if at it


@dataclass(frozen=True, slots=True, kw_only=True)
class RateCeiling:
    """parameter: basis points, a factor or a rate, as the formula needs.

    benchmark: parameter, the benchmark lending rate, with benchmark_times. term_max, term_over:
    parameters, months or years: it is a ceiling of loans of at most, and of more than, these alone.
    """

    id: str
    label: Label
    clause: str
    formula: CeilingFormula
    parameter: str
    tenor: Tenor = Tenor.ONE_YEAR
    above: AboveCeiling = AboveCeiling.INELIGIBLE
    benchmark: str | None = None
    term_max: str | None = None
    term_over: str | None = None

    def is_apart(self, other: "RateCeiling") -> bool:
        """Whether no loan has both ceilings by the terms that they are of."""
        return any(
            one.term_max is not None and one.term_max == another.term_over
            for one, another in ((self, other), (other, self))
        )


def margins_of(ceilings: Iterable[RateCeiling]) -> frozenset[str]:
    """The parameters that are margins of the LPR: above it, or below it where negative."""
    return frozenset(one.parameter for one in ceilings if one.formula is CeilingFormula.LPR_PLUS)
