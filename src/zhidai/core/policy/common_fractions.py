"""Shares that plans write as fractions: 三分之二, 1/3. A third has no end as a decimal.

An amount stays the Decimal that everything reckons with, here the quotient in full precision; what
it stands for is the fraction, which such a quotient gives back without doubt. Three thirds are one.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from zhidai.core.errors import BadInput
from zhidai.core.numerals import parse_number

_LARGEST_BELOW: Final = 1000
_LAST_DIGITS: Final = Decimal("1e-26")  # no plan writes a share so exactly
_LEFT_BY_DIVISIONS: Final = Decimal("1e-20")  # of 28 digits, after some steps
_WRITTEN: Final = re.compile(
    r"(?P<below>[^/\s]{1,12}?)分之(?P<above>\S{1,12})|(?P<n>\d{1,3})/(?P<d>\d{1,3})"
)
_TO_TEN: Final = "零一二三四五六七八九十"


def fraction_written(text: str) -> Fraction | None:
    """The fraction that a text is, 三分之二 or 2/3; None where it is none or over zero."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    try:
        above = parse_number(found["above"] or found["n"])
        below = parse_number(found["below"] or found["d"])
    except BadInput:
        return None
    if not below or above % 1 or below % 1:
        return None
    return Fraction(int(above), int(below))


def quotient(fraction: Fraction) -> Decimal:
    """The Decimal that stands for a fraction."""
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def exact(amount: Decimal) -> Fraction:
    """What an amount stands for: a third where it is the quotient of one by three, else itself.

    The one of several thirds that takes their rest (`summing_to_one`) is a third too.
    """
    nearest = Fraction(amount).limit_denominator(_LARGEST_BELOW)
    return nearest if abs(quotient(nearest) - amount) <= _LAST_DIGITS else Fraction(amount)


def is_same(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two figures differ by no more than what divisions leave in their last digits: a third
    taken directly, and one left over from a sum.
    """
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _LEFT_BY_DIVISIONS * max(Decimal(1), abs(one), abs(other))


def share_of(amount: Decimal, share: Decimal) -> Decimal:
    """amount x what the share stands for: a third of 3,000,000 is 1,000,000, not a fen less."""
    stands_for = exact(share)
    if stands_for == Fraction(share):
        return amount * share
    return quotient(Fraction(amount) * stands_for)


def in_words(fraction: Fraction, language: str) -> str:
    """三分之二 in Chinese, 2/3 in English."""
    above, below = fraction.numerator, fraction.denominator
    if language.startswith("en") or max(above, below) >= len(_TO_TEN):
        return f"{above}/{below}"
    return f"{_TO_TEN[below]}分之{_TO_TEN[above]}"


def exact_sum(amounts: Iterable[Decimal]) -> Fraction:
    """The sum of what amounts stand for."""
    return sum(map(exact, amounts), Fraction(0))


def summing_to_one(shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Shares whose Decimals sum to one where what they stand for does: the first takes the rest."""
    found = dict(shares)
    rest = 1 - sum(found.values(), Decimal(0))
    if rest and exact_sum(found.values()) == 1:
        found[next(iter(found))] += rest
    return found
