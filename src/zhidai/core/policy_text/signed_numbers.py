"""Numbers that a sign or a word in front of them makes other ones."""

from dataclasses import replace
from decimal import Decimal

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy_text.margins import Direction, Margin, margin_at
from zhidai.core.policy_text.number import Number, NumberKind, canonical
from zhidai.core.policy_text.raised_rates import factor_of, may_be_above_the_lpr, raised_at
from zhidai.core.policy_text.signs import MINUS, PLUS_OR_MINUS, RANGE_SIGNS, sign_before

_SHARES = (Unit.RATIO, Unit.TIMES)
_RULING = (Unit.BASIS_POINTS, Unit.RATIO, Unit.RATE, Unit.TIMES, Unit.YUAN)


def signed(number: Number, plain: str, earlier: list[Number]) -> Number:
    """A minus turns a quantity; what is only about it, or is of another currency, is none."""
    sign = sign_before(plain, number.start, earlier[-1].end if earlier else 0)
    if number.unit is Unit.BASIS_POINTS and number.amount is not None and sign in ("", MINUS):
        margin = margin_at(plain, number.start, number.end, _ruling(earlier))
        if margin is not None:
            return as_margin(number, number.amount, margin)
    if number.unit in _SHARES and number.amount is not None and sign in ("", MINUS):
        margin = raised_at(plain, number.start, _ruling(earlier))
        if margin is not None:
            return as_factor(number, number.amount, margin)
        is_a_part = number.unit is Unit.RATIO and number.amount < 1
        if is_a_part and may_be_above_the_lpr(plain, number.start):
            return _unknown(number, PLUS_OR_MINUS)
    counts = number.kind in (NumberKind.QUANTITY, NumberKind.BARE)
    if not sign or not counts or (sign in RANGE_SIGNS and number.amount is None):
        return number
    start, turned = number.start - len(sign), f"{sign}{number.canonical}"
    if sign == MINUS and number.amount is not None:
        return replace(number, start=start, canonical=turned, amount=-number.amount)
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


def as_factor(number: Number, amount: Decimal, margin: Margin) -> Number:
    """A share by which a rate is raised or lowered, as the multiple that the rate becomes."""
    factor = factor_of(amount, margin)
    if factor is None:
        return _unknown(number, PLUS_OR_MINUS)
    is_below = margin.direction is Direction.BELOW and not margin.to_it
    return replace(
        number,
        amount=factor,
        unit=Unit.TIMES,
        canonical=canonical(factor, Unit.TIMES),
        below=number.start - margin.since if is_below else None,
        is_factor=True,
    )


def _ruling(earlier: list[Number]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in earlier if one.unit in _RULING]


def _unknown(number: Number, sign: str) -> Number:
    doubted = f"{sign}{number.canonical}"
    return replace(number, canonical=doubted, kind=NumberKind.BARE, amount=None, unit=None)
