"""A fictional book of bullet loans: amounts, days and payment habits as benchmarks need them.

Nineteen of twenty borrowers pay what is due on its day; one of twenty stops at some month and stays
in arrears. The interest they pay is what the replay says is due, so that the book is a sound one.
"""

from datetime import date, timedelta

import numpy as np
import polars as pl

from zhidai.core.lending.events import EventKind
from zhidai.core.lending.terms import DayCount, Repayment
from zhidai.engine.book_account import BookAccount
from zhidai.engine.book_columns import REPAYMENTS, BookColumns
from zhidai.engine.book_day_counts import DAY_COUNTS
from zhidai.engine.book_dues import Ints

_FIRST_DAY, _DAYS = date(2021, 1, 1), 730
_TERM_DAYS = 365
_RATES = (38_500, 43_500, 46_500, 48_500)
_IN_ARREARS = 0.05
_MOST_DUES = 14
_NEVER_STOPS = 99


def fictional_book(count: int, *, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Loans and their events; the same seed gives the same book."""
    chance = np.random.default_rng(seed)
    drawn = (_FIRST_DAY - date(1970, 1, 1)).days + chance.integers(0, _DAYS, count)
    principal = chance.integers(10, 1_001, count) * 1_000_000
    rate = chance.choice(np.array(_RATES, np.int64), count)
    stops = np.where(
        chance.random(count) < _IN_ARREARS, chance.integers(0, 12, count), _NEVER_STOPS
    )
    loans = pl.DataFrame(
        {
            "loan": pl.Series(np.arange(count)).cast(pl.String).str.zfill(8),
            "principal_fen": principal,
            "annual_rate_millionths": rate,
            "drawn_on": _dates(drawn),
            "due_on": _dates(drawn + _TERM_DAYS),
        }
    )
    return loans, _paid(loans, principal, rate, drawn, stops)


def _paid(
    loans: pl.DataFrame, principal: Ints, rate: Ints, drawn: Ints, stops: Ints
) -> pl.DataFrame:
    """Every due that was paid, on its day."""
    bullet = REPAYMENTS.index(Repayment.BULLET_MONTHLY_INTEREST)
    account = BookAccount.drawn(
        BookColumns(
            principal=principal,
            committed=principal,
            repayment=np.full_like(principal, bullet),
            instalments=np.zeros_like(principal),
            rate=rate,
            day_count=np.full_like(principal, DAY_COUNTS.index(DayCount.ACT_360)),
            drawn_on=drawn,
            matures=drawn + _TERM_DAYS,
            on_the_twentieth=np.ones(len(drawn), bool),
            due_day_counts_as=np.zeros_like(principal),
        )
    )
    parts = []
    for number in range(_MOST_DUES):
        due = account.days.next_due.copy()
        which = np.flatnonzero((due <= account.matures) & (stops > number))
        account.bring_to(which, due[which])
        at_maturity = due[which] == account.matures[which]
        amount = account.interest_due(which) + np.where(at_maturity, account.balance[which], 0)
        account.paid_total[which] = account.due_total[which]
        parts.append((which, due[which], amount))
    place, day, amount = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.lexsort((day, place))
    place, day, amount = place[order], day[order], amount[order]
    return pl.DataFrame(
        {
            "loan": loans["loan"].gather(place),
            "event": pl.Series(np.arange(len(place))).cast(pl.String),
            "kind": pl.Series([str(EventKind.REPAYMENT)]).new_from_index(0, len(place)),
            "amount_fen": amount,
            "effective_on": _dates(day),
        }
    ).filter(pl.col("amount_fen") > 0)


def _dates(days: Ints) -> pl.Series:
    return pl.Series(days).cast(pl.Int32).cast(pl.Date)


def last_day_of_book() -> date:
    """The day on which the last loan of a fictional book is due."""
    return _FIRST_DAY + timedelta(days=_DAYS - 1 + _TERM_DAYS)
