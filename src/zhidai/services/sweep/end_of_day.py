"""The end of a day: what every running loan comes to, written down once, as it was known then.

The whole book is worked out in columns and written in one transaction: cut off at any moment, the
day is there whole or not at all; asked for again, only what is missing is added.
"""

from datetime import date

from zhidai.core.lending.state import LoanStatus
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import EndOfDay
from zhidai.services.lending.book import loans_of_scheme
from zhidai.services.lending.whole_book import LoanFigures, figures_of
from zhidai.services.transactions import one_transaction

ROWS_AT_ONCE = 4_000  # of one statement: SQLite takes 32,766 values


def write_end_of_day(scheme: str, day: date) -> int:
    """Write down the loans of a scheme that run at the end of a day; returns how many were new."""
    with one_transaction():
        written = EndOfDay.objects.filter(day=day).values("loan_id")
        loans = loans_of_scheme(scheme, day).exclude(pk__in=written)
        if not loans.exists():
            return 0
        rows = [
            _row(each, day)
            for each in figures_of(Loan.objects.filter(pk__in=loans.values("pk")), day)
            if each.status != LoanStatus.CLOSED
        ]
        EndOfDay.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    return len(rows)


def _row(each: LoanFigures, day: date) -> EndOfDay:
    return EndOfDay(
        loan_id=each.loan,
        day=day,
        balance=each.balance,
        interest_due=each.interest_due,
        interest_accrued=each.interest_accrued,
        principal_overdue=each.principal_overdue,
        overdue_days=each.overdue_days,
        risk_class=each.risk_class,
    )
