"""What reduced the principal of each loan, as known now or at an instant in the past."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import polars as pl

from zhidai.core.lending.hindsight import Span, to_be_replayed
from zhidai.core.money import to_fen
from zhidai.db.lending.models import Loan, LoanEvent
from zhidai.db.portfolio.models import PrincipalRepaid
from zhidai.engine.statistics.columns import INSTANT, REPAYMENTS, Schema
from zhidai.services.lending.book import events_by_loan, states_of
from zhidai.services.lending.drawdowns import further_by_loan, given_up
from zhidai.services.lending.whole_book import SPECIAL

AT_ONCE = 5_000  # loans of one query, each a value of it
_HAPPENED: Schema = {"loan": pl.Int64, "day": pl.Date, "recorded_at": INSTANT}


def repayments_kept(loans: Sequence[int]) -> pl.DataFrame:
    """By loan, and of each in the order of days."""
    rows = PrincipalRepaid.objects.filter(loan__in=loans).order_by("loan_id", "effective_on", "id")
    repaid = rows.values_list("loan_id", "effective_on", "amount", "recorded_at")
    return _frame([*repaid, *_changed(loans)]).sort("loan", "on", maintain_order=True)


def _changed(
    loans: Sequence[int], known_at: datetime | None = None
) -> Iterator[tuple[int, date, int, datetime]]:
    """What was drawn after the first part adds to what is owed; what was given up is not owed."""
    for loan, rows in further_by_loan(Loan.objects.filter(pk__in=loans), known_at).items():
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
    for each in states_of(Loan.objects.filter(pk__in=loans), on, at):
        for use in each.state.allocations:
            if use.principal:
                recorded = each.recorded[use.event]
                yield each.loan.pk, use.effective_on, to_fen(use.principal), recorded
    yield from _changed(loans, at)


def _frame(rows: list[tuple[int, date, int, datetime]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=REPAYMENTS, orient="row")


def spans_to_be_replayed(loans: Sequence[int]) -> dict[int, Span]:
    """Of those loans that have one: what was known in that span is no part of what is kept."""
    events = events_by_loan(_not_plain(loans))
    spans = ((loan, to_be_replayed(happened)) for loan, happened in events.items())
    return {loan: span for loan, span in spans if span is not None}


def _not_plain(loans: Sequence[int]) -> list[int]:
    """Loans with more than repayments, or with one recorded after another of the day or later."""
    special = Loan.objects.filter(pk__in=loans).filter(SPECIAL).values_list("pk", flat=True)
    rows = LoanEvent.objects.filter(loan__in=loans).order_by("loan_id", "recorded_at", "id")
    happened = pl.DataFrame(
        list(rows.values_list("loan_id", "effective_on", "recorded_at")),
        schema=_HAPPENED,
        orient="row",
    )
    same = pl.col("loan") == pl.col("loan").shift()
    late = happened.filter(same & (pl.col("day") <= pl.col("day").shift()))["loan"]
    return sorted({*special, *late.to_list()})
