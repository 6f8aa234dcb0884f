"""What a fact would have to be for a test to be met: the fewest facts that settle it.

Derived facts are traced back to the ones a person can answer for: a pledge ratio to the amount
asked for, a rate margin to the rate, a remaining validity to the expiry.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from types import MappingProxyType
from typing import Final

from zhidai.core.calendar import add_months
from zhidai.core.errors import BadInput
from zhidai.core.evidence import FactContent, FactValue
from zhidai.core.money import down_to_fen
from zhidai.core.policy.common_fractions import share_of
from zhidai.core.policy.evaluation import evaluate, unit_of
from zhidai.core.policy.known import Known, Missing, decimal_of
from zhidai.core.policy.quantity import in_unit
from zhidai.core.policy.rate_facts import (
    BASIS_POINTS_OF_ONE,
    LPR,
    LPR_FIVE_YEARS,
    benchmark,
)
from zhidai.core.policy.scheme import AllOf, AnyOf, Compare, Comparison, Is, OneOf, Test
from zhidai.core.policy.trace import Result

_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A fact and what it would have to be; without contents: it has to be given at all."""

    fact: str
    compare: Comparison | None = None  # against `contents[0]`; None: one of the contents
    contents: tuple[FactContent, ...] = ()

    @property
    def example(self) -> FactContent | None:
        """One content that is good enough, or None where none can be named."""
        if not self.contents:
            return None
        bound = self.contents[0]
        if not isinstance(bound, Decimal):
            return bound
        if self.compare is Comparison.MORE_THAN:
            return bound + _ONE
        if self.compare is Comparison.LESS_THAN:
            return bound - min(_ONE, bound / 2)
        return bound


_Trace = Callable[[Target, Known], tuple[Target, ...]]


def settle(test: Test, known: Known) -> tuple[Target, ...]:
    """The fewest facts that would make a test met; nothing if it is."""
    if evaluate(test, known).result is Result.MET:
        return ()
    if isinstance(test, AllOf):
        return tuple(target for part in test.parts for target in settle(part, known))
    if isinstance(test, AnyOf):
        return min((settle(part, known) for part in test.parts), key=len)
    found = known.get(test.fact)
    if isinstance(found, Missing) and found.names != (test.fact,):
        return tuple(Target(fact=name) for name in found.names)
    if isinstance(test, Is):
        return _traced(Target(fact=test.fact, contents=(test.content,)), known)
    if isinstance(test, OneOf):
        return _traced(Target(fact=test.fact, contents=test.contents), known)
    return _traced(_compared(test, known), known)


def merged(first: Target, second: Target) -> Target:
    """Both targets of one fact in one: the tighter bound, or the contents that suit both."""
    if not first.contents or not second.contents:
        return first if first.contents else second
    if first.compare is None or second.compare is None:
        both = tuple(one for one in first.contents if one in second.contents)
        return replace(first, contents=both or first.contents)
    ceiling = first.compare in (Comparison.AT_MOST, Comparison.LESS_THAN)
    bounds = (first.contents[0], second.contents[0])
    tighter_is_second = bounds[1] < bounds[0] if ceiling else bounds[1] > bounds[0]  # type: ignore[operator]
    return second if tighter_is_second else first


def _compared(test: Compare, known: Known) -> Target:
    value = known.parameter(test.parameter).value
    unit = unit_of(test.fact, known) or value.unit
    try:
        amount = in_unit(value, unit).amount
    except BadInput:
        return Target(fact=test.fact)
    return Target(fact=test.fact, compare=test.compare, contents=(amount,))


def _traced(target: Target, known: Known) -> tuple[Target, ...]:
    """A target for a derived fact as targets for what it is derived from."""
    fact = known.premises.scheme.facts.get(target.fact)
    trace_back = _TRACES.get(fact.formula or "") if fact else None
    return trace_back(target, known) if trace_back and target.contents else (target,)


def _ratio(target: Target, known: Known) -> tuple[Target, ...]:
    collateral = known.get("valuation.collateral_value")
    bound = target.contents[0]
    if isinstance(collateral, Missing) or not isinstance(bound, Decimal):
        return (target,)
    amount = down_to_fen(share_of(decimal_of(collateral), bound))
    return (Target(fact="request.amount", compare=target.compare, contents=(amount,)),)


def _margin(lpr_fact: str) -> _Trace:
    def traced(target: Target, known: Known) -> tuple[Target, ...]:
        lpr, bound = known.get(lpr_fact), target.contents[0]
        if isinstance(lpr, Missing) or not isinstance(bound, Decimal):
            return (target,)
        return _rate(target, decimal_of(lpr) + bound / BASIS_POINTS_OF_ONE)

    return traced


def _multiple(lpr_fact: str) -> _Trace:
    def traced(target: Target, known: Known) -> tuple[Target, ...]:
        lpr, bound = known.get(lpr_fact), target.contents[0]
        if isinstance(lpr, Missing) or not isinstance(bound, Decimal):
            return (target,)
        return _rate(target, decimal_of(lpr) * bound)

    return traced


def _benchmark_multiple(target: Target, known: Known) -> tuple[Target, ...]:
    bound = target.contents[0]
    return _rate(target, benchmark(known) * bound) if isinstance(bound, Decimal) else (target,)


def _rate(target: Target, rate: Decimal) -> tuple[Target, ...]:
    return (Target(fact="request.rate", compare=target.compare, contents=(rate,)),)


def _validity(target: Target, known: Known) -> tuple[Target, ...]:
    bound = target.contents[0]
    if not isinstance(bound, Decimal):
        return (target,)
    floor = target.compare in (Comparison.AT_LEAST, Comparison.MORE_THAN)
    months = int(bound.to_integral_value(ROUND_CEILING if floor else ROUND_FLOOR))
    expiry = add_months(known.on, months)
    return (Target(fact="patent.expiry_date", compare=target.compare, contents=(expiry,)),)


def _collateral(target: Target, known: Known) -> tuple[Target, ...]:
    """Both values have to reach a floor; those that do already stay as they are."""
    names = ("valuation.appraised_value", "valuation.market_value")
    bound = target.contents[0]
    found = {name: known.get(name) for name in names}
    if not isinstance(bound, Decimal):
        return (target,)
    return tuple(
        replace(target, fact=name)
        for name, value in found.items()
        if isinstance(value, FactValue) and decimal_of(value) < bound
    )


_TRACES: Final[Mapping[str, _Trace]] = MappingProxyType(
    {
        "pledge_ratio": _ratio,
        "rate_margin": _margin(LPR),
        "rate_multiple": _multiple(LPR),
        "rate_margin_five_years": _margin(LPR_FIVE_YEARS),
        "rate_multiple_five_years": _multiple(LPR_FIVE_YEARS),
        "rate_benchmark_multiple": _benchmark_multiple,
        "remaining_validity": _validity,
        "collateral_value": _collateral,
    }
)
