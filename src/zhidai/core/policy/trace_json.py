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

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def trace(assessment: Assessment) -> dict[str, Json]:
    """The envelope `zhidai.trace.v1` around an assessment."""
    return {"format": TRACE_FORMAT, "engine": ENGINE_VERSION, "assessment": as_json(assessment)}


def as_json(value: Any) -> Json:
    """A value of the core as JSON values."""
    if value is None or isinstance(value, (str, int)):  # bool is an int
        return str(value.value) if isinstance(value, Enum) else value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [as_json(one) for one in value]
    names = _names(type(value))  # type: ignore[arg-type]  # mypy: a class could be unhashable
    return {name: as_json(getattr(value, name)) for name in names}


@cache
def _names(kind: type[object]) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} has no JSON form here")
    return tuple(field.name for field in fields(kind))
