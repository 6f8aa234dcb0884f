"""Values that nobody can mean: 400 % of a pledge, minus twenty per cent, half a person.

The bounds are those of a value that is amended (`core.policy.amended_values`). A share of revenue
or of the LPR alone may lie above 100 %: a plan may lend twice what was earned, or at LPR的150%; the
margin of a rate ceiling alone may lie below zero: LPR减20个基点. A multiple below half of the LPR
is a share by which the rate moves (30% of LPR上浮30%), taken for the rate; four times the LPR is
the most that a court protects between private people. What a ceiling or a rule holds a loan's
multiple to is one. A subsidy of more than a tenth of the loan a year is a share of the interest
(贷款年利率的30%), taken for a rate: no LPR has been so high.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from zhidai.core.policy.amended_values import Bound, bound_broken
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy.rate_facts import MULTIPLES
from zhidai.core.policy.rates import CeilingFormula, margins_of
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import Subsidy, SubsidyFormula
from zhidai.schemes.findings import CheckFinding, error
from zhidai.schemes.rule_tests import comparisons_of
from zhidai.schemes.yaml_source import Map

_OF_A_FACT = "times_fact"
_OF_A_RATE = (CeilingFormula.LPR_TIMES, CeilingFormula.BENCHMARK_TIMES)
_LOWEST_MULTIPLE, _HIGHEST_MULTIPLE = Decimal("0.5"), Decimal(4)
_HIGHEST_SUBSIDY = {Unit.RATE: Decimal("0.1"), Unit.BASIS_POINTS: Decimal(1000)}  # a year
_CODES = {
    Bound.NOT_WHOLE: "check_value_not_whole",
    Bound.TOO_LOW: "check_value_too_low",
    Bound.ABOVE_ALL: "check_value_above_all",
}


def values_beyond_bounds(scheme: Scheme, parameters: Map) -> Iterator[CheckFinding]:
    """Each dated value outside its bounds, with its line in parameters.yaml."""
    of_a_rate = set(_multiples_of_a_rate(scheme))
    multiples = of_a_rate | {one.parameter for one in scheme.limits if one.formula == _OF_A_FACT}
    yearly = set(_yearly_rates(scheme.subsidies))
    margins = margins_of(scheme.rate_ceilings)
    for entry in parameters.entries:
        values = entry.node.get("values") if isinstance(entry.node, Map) else None
        parameter = scheme.parameters[entry.key]
        lines = [one.place for one in values.entries] if isinstance(values, Map) else []
        for place, dated in zip(lines, parameter.values, strict=True):
            broken = bound_broken(dated.value, is_margin=entry.key in margins)
            code = None if broken is None else _CODES[broken]
            if broken is Bound.ABOVE_ALL and entry.key in multiples:
                code = None
            if code is None and entry.key in of_a_rate and not _may_be_meant(dated.value.amount):
                code = "check_multiple_implausible"
            if code is None and entry.key in yearly and _is_too_much_a_year(dated.value):
                code = "check_subsidy_rate_implausible"
            if code is None:
                continue
            yield error(
                code,
                parameter.clause,
                file=place.file,
                line=place.line,
                parameter=parameter.label,
                value=dated.value.text,
            )


def _may_be_meant(multiple: Decimal) -> bool:
    return _LOWEST_MULTIPLE <= multiple <= _HIGHEST_MULTIPLE


def _multiples_of_a_rate(scheme: Scheme) -> Iterator[str]:
    """The parameters that are a multiple of the LPR or of a benchmark: of a ceiling, or held
    against the multiple of a loan by a rule.
    """
    yield from (one.parameter for one in scheme.rate_ceilings if one.formula in _OF_A_RATE)
    for test in (each for rule in scheme.rules for each in (rule.test, rule.when)):
        for one in comparisons_of(test):
            fact = scheme.facts.get(one.fact)
            if fact is not None and fact.formula in MULTIPLES:
                yield one.parameter


def _yearly_rates(subsidies: Iterable[Subsidy]) -> Iterator[str]:
    """The parameters that are so much of the loan a year."""
    for subsidy in subsidies:
        shares = [(subsidy.formula, subsidy.share)]
        shares += [(part.formula, part.share) for part in subsidy.parts]
        shares += [(subsidy.formula, one.share) for one in subsidy.instead]
        for formula, share in shares:
            if formula is SubsidyFormula.FIXED_RATE and share is not None:
                yield share


def _is_too_much_a_year(value: Quantity) -> bool:
    highest = _HIGHEST_SUBSIDY.get(value.unit)
    return highest is not None and value.amount > highest
