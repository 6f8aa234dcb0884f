"""A clause's canonical wording and the digest that seals it.

Two wordings are the same if they differ in nothing but widths, spaces, line breaks, punctuation,
the way a number is written, and the look of list markers. A digest is no copy of the text: it says
whether the clause still reads as it did when somebody confirmed it, and nothing else.
"""

import hashlib
import unicodedata
from functools import cache

from zhidai.core.policy_text.number import Number

DIGEST_LENGTH = 16  # hexadecimal digits: 64 bits
_KEPT = frozenset("%‰/")
_MARKS = ("L", "N", "M", "Sm", "Sc")  # letters, numerals, signs of reckoning and of currency
_LOOK = frozenset(
    "~\u223c〜"
)  # between two numbers no more than a dash; before one it is part of it


def canonical_wording(plain: str, start: int, end: int, numbers: tuple[Number, ...]) -> str:
    """The wording between two places of a plain text, each number in its canonical form."""
    parts: list[str] = []
    place = start
    for number in numbers:
        if not (start <= number.start and number.end <= end):
            continue
        parts.append(_without_signs(plain[place : number.start]))
        parts.append(f"<{number.canonical}>")
        place = number.end
    parts.append(_without_signs(plain[place:end]))
    return "".join(parts)


def digest_of(text: str) -> str:
    """SHA-256 over the text, shortened."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


def _without_signs(plain: str) -> str:
    return "".join(filter(_is_kept, plain.casefold()))


@cache
def _is_kept(character: str) -> bool:
    if character in _LOOK:
        return False
    return character in _KEPT or unicodedata.category(character).startswith(_MARKS)
