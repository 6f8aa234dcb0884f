"""What each of many loans owed on several days: the kept standings, and one reading of the events.

A standing answers from the loan's last event on. A day before that is replayed, but only of those
loans, all of them together in columns, with their events read once for all days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhidai.core.lending.standing import days_overdue
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import LoanStanding
from zhidai.services.lending.standing import keep_all, not_holding
from zhidai.services.lending.whole_book import balances_by_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A loan at the end of a day: what the bank was owed of its principal, fen, above zero."""

    loan: str  # its key
    balance: int
    overdue_days: int


def owed_on(loans: QuerySet[Loan], days: Sequence[date]) -> Mapping[date, list[Owed]]:
    """The loans that owed something on each of the days, as known now, in the order of their ids.

    The standings are kept for the last day, as pages of that day have them.
    """
    keep_all(max(days))
    found: dict[date, list[tuple[int, int, int]]] = {day: [] for day in days}
    keys: dict[int, str] = {}
    holding: set[tuple[date, int]] = set()
    rows = LoanStanding.objects.filter(loan__in=loans.order_by().values("pk"))
    names = ("loan_id", "loan__key", "since", "until", "balance", "overdue_from", "paused_days")
    for loan, key, since, until, balance, overdue_from, paused in rows.values_list(*names):
        keys[loan] = key
        for day in days:
            if since is not None and since <= day <= until:
                holding.add((day, loan))
                found[day].append((loan, balance, days_overdue(overdue_from, paused, on=day)))
    moved = rows.filter(not_holding(min(days)) | not_holding(max(days)))
    for day, loan, balance, overdue in balances_by_day(
        Loan.objects.filter(pk__in=moved.values("pk")), days
    ):
        if (day, loan) not in holding:
            found[day].append((loan, balance, overdue))
    return {
        day: [
            Owed(loan=keys[loan], balance=balance, overdue_days=overdue)
            for loan, balance, overdue in sorted(lines)
            if balance
        ]
        for day, lines in found.items()
    }
