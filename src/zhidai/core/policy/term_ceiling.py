"""The longest term that a scheme lets loans run: found by the rule that asks for it, not by a name.

A rule that holds `request.term` at most at a parameter, for every loan, states the ceiling. A
scheme without such a rule sets none; one for some loans only (`when`) is asked where a case is
assessed.
"""

from datetime import date
from typing import Final

from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.scheme import Compare, Comparison, Parameter, Scheme
from zhidai.core.policy.self_check_questions import TERM

_UNITS: Final = (Unit.MONTHS, Unit.YEARS)


def term_ceiling(scheme: Scheme, on: date) -> Parameter | None:
    """The parameter that bounds the term on a day, the lowest of several; None where none does."""
    found = (
        scheme.parameters[rule.test.parameter]
        for rule in scheme.rules
        if isinstance(rule.test, Compare)
        and rule.test.fact == TERM
        and rule.test.compare is Comparison.AT_MOST
        and rule.when is None
    )
    counted = [one for one in found if one.unit in _UNITS and one.values[0].since <= on]
    return min(counted, key=lambda one: months_of(one, on), default=None)


def longest_term(scheme: Scheme, on: date) -> int | None:
    """The whole months that a loan may run at most on a day; None where the scheme sets none."""
    ceiling = term_ceiling(scheme, on)
    return None if ceiling is None else months_of(ceiling, on)


def months_of(ceiling: Parameter, on: date) -> int:
    """A ceiling of term in whole months, as it stands on a day."""
    return int(in_unit(ceiling.in_force(on).value, Unit.MONTHS).amount)
