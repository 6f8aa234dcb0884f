"""The thresholds of the searches for anomalies as core values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.anomalies.book import AnomalyParameters
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.money import parse_yuan
from zhidai.reference.table import read_table

_DAYS = ("cycle_days", "cycle_within_days", "loan_within_days", "split_within_days",
         "quarter_end_days")  # fmt: skip
_COUNTS = ("cycle_times", "bunching_loans", "high_loans")
_RATIOS = ("ratio_low", "ratio_high", "split_margin", "bunching_share", "high_ratio", "high_share")


def anomaly_parameters(on: date, table: Mapping[str, Any] | None = None) -> AnomalyParameters:
    """The values in force on a day, before the first the first.

    Bad input: `anomaly_table_invalid`.
    """
    written = (table or read_table("anomalies"))["values"]
    found = [_parameters(each) for each in written]
    in_force = [each for each in found if each.since <= on]
    return in_force[-1] if in_force else found[0]


def _parameters(written: Mapping[str, Any]) -> AnomalyParameters:
    try:
        numbers: dict[str, Any] = {
            **{name: _whole(str(written[name]).removesuffix("天")) for name in _DAYS},
            **{name: _whole(str(written[name])) for name in _COUNTS},
            **{name: _ratio(str(written[name])) for name in _RATIOS},
        }
        caps = tuple(parse_yuan(each) for each in written["caps"])
        return AnomalyParameters(since=written["since"], caps=caps, **numbers)
    except (KeyError, ValueError, ArithmeticError, BadInput) as error:
        raise bad_input("anomaly_table_invalid", problem=str(error)[:60]) from None


def _whole(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _ratio(text: str) -> Decimal:
    """80% as 0.80; a bare number is an error, as everywhere."""
    if not text.endswith("%"):
        raise ValueError(text)
    return Decimal(text.removesuffix("%")) / 100
