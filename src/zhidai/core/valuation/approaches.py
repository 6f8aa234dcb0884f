"""Cost and market approaches for a single deal, and one value out of several by stated weights.

Cost: what it would take to make the invention again, and what of it is still to be used:

    sum of what was spent x (1 + price growth)^years since x (1 + profit) x left / (used + left)

Market: the mean price of comparable sales, each with its adjustments multiplied in; every one is a
stated per cent. Neither sees what the patent earns: they stand beside the income approach. Money is
Decimal; each value is rounded half up to the fen once. Years are days over 365.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import prod

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.money import half_up_to_fen
from zhidai.core.valuation.appraisal_file import Method
from zhidai.core.valuation.shapley import in_whole_fen

DAYS_A_YEAR = 365
FEWEST_COMPARABLES = 3  # custom of appraisers
LEAST_ADJUSTED, MOST_ADJUSTED = Decimal("0.5"), Decimal(2)  # of a price, all adjustments together
FAR_APART = Decimal(2)  # times that the highest value may be of the lowest


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Money that went into the invention."""

    what: str
    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CostInput:
    """What was spent, how prices grew since (a year), a maker's profit, years used and left."""

    spent: tuple[Spent, ...]
    price_growth: Decimal
    profit: Decimal
    used_years: Decimal
    left_years: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CostValue:
    """replacement: at today's prices; as_new: with profit; worn: the part used up, 0 to 1."""

    replacement: Decimal
    as_new: Decimal
    worn: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """A sale of something like it, and how it differs: name -> fraction, -0.05 for 5% less."""

    what: str
    on: date
    price: Decimal
    adjustments: Mapping[str, Decimal]

    @property
    def factor(self) -> Decimal:
        """All adjustments together."""
        return prod((1 + one for one in self.adjustments.values()), start=Decimal(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketValue:
    """The adjusted prices in the order given; value: their mean."""

    adjusted: tuple[Decimal, ...]
    lowest: Decimal
    highest: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """value = sum of the parts, to the fen; a part is a weight's share of an approach's value."""

    value: Decimal
    parts: Mapping[Method, Decimal]
    weights: Mapping[Method, Decimal]
    findings: tuple[Reason, ...]


def cost_value(given: CostInput, *, on: date) -> CostValue:
    """The value by cost. Bad input: `approaches_spent_later`."""
    replacement = Decimal(0)
    for one in given.spent:
        if one.on > on:
            raise bad_input("approaches_spent_later", what=one.what[:40], spent_on=one.on, on=on)
        years = Decimal((on - one.on).days) / DAYS_A_YEAR
        replacement += one.amount * (1 + given.price_growth) ** years
    as_new = replacement * (1 + given.profit)
    life = given.used_years + given.left_years
    return CostValue(
        replacement=half_up_to_fen(replacement),
        as_new=half_up_to_fen(as_new),
        worn=(given.used_years / life).quantize(Decimal("0.0001")),
        value=half_up_to_fen(as_new * given.left_years / life),
    )


def market_value(comparables: tuple[Comparable, ...]) -> MarketValue:
    """The value by comparable sales."""
    exact = [one.price * one.factor for one in comparables]
    adjusted = tuple(half_up_to_fen(price) for price in exact)
    return MarketValue(
        adjusted=adjusted,
        lowest=min(adjusted),
        highest=max(adjusted),
        value=half_up_to_fen(sum(exact, Decimal(0)) / len(exact)),
    )


def market_findings(comparables: tuple[Comparable, ...]) -> tuple[Reason, ...]:
    """Too few sales, and sales that are hardly comparable."""
    found: list[Reason] = []
    if len(comparables) < FEWEST_COMPARABLES:
        found.append(
            reason("approaches_few_comparables", count=len(comparables), fewest=FEWEST_COMPARABLES)
        )
    found += [
        reason("approaches_large_adjustment", what=one.what[:40], factor=f"{one.factor:.2f}")
        for one in comparables
        if not LEAST_ADJUSTED <= one.factor <= MOST_ADJUSTED
    ]
    return tuple(found)


def reconcile(values: Mapping[Method, Decimal], weights: Mapping[Method, Decimal]) -> Reconciled:
    """One value out of several. Weights are stated for each value, none is left out, and sum to 1.

    Bad input: `approaches_weights_differ`, `approaches_weights_not_one`.
    """
    if set(values) != set(weights):
        raise bad_input(
            "approaches_weights_differ",
            values=", ".join(sorted(values)),
            weights=", ".join(sorted(weights)),
        )
    total = sum(weights.values(), Decimal(0))
    if total != 1:
        raise bad_input("approaches_weights_not_one", total=f"{(total * 100).normalize():f}%")
    exact = {name: values[name] * weights[name] for name in values}
    value = half_up_to_fen(sum(exact.values(), Decimal(0)))
    return Reconciled(
        value=value,
        parts=in_whole_fen(exact, value),
        weights=dict(weights),
        findings=_far_apart({name: values[name] for name in values if weights[name]}),
    )


def _far_apart(values: Mapping[Method, Decimal]) -> tuple[Reason, ...]:
    """Approaches that count and tell of different things: the mean of them tells of neither."""
    lowest, highest = min(values.values()), max(values.values())
    if highest <= lowest * FAR_APART:
        return ()
    return (reason("approaches_far_apart", lowest=lowest, highest=highest),)
