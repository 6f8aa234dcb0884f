"""Chinese patent application numbers: kinds, filing year, check digit.

Two generations (ZC 0006-2003, the CNIPA standard on application numbers):

    until 2003-09-30   YY K NNNNN . C      95115608.X
    since 2003-10-01   YYYY K NNNNNNN . C  201710601862.3

K: 1 invention, 2 utility model, 3 design, 8 and 9 PCT entries for an invention and a utility
model. The check digit is the sum of digit x weight modulo 11, 10 written X, with weights
2 to 9 (then 2 to 5 again for the long form). `ZL` before the number says that it is granted.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.numerals import normalise

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_SHORT, _LONG = 8, 12
_FIRST_YEAR, _LAST_SHORT_YEAR = 1985, 2003  # the patent office opened on 1985-04-01
_LONGEST_TEXT = 40
_NUMBER = re.compile(r"(?:ZL|CN)?(?P<body>[0-9]+)(?:\.?(?P<check>X)|\.(?P<digit>[0-9]))?")
_PUBLICATION = re.compile(r"(?:CN)?[0-9]{7,9}[A-WYZ][0-9]?")


class PatentKind(StrEnum):
    """The three patents of the Patent Law, art. 2."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"


KIND_BY_DIGIT = {
    "1": PatentKind.INVENTION,
    "2": PatentKind.UTILITY_MODEL,
    "3": PatentKind.DESIGN,
    "8": PatentKind.INVENTION,  # by the PCT
    "9": PatentKind.UTILITY_MODEL,  # by the PCT
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentNumber:
    """A patent number whose check digit is right. `str()` gives 201710601862.3."""

    body: str  # 8 or 12 digits
    check_digit: str  # 0-9 or X
    kind: PatentKind
    filing_year: int  # as the number states it; a divisional is filed earlier on paper
    by_pct: bool

    def __str__(self) -> str:
        return f"{self.body}.{self.check_digit}"

    @property
    def granted_form(self) -> str:
        """As on the certificate: ZL201710601862.3."""
        return f"ZL{self}"


def check_digit_of(body: str) -> str:
    """The check digit that 8 or 12 digits call for."""
    remainder = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=False)) % 11
    return "X" if remainder == 10 else str(remainder)


def parse_patent_number(text: str) -> PatentNumber:
    """Reads a patent number with or without ZL or CN, spaces, dot, full-width characters.

    Bad input with one reason: not a number of this form, a publication number, wrong length,
    unknown year or kind, check digit missing or wrong (the reason says which was expected).
    """
    shown = str(text).strip()[:_LONGEST_TEXT]
    bare = normalise(str(text)[: 2 * _LONGEST_TEXT]).upper()
    if _PUBLICATION.fullmatch(bare):
        raise bad_input("patent_number_is_publication", text=shown)
    found = _NUMBER.fullmatch(bare)
    if found is None:
        raise bad_input("patent_number_unreadable", text=shown)
    body, check = _body_and_check(found, shown)
    number = _described(body, check, shown)
    if check != check_digit_of(body):
        raise _check_digit_refused(body, check, shown)
    return number


def _body_and_check(found: re.Match[str], shown: str) -> tuple[str, str]:
    body, check = found["body"], found["check"] or found["digit"]
    if check is None and len(body) in (_SHORT + 1, _LONG + 1):
        body, check = body[:-1], body[-1]
    if len(body) not in (_SHORT, _LONG):
        raise bad_input("patent_number_length", text=shown, digits=len(body))
    return body, check or ""


def _described(body: str, check: str, shown: str) -> PatentNumber:
    year, kind_digit = _year_and_kind(body)
    if year is None:
        raise bad_input("patent_number_year", text=shown)
    if kind_digit not in KIND_BY_DIGIT:
        raise bad_input("patent_number_kind", text=shown, digit=kind_digit)
    return PatentNumber(
        body=body,
        check_digit=check,
        kind=KIND_BY_DIGIT[kind_digit],
        filing_year=year,
        by_pct=kind_digit in "89",
    )


def _year_and_kind(body: str) -> tuple[int | None, str]:
    if len(body) == _LONG:
        year = int(body[:4])
        return (year if _LAST_SHORT_YEAR <= year < 2100 else None), body[4]
    two_digits = int(body[:2])
    year = two_digits + (1900 if two_digits >= _FIRST_YEAR % 100 else 2000)
    return (year if year <= _LAST_SHORT_YEAR else None), body[2]


def _check_digit_refused(body: str, check: str, shown: str) -> BadInput:
    expected = check_digit_of(body)
    if not check:
        return bad_input("patent_check_digit_missing", text=shown, number=f"{body}.{expected}")
    return bad_input("patent_check_digit_wrong", text=shown, found=check, expected=expected)
