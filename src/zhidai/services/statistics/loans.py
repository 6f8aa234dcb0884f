"""What is kept of the loans of some cases: their terms, where they stand, and their arrears."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import polars as pl
from django.db.models import QuerySet

from zhidai.core.lending.replay import ReplayedLoan
from zhidai.core.statistics.periods import Grain, periods_of
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import LoanStanding
from zhidai.engine.statistics.columns import INSTANT, Schema
from zhidai.services.in_columns import in_columns
from zhidai.services.lending.book import events_by_loan, terms_of
from zhidai.services.lending.standing import MANY
from zhidai.services.lending.whole_book import ARREARS, arrears_by_day, contract_interest
from zhidai.services.statistics.principal import spans_to_be_replayed
from zhidai.services.statistics.subsidies import subsidy_columns

# At the ends of quarters before the last event: for how many days the loan was overdue then.
LATE = pl.List(pl.Struct({"on": pl.Date, "days": pl.Int64}))
_SPANS: Schema = {"loan": pl.Int64, "replay_from": INSTANT, "replay_until": INSTANT}


def loan_columns(cases: QuerySet[Case], on: date) -> pl.DataFrame:
    """By case, as known on a day."""
    loans = Loan.objects.filter(case__in=cases.order_by().values("pk"))
    own = loans.order_by().values("pk")
    read = in_columns(
        loans.order_by("pk"),
        case="case_id",
        loan="pk",
        key="key",
        amount="principal",
        drawn_on="drawn_on",
        matures="due_on",
        rate="annual_rate",
        guarantee_fee="guarantee_fee",
        appraisal_fee="appraisal_fee",
    )
    standing = in_columns(
        LoanStanding.objects.filter(loan__in=own),
        loan="loan_id",
        since="since",
        until="until",
        overdue_from="overdue_from",
        paused_days="paused_days",
        falls_due="due_on",
    )
    spans = [(loan, span.begins, span.ends) for loan, span in spans_to_be_replayed(loans).items()]
    found = read.join(standing, on="loan", how="left", maintain_order="left")
    for frame in (
        pl.DataFrame(spans, schema=_SPANS, orient="row"),
        contract_interest(loans),
        subsidy_columns(loans),
        _late(loans, found),
    ):
        found = found.join(frame, on="loan", how="left", maintain_order="left")
    return found


def _late(loans: QuerySet[Loan], read: pl.DataFrame) -> pl.DataFrame:
    """`late` by loan. On days from the last event on the standing answers."""
    asked = read.filter(pl.col("since") > pl.col("drawn_on")).select("loan", "drawn_on", "since")
    ends = _ends(asked)
    if not ends:
        return pl.DataFrame(schema={"loan": pl.Int64, "late": LATE})
    late = pl.struct("on", "days").sort_by("on")
    return arrears_before(loans, asked, ends).group_by("loan").agg(late=late)


def arrears_before(
    loans: QuerySet[Loan], asked: pl.DataFrame, days: Sequence[date]
) -> pl.DataFrame:
    """`loan`, `on`, `days` overdue on days before each loan's last event, by replay.

    asked: `loan`, `drawn_on`, `since`, of some of the loans.
    """
    if len(asked) < MANY:
        arrears = pl.DataFrame(list(_replayed(asked, days)), schema=ARREARS, orient="row")
    else:
        arrears = arrears_by_day(loans, days)
    return arrears.join(asked, on="loan").filter(pl.col("on") < pl.col("since"))


def _ends(asked: pl.DataFrame) -> list[date]:
    """Of the quarters that ended before some loan's last event."""
    if asked.is_empty():
        return []
    first, last = asked["drawn_on"].min(), asked["since"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        raise AssertionError("a column of days holds no day")
    before = last - timedelta(days=1)
    ends = [each.last_on for each in periods_of(first, before, Grain.QUARTER)]
    return [end for end in ends if end <= before]


def _replayed(asked: pl.DataFrame, ends: Sequence[date]) -> Iterator[tuple[int, date, int]]:
    numbers = asked["loan"].to_list()
    events = events_by_loan(numbers)
    loans = Loan.objects.select_related("case").in_bulk(numbers)
    for number, drawn_on, since in asked.rows():
        replayed = ReplayedLoan(terms_of(loans[number]))
        for end in ends:
            if drawn_on <= end < since:
                state = replayed.on(end, events[number])
                if state.overdue_days and state.principal_balance:
                    yield number, end, state.overdue_days
