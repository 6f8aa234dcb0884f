"""Unified social credit codes (统一社会信用代码, GB 32100): 18 characters, two check digits.

Characters 1-2 authority and kind of body, 3-8 region, 9-17 the organisation code with a check
digit of its own (GB 11714), 18 the check digit over all.
"""

from dataclasses import dataclass

from stdnum.cn import uscc

from zhidai.core.errors import bad_input
from zhidai.core.numerals import normalise

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z
_ORGANISATION_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LENGTH = 18
_LONGEST_TEXT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCode:
    """A credit code whose two check digits are right. `str()` gives the 18 characters."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def region(self) -> str:
        """The six-digit code of the place of registration: 360700 is Ganzhou."""
        return self.text[2:8]


def parse_credit_code(text: str) -> CreditCode:
    """Reads a credit code; spaces, hyphens, full-width and small letters are accepted.

    Bad input with one reason: length, a character that never occurs, the check digit of the
    organisation code or of the whole (the reason says which was expected).
    """
    shown = str(text).strip()[:_LONGEST_TEXT]
    code = normalise(str(text)[: 2 * _LONGEST_TEXT]).replace("-", "").upper()
    if len(code) != _LENGTH:
        raise bad_input("credit_code_length", text=shown, characters=len(code))
    for place, character in enumerate(code[:16], start=1):
        if character not in _ALPHABET or (3 <= place <= 8 and not character.isdigit()):
            raise bad_input("credit_code_character", text=shown, character=character, place=place)
    _require_check_digit(shown, code=code, place=17, expected=organisation_check(code[8:16]))
    _require_check_digit(shown, code=code, place=18, expected=uscc.calc_check_digit(code[:17]))
    return CreditCode(text=code)


def _require_check_digit(shown: str, *, code: str, place: int, expected: str) -> None:
    found = code[place - 1]
    if found != expected:
        raise bad_input(
            "credit_code_check_digit", text=shown, place=place, found=found, expected=expected
        )


def organisation_check(first_eight: str) -> str:
    """The check character of an organisation code, from its eight characters before (GB 11714)."""
    total = sum(
        _ORGANISATION_VALUES.index(character) * weight
        for character, weight in zip(first_eight, _ORGANISATION_WEIGHTS, strict=True)
    )
    check = (11 - total % 11) % 11
    return "X" if check == 10 else str(check)
