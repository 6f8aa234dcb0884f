"""Rates and shares as they were stated: with every digit they have."""

from decimal import ROUND_HALF_UP, Decimal

_MILLIONTH = Decimal("0.000001")


def stated_rate(ratio: Decimal) -> str:
    """A rate or share as it was given, with every digit it has and two decimals at least: a rate
    of so many basis points over another, or so many times it, may need three or more.
    """
    whole, _, decimals = stated_percent(ratio).removesuffix("%").partition(".")
    return f"{whole}.{decimals:0<2}%"


def stated_percent(ratio: Decimal) -> str:
    """As `stated_rate`, with no more decimals than it has; 3.333333% where it never ends."""
    text = f"{(ratio * 100).quantize(_MILLIONTH, rounding=ROUND_HALF_UP):,f}"
    return f"{text.rstrip('0').rstrip('.')}%"
