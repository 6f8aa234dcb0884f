"""Changes of what a scheme says: against its own text the audit may miss none of them."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from tests.policy_mutations.edits import SchemeEdit

from zhidai.core.parties import PartyKind
from zhidai.core.policy.limits import parameters_of
from zhidai.core.policy.quantity import Quantity, Unit, format_quantity
from zhidai.core.policy.scheme import (
    Comparison,
    Coverage,
    Parameter,
    Scheme,
    Strength,
)
from zhidai.schemes.rule_tests import comparisons_of

_OTHER_UNITS = {
    Unit.YUAN: Unit.RATIO, Unit.RATIO: Unit.RATE, Unit.RATE: Unit.RATIO, Unit.YEARS: Unit.MONTHS,
    Unit.DAYS: Unit.WORKING_DAYS, Unit.WORKING_DAYS: Unit.DAYS, Unit.MONTHS: Unit.YEARS,
    Unit.BASIS_POINTS: Unit.RATIO, Unit.PERSONS: Unit.COUNT, Unit.COUNT: Unit.PERSONS,
    Unit.TIMES: Unit.RATIO, Unit.POINTS: Unit.COUNT,
}  # fmt: skip


def scheme_mutations(scheme: Scheme, *, seed: int = 20200929) -> tuple[SchemeEdit, ...]:
    """Every mutation of every kind."""
    return tuple(_all(scheme, random.Random(seed)))  # noqa: S311 - places only


def _all(scheme: Scheme, chance: random.Random) -> Iterator[SchemeEdit]:
    clauses = list(scheme.clauses)
    for name, parameter in scheme.parameters.items():
        for kind, changed in _of_parameter(parameter, scheme, clauses, chance):
            parameters = {**scheme.parameters, name: changed}
            yield SchemeEdit(kind=kind, what=name, scheme=replace(scheme, parameters=parameters))
        yield _without_parameter(scheme, name)
    yield from _swapped_values(scheme)
    yield from _registers(scheme, clauses, chance)
    yield from _rules(scheme, clauses, chance)
    yield from _acts(scheme, clauses, chance)
    yield from _identity(scheme)


def _edit(kind: str, what: str, scheme: Scheme, **changes: Any) -> SchemeEdit:
    return SchemeEdit(kind=kind, what=what, scheme=replace(scheme, **changes))


def _without_parameter(scheme: Scheme, name: str) -> SchemeEdit:
    """Taken out with all that reads it, for a scheme that reads what it lacks does not load."""
    rules = tuple(
        rule
        for rule in scheme.rules
        if name not in {one.parameter for one in comparisons_of(rule.test)}
        and name not in {one.parameter for one in comparisons_of(rule.when)}
    )
    return _edit(
        "parameter removed",
        name,
        scheme,
        parameters=_without(scheme.parameters, name),
        rules=rules,
        limits=tuple(one for one in scheme.limits if name not in parameters_of(scheme, one)),
        assertions=tuple(
            one for one in scheme.assertions if name not in (*one.parameters, one.equals)
        ),
    )


def _without(mapping: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key != name}


def _of_parameter(
    parameter: Parameter, scheme: Scheme, clauses: list[str], chance: random.Random
) -> Iterator[tuple[str, Parameter]]:
    quantity = parameter.values[-1].value
    for factor in (Decimal(2), Decimal("0.1")):
        other = replace(quantity, amount=quantity.amount * factor)
        yield "value changed", _valued(parameter, other)
        yield (
            "value and stated number changed",
            _restated(_valued(parameter, other), number=format_quantity(other, "zh-hans")),
        )
    unit = _OTHER_UNITS[parameter.unit]
    other = replace(quantity, unit=unit)
    yield (
        "unit changed",
        _restated(
            replace(_valued(parameter, other), unit=unit), number=format_quantity(other, "zh-hans")
        ),
    )
    for strength in Strength:
        if strength is not parameter.strength:
            yield "strength changed", replace(parameter, strength=strength)
    for compare in (*Comparison, None):
        is_same = compare is parameter.compare
        if not is_same and (compare or parameter.compare is not Comparison.EQUALS):
            yield "comparison changed", replace(parameter, compare=compare)
    clause = chance.choice([one for one in clauses if one != parameter.clause])
    yield "clause id changed", replace(parameter, clause=clause)
    if parameter.stated:
        yield from _of_statements(parameter, scheme, clause)


def _of_statements(
    parameter: Parameter, scheme: Scheme, clause: str
) -> Iterator[tuple[str, Parameter]]:
    yield "statements removed", replace(parameter, stated=())
    yield "stated clause changed", _restated(parameter, clause=clause)
    for other in scheme.parameters.values():
        is_near = other.name != parameter.name and other.clause == parameter.clause
        if is_near and other.stated and other.stated[0].subject != parameter.stated[0].subject:
            yield "stated subject changed", _restated(parameter, subject=other.stated[0].subject)
    yield "stated subject changed", _restated(parameter, subject="贷款利率下限")
    yield "stated comparison changed", _restated(parameter, compare="高于")
    if parameter.stated[0].compare:
        yield "stated comparison dropped", _restated(parameter, compare=None)
    if parameter.stated[0].strength:
        yield "stated strength dropped", _restated(parameter, strength=None)
    else:
        yield "stated strength added", _restated(parameter, strength="原则上")


def _valued(parameter: Parameter, quantity: Quantity) -> Parameter:
    newest = replace(parameter.values[-1], value=quantity)
    return replace(parameter, values=(*parameter.values[:-1], newest))


def _restated(parameter: Parameter, **changes: Any) -> Parameter:
    if not parameter.stated:
        return parameter
    first = replace(parameter.stated[0], **changes)
    return replace(parameter, stated=(first, *parameter.stated[1:]))


def _swapped_values(scheme: Scheme) -> Iterator[SchemeEdit]:
    """Values of two parameters of one unit changed for each other, alone and with their words."""
    for first, second in combinations(scheme.parameters.values(), 2):
        one, two = first.values[-1].value, second.values[-1].value
        if first.unit is not second.unit or one.amount == two.amount:
            continue
        swapped = {first.name: _valued(first, two), second.name: _valued(second, one)}
        what = f"{first.name} <-> {second.name}"
        yield _edit("values swapped", what, scheme, parameters={**scheme.parameters, **swapped})
        if first.clause != second.clause or not (first.stated and second.stated):
            continue
        restated = {
            first.name: replace(swapped[first.name], stated=second.stated),
            second.name: replace(swapped[second.name], stated=first.stated),
        }
        if "share" in first.name:
            kind = "shares swapped between parties"
            yield _edit(kind, what, scheme, parameters={**scheme.parameters, **restated})


def _registers(scheme: Scheme, clauses: list[str], chance: random.Random) -> Iterator[SchemeEdit]:
    for index, waiver in enumerate(scheme.waivers):
        rest = scheme.waivers[:index] + scheme.waivers[index + 1 :]
        yield _edit("waiver removed", waiver.number, scheme, waivers=rest)
        elsewhere = chance.choice([one for one in clauses if one != waiver.clause])
        moved = replace(waiver, clause=elsewhere)
        yield _edit("waiver moved", waiver.number, scheme, waivers=(*rest, moved))
    for name, question in scheme.interpretations.items():
        rest_of_them = _without(scheme.interpretations, name)
        yield _edit("interpretation removed", name, scheme, interpretations=rest_of_them)
        other = next(one.id for one in question.readings if one.id != question.chosen)
        changed = {**scheme.interpretations, name: replace(question, chosen=other)}
        yield _edit("reading changed", name, scheme, interpretations=changed)
    for name, clause in scheme.clauses.items():
        yield _edit("clause removed", name, scheme, clauses=_without(scheme.clauses, name))
        for coverage in Coverage:
            if coverage is not clause.coverage:
                changed_clauses = {**scheme.clauses, name: replace(clause, coverage=coverage)}
                yield _edit("coverage changed", name, scheme, clauses=changed_clauses)


def _rules(scheme: Scheme, clauses: list[str], chance: random.Random) -> Iterator[SchemeEdit]:
    for index, rule in enumerate(scheme.rules):
        rest = scheme.rules[:index] + scheme.rules[index + 1 :]
        yield _edit("rule removed", rule.id, scheme, rules=rest)
        strength = Strength.MAY if rule.strength is not Strength.MAY else Strength.MUST
        clause = chance.choice([one for one in clauses if one != rule.clause])
        for kind, changed in (
            ("rule's strength changed", replace(rule, strength=strength)),
            ("rule's clause changed", replace(rule, clause=clause)),
        ):
            yield _edit(kind, rule.id, scheme, rules=(*rest, changed))
    for index, limit in enumerate(scheme.limits):
        rest_of_them = scheme.limits[:index] + scheme.limits[index + 1 :]
        yield _edit("limit removed", limit.id, scheme, limits=rest_of_them)
        other = next(name for name in scheme.parameters if name != limit.parameter)
        moved = (*rest_of_them, replace(limit, parameter=other))
        yield _edit("limit's parameter changed", limit.id, scheme, limits=moved)
    for index, assertion in enumerate(scheme.assertions):
        left = scheme.assertions[:index] + scheme.assertions[index + 1 :]
        yield _edit("assertion removed", assertion.id, scheme, assertions=left)


def _acts(scheme: Scheme, clauses: list[str], chance: random.Random) -> Iterator[SchemeEdit]:
    """Duties, papers and the tasks of routes."""
    for index, duty in enumerate(scheme.duties):
        rest = scheme.duties[:index] + scheme.duties[index + 1 :]
        yield _edit("duty removed", duty.id, scheme, duties=rest)
        party = next(str(one) for one in PartyKind if one != duty.owed_by)
        clause = chance.choice([one for one in clauses if one != duty.clause])
        for kind, changed in (
            ("duty's party changed", replace(duty, owed_by=party)),
            ("duty's clause changed", replace(duty, clause=clause)),
        ):
            yield _edit(kind, duty.id, scheme, duties=(*rest, changed))
    for name, paper in scheme.papers.items():
        flipped = {**scheme.papers, name: replace(paper, required=not paper.required)}
        yield _edit("paper's necessity changed", name, scheme, papers=flipped)
    for route in scheme.routes.values():
        for step in route.steps:
            for task in step.tasks:
                party = next(one for one in route.parties if one != task.party)
                steps = _with_task(route.steps, task.id, party)
                routes = {**scheme.routes, route.id: replace(route, steps=steps)}
                yield _edit("task's party changed", f"{route.id}/{task.id}", scheme, routes=routes)


def _with_task(steps: tuple[Any, ...], task_id: str, party: str) -> tuple[Any, ...]:
    return tuple(
        replace(
            step,
            tasks=tuple(
                replace(task, party=party) if task.id == task_id else task for task in step.tasks
            ),
        )
        for step in steps
    )


def _identity(scheme: Scheme) -> Iterator[SchemeEdit]:
    later = scheme.in_force_from + timedelta(days=1)
    yield _edit("first day changed", str(later), scheme, in_force_from=later)
    until = scheme.in_force_until + timedelta(days=1)
    yield _edit("last day changed", str(until), scheme, in_force_until=until)
    if scheme.documents:
        changed = (*scheme.documents[:-1], scheme.documents[-1].replace("号", "1号"))
        yield _edit("document changed", changed[-1], scheme, documents=changed)
