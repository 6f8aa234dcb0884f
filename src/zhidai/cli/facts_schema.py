"""The JSON Schema of a file of facts, the input of `zhidai stats`: every value is text."""

from typing import Any

from zhidai.cli.case_schema import DIALECT
from zhidai.cli.loan_schema import DAY, INSTANT, MONEY, RATE, TEXT
from zhidai.core.policy.collateral import RightKind
from zhidai.core.statistics.fact_file import KIND, RECORDS
from zhidai.core.statistics.facts import MIXED

_FORMS: dict[str, dict[str, Any]] = {
    "amount": MONEY,
    "principal": MONEY,
    "collateral_value": MONEY,
    "rate": RATE,
    "ip_kind": {"enum": [*map(str, RightKind), MIXED, ""]},
    "on": DAY,
    "active_from": DAY,
    "active_until": DAY,
}


def facts_schema() -> dict[str, Any]:
    """What `zhidai.core.statistics.fact_file.read_facts` takes, in the order of its records."""
    return {
        "$schema": DIALECT,
        "title": "zhidai facts",
        "type": "object",
        "properties": {
            "scope": TEXT,
            "source": TEXT,
            "covers_from": DAY,
            "covers_until": DAY,
            "records": {"type": "array", "items": {"oneOf": [_record(kind) for kind in RECORDS]}},
        },
        "required": ["scope", "source", "records"],
        "additionalProperties": False,
    }


def _record(kind: str) -> dict[str, Any]:
    needed, optional = RECORDS[kind]
    return {
        "type": "object",
        "properties": {
            KIND: {"const": kind},
            **{name: _form(name) for name in (*needed, *optional)},
        },
        "required": [KIND, *needed],
        "additionalProperties": False,
    }


def _form(name: str) -> dict[str, Any]:
    if name.endswith("_on"):
        return DAY
    return INSTANT if name.endswith("recorded_at") else _FORMS.get(name, TEXT)
