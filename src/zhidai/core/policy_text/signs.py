"""Signs right before a number that make it another: -5%, ~5%, $1000万.

A dash between two numbers is a range and no minus, a long dash parts words, and ¥ says of an amount
no more than 元 does.
"""

import unicodedata
from functools import cache

MINUS = "-"
PLUS_OR_MINUS = "±"
_ABOUT = f"~\u223c〜≈≒{PLUS_OR_MINUS}∓"
_OWN_CURRENCY = "¥"
_CLOSES = ")"  # 60天（含）-90天 is a range as well
RANGE_SIGNS = f"{MINUS}{_ABOUT}"


def sign_before(plain: str, place: int, free_from: int) -> str:
    """The sign of the number that begins at a place; `free_from` is the end of the one before."""
    while place > free_from and plain[place - 1] == _OWN_CURRENCY:
        place -= 1
    if place <= free_from:
        return ""
    sign = plain[place - 1]
    is_range_sign = sign in RANGE_SIGNS and not _joins(plain, place - 1, free_from)
    return sign if is_range_sign or _is_foreign_currency(sign) else ""


def _joins(plain: str, place: int, free_from: int) -> bool:
    """Whether a sign stands between two things: two numbers, two letters, or doubled as a dash."""
    before = plain[place - 1] if place else ""
    is_of_a_name = before.isascii() and before.isalpha()
    return (place == free_from and place > 0) or is_of_a_name or before in (*RANGE_SIGNS, _CLOSES)


@cache
def _is_foreign_currency(character: str) -> bool:
    return unicodedata.category(character) == "Sc" and character != _OWN_CURRENCY
