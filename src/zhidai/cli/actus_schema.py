"""The JSON Schema of an ACTUS contract file, for `zhidai loan replay --actus`."""

from enum import StrEnum
from typing import Any

from zhidai.cli.case_schema import DIALECT
from zhidai.core.actus.business_days import BusinessDayConvention, Calendar
from zhidai.core.actus.cycles import EndOfMonth
from zhidai.core.actus.day_counts import DayCount
from zhidai.core.actus.terms import (
    ContractRole,
    FeeBasis,
    PenaltyType,
    Performance,
    PrepaymentEffect,
)

TEXT = {"type": "string"}
NUMBER = {"type": ["string", "number"], "description": "0.0485"}
TIME = {"type": "string", "description": "2021-03-01T00:00:00, without a zone"}
CYCLE = {"type": "string", "description": "P1ML0 (monthly, long stub), P1ML1 (short stub)"}
REQUIRED = (
    "contractType",
    "contractRole",
    "statusDate",
    "initialExchangeDate",
    "maturityDate",
    "currency",
    "notionalPrincipal",
)
_TIMES = ("capitalizationEndDate", "purchaseDate", "terminationDate", "contractDealDate")
_NUMBERS = (
    "premiumDiscountAtIED",
    "nominalInterestRate",
    "accruedInterest",
    "rateSpread",
    "rateMultiplier",
    "nextResetRate",
    "lifeCap",
    "lifeFloor",
    "periodCap",
    "periodFloor",
    "feeRate",
    "feeAccrued",
    "penaltyRate",
    "priceAtPurchaseDate",
    "priceAtTerminationDate",
    "scalingIndexAtContractDealDate",
    "interestScalingMultiplier",
    "notionalScalingMultiplier",
)
_TEXTS = (
    "contractID",
    "settlementCurrency",
    "marketObjectCodeOfRateReset",
    "marketObjectCodeOfScalingIndex",
)
_RECURRING = ("InterestPayment", "RateReset", "Fee", "ScalingIndex", "Optionality")


def actus_contract_schema() -> dict[str, Any]:
    """What `zhidai.core.actus.contract_file.read_contract` takes; attributes that change no payment
    may stand beside those named."""
    point = {
        "type": "object",
        "properties": {"timestamp": TIME, "value": NUMBER},
        "required": ["timestamp", "value"],
    }
    series = {
        "type": "object",
        "properties": {"identifier": TEXT, "data": {"type": "array", "items": point}},
        "required": ["data"],
    }
    event = {
        "type": "object",
        "properties": {
            "time": TIME,
            "type": {"enum": ["PP", "CE"]},
            "value": NUMBER,
            "contractId": TEXT,
            "states": {
                "type": "object",
                "properties": {"contractPerformance": _one_of(Performance)},
            },
        },
        "required": ["time", "type"],
    }
    return {
        "$schema": DIALECT,
        "title": "zhidai actus-contract",
        "type": "object",
        "properties": {
            "terms": _terms(),
            "dataObserved": {"type": "object", "additionalProperties": series},
            "eventsObserved": {"type": "array", "items": event},
            "to": {"type": "string"},
            "identifier": TEXT,
            "results": {"type": "array"},
        },
        "required": ["terms"],
        "additionalProperties": False,
    }


def _terms() -> dict[str, Any]:
    words: dict[str, type[StrEnum]] = {
        "contractRole": ContractRole,
        "dayCountConvention": DayCount,
        "businessDayConvention": BusinessDayConvention,
        "calendar": Calendar,
        "endOfMonthConvention": EndOfMonth,
        "contractPerformance": Performance,
        "feeBasis": FeeBasis,
        "penaltyType": PenaltyType,
        "prepaymentEffect": PrepaymentEffect,
    }
    properties: dict[str, Any] = {
        "contractType": {"const": "PAM"},
        "statusDate": TIME,
        "initialExchangeDate": TIME,
        "maturityDate": TIME,
        "currency": TEXT,
        "notionalPrincipal": NUMBER,
        "scalingEffect": {"enum": ["000", "I00", "0N0", "IN0"]},
        **{name: _one_of(word) for name, word in words.items()},
        **dict.fromkeys(_TIMES, TIME),
        **dict.fromkeys(_NUMBERS, NUMBER),
        **dict.fromkeys(_TEXTS, TEXT),
        **{f"cycleAnchorDateOf{one}": TIME for one in _RECURRING},
        **{f"cycleOf{one}": CYCLE for one in _RECURRING},
    }
    return {"type": "object", "properties": properties, "required": list(REQUIRED)}


def _one_of(words: type[StrEnum]) -> dict[str, Any]:
    return {"enum": [str(word) for word in words]}
