"""The tables that the report of a bank's ledger is handed, gathered in one value."""

from functools import cache

from zhidai.core.ledger.report import LedgerTables
from zhidai.reference.annual_fees import fee_schedule
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.working_days import working_days


@cache
def ledger_tables() -> LedgerTables:
    """LPR, size standard, annual fees and the working calendar as far as they are published."""
    return LedgerTables(
        reference=reference_tables(), fees=fee_schedule(), working_days=working_days()
    )
