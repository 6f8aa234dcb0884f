"""Yearly rates as contracts write them: 4.85%, or the LPR of the contract's day and a margin.

For a loan of up to a year the LPR newest on the day of the contract holds for all of its life. It
is quoted for one year and for more than five; a loan says which one it takes.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.policy.quantity import Unit, in_unit, parse_quantity

# (day of the contract, whether the quote for more than five years) -> fraction a year; bad input
# where the quote of the day is not published yet.
LprOn = Callable[[date, bool], Decimal]

_BASIS_POINTS_IN_ONE = 10_000
_LPR = re.compile(
    r"(?P<tenor>1年期LPR|LPR1Y|LPR5Y|5年期以上LPR|LPR)"
    r"(?:(?P<sign>[+\-\u2212加减])(?P<margin>[0-9].*))?",
    re.IGNORECASE,
)
_OVER_FIVE_YEARS = ("LPR5Y", "5年期以上LPR")


def parse_rate(text: str) -> Decimal:
    """A yearly rate as a fraction of one: 4.85%, 4.85%/年. Bad input: `loan_rate_not_percent`."""
    quantity = parse_quantity(text)
    if quantity.unit not in (Unit.RATIO, Unit.RATE):
        raise bad_input("loan_rate_not_percent", text=text)
    return in_unit(quantity, Unit.RATE).amount


def rate_of_contract(text: str, *, contract_on: date, lpr: LprOn | None) -> Decimal:
    """A fixed rate, or the LPR of the day and a margin: LPR+100bp, LPR5Y-20bp, LPR加100个基点.

    Bad input: `loan_margin_unreadable`, `loan_without_lpr`, that of the table where the quote is
    not published, and that of `parse_rate`.
    """
    found = _LPR.fullmatch("".join(text.split()))
    if found is None:
        return parse_rate(text)
    margin = _margin(found["margin"], text=text)
    if lpr is None:
        raise bad_input("loan_without_lpr", text=text[:40])
    quote = lpr(contract_on, found["tenor"].upper() in _OVER_FIVE_YEARS)
    return quote + (-margin if found["sign"] in ("-", "\u2212", "减") else margin)


def _margin(written: str | None, *, text: str) -> Decimal:
    if written is None:
        return Decimal(0)
    try:
        quantity = parse_quantity(written)
    except BadInput:
        quantity = None
    if quantity is None or quantity.unit is not Unit.BASIS_POINTS:
        raise bad_input("loan_margin_unreadable", text=text[:40])
    return quantity.amount / _BASIS_POINTS_IN_ONE
