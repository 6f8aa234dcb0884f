"""The JSON Schema of a loan file, for `zhidai loan replay` and `travel`: every value is text."""

from enum import StrEnum
from typing import Any

from zhidai.cli.case_schema import DIALECT
from zhidai.core.guarantees.claim_file import OF_CLAIM
from zhidai.core.lending.classification import RiskClass
from zhidai.core.lending.events import EventKind, Part
from zhidai.core.lending.loan_file import OPTIONAL_TERMS
from zhidai.core.lending.terms import (
    Allocation,
    Compounding,
    DayCount,
    PrepaymentInterest,
    Repayment,
    Rounding,
    Settlement,
    WorkingDayRule,
)
from zhidai.core.lending.written_events import EVERY_EVENT, NEEDED, OPTIONAL

TEXT = {"type": "string"}
DAY = {"type": "string", "description": "2021-03-01; also 2021/3/1 and 2021年3月1日"}
MONEY = {"type": "string", "description": "1000万元, 26944.44; at most two decimals of a yuan"}
FIXED_RATE = {"type": "string", "description": "4.85% a year; a rate, not LPR and a margin"}
RATE = {"type": "string", "description": "4.85% a year, or LPR+100bp of the contract's day"}
SHARE = {"type": "string", "description": "70%; all shares together are 100%"}
MARKUP = {"type": "string", "description": "50%: by so much of the contract rate"}
COUNT = {"type": "string", "pattern": "^[0-9]{1,4}$"}
INSTANT = {"type": "string", "description": "ISO 8601 with its time zone"}


def loan_schema() -> dict[str, Any]:
    """What `zhidai.core.lending.loan_file.read_loan` takes."""
    terms = {
        "principal": MONEY,
        "annual_rate": FIXED_RATE,
        "drawn_on": DAY,
        "due_on": DAY,
        "contract_on": DAY,
        "day_count": _one_of(DayCount),
        "settlement": _one_of(Settlement),
        "due_day_counts_as": {"enum": ["0", "1"]},
        "repayment": _one_of(Repayment),
        "instalments": COUNT,
        "allocation": _one_of(Allocation),
        "rounding": _one_of(Rounding),
        "prepayment_interest": _one_of(PrepaymentInterest),
        "overdue_markup": MARKUP,
        "misuse_markup": MARKUP,
        "compounding": _one_of(Compounding),
        "commitment": MONEY,
        "working_day_rule": _one_of(WorkingDayRule),
    }
    events = {"type": "array", "items": {"oneOf": [_event(kind) for kind in EventKind]}}
    credit = _object({"balance": MONEY, "class": _one_of(RiskClass)})
    loan = _object(
        {
            "terms": _object(terms, optional=OPTIONAL_TERMS),
            "events": events,
            "other_credits": {"type": "array", "items": credit},
        },
        optional=("other_credits",),
    )
    return {"$schema": DIALECT, "title": "zhidai loan", **loan}


def claimed_loan_schema() -> dict[str, Any]:
    """What `zhidai.core.guarantees.claim_file.read_claimed_loan` takes."""
    schema = loan_schema()
    payment = {"payer": TEXT, "amount": MONEY, "paid_on": DAY}
    recovery = {"received_on": DAY, "gross": MONEY, "costs": MONEY}
    claim = {
        "claimed_on": DAY,
        "shares": {"type": "object", "additionalProperties": SHARE},
        "payments": {"type": "array", "items": _object(payment)},
        "recoveries": {"type": "array", "items": _object(recovery, optional=("costs",))},
    }
    properties = schema["properties"]
    properties["claim"] = _object(claim, optional=("payments", "recoveries"))
    beside = [_event(kind) for kind in EventKind if kind not in OF_CLAIM]
    properties["events"] = {"type": "array", "items": {"oneOf": beside}}
    return {**schema, "title": "zhidai claimed-loan"}


def _event(kind: EventKind) -> dict[str, Any]:
    """One kind of event with its own fields."""
    fields = {
        "id": TEXT,
        "kind": {"const": str(kind)},
        "effective_on": DAY,
        "recorded_at": INSTANT,
        "amount": MONEY,
        "split": {"type": "object", "additionalProperties": MONEY},
        "part": _one_of(Part),
        "due_on": DAY,
        "consents": {"type": "array", "items": TEXT, "minItems": 1},
        "annual_rate": FIXED_RATE,
        "until": DAY,
        "markup": MARKUP,
        "reverses": TEXT,
    }
    known = (*EVERY_EVENT, *NEEDED[kind], *OPTIONAL[kind])
    return _object({name: fields[name] for name in known}, optional=OPTIONAL[kind])


def _one_of(words: type[StrEnum]) -> dict[str, Any]:
    return {"enum": [str(word) for word in words]}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }
