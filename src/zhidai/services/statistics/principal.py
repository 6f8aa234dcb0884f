"""What reduced the principal of each loan, as known now or at an instant in the past."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import polars as pl
from django.db.models import QuerySet

from zhidai.core.lending.hindsight import Span, to_be_replayed
from zhidai.core.money import to_fen
from zhidai.db.lending.models import Loan, LoanEvent
from zhidai.db.portfolio.models import PrincipalRepaid
from zhidai.engine.statistics.columns import REPAYMENTS
from zhidai.services.in_columns import in_columns
from zhidai.services.lending.book import events_by_loan, states_of
from zhidai.services.lending.drawdowns import further_by_loan, given_up
from zhidai.services.lending.loan_columns import SPECIAL

AT_ONCE = 5_000  # loans of one query, each a value of it


def repayments_kept(loans: QuerySet[Loan]) -> pl.DataFrame:
    """By loan, and of each in the order of days."""
    rows = PrincipalRepaid.objects.filter(loan__in=loans.order_by().values("pk"))
    repaid = in_columns(
        rows.order_by("loan_id", "effective_on", "id"),
        loan="loan_id",
        on="effective_on",
        principal="amount",
        recorded_at="recorded_at",
    )
    changed = _frame(list(_changed(loans)))
    return pl.concat([repaid, changed]).sort("loan", "on", maintain_order=True)


def _changed(
    loans: QuerySet[Loan], known_at: datetime | None = None
) -> Iterator[tuple[int, date, int, datetime]]:
    """What was drawn after the first part adds to what is owed; what was given up is not owed."""
    for loan, rows in further_by_loan(loans, known_at).items():
        for row in rows:
            yield loan, row.effective_on, -(row.change.amount or 0), row.recorded_at
    for row in given_up(loans, known_at):
        yield row.change.loan_id, row.effective_on, row.change.amount or 0, row.recorded_at


def repayments_as_known(loans: Sequence[int], on: date, at: datetime) -> pl.DataFrame:
    """The same by replaying each loan as it was known at an instant."""
    return _frame(
        [
            row
            for start in range(0, len(loans), AT_ONCE)
            for row in _replayed(loans[start : start + AT_ONCE], on, at)
        ]
    )


def _replayed(
    loans: Sequence[int], on: date, at: datetime
) -> Iterator[tuple[int, date, int, datetime]]:
    some = Loan.objects.filter(pk__in=loans)
    for each in states_of(some, on, at):
        for use in each.state.allocations:
            if use.principal:
                recorded = each.recorded[use.event]
                yield each.loan.pk, use.effective_on, to_fen(use.principal), recorded
    yield from _changed(some, at)


def _frame(rows: list[tuple[int, date, int, datetime]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=REPAYMENTS, orient="row")


def spans_to_be_replayed(loans: QuerySet[Loan]) -> dict[int, Span]:
    """Of those loans that have one: what was known in that span is no part of what is kept."""
    events = events_by_loan(_not_plain(loans))
    spans = ((loan, to_be_replayed(happened)) for loan, happened in events.items())
    return {loan: span for loan, span in spans if span is not None}


def _not_plain(loans: QuerySet[Loan]) -> list[int]:
    """Loans with more than repayments, or with one recorded after another of the day or later."""
    special = loans.order_by().filter(SPECIAL).values_list("pk", flat=True)
    rows = LoanEvent.objects.filter(loan__in=loans.order_by().values("pk"))
    happened = in_columns(
        rows.order_by("loan_id", "recorded_at", "id"), loan="loan_id", day="effective_on"
    )
    same = pl.col("loan") == pl.col("loan").shift()
    late = happened.filter(same & (pl.col("day") <= pl.col("day").shift()))["loan"]
    return sorted({*special, *late.to_list()})
