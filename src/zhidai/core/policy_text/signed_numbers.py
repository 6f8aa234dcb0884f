"""Numbers that a sign or a word in front of them makes other ones."""

from dataclasses import replace
from decimal import Decimal

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy_text.margins import Direction, Margin, margin_at
from zhidai.core.policy_text.number import Number, NumberKind
from zhidai.core.policy_text.signs import MINUS, PLUS_OR_MINUS, RANGE_SIGNS, sign_before

_RULING = (Unit.BASIS_POINTS, Unit.RATIO, Unit.RATE, Unit.TIMES, Unit.YUAN)


def signed(number: Number, plain: str, earlier: list[Number]) -> Number:
    """A minus turns a quantity; what is only about it, or is of another currency, is none."""
    sign = sign_before(plain, number.start, earlier[-1].end if earlier else 0)
    if number.unit is Unit.BASIS_POINTS and number.amount is not None and sign in ("", MINUS):
        ruling = [(one.start, one.end) for one in earlier if one.unit in _RULING]
        margin = margin_at(plain, number.start, number.end, ruling)
        if margin is not None:
            return as_margin(number, number.amount, margin)
    counts = number.kind in (NumberKind.QUANTITY, NumberKind.BARE)
    if not sign or not counts or (sign in RANGE_SIGNS and number.amount is None):
        return number
    start, canonical = number.start - len(sign), f"{sign}{number.canonical}"
    if sign == MINUS and number.amount is not None:
        return replace(number, start=start, canonical=canonical, amount=-number.amount)
    return replace(_unknown(number, sign), start=start)


def as_margin(number: Number, amount: Decimal, margin: Margin) -> Number:
    """A number of basis points, above zero as written, as the margin that its words make it."""
    match margin.direction:
        case Direction.ABOVE:
            return number
        case Direction.BELOW:
            turned, below = f"{MINUS}{number.canonical}", number.start - margin.since
            return replace(number, amount=-amount, canonical=turned, below=below)
        case Direction.UNKNOWN:
            return _unknown(number, PLUS_OR_MINUS)


def _unknown(number: Number, sign: str) -> Number:
    canonical = f"{sign}{number.canonical}"
    return replace(number, canonical=canonical, kind=NumberKind.BARE, amount=None, unit=None)
