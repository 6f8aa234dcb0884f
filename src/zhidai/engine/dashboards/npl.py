"""`core.dashboards.npl` on columns: a million loans at the ends of quarters and today."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import numpy as np
import polars as pl

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.core.money import from_fen
from zhidai.core.statistics.figures import cut_to_millionth
from zhidai.engine.book_dues import Flags, Ints
from zhidai.engine.book_replay import NEVER
from zhidai.engine.statistics.lines import Ids, line_columns

# What is asked of a loan.
LATENESS = (
    *("loan", "key", "amount", "drawn_on", "since"),
    *("overdue_from", "paused_days", "late"),
)


def npl_over_time(
    loans: pl.DataFrame, repayments: pl.DataFrame, days: Sequence[date], *, from_overdue_day: int
) -> tuple[Figure, ...]:
    """Ratio, overdue and total balance of each day, the days in their order.

    loans: in the order of `loan`, with `key`, `amount` in fen, `drawn_on`; from `since` on overdue
    from `overdue_from` less `paused_days`, on days before as many days as `late` says.
    repayments: `loan`, `on`, `principal`; of other loans as well.
    """
    owing, keys = Owing(loans, repayments), loans["key"]
    return tuple(
        figure
        for day in days
        for figure in _figures(day.isoformat(), keys, *owing.on(day), from_overdue_day)
    )


def npl_by_group(
    loans: pl.DataFrame,
    repayments: pl.DataFrame,
    day: date,
    *,
    arrears: pl.DataFrame,
    from_overdue_day: int,
    groups: Mapping[str, Sequence[str]],
) -> tuple[Figure, ...]:
    """The same of one day, for the whole and for each group that a column of the loans names.

    arrears: `loan`, `days` overdue of the loans with an event after the day. groups: column -> the
    names in it. A group's figures are of `group_of`.
    """
    owed, overdue = Owing(loans, repayments).on(day)
    numbers = loans["loan"].to_numpy()
    overdue[numbers.searchsorted(arrears["loan"].to_numpy())] = arrears["days"].to_numpy()
    found = list(_figures(day.isoformat(), loans["key"], owed, overdue, from_overdue_day))
    for by, names in groups.items():
        for name in names:
            some = (loans[by] == name).fill_null(value=False).to_numpy()
            keys = loans["key"].filter(pl.Series(some))
            of = group_of(day, by, name)
            found += _figures(of, keys, owed[some], overdue[some], from_overdue_day)
    return tuple(found)


def group_of(day: date, by: str, name: str) -> str:
    """The code of a group on a day."""
    return f"{day.isoformat()}/{by}={name}"


def overdue_on(loans: pl.DataFrame, day: date) -> Ints:
    """Days overdue on a day from each loan's last event on."""
    number = (day - date(1970, 1, 1)).days
    since = _days(loans["overdue_from"])
    paused = loans["paused_days"].fill_null(0).to_numpy()
    overdue: Ints = np.where(since <= number, number - since + 1 - paused, 0)
    return overdue


class Owing:
    """What is owed of each loan and for how long it is overdue, day after day."""

    def __init__(self, loans: pl.DataFrame, repayments: pl.DataFrame) -> None:
        """Bad order of loans or days is never looked at: both are asked as they are kept."""
        self._amount, self._drawn = loans["amount"].to_numpy(), _days(loans["drawn_on"])
        self._since = _days(loans["since"])
        self._overdue_from = _days(loans["overdue_from"])
        self._paused = loans["paused_days"].fill_null(0).to_numpy()
        numbers = loans["loan"].to_numpy()
        paid = repayments.filter(pl.col("loan").is_in(loans["loan"].implode()))
        self._place = np.searchsorted(numbers, paid["loan"].to_numpy())
        self._paid_on, self._paid = _days(paid["on"]), paid["principal"].to_numpy()
        late = loans.select(pl.int_range(pl.len()).alias("place"), "late").explode("late")
        late = late.filter(pl.col("late").is_not_null()).unnest("late")
        self._late_place, self._late_on = late["place"].to_numpy(), _days(late["on"])
        self._late_days = late["days"].to_numpy()

    def on(self, day: date) -> tuple[Ints, Ints]:
        """Balance in fen, never below zero, and days overdue at the end of a day."""
        number = (day - date(1970, 1, 1)).days
        owed: Ints = np.where(self._drawn <= number, self._amount, 0)
        then = self._paid_on <= number
        np.subtract.at(owed, self._place[then], self._paid[then])
        overdue = np.zeros_like(owed)
        was = self._late_on == number
        overdue[self._late_place[was]] = self._late_days[was]
        stands = (self._since <= number) & (self._overdue_from <= number)
        counted = number - self._overdue_from[stands] + 1 - self._paused[stands]
        overdue[stands] = counted
        return np.maximum(owed, 0), overdue


def _days(column: pl.Series) -> Ints:
    """Days since 1970; a day that is not there never comes."""
    days: Ints = column.cast(pl.Int32).cast(pl.Int64).fill_null(NEVER).to_numpy()
    return days


def _figures(
    of: str, keys: pl.Series, owed: Ints, overdue: Ints, from_day: int
) -> Iterator[Figure]:
    owing = owed > 0
    bad = owing & (overdue >= from_day)
    whole, part = int(owed.sum()), int(owed[bad].sum())
    ratio = cut_to_millionth(Decimal(part) / Decimal(whole)) if whole else None
    of_both = _ids(keys, owing, np.where(bad, owed, 0), owed)
    yield Figure(measure=Measure.NPL_RATIO, of=of, value=ratio, counted=of_both)
    of_bad, of_all = _ids(keys, bad, owed), _ids(keys, owing, owed)
    yield Figure(measure=Measure.NPL_OVERDUE, of=of, value=from_fen(part), counted=of_bad)
    yield Figure(measure=Measure.NPL_TOTAL, of=of, value=from_fen(whole), counted=of_all)


def _ids(keys: pl.Series, wanted: Flags, part: Ints, whole: Ints | None = None) -> Ids:
    def read() -> pl.DataFrame:
        told = pl.DataFrame({"id": keys, "part": part, "whole": part if whole is None else whole})
        return line_columns(
            told.filter(pl.Series(wanted)), part="part", whole=None if whole is None else "whole"
        )

    return Ids(length=int(wanted.sum()), read=read)
