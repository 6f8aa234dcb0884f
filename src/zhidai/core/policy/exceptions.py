"""Exceptions to what holds in principle (原则上): reason, person and party on record.

A rule and a limit that read the same parameter state one and the same bound, so an exception from
the one is an exception from the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.policy.known import Known, Missing, decimal_of
from zhidai.core.policy.limits import parameters_of
from zhidai.core.policy.scheme import AllOf, AnyOf, Compare, Comparison, Scheme, Strength, Test
from zhidai.core.writing import says_nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedException:
    """A breach of a rule that holds in principle, allowed by a person for a party."""

    rule: str  # id of the rule or limit
    reason: str
    allowed_by: str  # the person
    party: str
    up_to: Decimal | None = None  # how far the rule's fact was allowed to go; None: any distance


def by_rule(
    scheme: Scheme, exceptions: tuple[AllowedException, ...]
) -> Mapping[str, AllowedException]:
    """Exceptions by the rule and limit ids they settle; bad input for one nobody may allow."""
    if not exceptions:
        return {}
    allowed: dict[str, AllowedException] = {}
    for exception in exceptions:
        _require_complete(exception)
        parameters = _parameters_in_principle(scheme, exception.rule)
        allowed[exception.rule] = exception
        for rule in scheme.rules:
            if rule.strength is Strength.IN_PRINCIPLE and parameters & set(_compared(rule.test)):
                allowed.setdefault(rule.id, exception)
        for limit in scheme.limits:
            if parameters & set(parameters_of(scheme, limit)):
                allowed.setdefault(limit.id, exception)
    return allowed


def limits_set_aside(scheme: Scheme, allowed: Mapping[str, AllowedException]) -> frozenset[str]:
    """The limits that do not bind because an exception is on record."""
    return frozenset(limit.id for limit in scheme.limits if limit.id in allowed)


def within_bounds(
    scheme: Scheme, allowed: Mapping[str, AllowedException], known: Known
) -> Mapping[str, AllowedException]:
    """The exceptions that still cover the case: none that it has gone further than."""
    return {
        rule: exception
        for rule, exception in allowed.items()
        if exception.up_to is None or _covers(scheme, exception, exception.up_to, known)
    }


def _covers(scheme: Scheme, exception: AllowedException, up_to: Decimal, known: Known) -> bool:
    for test in _comparisons(scheme, exception.rule):
        value = known.get(test.fact)
        if isinstance(value, Missing):
            continue
        from_below = test.compare in {Comparison.AT_LEAST, Comparison.MORE_THAN}
        reached = decimal_of(value)
        if reached < up_to if from_below else reached > up_to:
            return False
    return True


def _comparisons(scheme: Scheme, rule_id: str) -> Iterator[Compare]:
    for rule in scheme.rules:
        if rule.id == rule_id and isinstance(rule.test, Compare):
            yield rule.test


def without_echoes(scheme: Scheme, broken: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of what is broken in principle, without limits that only repeat a broken rule."""
    parameters = {
        name for rule in scheme.rules if rule.id in broken for name in _compared(rule.test)
    }
    echoes = {limit.id for limit in scheme.limits if parameters & set(parameters_of(scheme, limit))}
    return tuple(one for one in dict.fromkeys(broken) if one not in echoes)


def _require_complete(exception: AllowedException) -> None:
    for text in (exception.reason, exception.allowed_by, exception.party):
        if says_nothing(text):
            raise bad_input("exception_incomplete", rule=exception.rule)


def _parameters_in_principle(scheme: Scheme, rule_or_limit: str) -> set[str]:
    for rule in scheme.rules:
        if rule.id == rule_or_limit and rule.strength is Strength.IN_PRINCIPLE:
            return set(_compared(rule.test))
    for limit in scheme.limits:
        names = set(parameters_of(scheme, limit))
        soft = {n for n in names if scheme.parameters[n].strength is Strength.IN_PRINCIPLE}
        if limit.id == rule_or_limit and soft:
            return soft
    raise bad_input("exception_not_open", rule=rule_or_limit, scheme=scheme.id)


def _compared(test: Test) -> Iterator[str]:
    if isinstance(test, Compare):
        yield test.parameter
    elif isinstance(test, AllOf | AnyOf):
        for part in test.parts:
            yield from _compared(part)
