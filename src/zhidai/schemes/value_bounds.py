"""Values that nobody can mean: 400 % of a pledge, minus twenty per cent, half a person.

The bounds are those of a value that is amended (`core.policy.amended_values`). A share of revenue
or of the LPR alone may lie above 100 %: a plan may lend twice what was earned, or at LPR的150%; the
margin of a rate ceiling alone may lie below zero: LPR减20个基点. A multiple below half of the LPR
is a share by which the rate moves (30% of LPR上浮30%), taken for the rate; four times the LPR is
the most that a court protects between private people.
"""

from collections.abc import Iterator
from decimal import Decimal

from zhidai.core.policy.amended_values import Bound, bound_broken
from zhidai.core.policy.rates import CeilingFormula, margins_of
from zhidai.core.policy.scheme import Scheme
from zhidai.schemes.findings import CheckFinding, error
from zhidai.schemes.yaml_source import Map

_OF_A_FACT = "times_fact"
_OF_A_RATE = (CeilingFormula.LPR_TIMES, CeilingFormula.BENCHMARK_TIMES)
_LOWEST_MULTIPLE, _HIGHEST_MULTIPLE = Decimal("0.5"), Decimal(4)
_CODES = {
    Bound.NOT_WHOLE: "check_value_not_whole",
    Bound.TOO_LOW: "check_value_too_low",
    Bound.ABOVE_ALL: "check_value_above_all",
}


def values_beyond_bounds(scheme: Scheme, parameters: Map) -> Iterator[CheckFinding]:
    """Each dated value outside its bounds, with its line in parameters.yaml."""
    of_a_rate = {one.parameter for one in scheme.rate_ceilings if one.formula in _OF_A_RATE}
    multiples = of_a_rate | {one.parameter for one in scheme.limits if one.formula == _OF_A_FACT}
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
