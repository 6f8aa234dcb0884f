"""Rows of the tables as columns: read by the hundred thousand without an object for each value.

Django hands out every day as a `date`, one call a value. Here the driver's values go into columns
as they come, and a column of days or instants that is text there is read as a whole.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

Kind = pl.DataType | type[pl.DataType]
Schema = Mapping[str, Kind]


def in_columns(rows: QuerySet[Model], **columns: str) -> pl.DataFrame:
    """What a query finds; columns: name -> field. JSON comes as its text, instants in UTC."""
    asked = rows.values_list(*columns.values())
    compiler = asked.query.get_compiler(using=rows.db)
    compiler.setup_query()
    kinds = [_kind(expression.output_field) for expression, _, _ in compiler.select]
    found = _found(rows, columns, kinds)
    values = zip(*found, strict=True) if found else ((),) * len(columns)
    return pl.DataFrame(
        [
            _column(name, list(column), kind)
            for name, column, kind in zip(columns, values, kinds, strict=True)
        ]
    )


def _as_text(name: str, kind: Kind) -> str | Cast:
    """SQLite's driver would make a date of each day, one by one."""
    return Cast(name, TextField()) if kind in (pl.Date, _INSTANT) else name


def _found(
    rows: QuerySet[Model], columns: Mapping[str, str], kinds: Sequence[Kind]
) -> list[tuple[Any, ...]]:
    names = columns.values()
    asked = rows.values_list(*names)
    if connections[rows.db].vendor == "sqlite":
        asked = rows.values_list(*map(_as_text, names, kinds))
    try:
        statement = asked.query.get_compiler(using=rows.db).as_sql()
    except EmptyResultSet:  # among no rows at all nothing is asked
        return []
    with connections[rows.db].cursor() as cursor:
        cursor.execute(*statement)
        return list(cursor.fetchall())


def _kind(field: Any) -> Kind:
    """What a column of a field holds; of a foreign key what its target's key is."""
    target = getattr(field, "target_field", None)
    found = _KINDS.get(field.get_internal_type() if target is None else "BigIntegerField")
    if found is None:
        raise AssertionError(f"no column is known for {field.get_internal_type()}")
    return found


_INSTANT = pl.Datetime("us", "UTC")
_KINDS: Schema = {
    "BigAutoField": pl.Int64,
    "BigIntegerField": pl.Int64,
    "IntegerField": pl.Int64,
    "PositiveIntegerField": pl.Int64,
    "PositiveSmallIntegerField": pl.Int64,
    "CharField": pl.String,
    "TextField": pl.String,
    "JSONField": pl.String,
    "DateField": pl.Date,
    "DateTimeField": _INSTANT,
}


def _column(name: str, values: list[Any], kind: Kind) -> pl.Series:
    if kind not in (pl.Date, _INSTANT) or not any(isinstance(each, str) for each in values):
        return pl.Series(name, values, dtype=kind)
    text = pl.Series(name, values, dtype=pl.String)
    if kind == pl.Date:
        return text.str.to_date("%Y-%m-%d")
    read = text.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us")
    return read.dt.replace_time_zone("UTC")


def write_columns(model: type[Model], rows: pl.DataFrame, *, instead_of: str | None = None) -> None:
    """Write rows whose columns are named as the table's; many of them in one statement.

    instead_of: a column; a row that has the same value there takes the others of the new one.
    """
    columns = rows.columns
    told = rows.with_columns(
        pl.col(name).dt.strftime(_WRITTEN[kind.base_type()])
        for name, kind in rows.schema.items()
        if kind.base_type() in _WRITTEN
    )
    start = ("INSERT INTO", model._meta.db_table, _listed(columns), "VALUES")  # noqa: SLF001 - documented
    ending = () if instead_of is None else _instead(columns, of=instead_of)
    one = _listed(["%s"] * len(columns))
    with connections["default"].cursor() as cursor:
        for part in told.iter_slices(VALUES_AT_ONCE // len(columns)):
            values = ", ".join([one] * len(part))
            written = [value for row in part.iter_rows() for value in row]
            cursor.execute(" ".join((*start, values, *ending)), written)


def _listed(words: Sequence[str]) -> str:
    return f"({', '.join(words)})"


def _instead(columns: Sequence[str], *, of: str) -> tuple[str, ...]:
    """What a row does where one of the same value stands: our own columns, no one's words."""
    taken = ", ".join(f"{name} = excluded.{name}" for name in columns if name != of)
    return ("ON CONFLICT", _listed([of]), "DO UPDATE SET", taken)


_WRITTEN = {pl.Date: "%Y-%m-%d", pl.Datetime: "%Y-%m-%d %H:%M:%S%.6f"}
VALUES_AT_ONCE = 30_000  # of one statement: SQLite takes 32,766
