"""How long a patent runs: Patent Law art. 42, counted from the filing date.

Term compensation exists and others may have been granted differently, so an expiry on record
always goes before this computed default.
"""

from datetime import date

from zhidai.core.calendar import add_months
from zhidai.core.registers.patent_numbers import PatentKind

PATENT_LAW_SINCE = date(1985, 4, 1)  # the first day of the Patent Law, and of filings
DESIGN_15_YEARS_SINCE = date(2021, 6, 1)  # the Patent Law as amended in 2020
_INVENTION, _UTILITY_MODEL, _DESIGN, _OLD_DESIGN = 20, 10, 15, 10
_MONTHS_OF_A_YEAR = 12


def term_years(kind: PatentKind, filed_on: date) -> int:
    """The years of protection: invention 20, utility model 10, design 15 (10 before 2021-06-01)."""
    if kind is PatentKind.INVENTION:
        return _INVENTION
    if kind is PatentKind.UTILITY_MODEL:
        return _UTILITY_MODEL
    return _DESIGN if filed_on >= DESIGN_15_YEARS_SINCE else _OLD_DESIGN


def expires_on(kind: PatentKind, filed_on: date) -> date:
    """The day the patent ends: the first day on which it no longer stands.

    A utility model filed on 1999-09-06 runs to 2009-09-05 and ends on 2009-09-06 (Guidelines
    for Patent Examination, part V chapter 9). Holidays do not move it.
    """
    return add_months(filed_on, _MONTHS_OF_A_YEAR * term_years(kind, filed_on))
