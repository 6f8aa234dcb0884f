"""How long patents run."""

from datetime import date

import pytest

from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on


@pytest.mark.parametrize(
    ("kind", "filed_on", "ends_on"),
    [
        (PatentKind.INVENTION, date(2017, 7, 21), date(2037, 7, 21)),
        (PatentKind.UTILITY_MODEL, date(1999, 9, 6), date(2009, 9, 6)),
        (PatentKind.DESIGN, date(2021, 5, 31), date(2031, 5, 31)),
        (PatentKind.DESIGN, date(2021, 6, 1), date(2036, 6, 1)),
        (PatentKind.UTILITY_MODEL, date(2020, 2, 29), date(2030, 2, 28)),
    ],
)
def test_a_patent_ends_on_the_anniversary_of_its_filing(
    kind: PatentKind, filed_on: date, ends_on: date
) -> None:
    assert expires_on(kind, filed_on) == ends_on
