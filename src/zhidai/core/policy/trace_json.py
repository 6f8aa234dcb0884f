"""A trace as plain JSON values: what is stored with a decision and printed by surfaces.

Every field of the dataclasses appears under its own name, so that the published JSON Schema is
theirs. Amounts are strings with all their digits, days are ISO, nothing is a float.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from zhidai.core.policy.assessment import Assessment
from zhidai.core.policy.trace import ENGINE_VERSION, TRACE_FORMAT

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def trace(assessment: Assessment) -> dict[str, Json]:
    """The envelope `zhidai.trace.v1` around an assessment."""
    return {"format": TRACE_FORMAT, "engine": ENGINE_VERSION, "assessment": as_json(assessment)}


def as_json(value: Any) -> Json:
    """A value of the core as JSON values."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value  # type: ignore[no-any-return]
    if kind is tuple or kind is list:
        return [as_json(one) for one in value]
    names = _names(kind)
    if names is None:
        return _plainly(value)
    # A trace has thousands of words and numbers: they are not asked one by one what they are.
    return {
        name: one if type(one := getattr(value, name)) in _AS_THEY_ARE else as_json(one)
        for name in names
    }


def _plainly(value: object) -> Json:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return value
    if isinstance(value, tuple | list):
        return [as_json(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no JSON form here")


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass; None for any other class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
