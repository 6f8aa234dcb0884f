"""The end of a day written to SQLite against the plain loop over a sample of the same loans.

`python3 run.py bench eod --size 26545` is the nation's count of pledge loans of 2024.
"""

import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.city import open_database, write_city
from benchmarks.measure import Measured

from zhidai.core.lending.state import LoanState
from zhidai.core.money import to_fen

SIZE, SAMPLE = 2_000, 100
TODAY = date(2022, 6, 30)


def measure(size: int = SIZE) -> Measured:
    """Seconds for one running loan, the whole day in one transaction on a disk."""
    with TemporaryDirectory() as folder:
        open_database(Path(folder))
        write_city(2 * size, today=TODAY)  # half of them run on that day
        return _measured()


def _measured() -> Measured:
    from zhidai.services.lending.book import loans_of_scheme, state_of
    from zhidai.services.portfolio.scope import default_scheme
    from zhidai.services.sweep.end_of_day import write_end_of_day

    scheme = default_scheme()
    begun = time.perf_counter()
    count = write_end_of_day(scheme, TODAY)
    passed = time.perf_counter() - begun
    if write_end_of_day(scheme, TODAY) != 0:
        raise AssertionError("the second run of the day wrote something")
    sample = loans_of_scheme(scheme, TODAY).select_related("case").order_by("id")[:SAMPLE]
    begun = time.perf_counter()
    plain = [(loan.pk, state_of(loan, TODAY)) for loan in sample]
    each = (time.perf_counter() - begun) / len(plain)
    _held_to(dict(plain))
    return Measured(
        what=f"end of day: one of {count:,} running loans, written to SQLite in {passed:.1f} s",
        seconds=passed / count,
        baseline="each loan read and replayed alone, nothing written",
        baseline_seconds=each,
        agreed=f"balance, interest due and days overdue of {len(plain)} loans, to the fen",
    )


def _held_to(plain: dict[int, LoanState]) -> None:
    """Every loan of the sample is written as the plain replay has it, or closed."""
    from zhidai.db.portfolio.models import EndOfDay

    rows = EndOfDay.objects.filter(day=TODAY, loan__in=plain)
    written = {row.loan_id: (row.balance, row.interest_due, row.overdue_days) for row in rows}
    wanted = {
        number: (
            to_fen(state.principal_balance),
            to_fen(state.interest_due),
            state.overdue_days,
        )
        for number, state in plain.items()
        if state.closed_on is None
    }
    if written != wanted:
        raise AssertionError("the end of day and the plain replay differ")
