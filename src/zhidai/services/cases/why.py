"""The reasons of a decision as kept with its event: the assessment's trace, as JSON."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.policy.assessment import Assessment
from zhidai.core.policy.trace import ENGINE_VERSION, TRACE_FORMAT


def trace_of(assessment: Assessment) -> dict[str, Any]:
    """The versioned envelope around everything that was asked and answered."""
    return {
        "format": TRACE_FORMAT,
        "engine": ENGINE_VERSION,
        **_plain(assessment),
    }


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return value
