"""The standings of many loans to which nothing happened but repayments, worked out on columns."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl
from django.db.models import QuerySet

from zhidai.core.lending.events import EventKind
from zhidai.core.lending.standing import LAST_DUE
from zhidai.db.lending.models import Loan
from zhidai.db.lending.models import LoanEvent as LoanEventRow
from zhidai.engine.book_dues import Ints
from zhidai.engine.book_input import read_loans
from zhidai.engine.book_replay import (
    KINDS,
    NEVER,
    EventColumns,
    replay_book,
)
from zhidai.services.in_columns import in_columns
from zhidai.services.lending.loan_columns import SPECIAL, among, terms_in_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInColumns:
    """Standings of loans to which nothing happened but repayments; fen.

    standings: `loan` with `since`, `balance`, `overdue_from`, `closed_on`, `due_on`. repaid: what
    took something off the principal, as its table has it.
    """

    standings: pl.DataFrame
    repaid: pl.DataFrame


def plain_loans(loans: QuerySet[Loan]) -> QuerySet[Loan]:
    """Loans to which nothing happened but repayments."""
    return loans.exclude(SPECIAL).order_by("pk")


def kept_in_columns(loans: QuerySet[Loan], plain: Collection[int]) -> KeptInColumns:
    """The standings of those loans that are plain, as `core.lending.standing` works them out.

    Left out: a loan with two payments on one day, which the columns take as one sum, and one of
    more money than they hold.
    """
    happened, left_out = _payments(loans, plain)
    terms = terms_in_columns(loans, left_out)
    book, rejected = read_loans(terms.filter(among("loan", plain)))
    if rejected:
        raise AssertionError(f"the tables hold terms that cannot be read: {rejected[0]}")
    numbers = book.ids.cast(pl.Int64).to_numpy()
    happened = happened.filter(~among("loan", [int(one.loan) for one in book.alone]))
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
    ).filter(among("loan", plain))
    odd = pl.struct("loan", "day").is_duplicated() | (pl.col("kind") != str(EventKind.REPAYMENT))
    left_out = set(happened.filter(odd)["loan"].to_list())
    return happened.filter(~among("loan", left_out)), left_out


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
