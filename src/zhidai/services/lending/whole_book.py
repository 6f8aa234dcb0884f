"""Many loans in one go, on a day or several: the tables as the engine's columns, read once.

What the columns cannot hold (an event that moves no money, more money than they have room for) is
replayed loan by loan, so that no loan is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from django.db.models import QuerySet

from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.lending.history import events_in_effect
from zhidai.core.lending.replay import ReplayedLoan
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.state import LoanState
from zhidai.core.money import to_fen
from zhidai.db.lending.models import Loan
from zhidai.db.lending.models import LoanEvent as LoanEventRow
from zhidai.engine.book import BookOnDay, book_on_days
from zhidai.engine.book_input import read_loans
from zhidai.engine.book_replay import (
    KINDS,
    interest_to_maturity,
)
from zhidai.services.in_columns import in_columns
from zhidai.services.lending.book import events_by_loan, terms_of
from zhidai.services.lending.loan_columns import (
    SPECIAL,
    among,
    terms_in_columns,
)

_EVENTS = {
    "loan": pl.String,
    "event": pl.String,
    "kind": pl.String,
    "amount_fen": pl.Int64,
    "effective_on": pl.Date,
    "to_bank_fen": pl.Int64,
}
ARREARS: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "loan": pl.Int64,
    "on": pl.Date,
    "days": pl.Int64,
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


def interest_due_of(loans: QuerySet[Loan], on: date) -> int:
    """Interest due of loans drawn by a day, in fen: one sum, of no loan by itself."""
    whole = _read(loans, on)
    (book,) = whole.in_columns([on])
    alone = sum(to_fen(state.interest_due) for _loan, state in whole.alone_on(on))
    return int(book.states["interest_due_fen"].sum()) + alone


def arrears_by_day(loans: QuerySet[Loan], days: Sequence[date]) -> pl.DataFrame:
    """`loan`, `on`, `days`: for how long each loan was overdue at the end of each day, where it was
    and owed something; read once for all days.
    """
    whole = _read(loans, max(days))
    late = (pl.col("overdue_days") > 0) & (pl.col("principal_balance_fen") > 0)
    parts = [
        book.states.filter(late).select(
            pl.col("loan").cast(pl.Int64), on=pl.lit(day), days=pl.col("overdue_days")
        )
        for day, book in zip(days, whole.in_columns(days), strict=True)
    ]
    alone = [
        (loan.pk, day, state.overdue_days)
        for day in days
        for loan, state in whole.alone_on(day)
        if state.overdue_days and state.principal_balance
    ]
    return pl.concat([pl.DataFrame(alone, schema=ARREARS, orient="row"), *parts])


def contract_interest(loans: QuerySet[Loan]) -> pl.DataFrame:
    """`loan`, `interest`: fen, all that the contract's due days bring."""
    book, _rejected = read_loans(terms_in_columns(loans, ()))
    in_columns = pl.DataFrame(
        {"loan": book.ids.cast(pl.Int64), "interest": interest_to_maturity(book.columns)}
    )
    alone = [
        (int(one.loan), sum(to_fen(due.interest) for due in contract_schedule(one.terms)))
        for one in book.alone
    ]
    return pl.concat([in_columns, pl.DataFrame(alone, schema=in_columns.schema, orient="row")])


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
    special = {loan.pk: loan for loan in drawn.filter(SPECIAL).select_related("case")}
    odd, events = _special_events(special, on)
    alone = list(odd.values())
    return _Whole(
        terms=terms_in_columns(drawn, odd),
        happened=pl.concat(
            [_repayments(drawn, special), pl.DataFrame(events, schema=_EVENTS, orient="row")]
        ),
        alone=alone,
        events=events_by_loan([loan.pk for loan in alone]),
    )


def _repayments(loans: QuerySet[Loan], special: Iterable[int]) -> pl.DataFrame:
    """Laid out as `_EVENTS`."""
    rows = LoanEventRow.objects.filter(loan__in=loans.values("pk")).order_by("loan_id", "id")
    found = in_columns(
        rows,
        loan="loan_id",
        event="pk",
        kind="kind",
        amount_fen="amount",
        effective_on="effective_on",
    ).filter(~among("loan", set(special)))
    return found.select(
        pl.col("loan").cast(pl.String),
        pl.col("event").cast(pl.String),
        "kind",
        "amount_fen",
        "effective_on",
        to_bank_fen="amount_fen",
    )


def _special_events(
    special: dict[int, Loan], on: date
) -> tuple[dict[int, Loan], list[tuple[object, ...]]]:
    """Special loans that columns cannot hold, and the events of those that they can."""
    found, odd = events_by_loan(list(special)), {}
    rows: list[tuple[object, ...]] = []
    for number, loan in special.items():
        counted = events_in_effect(terms_of(loan), found[number], on=on, known_at=None)
        if any(one.kind not in KINDS for one in counted):
            odd[number] = loan
        else:
            rows += (_row(number, one) for one in counted)
    return odd, rows


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
