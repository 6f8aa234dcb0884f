"""Where each loan stands, kept from one event to the next: what pages and supervision read.

A loan's standing is worked out by the transaction that records its event (`keep`), and anew by
whoever finds it missing (`keep_all`). The plain replay of `book` stays what it is held to.
"""

from collections.abc import Collection, Mapping
from datetime import date

import polars as pl
from django.db.models import Case, Q, QuerySet, When

from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.standing import EVER, Standing, standing_of
from zhidai.core.money import to_fen
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import LoanStanding, PrincipalRepaid
from zhidai.services.in_columns import write_columns
from zhidai.services.lending.book import events_by_loan, terms_of
from zhidai.services.lending.kept_in_columns import kept_in_columns, plain_loans
from zhidai.services.transactions import one_transaction

AT_ONCE = 30_000  # loans of one transaction, each a value of a statement
MANY, FEW = 100, 500  # from how many on columns pay; how many are read at once otherwise
KEPT = ("since", "until", "balance", "overdue_from", "paused_days", "closed_on", "due_on")


def holding(on: date) -> Q:
    """Standings that hold on a day."""
    return Q(since__lte=on, until__gte=on)


def not_holding(on: date) -> Q:
    """Standings that do not: dropped by an event, or of other days."""
    return Q(since__isnull=True) | Q(since__gt=on) | Q(until__lt=on)


def keep(loan: Loan, on: date, *, events: tuple[LoanEvent, ...]) -> None:
    """Keep the standing of one loan, in the transaction that recorded its event.

    events: all of the loan's, read with its case locked, so that none comes in meanwhile.
    """
    kept = LoanStanding.objects.select_for_update().get(loan=loan)
    if kept.since is None or kept.until is None or not kept.since <= on <= kept.until:
        _keep([kept], on, events={loan.pk: events})


def keep_all(on: date) -> int:
    """Keep every standing that does not hold on a day; returns how many there were.

    Loans drawn later have none on that day. Cut off at any moment, it goes on where it stopped.
    """
    numbers = _drawn(sorted(_wanting(on).values_list("loan_id", flat=True)), on)
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        with one_transaction():
            _keep_between(some[0], some[-1], on)
    return len(numbers)


def _wanting(on: date) -> QuerySet[LoanStanding]:
    """Asked without an order or another table, so that a database looks up by index what does not
    hold.
    """
    return LoanStanding.objects.filter(not_holding(on)).order_by()


def _drawn(loans: list[int], on: date) -> list[int]:
    """Those of some loans that are drawn by a day."""
    drawn = Loan.objects.filter(drawn_on__lte=on).order_by("pk").values_list("pk", flat=True)
    parts = (loans[start : start + AT_ONCE] for start in range(0, len(loans), AT_ONCE))
    return [loan for some in parts for loan in drawn.filter(pk__in=some)]


def _keep_between(first: int, last: int, on: date) -> None:
    """Many at a time in columns, the others one by one; their rows are locked meanwhile.

    Only the rows that are locked: another that stops holding meanwhile is for the next to keep.
    """
    wanting = LoanStanding.objects.filter(
        not_holding(on), loan__gte=first, loan__lte=last, loan__drawn_on__lte=on
    ).order_by("loan_id")
    rows = list(wanting.select_for_update(of=("self",)))
    if len(rows) >= MANY:
        done = _keep_plain({row.loan_id: row for row in rows}, on)
        rows = [row for row in rows if row.loan_id not in done]
    for start in range(0, len(rows), FEW):
        some = rows[start : start + FEW]
        _keep(some, on, events=events_by_loan([row.loan_id for row in some]))


def forget_all() -> None:
    """Drop every standing, so that `keep_all` makes them anew from the events.

    Its rows are locked in the order in which `keep_all` locks them.
    """
    with one_transaction():
        locked = LoanStanding.objects.select_for_update().order_by("loan_id")
        list(locked.values_list("loan_id", flat=True))
        LoanStanding.objects.update(
            since=None,
            until=None,
            balance=None,
            overdue_from=None,
            paused_days=0,
            closed_on=None,
            due_on=None,
        )
        PrincipalRepaid.objects.all().delete()


def of_loans(loans: QuerySet[Loan]) -> Q:
    """The standings of some loans."""
    return Q(loan__in=loans.order_by().values("pk"))


def standings(of: Q, on: date) -> QuerySet[LoanStanding]:
    """The standings of loans drawn by a day, all of them kept by then. of: which of them.

    Nearly all hold, so that each row is asked: looked up by index they would come in an order in
    which no page shows them.
    """
    keep_all(on)
    holds = Case(When(holding(on), then=True), default=False)
    return LoanStanding.objects.alias(holds=holds).filter(of, holds=True)


def _keep(
    kept: list[LoanStanding], on: date, *, events: Mapping[int, tuple[LoanEvent, ...]]
) -> None:
    """Write the standings of loans whose rows are locked: no event comes in meanwhile."""
    numbers = [row.loan_id for row in kept]
    loans = Loan.objects.filter(pk__in=numbers).select_related("case").in_bulk()
    repaid: list[PrincipalRepaid] = []
    for row in kept:
        happened = events[row.loan_id]
        standing = standing_of(terms_of(loans[row.loan_id]), happened, on=on)
        recorded = {event.id: event.recorded_at for event in happened}
        _fill(row, standing)
        repaid += (
            PrincipalRepaid(
                loan_id=row.loan_id,
                event=one.event,
                effective_on=one.effective_on,
                recorded_at=recorded[one.event],
                amount=to_fen(one.principal),
            )
            for one in standing.repaid
        )
    PrincipalRepaid.objects.filter(loan__in=numbers).delete()
    PrincipalRepaid.objects.bulk_create(repaid)
    LoanStanding.objects.bulk_update(kept, KEPT)


def _fill(row: LoanStanding, standing: Standing) -> None:
    row.since, row.until = standing.since, standing.until
    row.balance = to_fen(standing.balance)
    row.overdue_from, row.paused_days = standing.overdue_from, standing.paused_days
    row.closed_on, row.due_on = standing.closed_on, standing.due_on


def _keep_plain(rows: dict[int, LoanStanding], on: date) -> Collection[int]:
    """Keep those of the locked rows whose loans are plain and that hold on the day.

    Returns the loans they are of. Which loans are plain is read once: a claim may start meanwhile.
    """
    between = Loan.objects.filter(pk__gte=min(rows), pk__lte=max(rows))
    plain = rows.keys() & set(plain_loans(between).values_list("pk", flat=True))
    found = kept_in_columns(between.order_by("pk"), plain)
    kept = found.standings.filter(pl.col("since") <= on)
    loans = kept["loan"]
    repaid = found.repaid.filter(pl.col("loan_id").is_in(loans.implode()))
    for start in range(0, len(loans), AT_ONCE):
        some = loans[start : start + AT_ONCE].to_list()
        PrincipalRepaid.objects.filter(loan__in=some).delete()
    write_columns(PrincipalRepaid, repaid)
    schemes = {loan: row.scheme for loan, row in rows.items()}
    write_columns(
        LoanStanding,
        kept.select(
            pl.all().exclude("loan"),
            loan_id="loan",
            scheme=pl.col("loan").replace_strict(schemes, return_dtype=pl.String),
            until=pl.lit(EVER),
            paused_days=pl.lit(0),
        ),
        instead_of="loan_id",
    )
    return set(loans.to_list())
