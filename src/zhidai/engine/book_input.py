"""Frames of loans and of their events as columns of numbers; what cannot be read, row by row.

Text in the plain forms (`10000000.00`, `4.85%`, `2021-03-01`) is read on columns. A cell in another
form is given to the core's own reader, which knows every form and says what is wrong in its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

import numpy as np
import polars as pl

from zhidai.core.errors import BadInput, Reason, bad_input
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.loan_file import OPTIONAL_TERMS
from zhidai.core.lending.terms import DayCount, LoanTerms, Repayment, Settlement, other_term
from zhidai.core.money import to_fen
from zhidai.engine.book_account import LONGEST_PERIOD_DAYS, fits
from zhidai.engine.book_cells import (
    day_of,
    kind_of,
    money_in_fen,
    rate_in_millionths,
    require_known,
)
from zhidai.engine.book_columns import MILLION, REPAYMENTS, BookColumns
from zhidai.engine.book_day_counts import DAY_COUNTS, longest_units
from zhidai.engine.book_dues import Flags, Ints
from zhidai.engine.book_written import COMMITMENT, LOAN, LOAN_COLUMNS, terms_of_row

ROW = "row"
LOANS, EVENTS = "loans", "events"
CHOSEN = {
    "day_count": str(DayCount.ACT_360),
    "settlement": str(Settlement.TWENTIETH),
    "due_day_counts_as": "0",
    "repayment": str(Repayment.BULLET_MONTHLY_INTEREST),
    "instalments": "0",
}
_CODES = {str(kind): code for code, kind in enumerate(REPAYMENTS)}
_COUNTS = {str(kind): code for code, kind in enumerate(DAY_COUNTS)}
_DEFAULTS = {
    each.name: str(each.default) for each in fields(LoanTerms) if isinstance(each.default, StrEnum)
}
_INSTALMENTS = r"^[1-9]\d{0,2}$"  # fifty years of months have three digits
_LAST_DAY = date(2190, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A row that was not taken: its number in its table (the heading is row 1), and why."""

    table: str  # loans or events
    row: int
    loan: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAlone:
    """A loan that the scalar replay replays, beside the columns."""

    loan: str
    row: int
    terms: LoanTerms
    events: tuple[LoanEvent, ...] = ()
    reasons: tuple[Reason, ...] = ()  # why its events cannot be read
    place: int | None = None  # in the columns, which hold its terms and not its events


@dataclass(frozen=True, slots=True, kw_only=True)
class Loans:
    """The loans of a book that can be replayed, in the order of the file."""

    ids: pl.Series
    rows: pl.Series
    columns: BookColumns
    alone: tuple[LoanAlone, ...]  # beside them: whose terms columns cannot hold


def read_loans(frame: pl.DataFrame) -> tuple[Loans, list[Rejected]]:
    """The loans of a frame. Bad input: `book_column_missing`, `book_column_unknown`,
    `book_money_is_float`.
    """
    require_known(frame, LOAN_COLUMNS)
    frame = frame.with_columns(pl.Series(ROW, np.arange(2, len(frame) + 2)), _text(frame, LOAN))
    plain = frame.select(
        LOAN,
        ROW,
        principal=money_in_fen(frame, "principal"),
        committed=_committed(frame),
        rate=rate_in_millionths(frame),
        drawn_on=day_of(frame, "drawn_on"),
        due_on=day_of(frame, "due_on"),
        **{name: _choice(frame, name) for name in CHOSEN},
        is_first=pl.col(LOAN).is_first_distinct(),
    )
    good = plain["is_first"].to_numpy() & _is_plain(plain) & _without_other_terms(frame)
    others, rejected = _others(frame, good, plain["is_first"].to_numpy())
    mended, alone = _mended(others, plain.schema)
    kept = pl.concat([plain.filter(pl.Series(good)), mended]).sort(ROW)
    loans = Loans(ids=kept[LOAN], rows=kept[ROW], columns=_columns(kept), alone=tuple(alone))
    return loans, rejected


def _is_plain(plain: pl.DataFrame) -> Flags:
    """Rows that the columns can be computed from as they stand."""
    sensible = plain.select(
        (pl.col(LOAN).str.strip_chars() != "")
        & (pl.col("principal") > 0)
        & (pl.col("committed") >= pl.col("principal"))
        & (pl.col("rate") >= 0)
        & (pl.col("rate") < MILLION)
        & (pl.col("due_on") > pl.col("drawn_on"))
        & (pl.col("drawn_on") >= date(1950, 1, 1))
        & (pl.col("due_on") <= _LAST_DAY)
        & pl.col("day_count").is_in(list(_COUNTS))
        & pl.col("settlement").is_in([str(each) for each in Settlement])
        & pl.col("due_day_counts_as").is_in(["0", "1"])
        & pl.when(pl.col("repayment") == str(Repayment.INTEREST_THEN_INSTALMENTS))
        .then(pl.col("instalments").str.contains(_INSTALMENTS))
        .otherwise(pl.col("instalments") == "0")
        & pl.col("repayment").is_in(list(_CODES))
        & (
            (pl.col("repayment") != str(Repayment.EQUAL_TOTAL_INSTALMENTS))
            | (pl.col("committed") == pl.col("principal"))
        )
    ).to_series()
    small = fits(
        plain["committed"].fill_null(0).to_numpy(),
        plain["rate"].fill_null(0).to_numpy(),
        longest_period_units=_longest_periods(plain),
    )
    return sensible.fill_null(value=False).to_numpy() & small


def _longest_periods(plain: pl.DataFrame) -> Ints:
    """In units: of a single payment from the drawdown to maturity, else a month."""
    is_single = pl.col("repayment") == str(Repayment.SINGLE_PAYMENT)
    term = (pl.col("due_on") - pl.col("drawn_on")).dt.total_days()
    longest = pl.when(is_single).then(pl.max_horizontal(term, LONGEST_PERIOD_DAYS))
    days = plain.select(longest.otherwise(LONGEST_PERIOD_DAYS).fill_null(LONGEST_PERIOD_DAYS))
    codes = plain["day_count"].replace_strict(_COUNTS, default=0, return_dtype=pl.Int64)
    return longest_units(codes.fill_null(0).to_numpy(), days.to_series().cast(pl.Int64).to_numpy())


def _without_other_terms(frame: pl.DataFrame) -> Flags:
    """Rows that say nothing, or the default, in columns of terms that only the scalar replay
    knows.
    """
    empty = [
        pl.col(name).cast(pl.String).fill_null("").is_in(["", _DEFAULTS.get(name, "")])
        for name in _other_terms(frame)
    ]
    found = frame.select(pl.all_horizontal(pl.lit(value=True), *empty)).to_series()
    return np.broadcast_to(found.to_numpy(), len(frame))


def _other_terms(frame: pl.DataFrame) -> list[str]:
    known = (*CHOSEN, COMMITMENT)
    return [name for name in OPTIONAL_TERMS if name in frame.columns and name not in known]


def _others(
    frame: pl.DataFrame, good: Flags, first: Flags
) -> tuple[list[LoanAlone], list[Rejected]]:
    """Every other row by the core's reader, or rejected with its reasons."""
    read, rejected = [], []
    for place in np.flatnonzero(~good):
        row = frame.row(int(place), named=True)
        name = str(row[LOAN] or "")
        try:
            if not name.strip():
                raise bad_input("book_loan_without_id")
            if not first[place]:
                raise bad_input("book_loan_twice", loan=name[:60])
            read.append(LoanAlone(loan=name, row=row[ROW], terms=terms_of_row(row)))
        except BadInput as refused:
            rejected.append(
                Rejected(
                    table=LOANS, row=row[ROW], loan=str(row[LOAN])[:60], reasons=refused.reasons
                )
            )
    return read, rejected


def _mended(
    read: Sequence[LoanAlone], schema: pl.Schema
) -> tuple[pl.DataFrame, Sequence[LoanAlone]]:
    """Those that columns can hold, in plain forms, and the others."""
    plain: list[LoanAlone] = []
    alone: list[LoanAlone] = []
    for one in read:
        (plain if _says_no_more(one.terms) else alone).append(one)
    table = pl.DataFrame([_plain_row(one) for one in plain], schema=schema)
    held = _is_plain(table)
    alone += [one for one, is_held in zip(plain, held, strict=True) if not is_held]
    return table.filter(pl.Series(held)), alone


def _says_no_more(terms: LoanTerms) -> bool:
    """Than columns know: no other term, and no rate finer than theirs."""
    rate = terms.annual_rate * MILLION
    return not other_term(terms, (*CHOSEN, COMMITMENT)) and rate == rate.to_integral_value()


def _plain_row(one: LoanAlone) -> dict[str, object]:
    terms = one.terms
    return {
        LOAN: one.loan,
        ROW: one.row,
        "principal": to_fen(terms.principal),
        "committed": to_fen(terms.committed),
        "rate": int(terms.annual_rate * MILLION),
        "drawn_on": terms.drawn_on,
        "due_on": terms.due_on,
        **{name: str(getattr(terms, name)) for name in CHOSEN},
        "is_first": True,
    }


def _columns(kept: pl.DataFrame) -> BookColumns:
    return BookColumns(
        principal=kept["principal"].to_numpy(),
        committed=kept["committed"].to_numpy(),
        repayment=kept["repayment"].replace_strict(_CODES, return_dtype=pl.Int64).to_numpy(),
        instalments=kept["instalments"].cast(pl.Int64).to_numpy(),
        rate=kept["rate"].to_numpy(),
        day_count=kept["day_count"].replace_strict(_COUNTS, return_dtype=pl.Int64).to_numpy(),
        drawn_on=kept["drawn_on"].to_physical().cast(pl.Int64).to_numpy(),
        matures=kept["due_on"].to_physical().cast(pl.Int64).to_numpy(),
        on_the_twentieth=kept["settlement"].to_numpy() == Settlement.TWENTIETH,
        due_day_counts_as=kept["due_day_counts_as"].cast(pl.Int64).to_numpy(),
    )


def _committed(frame: pl.DataFrame) -> pl.Expr:
    """What may be drawn in all; the first drawdown where the book says no more."""
    in_fen = f"{COMMITMENT}_fen"
    name = in_fen if in_fen in frame.columns else COMMITMENT
    principal = money_in_fen(frame, "principal")
    if name not in frame.columns or frame.schema[name] == pl.Null:
        return principal
    says_nothing = pl.col(name).cast(pl.String).fill_null("") == ""
    return pl.when(says_nothing).then(principal).otherwise(money_in_fen(frame, COMMITMENT))


def _choice(frame: pl.DataFrame, name: str) -> pl.Expr:
    if name not in frame.columns:
        return pl.lit(CHOSEN[name])
    return pl.col(name).cast(pl.String).fill_null(CHOSEN[name])


def _text(frame: pl.DataFrame, name: str) -> pl.Expr:
    kind_of(frame, name)
    return pl.col(name).cast(pl.String)
