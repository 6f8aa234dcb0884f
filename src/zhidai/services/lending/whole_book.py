"""Many loans in one go, on a day or several: the tables as the engine's columns, read once.

What the columns cannot hold (a day count that more than a number of days decides, an event that
moves no money) is replayed loan by loan by `book`, so that no loan
is left out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl
from django.db.models import Q, QuerySet

from zhidai.core.guarantees.settings import due_day_counts_as
from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.lending.history import events_in_effect
from zhidai.core.lending.replay import ReplayedLoan
from zhidai.core.lending.standing import LAST_DUE
from zhidai.core.lending.state import LoanState
from zhidai.core.money import to_fen
from zhidai.db.corrections.models import CorrectionDecision
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import ChangeInForce, Loan
from zhidai.db.lending.models import LoanEvent as LoanEventRow
from zhidai.engine.book import BookOnDay, book_on_days
from zhidai.engine.book_dues import Ints
from zhidai.engine.book_input import DAY_COUNTS, read_loans
from zhidai.engine.book_replay import (
    KINDS,
    NEVER,
    EventColumns,
    interest_to_maturity,
    replay_book,
)
from zhidai.services.in_columns import in_columns
from zhidai.services.lending.book import events_by_loan, terms_of
from zhidai.services.schemes.versions import scheme_pinned

# Loans to which more happened than that the enterprise repaid: their events are read one by one.
SPECIAL = (
    Q(pk__in=Claim.objects.values("loan"))
    | Q(
        pk__in=CorrectionDecision.objects.filter(taken_back__isnull=False).values(
            "taken_back__loan"
        )
    )
    | Q(pk__in=ChangeInForce.objects.values("change__loan"))
)
# Terms that columns can hold: the others are replayed loan by loan.
IN_COLUMNS = Q(day_count__in=[str(each) for each in DAY_COUNTS])
_LOANS = {
    "loan": pl.String,
    "principal_fen": pl.Int64,
    "commitment_fen": pl.Int64,
    "annual_rate_millionths": pl.Int64,
    "drawn_on": pl.Date,
    "due_on": pl.Date,
    "day_count": pl.String,
    "settlement": pl.String,
    "repayment": pl.String,
    "instalments": pl.Int64,
    "due_day_counts_as": pl.String,
}
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
    """`loan`, `interest`: fen, all that the contract's due days bring; of loans in columns."""
    book, _rejected = read_loans(_terms(loans.filter(IN_COLUMNS), ()))
    return pl.DataFrame(
        {"loan": book.ids.cast(pl.Int64), "interest": interest_to_maturity(book.columns)}
    )


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
    plain, others = drawn.filter(IN_COLUMNS), drawn.exclude(IN_COLUMNS)
    alone = [*odd.values(), *others.exclude(pk__in=odd).select_related("case")]
    return _Whole(
        terms=_terms(plain, odd),
        happened=pl.concat(
            [_repayments(plain, special), pl.DataFrame(events, schema=_EVENTS, orient="row")]
        ),
        alone=alone,
        events=events_by_loan([loan.pk for loan in alone]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInColumns:
    """Standings of loans to which nothing happened but repayments; fen.

    standings: `loan` with `since`, `balance`, `overdue_from`, `closed_on`, `due_on`. repaid: what
    took something off the principal, as its table has it.
    """

    standings: pl.DataFrame
    repaid: pl.DataFrame


def plain_loans(loans: QuerySet[Loan]) -> QuerySet[Loan]:
    """Loans that the columns can hold and to which nothing happened but repayments."""
    return loans.filter(IN_COLUMNS).exclude(SPECIAL).order_by("pk")


def kept_in_columns(loans: QuerySet[Loan], plain: Collection[int]) -> KeptInColumns:
    """The standings of those loans that are plain, as `core.lending.standing` works them out.

    Left out: a loan with two payments on one day, which the columns take as one sum.
    """
    happened, left_out = _payments(loans, plain)
    terms = _terms(loans, left_out)
    book, rejected = read_loans(terms.filter(_among("loan", plain)))
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
        standings=pl.DataFrame(
            {
                "loan": numbers,
                "since": _dates(since),
                "balance": states.principal_balance,
                "overdue_from": _dates(states.overdue_since),
                "closed_on": _dates(states.closed_on),
                "due_on": _dates(book.columns.matures),
            }
        ),
        repaid=_reducing(happened, principal),
    )


def _among(name: str, loans: Collection[int]) -> pl.Expr:
    """Which rows are of some loans."""
    wanted = pl.Series(list(loans), dtype=pl.Int64)
    return pl.col(name).cast(pl.Int64).is_in(wanted.implode())


def _payments(loans: QuerySet[Loan], plain: Collection[int]) -> tuple[pl.DataFrame, set[int]]:
    """Repayments by loan and day, and the loans whose payments are not of that plain kind."""
    rows = LoanEventRow.objects.filter(loan__in=loans.order_by().values("pk"))
    happened = in_columns(
        rows.order_by("loan_id", "effective_on"),
        loan="loan_id",
        event="pk",
        kind="kind",
        amount="amount",
        day="effective_on",
        recorded_at="recorded_at",
    ).filter(_among("loan", plain))
    odd = pl.struct("loan", "day").is_duplicated() | (pl.col("kind") != str(EventKind.REPAYMENT))
    left_out = set(happened.filter(odd)["loan"].to_list())
    return happened.filter(~_among("loan", left_out)), left_out


def _reducing(happened: pl.DataFrame, principal: Ints) -> pl.DataFrame:
    paid = happened.with_columns(pl.Series("principal", principal)).filter(pl.col("principal") > 0)
    return paid.select(
        "recorded_at",
        loan_id="loan",
        event=pl.concat_str(pl.lit(f"{EventKind.REPAYMENT}:"), "event"),
        effective_on="day",
        amount="principal",
    )


def _dates(days: Ints) -> pl.Series:
    return pl.Series(days).replace(NEVER, None).cast(pl.Int32).cast(pl.Date)


def _terms(loans: QuerySet[Loan], odd: Iterable[int]) -> pl.DataFrame:
    """Laid out as `_LOANS`, with the reading that each loan's scheme chose."""
    rows = in_columns(
        loans,
        loan="pk",
        principal_fen="principal",
        commitment_fen="commitment",
        annual_rate_millionths="annual_rate",
        drawn_on="drawn_on",
        due_on="due_on",
        day_count="day_count",
        settlement="settlement",
        repayment="repayment",
        instalments="instalments",
        scheme="case__scheme",
        content_hash="case__scheme_hash",
    ).filter(~_among("loan", set(odd)))
    pinned = rows.select("scheme", "content_hash").unique()
    chosen = [str(due_day_counts_as(scheme_pinned(*each))) for each in pinned.rows()]
    readings = pinned.with_columns(pl.Series("due_day_counts_as", chosen, dtype=pl.String))
    read = rows.join(
        readings, on=["scheme", "content_hash"], how="left", maintain_order="left"
    ).with_columns(pl.col("loan").cast(pl.String))
    return read.select(list(_LOANS))


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
    ).filter(~_among("loan", set(special)))
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
        if loan.day_count not in DAY_COUNTS or any(one.kind not in KINDS for one in counted):
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
