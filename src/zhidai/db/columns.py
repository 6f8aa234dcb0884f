"""The few column shapes that every table uses, so that money and ratios look the same everywhere.

Money is whole fen in a BIGINT (a DecimalField on SQLite is a float); ratios and rates are whole
millionths (4.85 % = 48,500). Both are held non-negative by the database.
"""

from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q


def fen(**options: Any) -> "models.BigIntegerField[int, int]":
    """An amount in fen."""
    return models.BigIntegerField(**options)


def millionths(**options: Any) -> "models.BigIntegerField[int, int]":
    """A ratio or yearly rate in millionths of one."""
    return models.BigIntegerField(**options)


def positive(table: str, column: str) -> CheckConstraint:
    """The column is above zero."""
    return CheckConstraint(condition=Q(**{f"{column}__gt": 0}), name=f"{table}_{column}_positive")


def not_negative(table: str, column: str) -> CheckConstraint:
    """The column is zero or above."""
    return CheckConstraint(
        condition=Q(**{f"{column}__gte": 0}), name=f"{table}_{column}_not_negative"
    )


def a_ratio(table: str, column: str) -> CheckConstraint:
    """The column lies between nothing and the whole."""
    return CheckConstraint(
        condition=Q(**{f"{column}__gte": 0, f"{column}__lte": 1_000_000}),
        name=f"{table}_{column}_a_ratio",
    )


def one_of(table: str, column: str, values: list[str]) -> CheckConstraint:
    """The column holds one of the words of its closed list."""
    return CheckConstraint(condition=Q(**{f"{column}__in": values}), name=f"{table}_{column}_known")
