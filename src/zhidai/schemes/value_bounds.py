"""Values that nobody can mean: 400 % of a pledge, minus twenty per cent, half a person.

The bounds are those of a value that is amended (`core.policy.amended_values`). A share of revenue
or of the LPR alone may lie above 100 %: a plan may lend twice what was earned, or at LPR的150%; the
margin of a rate ceiling alone may lie below zero: LPR减20个基点.
"""

from collections.abc import Iterator

from zhidai.core.policy.amended_values import Bound, bound_broken
from zhidai.core.policy.rates import CeilingFormula, margins_of
from zhidai.core.policy.scheme import Scheme
from zhidai.schemes.findings import CheckFinding, error
from zhidai.schemes.yaml_source import Map

_OF_A_FACT = "times_fact"
_OF_A_RATE = (CeilingFormula.LPR_TIMES, CeilingFormula.BENCHMARK_TIMES)
_CODES = {
    Bound.NOT_WHOLE: "check_value_not_whole",
    Bound.TOO_LOW: "check_value_too_low",
    Bound.ABOVE_ALL: "check_value_above_all",
}


def values_beyond_bounds(scheme: Scheme, parameters: Map) -> Iterator[CheckFinding]:
    """Each dated value outside its bounds, with its line in parameters.yaml."""
    multiples = {one.parameter for one in scheme.limits if one.formula == _OF_A_FACT}
    multiples |= {one.parameter for one in scheme.rate_ceilings if one.formula in _OF_A_RATE}
    margins = margins_of(scheme.rate_ceilings)
    for entry in parameters.entries:
        values = entry.node.get("values") if isinstance(entry.node, Map) else None
        parameter = scheme.parameters[entry.key]
        lines = [one.place for one in values.entries] if isinstance(values, Map) else []
        for place, dated in zip(lines, parameter.values, strict=True):
            broken = bound_broken(dated.value, is_margin=entry.key in margins)
            if broken is None or (broken is Bound.ABOVE_ALL and entry.key in multiples):
                continue
            yield error(
                _CODES[broken],
                parameter.clause,
                file=place.file,
                line=place.line,
                parameter=parameter.label,
                value=dated.value.text,
            )
