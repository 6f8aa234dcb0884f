"""What changed between two versions of a scheme: every kind of change is named."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.policy.diff import ChangeKind, PartChange, diff
from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy.scheme import DatedValue, Scheme, Strength
from zhidai.schemes.reader import shipped
from zhidai.wording.differences import change_rows

GANZHOU = shipped("ganzhou-2020")


def with_value(scheme: Scheme, name: str, written: str) -> Scheme:
    parameter = scheme.parameters[name]
    value = DatedValue(since=parameter.values[0].since, value=parse_quantity(written))
    changed = replace(parameter, values=(value,))
    return replace(scheme, parameters={**scheme.parameters, name: changed})


def only(scheme: Scheme) -> PartChange:
    (change,) = diff(GANZHOU, scheme).changes
    return change


def test_a_scheme_does_not_differ_from_itself() -> None:
    assert diff(GANZHOU, GANZHOU).changes == ()


def test_a_changed_number_is_named_with_its_clause_before_and_after() -> None:
    change = only(with_value(GANZHOU, "pledge_ratio_max", "70%"))

    assert (change.part, change.name, change.clause) == ("parameters", "pledge_ratio_max", "4.2")
    assert [(one.field, one.old.zh, one.new.en) for one in change.fields] == [
        ("values", "2020-09-29 80%", "2020-09-29 70%")
    ]


def test_a_part_added_or_removed_is_named() -> None:
    without = replace(GANZHOU, rules=GANZHOU.rules[1:])

    assert only(without).kind is ChangeKind.REMOVED
    (change,) = diff(without, GANZHOU).changes
    assert (change.part, change.name, change.kind) == (
        "rules",
        GANZHOU.rules[0].id,
        ChangeKind.ADDED,
    )


def test_a_task_that_stands_in_another_step_is_a_difference_of_both_steps() -> None:
    route = GANZHOU.routes["indirect"]
    first, second, *others = route.steps
    moved = (
        replace(first, tasks=first.tasks[:-1]),
        replace(second, tasks=(first.tasks[-1], *second.tasks)),
    )
    routes = {**GANZHOU.routes, "indirect": replace(route, steps=(*moved, *others))}
    changed = replace(GANZHOU, routes=routes)

    changes = diff(GANZHOU, changed).changes

    assert [(one.part, one.name) for one in changes] == [
        ("steps", f"indirect/{first.id}"),
        ("steps", f"indirect/{second.id}"),
    ]
    assert {row[2] for row in change_rows(changes, (changed, GANZHOU), "en")} == {"changed: tasks"}


def test_the_order_of_subsidies_which_decides_who_fills_a_shared_cap_is_a_difference() -> None:
    first, second, *others = GANZHOU.subsidies
    turned = replace(GANZHOU, subsidies=(second, first, *others))

    change = only(turned)
    ((part, _, kind, old, new),) = change_rows([change], (turned, GANZHOU), "en")

    assert (change.part, change.name) == ("order", "subsidies")
    assert (part, kind) == ("order: subsidies", "changed")
    labels = [one.label.en for one in GANZHOU.subsidies]
    assert old == "; ".join(labels)
    assert new == "; ".join([labels[1], labels[0], *labels[2:]])


def test_the_days_in_force_are_part_of_a_scheme() -> None:
    change = only(replace(GANZHOU, in_force_until=date(2024, 9, 28)))

    assert (change.part, change.name) == ("identity", "in_force_until")
    assert (change.fields[0].old.zh, change.fields[0].new.zh) == ("2023-09-28", "2024-09-28")


def test_a_task_is_named_by_its_route_and_not_once_more_as_the_route() -> None:
    route = GANZHOU.routes["indirect"]
    step = route.steps[0]
    task = replace(step.tasks[0], strength=Strength.MAY)
    steps = (replace(step, tasks=(task, *step.tasks[1:])), *route.steps[1:])
    routes = {**GANZHOU.routes, "indirect": replace(route, steps=steps)}

    change = only(replace(GANZHOU, routes=routes))

    assert (change.part, change.name) == ("tasks", f"indirect/{task.id}")
    assert [one.field for one in change.fields] == ["strength"]


def test_a_route_of_another_name_is_one_change_and_its_tasks_are_none() -> None:
    route = replace(GANZHOU.routes["indirect"], id="guaranteed")
    models = tuple(replace(one, routes=("guaranteed",)) for one in GANZHOU.loss_models)
    routes = {"direct": GANZHOU.routes["direct"], "guaranteed": route}

    changes = diff(GANZHOU, replace(GANZHOU, routes=routes, loss_models=models)).changes

    found = [(one.part, one.was, one.name, [each.field for each in one.fields]) for one in changes]
    assert found == [
        ("routes", "indirect", "guaranteed", ["id"]),
        ("loss_models", "guaranteed", "guaranteed", ["routes"]),
    ]


def test_the_tasks_of_a_route_that_goes_are_counted_and_not_listed() -> None:
    routes = {"indirect": GANZHOU.routes["indirect"]}

    change = only(replace(GANZHOU, routes=routes))

    assert (change.part, change.kind) == ("routes", ChangeKind.REMOVED)
    count = len(GANZHOU.routes["direct"].tasks)
    assert change.fields[0].old.en.endswith(f"({count} tasks)")


def test_two_plans_are_compared_without_a_row_for_each_clause_of_either() -> None:
    other = shipped("qinglan-2021")

    rows = list(change_rows(diff(GANZHOU, other).changes, (other, GANZHOU), "en"))

    parts = [row[0] for row in rows if row[0].startswith(("clause", "paper", "task"))]
    assert any(part.endswith(f"({n})") for part in parts for n in (18, 35, 37))
    assert len(rows) < 340
    assert not [row for row in rows if row[0].startswith("clauses: ")]


@pytest.mark.parametrize("family", ["duties", "limits", "assertions", "waivers", "rules"])
def test_one_part_less_of_each_list_is_seen(family: str) -> None:
    change = only(replace(GANZHOU, **{family: getattr(GANZHOU, family)[:-1]}))

    assert (change.part, change.kind) == (family, ChangeKind.REMOVED)


@pytest.mark.parametrize("family", ["clauses", "parameters", "papers", "interpretations", "facts"])
def test_one_part_less_of_each_map_is_seen(family: str) -> None:
    parts = dict(getattr(GANZHOU, family))
    name, _ = parts.popitem()

    change = only(replace(GANZHOU, **{family: parts}))

    assert (change.part, change.name, change.kind) == (family, name, ChangeKind.REMOVED)


YUAN = sorted(name for name, one in GANZHOU.parameters.items() if one.unit is Unit.YUAN)


@given(st.sampled_from(YUAN), st.decimals(1, 10**9, places=2))
@settings(max_examples=60, deadline=None)
def test_a_changed_amount_always_shows(name: str, amount: Decimal) -> None:
    changed = with_value(GANZHOU, name, f"{amount}元")

    same = GANZHOU.parameters[name].values[0].value.amount == amount
    assert [one.name for one in diff(GANZHOU, changed).changes] == [name]
    assert same or diff(GANZHOU, changed).changes[0].fields[0].field == "values"
