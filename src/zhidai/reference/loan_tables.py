"""The dated tables that the terms of a loan are read with."""

from functools import cache

from zhidai.core.lending.loan_file import LoanTables
from zhidai.reference.working_days import working_days


@cache
def loan_tables() -> LoanTables:
    """China's working calendar, as far as it is published."""
    return LoanTables(working_days=working_days())
