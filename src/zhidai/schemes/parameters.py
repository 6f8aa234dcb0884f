"""parameters.yaml: the plan's numbers, as the plan writes them, from the day each one holds."""

from datetime import date

from zhidai.core.policy.quantity import Quantity, Unit, in_unit
from zhidai.core.policy.scheme import Comparison, DatedValue, Parameter, Statement, Strength
from zhidai.schemes.fields import Fields, Loading, day_of, maps_in, quantity_of
from zhidai.schemes.problems import Place
from zhidai.schemes.yaml_source import Map, Text

_KEYS = (
    "label",
    "clause",
    "unit",
    "strength",
    "compare",
    "values",
    "stated",
    "assumed",
    "confirmed",
)
_STATED_KEYS = ("clause", "subject", "compare", "number", "strength")


def read_parameters(source: Map, loading: Loading) -> dict[str, Parameter]:
    """Parameters by name. Those without any problem become known to `loading.parameters`."""
    parameters = {}
    for entry in source.entries:
        for content in maps_in((entry.node,), loading.problems):
            known_problems = len(loading.problems)
            parameters[entry.key] = _parameter(entry.key, content, loading)
            if len(loading.problems) == known_problems:
                loading.parameters[entry.key] = parameters[entry.key]
    return parameters


def _parameter(name: str, content: Map, loading: Loading) -> Parameter:
    fields = Fields(content, loading, keys=_KEYS)
    unit = fields.word("unit", Unit)
    return Parameter(
        name=name,
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        unit=unit,
        strength=fields.word("strength", Strength),
        compare=fields.word_if_any("compare", Comparison),
        values=_values(fields.map_of("values"), unit, loading),
        stated=tuple(_statement(stated, loading) for stated in fields.maps("stated")),
        assumed=fields.flag("assumed"),
        confirmed_on=fields.day_if_any("confirmed"),
    )


def _values(source: Map, unit: Unit, loading: Loading) -> tuple[DatedValue, ...]:
    """Values oldest first; an empty map or dates that go back are errors."""
    values: list[DatedValue] = []
    known: list[date] = []  # without those that are no dates, which no order can be said of
    for entry in source.entries:
        before = len(loading.problems)
        since = _since(entry.key, entry.place, loading)
        is_date = len(loading.problems) == before
        earlier = known[-1] if known else None
        known += [since] if is_date else []
        if is_date and earlier is not None and since <= earlier:
            loading.problems.add(
                "scheme_dates_out_of_order", entry.place, earlier=earlier, later=since
            )
        units = (unit, Unit.RATIO) if unit is Unit.TIMES else (unit,)  # LPR的150%
        value = quantity_of(entry.node, loading.problems, units=units)
        values.append(DatedValue(since=since, value=_in_times(value, unit)))
    if not values:
        loading.problems.add("scheme_values_missing", source.place)
    return tuple(values)


def _in_times(value: Quantity, unit: Unit) -> Quantity:
    return in_unit(value, unit) if (value.unit, unit) == (Unit.RATIO, Unit.TIMES) else value


def _since(key: str, place: Place, loading: Loading) -> date:
    return day_of(Text(place=place, text=key, plain=True), loading.problems)


def _statement(content: Map, loading: Loading) -> Statement:
    fields = Fields(content, loading, keys=_STATED_KEYS)
    return Statement(
        clause=fields.reference("clause", "clause"),
        subject=fields.text("subject"),
        compare=fields.text_if_any("compare"),
        number=fields.text_if_any("number"),
        strength=fields.text_if_any("strength"),
    )
