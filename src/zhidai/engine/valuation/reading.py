"""A book of patents as its owner keeps it, made ready: known names, days, counts, good rows.

Missing is missing, never zero. A row that cannot be valued is rejected with the reason; a column
nobody asks for is passed over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from zhidai.core.errors import Reason, bad_input
from zhidai.core.registers import patent_columns
from zhidai.engine.valuation import names
from zhidai.engine.valuation.cells import (
    amount_of,
    count_of,
    day_of,
    industry_of,
    owner_of,
    text_of,
    word_of,
)
from zhidai.engine.valuation.duplicates import SeenNumbers
from zhidai.engine.valuation.headings import found_columns
from zhidai.engine.valuation.numbers import NO_NUMBER, Flags, Ints, read_numbers, year_of
from zhidai.engine.valuation.row_reasons import Written, reasons_of
from zhidai.engine.valuation.standing import is_application, superseded

ROW = "row"
FIRST_ROW = 2  # the heading is row 1
_FOR_PEOPLE = ("title", "owner_name")
_FAILED = "#"  # how a spreadsheet writes that a formula failed: #REF!, #N/A
PATENT_LAW = date(1985, 4, 1)
_COMPENSATION = (
    "10y"  # more than the law adds to an invention's term (assumed bound of what can be)
)
_DESIGN_15_YEARS_FROM = date(2021, 6, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedPatent:
    """A row that was not valued: its number in the file (the heading is row 1), and why."""

    row: int
    number: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """Some rows of a book: as they stood there, as they were understood, with `problem` where that
    failed; the codes of their numbers, and why a row has none by its place. headings: under which
    heading each known column stands.
    """

    written: pl.DataFrame
    headings: Mapping[str, str]
    parsed: pl.DataFrame
    codes: Ints
    wrong_numbers: Mapping[int, tuple[Reason, ...]]


def read_book(
    frame: pl.DataFrame, *, on: date, today: date | None = None
) -> tuple[pl.DataFrame, list[RejectedPatent]]:
    """The patents of a book, in its order. today: after it nothing can have happened; None where
    that is not asked. Bad input: `valuation_column_missing`, `valuation_column_twice`.
    """
    part = read_part(frame, on=on, today=today)
    return told_apart(part, SeenNumbers().again(part.codes), on=on)


def read_part(
    frame: pl.DataFrame, *, on: date, today: date | None = None, first_row: int = FIRST_ROW
) -> ReadPart:
    """Rows of a book from one on, each by itself; bad input as for `read_book`."""
    found = found_columns(frame.columns)
    known = _renamed(frame, found)
    numbers, wrong_numbers = read_numbers(known[patent_columns.NUMBER])
    parsed = known.select(
        pl.Series(ROW, np.arange(first_row, first_row + len(known))),
        written=pl.col(patent_columns.NUMBER).cast(pl.String).fill_null(""),
        patent_number=numbers["number"],
        number_kind=numbers["number_kind"],
        kind=word_of(patent_columns.KIND, names.KINDS),
        **{name: day_of(known, name) for name in patent_columns.DAYS},
        **{name: text_of(name) for name in patent_columns.TEXTS if name != "industry"},
        industry=industry_of("industry"),
        is_application=is_application(known),
        owner=owner_of(known),
        **{name: count_of(known, name) for name in patent_columns.COUNTS},
        **{name: amount_of(known, name) for name in (*patent_columns.MONEY, *patent_columns.RATES)},
    )
    parsed = parsed.with_columns(expiry_date=pl.coalesce("expiry_date", _computed_expiry()))
    codes = numbers["code"].to_numpy()
    problem = _problem(known, on, today, in_number=pl.Series(year_of(codes)))
    parsed, codes = _without_superseded(parsed.with_columns(problem=problem), codes)
    return ReadPart(
        written=known,
        headings=found,
        parsed=parsed,
        codes=codes,
        wrong_numbers=wrong_numbers,
    )


def _without_superseded(parsed: pl.DataFrame, codes: Ints) -> tuple[pl.DataFrame, Ints]:
    """An application gives way to its grant, which then is no second row of the number."""
    found = superseded(parsed)
    if found is None:
        return parsed, codes
    problem = pl.when(pl.Series(found)).then(pl.lit("granted_too")).otherwise("problem")
    return parsed.with_columns(problem=problem), np.where(found.to_numpy(), NO_NUMBER, codes)


def told_apart(
    part: ReadPart, again: Flags, *, on: date
) -> tuple[pl.DataFrame, list[RejectedPatent]]:
    """The good patents, and the others with their reasons. again: the number stood in the book
    before.
    """
    parsed = part.parsed
    if again.any():
        parsed = parsed.with_columns(
            problem=pl.when(pl.Series(again)).then(pl.lit("twice")).otherwise("problem")
        )
    if parsed["problem"].null_count() == len(parsed):
        return without_marks(parsed), []
    bad = parsed.with_row_index("place").filter(pl.col("problem").is_not_null())
    rejected = [
        RejectedPatent(
            row=row[ROW],
            number=row["written"][:40],
            reasons=reasons_of(
                row,
                Written(
                    cells=part.written, headings=part.headings, wrong_numbers=part.wrong_numbers
                ),
                on=on,
            ),
        )
        for row in bad.iter_rows(named=True)
    ]
    return without_marks(parsed.filter(pl.col("problem").is_null())), rejected


def without_marks(parsed: pl.DataFrame) -> pl.DataFrame:
    """Good patents without what says why others are not."""
    return parsed.drop("problem", "written")


def columns_read(present: Sequence[str]) -> list[str]:
    """Of a book's columns those that a valuation needs: all it knows but what only people read."""
    found = found_columns(present)
    return [written for name, written in found.items() if name not in _FOR_PEOPLE]


# What has happened: the days by which a book is up to date. Terms and paid fees end later.
_HAPPENED = ("filing_date", "grant_date", "lapse_date")


def dated_columns(present: Sequence[str]) -> list[str]:
    """Of a book's columns those that `latest_day` needs."""
    found = found_columns(present)
    return [
        found[name]
        for name in (*_HAPPENED, patent_columns.NUMBER, patent_columns.KIND)
        if name in found
    ]


def latest_day(frame: pl.DataFrame, *, today: date) -> date:
    """The latest day up to today that a book tells of: its day of valuation where none is asked
    for. A year mistyped must not move the whole book.

    Bad input: `valuation_day_unknown` for a book without any such day.
    """
    return latest_of([frame], today=today)


def latest_of(frames: Iterable[pl.DataFrame], *, today: date) -> date:
    """The same of a book in several frames, of which one at a time is looked at."""
    days = [day for frame in frames if (day := _latest(frame, today)) is not None]
    if not days:
        raise bad_input("valuation_day_unknown")
    return max(days)


def _latest(frame: pl.DataFrame, today: date) -> date | None:
    known = _renamed(frame, found_columns(frame.columns))
    days = known.select(day_of(known, name) for name in _HAPPENED)
    past = pl.all().filter(pl.all() <= today).max()
    latest: date | None = days.select(pl.max_horizontal(past)).item()
    return latest


def _renamed(frame: pl.DataFrame, found: Mapping[str, str]) -> pl.DataFrame:
    """Known columns by their names here; missing ones empty."""
    empty = [name for name in patent_columns.COLUMNS if name not in found]
    return frame.select(
        *(pl.col(written).alias(name) for name, written in found.items()),
        *(pl.lit(None, pl.String).alias(name) for name in empty),
    )


def _computed_expiry() -> pl.Expr:
    """The end of the term by law where the book does not say; a design's by its day of filing."""
    filed = pl.col("filing_date")
    return (
        pl.when(pl.col("kind") == "invention")
        .then(filed.dt.offset_by("20y"))
        .when((pl.col("kind") == "design") & (filed >= _DESIGN_15_YEARS_FROM))
        .then(filed.dt.offset_by("15y"))
        .otherwise(filed.dt.offset_by("10y"))
    )


def _latest_expiry() -> pl.Expr:
    """Later no term can end: only an invention's is ever made longer."""
    end = _computed_expiry()
    longer = pl.when(pl.col("kind") == "invention").then(end.dt.offset_by(_COMPENSATION))
    return longer.otherwise(end.dt.offset_by("1mo"))  # databases count the last days differently


def _problem(known: pl.DataFrame, on: date, today: date | None, *, in_number: pl.Series) -> pl.Expr:
    """The first thing wrong with a row, as a word; null for a good one. in_number: the year in the
    number, which a filing may precede (the international one, a divisional's parent's) and never
    follows.
    """
    checks: list[tuple[str, pl.Expr]] = [
        ("number", pl.col("patent_number").is_null()),
        ("kind", pl.col("kind").is_null()),
        ("kind_differs", pl.col("kind") != pl.col("number_kind")),
        ("filing_date", pl.col("filing_date").is_null()),
        ("before_law", pl.col("filing_date") < PATENT_LAW),
    ]
    if today is not None:
        checks += [(f"{name}_to_come", pl.col(name) > today) for name in _HAPPENED]
    checks.append(("after", pl.col("filing_date") > on))
    checks.append(("after_number", pl.col("filing_date").dt.year() > in_number))
    unread = _unread(
        known, (*patent_columns.DAYS[1:], *patent_columns.COUNTS, *patent_columns.MONEY,
                *patent_columns.RATES)
    )  # fmt: skip
    for name in patent_columns.DAYS[1:]:
        checks.append((name, unread[name]))
    for name in ("grant_date", "expiry_date", "lapse_date"):
        checks.append((f"{name}_before_filing", pl.col(name) < pl.col("filing_date")))
    checks.append(("lapse_before_grant", pl.col("lapse_date") < pl.col("grant_date")))
    checks.append(("expiry_date", pl.col("expiry_date") > _latest_expiry()))
    for name in (*patent_columns.COUNTS, *patent_columns.MONEY, *patent_columns.RATES):
        checks.append((name, unread[name]))
    for name in patent_columns.TEXTS:
        if name not in _FOR_PEOPLE:
            checks.append((name, pl.col(name).str.starts_with(_FAILED)))
    for name in (*patent_columns.COUNTS, *patent_columns.MONEY, "royalty_rate"):
        checks.append((name, (pl.col(name) < 0) | (pl.col(name) > 1e13)))
    for name in patent_columns.COUNTS:
        if not known.schema[name].is_integer():
            checks.append((name, pl.col(name) != pl.col(name).floor()))
    checks.append(("domestic", pl.col("domestic") > 1))
    checks.append(("independent_claims", pl.col("independent_claims") > pl.col("claims")))
    checks.append(("royalty_rate", pl.col("royalty_rate") > 1))
    checks.append(("revenue_growth", pl.col("revenue_growth").abs() > 0.9))
    found = pl.lit(None, pl.String)
    for word, check in reversed(checks):
        found = pl.when(check.fill_null(value=False)).then(pl.lit(word)).otherwise(found)
    return found


def _unread(known: pl.DataFrame, columns: Sequence[str]) -> dict[str, pl.Expr]:
    """Of each column: something stands in the cell and nothing could be made of it.

    All columns are looked at in one pass: of a few patents each pass costs more than its rows.
    """
    written = [name for name in columns if _is_written(known.schema[name], name)]
    stood = known.select(text_of(name).is_not_null() for name in written)
    nothing = dict.fromkeys(columns, pl.lit(value=False))
    return nothing | {name: pl.lit(stood[name]) & pl.col(name).is_null() for name in written}


def _is_written(kind: pl.DataType, name: str) -> bool:
    """Whether cells are read from what is written there: from text, days from numbers too."""
    return kind == pl.String or (name in patent_columns.DAYS and kind.is_numeric())
