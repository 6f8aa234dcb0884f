"""Whether a new value of a parameter can be meant: a slip of the pen would bind every new case.

Shares and yearly rates lie between 0 and 100 %, persons, things, days and months are counted in
whole numbers, and a time of nothing is no time. Where the plan has gone beyond such a bound already
it may do so again: `TIMES`, basis points and points of a score have none but zero, and a margin of
the LPR, which may lie below it, not even that.
"""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from zhidai.core.errors import Reason, ReasonParameter, reason
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy.scheme import Parameter

_SHARES: Final = frozenset({Unit.RATIO, Unit.RATE})
_TIMES: Final = frozenset({Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS})
_COUNTED: Final = _TIMES | {Unit.PERSONS, Unit.COUNT}
_SOME: Final = _TIMES | {Unit.PERSONS, Unit.TIMES}
_MONTHS_A_YEAR: Final = 12
_ALL: Final = Decimal(1)


class Bound(StrEnum):
    """What a value can break."""

    NOT_WHOLE = "not_whole"
    TOO_LOW = "too_low"
    ABOVE_ALL = "above_all"


def against_value(
    parameter: Parameter, new: Quantity, *, since: date, margins: Collection[str] = ()
) -> Reason | None:
    """What stands against a value, in the parameter's own unit, from a day on; None: nothing.

    margins: the parameters that are margins of the LPR (`rates.margins_of`).
    """
    told: dict[str, ReasonParameter] = {"parameter": parameter.label, "value": new.text}
    before = [one.value.amount for one in parameter.values]
    present = [one.value for one in parameter.values if one.since <= since][-1:]
    if [new.amount] == [one.amount for one in present]:
        return reason("amended_value_unchanged", None, since=since, **told)
    broken = bound_broken(new, before=before, is_margin=parameter.name in margins)
    return None if broken is None else reason(f"amended_value_{broken}", None, **told)


def bound_broken(
    new: Quantity, *, before: Sequence[Decimal] = (), is_margin: bool = False
) -> Bound | None:
    """The bound that a value breaks. before: what the plan has said already; is_margin: of the
    LPR, above or below it.
    """
    if new.unit in _COUNTED and not _is_whole(new):
        return Bound.NOT_WHOLE
    is_nothing = new.unit in _SOME and new.amount == 0 and 0 not in before
    if (new.amount < 0 and not is_margin) or is_nothing:
        return Bound.TOO_LOW
    if new.unit in _SHARES and new.amount > max((_ALL, *before)):
        return Bound.ABOVE_ALL
    return None


def _is_whole(new: Quantity) -> bool:
    """Whether it can be counted; a time in years is counted in months."""
    counted = new.amount * _MONTHS_A_YEAR if new.unit is Unit.YEARS else new.amount
    return counted % 1 == 0
