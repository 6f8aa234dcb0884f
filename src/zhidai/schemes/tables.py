"""tables.yaml: a grade or a score in, a quantity out. Gaps and overlaps do not load."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from zhidai.core.labels import Label
from zhidai.core.policy.quantity import Unit, in_both_languages
from zhidai.core.policy.scheme import Fact, FactType
from zhidai.core.policy.tables import LookupTable, Row
from zhidai.schemes.fields import Fields, Loading, maps_in
from zhidai.schemes.problems import Place
from zhidai.schemes.sums import days_of_change
from zhidai.schemes.yaml_source import Map

_KEYS = ("label", "clause", "fact", "rows")
_ROW_KEYS = ("is", "from", "below", "value")


def read_tables(source: Map, loading: Loading, *, since: date) -> dict[str, LookupTable]:
    """Tables by id."""
    tables = {}
    for entry in source.entries:
        for content in maps_in((entry.node,), loading.problems):
            fields = Fields(content, loading, keys=_KEYS)
            table = LookupTable(
                id=entry.key,
                label=fields.label("label"),
                clause=fields.reference("clause", "clause"),
                fact=fields.reference("fact", "fact"),
                rows=_rows(fields, loading),
            )
            _hold(table, fields, loading, since)
            tables[entry.key] = table
    return tables


def _rows(fields: Fields, loading: Loading) -> tuple[Row, ...]:
    found = []
    for source in fields.maps("rows"):
        inner = Fields(source, loading, keys=_ROW_KEYS)
        row = Row(
            value=inner.reference("value", "parameter"),
            choice=inner.text_if_any("is"),
            from_=inner.reference_if_any("from", "parameter"),
            below=inner.reference_if_any("below", "parameter"),
        )
        if (row.choice is None) == (row.from_ is None and row.below is None):
            loading.problems.add("scheme_row_unclear", inner.place)
        found.append(row)
    if not found:
        loading.problems.add("scheme_key_missing", fields.place, key="rows")
    return tuple(found)


def _hold(table: LookupTable, fields: Fields, loading: Loading, since: date) -> None:
    """The rows fit the fact: choices of it, or bands in its unit."""
    fact = loading.facts.get(table.fact)
    if fact is None or not table.rows:
        return
    if fact.type is FactType.CHOICE:
        _hold_choices(table, fact, fields.place, loading)
    elif fact.type in (FactType.NUMBER, FactType.MONEY):
        _hold_bands(table, fact, fields.place, loading, since)
    else:
        loading.problems.add(
            "scheme_table_fact_misfit", fields.place_of("fact"), fact=table.fact, type=fact.type
        )


def _hold_choices(table: LookupTable, fact: Fact, place: Place, loading: Loading) -> None:
    known = [choice.value for choice in fact.choices]
    rows = [row.choice for row in table.rows]
    for choice in rows:
        if choice not in known or rows.count(choice) > 1:
            loading.problems.add(
                "scheme_row_choice_misfit",
                place,
                table=table.id,
                choice=choice or "-",
                known=", ".join(known),
            )


def _hold_bands(
    table: LookupTable, fact: Fact, place: Place, loading: Loading, since: date
) -> None:
    """On every day each band begins where the one before it ends."""
    names = {name for row in table.rows for name in (row.from_, row.below) if name is not None}
    parameters = [loading.parameters.get(name) for name in names]
    sound = [one for one in parameters if one is not None]
    if len(sound) < len(names) or any(row.choice is not None for row in table.rows) or not sound:
        if any(row.choice is not None for row in table.rows):
            loading.problems.add("scheme_row_unclear", place)
        return
    unit = Unit.YUAN if fact.type is FactType.MONEY else fact.unit
    strange = [one for one in sound if one.unit is not unit]
    for one in strange:
        loading.problems.add(
            "scheme_table_unit_misfit",
            place,
            table=table.id,
            fact=table.fact,
            parameter=one.name,
            unit=one.unit,
            needed=unit or "-",
        )
    for on in () if strange else days_of_change(sound, since=since):
        _hold_bands_on(table, on, place, loading)


def _hold_bands_on(table: LookupTable, on: date, place: Place, loading: Loading) -> None:
    def amount(name: str | None) -> Decimal | None:
        return None if name is None else loading.parameters[name].in_force(on).value.amount

    def shown(name: str) -> Label:
        return in_both_languages(loading.parameters[name].in_force(on).value)

    rows = sorted(table.rows, key=lambda row: amount(row.from_) or Decimal("-Infinity"))
    for lower, upper in pairwise(rows):
        ends, begins = amount(lower.below), amount(upper.from_)
        if ends is None or begins is None or ends > begins:
            loading.problems.add("scheme_table_overlap", place, table=table.id, on=on)
        elif ends < begins and lower.below and upper.from_:
            loading.problems.add(
                "scheme_table_gap",
                place,
                table=table.id,
                on=on,
                below=shown(lower.below),
                above=shown(upper.from_),
            )
