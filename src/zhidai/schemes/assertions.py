"""assertions.yaml: what the plan's own numbers add up to (70% + 20% + 10% = 100%), held at load.

A slip in one share would silently move losses between parties; the sum shows it.
"""

from datetime import date
from decimal import Decimal

from zhidai.core.policy.quantity import Quantity, Unit, format_quantity
from zhidai.core.policy.scheme import Assertion, Parameter
from zhidai.schemes.fields import Fields, Loading, quantity_of
from zhidai.schemes.ids import Ids
from zhidai.schemes.problems import Place
from zhidai.schemes.yaml_source import Map, Text

_KEYS = ("id", "clauses", "sum", "equals")


def read_assertions(
    sources: tuple[Map, ...], loading: Loading, *, since: date
) -> tuple[Assertion, ...]:
    """Assertions in the order of the file, each true from `since` on."""
    ids = Ids(loading)
    found = []
    for source in sources:
        fields = Fields(source, loading, keys=_KEYS)
        assertion = Assertion(
            id=ids.take(fields),
            clauses=fields.references("clauses", "clause"),
            parameters=fields.references("sum", "parameter"),
            equals=_equals(fields, loading),
        )
        if not assertion.parameters:
            loading.problems.add("scheme_key_missing", fields.place, key="sum")
        _hold(assertion, fields.place, loading, since=since)
        found.append(assertion)
    return tuple(found)


def _equals(fields: Fields, loading: Loading) -> str | Quantity:
    """The name of a parameter, or a quantity as it is written."""
    node = fields.source.get("equals")
    if node is None:
        loading.problems.add("scheme_key_missing", fields.place, key="equals")
        return ""
    if isinstance(node, Text) and node.text.isascii() and node.text.replace("_", "").isalpha():
        return loading.reference("parameter", node)
    return quantity_of(node, loading.problems, units=())


def _hold(assertion: Assertion, place: Place, loading: Loading, *, since: date) -> None:
    named = [assertion.equals] if isinstance(assertion.equals, str) else []
    parameters = [loading.parameters.get(name) for name in (*assertion.parameters, *named)]
    sound = [parameter for parameter in parameters if parameter is not None]
    if len(sound) < len(parameters) or not assertion.parameters:
        return  # a name or value is wrong already
    for on in _days_of_change(sound, since=since):
        values = [parameter.in_force(on).value for parameter in sound]
        _hold_on(assertion, values, on=on, place=place, loading=loading)


def _days_of_change(parameters: list[Parameter], *, since: date) -> list[date]:
    """The days from which on all parameters have a value and one of them changes."""
    first = max(parameter.values[0].since for parameter in parameters)
    start = max(first, since)
    changes = {dated.since for parameter in parameters for dated in parameter.values}
    return sorted({start, *(day for day in changes if day > start)})


def _hold_on(
    assertion: Assertion, values: list[Quantity], *, on: date, place: Place, loading: Loading
) -> None:
    wanted = assertion.equals if isinstance(assertion.equals, Quantity) else values.pop()
    units = {value.unit for value in (*values, wanted)}
    total = sum((value.amount for value in values), Decimal(0))
    if len(units) == 1 and total == wanted.amount:
        return
    written = " + ".join(format_quantity(value, "zh-hans") for value in values)
    loading.problems.add(
        "scheme_sum_differs",
        place,
        id=assertion.id,
        on=on,
        sum=written,
        total=_shown(total, units),
        wanted=format_quantity(wanted, "zh-hans"),
    )


def _shown(total: Decimal, units: set[Unit]) -> str:
    if len(units) > 1:
        return "/".join(sorted(units))
    return format_quantity(Quantity(amount=total, unit=next(iter(units)), text=""), "zh-hans")
