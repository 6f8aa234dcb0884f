"""Many loans in one go, on a day or several: the tables as the engine's columns, read once.

What the columns cannot hold (a day count that more than a number of days decides, principal repaid
in parts, an event that moves no money) is replayed loan by loan by `book`, so that no loan
is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
import polars as pl
from django.db.models import Q, QuerySet

from zhidai.core.guarantees.settings import due_day_counts_as
from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.lending.history import events_in_effect
from zhidai.core.lending.replay import ReplayedLoan
from zhidai.core.lending.standing import LAST_DUE
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import Repayment
from zhidai.core.money import to_fen
from zhidai.db.lending.models import Loan
from zhidai.db.lending.models import LoanEvent as LoanEventRow
from zhidai.engine.book import BookOnDay, book_on_days
from zhidai.engine.book_dues import Ints
from zhidai.engine.book_input import DAY_COUNTS, read_loans
from zhidai.engine.book_replay import KINDS, NEVER, EventColumns, replay_book
from zhidai.services.lending.book import events_by_loan, terms_of
from zhidai.services.schemes.versions import scheme_pinned

# Loans to which more happened than that the enterprise repaid: their events are read one by one.
SPECIAL = (
    Q(claim__isnull=False) | Q(events__reversal__isnull=False) | Q(changes__in_force__isnull=False)
)
# Terms that columns can hold: the others are replayed loan by loan.
IN_COLUMNS = Q(
    day_count__in=[str(each) for each in DAY_COUNTS],
    repayment=str(Repayment.BULLET_MONTHLY_INTEREST),
)
_LOANS = {
    "loan": pl.String,
    "principal_fen": pl.Int64,
    "commitment_fen": pl.Int64,
    "annual_rate_millionths": pl.Int64,
    "drawn_on": pl.Date,
    "due_on": pl.Date,
    "day_count": pl.String,
    "settlement": pl.String,
    "due_day_counts_as": pl.String,
}
_PAYMENTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "loan": pl.Int64,
    "event": pl.Int64,
    "kind": pl.String,
    "amount": pl.Int64,
    "day": pl.Date,
    "recorded_at": pl.Datetime("us", "UTC"),
}
_EVENTS = {
    "loan": pl.String,
    "event": pl.String,
    "kind": pl.String,
    "amount_fen": pl.Int64,
    "effective_on": pl.Date,
    "to_bank_fen": pl.Int64,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFigures:
    """A loan at the end of a day; money in fen."""

    loan: int  # its id
    status: str
    balance: int
    interest_due: int
    interest_accrued: int
    principal_overdue: int
    overdue_days: int
    risk_class: str


def figures_of(loans: QuerySet[Loan], on: date) -> Iterator[LoanFigures]:
    """The figures of many loans drawn by a day, in a handful of queries for all of them."""
    whole = _read(loans, on)
    for book in whole.in_columns([on]):
        yield from map(_figures_in_columns, book.states.iter_rows(named=True))
    for loan, state in whole.alone_on(on):
        yield _figures(loan, state)


def balances_by_day(
    loans: QuerySet[Loan], days: Sequence[date]
) -> Iterator[tuple[date, int, int, int]]:
    """Day, loan, balance in fen and days overdue of each loan drawn by the day; the tables are read
    once for all days.
    """
    whole = _read(loans, max(days))
    columns = ("loan", "principal_balance_fen", "overdue_days")
    for day, book in zip(days, whole.in_columns(days), strict=True):
        for number, balance, overdue_days in book.states.select(columns).iter_rows():
            yield day, int(number), balance, overdue_days
        for loan, state in whole.alone_on(day):
            yield day, loan.pk, to_fen(state.principal_balance), state.overdue_days


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What the tables say of many loans: in columns, and of those that columns cannot hold."""

    terms: pl.DataFrame
    happened: pl.DataFrame
    alone: Sequence[Loan]
    events: Mapping[int, Sequence[LoanEvent]]  # of those alone, by the loan's id
    replayed: dict[int, ReplayedLoan] = field(default_factory=dict)  # by then, day after day

    def in_columns(self, days: Sequence[date]) -> Iterator[BookOnDay]:
        for book in book_on_days(self.terms, self.happened, days=days):
            if book.rejected:
                raise AssertionError(f"the tables hold what cannot be replayed: {book.rejected[0]}")
            yield book

    def alone_on(self, day: date) -> Iterator[tuple[Loan, LoanState]]:
        for loan in self.alone:
            if loan.drawn_on <= day:
                replayed = self.replayed.setdefault(loan.pk, ReplayedLoan(terms_of(loan)))
                yield loan, replayed.on(day, self.events[loan.pk])


def _read(loans: QuerySet[Loan], on: date) -> _Whole:
    """Loans drawn by a day with what happened to them by then."""
    drawn = loans.filter(drawn_on__lte=on).order_by()
    special = {loan.pk: loan for loan in drawn.filter(SPECIAL).select_related("case").distinct()}
    odd, events = _special_events(special, on)
    in_columns, others = drawn.filter(IN_COLUMNS), drawn.exclude(IN_COLUMNS)
    alone = [*odd.values(), *others.exclude(pk__in=odd).select_related("case")]
    return _Whole(
        terms=pl.DataFrame(list(_terms(in_columns, odd)), schema=_LOANS, orient="row"),
        happened=pl.DataFrame(
            [*_repayments(in_columns, special), *events], schema=_EVENTS, orient="row"
        ),
        alone=alone,
        events=events_by_loan([loan.pk for loan in alone]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInColumns:
    """Standings of loans to which nothing happened but repayments, column by column; fen."""

    loans: list[int]  # ids
    since: list[date | None]
    balance: list[int]
    overdue_from: list[date | None]
    closed_on: list[date | None]
    due_on: list[date | None]
    payments: list[tuple[int, str, date, datetime, int]]  # loan, event, day, recorded at, fen


def plain_loans(loans: QuerySet[Loan]) -> QuerySet[Loan]:
    """Loans that the columns can hold and to which nothing happened but repayments."""
    return (
        loans.filter(IN_COLUMNS)
        .exclude(pk__in=Loan.objects.filter(SPECIAL).values("pk"))
        .order_by("pk")
    )


def kept_in_columns(loans: QuerySet[Loan]) -> KeptInColumns:
    """The standings of plain loans, as `core.lending.standing` works them out one by one.

    Left out: a loan with two payments on one day, which the columns take as one sum.
    """
    happened, left_out = _payments(loans)
    book, rejected = read_loans(
        pl.DataFrame(list(_terms(loans, left_out)), schema=_LOANS, orient="row")
    )
    if rejected:
        raise AssertionError(f"the tables hold terms that cannot be read: {rejected[0]}")
    numbers = book.ids.cast(pl.Int64).to_numpy()
    begins = np.searchsorted(happened["loan"].to_numpy(), np.append(numbers, NEVER))
    day = happened["day"].to_physical().cast(pl.Int64).to_numpy()
    amount, principal = happened["amount"].to_numpy(), np.zeros(len(happened), np.int64)
    events = EventColumns(
        begins=begins.astype(np.int64),
        day=day,
        kind=np.full(len(day), KINDS.index(EventKind.REPAYMENT), np.int64),
        amount=amount,
        to_bank=amount,
    )
    since, has = book.columns.drawn_on.copy(), np.diff(begins) > 0
    since[has] = np.maximum(since[has], day[begins[1:][has] - 1])
    far = int(max(since.max(initial=0), book.columns.matures.max(initial=0))) + LAST_DUE.days
    states = replay_book(book.columns, events, on=far, threads=2, principal=principal)
    if states.is_wrong.any():
        raise AssertionError("the tables hold what cannot be replayed")
    return KeptInColumns(
        loans=numbers.tolist(),
        since=_dates(since),
        balance=states.principal_balance.tolist(),
        overdue_from=_dates(states.overdue_since),
        closed_on=_dates(states.closed_on),
        due_on=_dates(book.columns.matures),
        payments=list(_reducing(happened, principal)),
    )


def _payments(loans: QuerySet[Loan]) -> tuple[pl.DataFrame, set[int]]:
    """Repayments by loan and day, and the loans whose payments are not of that plain kind."""
    rows = LoanEventRow.objects.filter(loan__in=loans.order_by().values("pk"))
    names = ("loan_id", "pk", "kind", "amount", "effective_on", "recorded_at")
    happened = pl.DataFrame(
        list(rows.order_by("loan_id", "effective_on").values_list(*names).iterator()),
        schema=_PAYMENTS,
        orient="row",
    )
    odd = pl.struct("loan", "day").is_duplicated() | (pl.col("kind") != str(EventKind.REPAYMENT))
    left_out = set(happened.filter(odd)["loan"].to_list())
    return happened.filter(~pl.col("loan").is_in(list(left_out))), left_out


def _reducing(
    happened: pl.DataFrame, principal: Ints
) -> Iterator[tuple[int, str, date, datetime, int]]:
    paid = happened.with_columns(pl.Series("principal", principal)).filter(pl.col("principal") > 0)
    columns = ("loan", "event", "day", "recorded_at", "principal")
    for loan, event, day, recorded_at, fen in paid.select(columns).iter_rows():
        yield loan, f"{EventKind.REPAYMENT}:{event}", day, recorded_at, fen


def _dates(days: Ints) -> list[date | None]:
    found: list[date | None] = (
        pl.Series(days).replace(NEVER, None).cast(pl.Int32).cast(pl.Date).to_list()
    )
    return found


def _terms(loans: QuerySet[Loan], odd: Iterable[int]) -> Iterator[tuple[object, ...]]:
    left_out = frozenset(odd)
    rows = loans.values_list(
        "pk",
        "principal",
        "commitment",
        "annual_rate",
        "drawn_on",
        "due_on",
        "day_count",
        "settlement",
        "case__scheme",
        "case__scheme_hash",
    )
    readings: dict[tuple[str, str], str] = {}
    for number, *terms, scheme, content_hash in rows.iterator():
        if number in left_out:
            continue
        pinned = (scheme, content_hash)
        if pinned not in readings:
            readings[pinned] = str(due_day_counts_as(scheme_pinned(*pinned)))
        yield str(number), *terms, readings[pinned]


def _repayments(loans: QuerySet[Loan], special: Iterable[int]) -> Iterator[tuple[object, ...]]:
    left_out = frozenset(special)
    rows = LoanEventRow.objects.filter(loan__in=loans.values("pk")).order_by("loan_id", "id")
    for number, event, kind, amount, day in rows.values_list(
        "loan_id", "pk", "kind", "amount", "effective_on"
    ).iterator():
        if number not in left_out:
            yield str(number), str(event), kind, amount, day, amount


def _special_events(
    special: dict[int, Loan], on: date
) -> tuple[dict[int, Loan], list[tuple[object, ...]]]:
    """Special loans that columns cannot hold, and the events of those that they can."""
    found, odd = events_by_loan(list(special)), {}
    rows: list[tuple[object, ...]] = []
    for number, loan in special.items():
        counted = events_in_effect(terms_of(loan), found[number], on=on, known_at=None)
        if not _fits(loan) or any(one.kind not in KINDS for one in counted):
            odd[number] = loan
        else:
            rows += (_row(number, one) for one in counted)
    return odd, rows


def _fits(loan: Loan) -> bool:
    """What `IN_COLUMNS` asks, of a loan that is read already."""
    is_bullet = loan.repayment == Repayment.BULLET_MONTHLY_INTEREST
    return is_bullet and loan.day_count in DAY_COUNTS


def _row(number: int, event: LoanEvent) -> tuple[object, ...]:
    to_bank = event.amount
    if event.kind is EventKind.RECOVERY and event.split:
        to_bank = event.split.get(BANK, event.amount - event.amount)
    return (
        str(number),
        event.id,
        str(event.kind),
        to_fen(event.amount),
        event.effective_on,
        to_fen(to_bank),
    )


def _figures_in_columns(row: dict[str, object]) -> LoanFigures:
    return LoanFigures(
        loan=int(str(row["loan"])),
        status=str(row["status"]),
        balance=int(str(row["principal_balance_fen"])),
        interest_due=int(str(row["interest_due_fen"])),
        interest_accrued=int(str(row["interest_accrued_fen"])),
        principal_overdue=int(str(row["principal_overdue_fen"])),
        overdue_days=int(str(row["overdue_days"])),
        risk_class=str(row["risk_class"]),
    )


def _figures(loan: Loan, state: LoanState) -> LoanFigures:
    return LoanFigures(
        loan=loan.pk,
        status=str(state.status),
        balance=to_fen(state.principal_balance),
        interest_due=to_fen(state.interest_due),
        interest_accrued=to_fen(state.interest_accrued),
        principal_overdue=to_fen(state.principal_overdue),
        overdue_days=state.overdue_days,
        risk_class=str(state.risk_class),
    )
