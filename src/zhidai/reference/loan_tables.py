"""The dated tables that the terms of a loan are read with."""

from datetime import date
from decimal import Decimal
from functools import cache

from zhidai.core.lending.loan_file import LoanTables
from zhidai.reference.lpr import Tenor, lpr_published_on
from zhidai.reference.working_days import working_days


@cache
def loan_tables() -> LoanTables:
    """China's working calendar, as far as it is published, and the LPR."""
    return LoanTables(working_days=working_days(), lpr=_lpr)


def _lpr(day: date, over_five_years: bool) -> Decimal:  # noqa: FBT001 - the core's own shape
    tenor = Tenor.OVER_FIVE_YEARS if over_five_years else Tenor.ONE_YEAR
    return lpr_published_on(day, tenor=tenor).rate
