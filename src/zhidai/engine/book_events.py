"""The events of a book: joined to its loans, put in order, one sum for each loan, day and kind.

A loan with an event that cannot be read is not replayed without it: its state would be wrong. A
loan with one that columns do not know is replayed alone, with all of its events.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import numpy as np
import polars as pl

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.money import from_fen, to_fen
from zhidai.engine.book_cells import day_of, money_in_fen, require_known
from zhidai.engine.book_dues import Ints
from zhidai.engine.book_input import EVENTS, ROW, Loans, Rejected
from zhidai.engine.book_replay import KINDS, EventColumns
from zhidai.engine.book_written import (
    BESIDE_MONEY,
    EVENT,
    EVENT_COLUMNS,
    LOAN,
    OTHERS,
    event_of_row,
    to_bank_of,
)

PLACE = "place"
_DAYS_BEFORE, _DAYS_HELD = 2**20, 2**21  # days of either side of 1970 that a key holds
_ORDER = {str(kind): code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The events in columns, and each as it was read, for asking the scalar replay of one loan."""

    columns: EventColumns
    plain: pl.DataFrame
    special: dict[int, list[LoanEvent]]  # place of a loan -> its events of kinds beside KINDS
    broken: dict[int, tuple[Reason, ...]]  # place of a loan -> what is wrong with its events


def no_events(loans: Loans) -> Events:
    """A book to which nothing has happened yet."""
    nothing = np.zeros(0, np.int64)
    begins = np.zeros(len(loans.ids) + 1, np.int64)
    empty = pl.DataFrame(
        schema={PLACE: pl.Int64, "day": pl.Date, "code": pl.Int64, "amount": pl.Int64}
    )
    columns = EventColumns(
        begins=begins, day=nothing, kind=nothing, amount=nothing, to_bank=nothing
    )
    return Events(columns=columns, plain=empty, special={}, broken={})


def read_events(
    frame: pl.DataFrame, loans: Loans, *, known_at: datetime | None, rejected_loans: Sequence[str]
) -> tuple[Events, list[Rejected]]:
    """Events of a frame. Bad input: `book_column_missing`, `book_column_unknown`,
    `book_money_is_float`.

    `rejected_loans` are of the book and were not taken: nothing more is said of their events. The
    places of loans that are replayed alone come after those of all in columns.
    """
    require_known(frame, EVENT_COLUMNS)
    plain = _plain(frame)
    ids = pl.concat([loans.ids, pl.Series([one.loan for one in loans.alone], dtype=pl.String)])
    places = pl.DataFrame({LOAN: ids, PLACE: np.arange(len(ids))})
    joined = plain.join(places, on=LOAN, how="left", maintain_order="left")
    strange = joined.filter(pl.col(PLACE).is_null() & ~pl.col(LOAN).is_in(list(rejected_loans)))
    rejected = [
        Rejected(
            table=EVENTS,
            row=row[ROW],
            loan=str(row[LOAN])[:60],
            reasons=(reason("book_event_of_unknown_loan", loan=str(row[LOAN])[:60]),),
        )
        for row in strange.iter_rows(named=True)
    ]
    own = joined.drop(LOAN)
    if own[PLACE].null_count():
        own = own.filter(pl.col(PLACE).is_not_null())
    own, special, broken = _mended(own, frame)
    if known_at is not None:
        own = own.filter(pl.col("recorded_at") <= known_at)
        special = _known(special, known_at)
    in_columns = own.filter(pl.col(PLACE) < len(loans.ids)) if loans.alone else own
    events = Events(
        columns=_columns(in_columns, len(loans.ids)), plain=own, special=special, broken=broken
    )
    return events, rejected


def events_of(events: Events, place: int) -> tuple[LoanEvent, ...]:
    """One loan's events as the core knows them."""
    return events_by_place(events, [place])[place]


def events_by_place(events: Events, places: Collection[int]) -> dict[int, tuple[LoanEvent, ...]]:
    """The events of some loans as the core knows them."""
    found = {place: list(events.special.get(place, ())) for place in places}
    among = pl.col(PLACE).is_in(pl.Series(list(places), dtype=pl.Int64).implode())
    for row in events.plain.filter(among).iter_rows(named=True):
        found[row[PLACE]].append(_event(row))
    return {place: tuple(own) for place, own in found.items()}


def _known(special: dict[int, list[LoanEvent]], known_at: datetime) -> dict[int, list[LoanEvent]]:
    known = {
        place: [one for one in own if one.recorded_at <= known_at] for place, own in special.items()
    }
    return {place: own for place, own in known.items() if own}


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    for name in (LOAN, EVENT, "kind"):
        if name not in frame.columns:
            raise bad_input("book_column_missing", column=name)
    frame = frame.with_columns(pl.Series(ROW, np.arange(2, len(frame) + 2)))
    amount = money_in_fen(frame, "amount")
    has_part = "to_bank" in frame.columns or "to_bank_fen" in frame.columns
    to_bank = money_in_fen(frame, "to_bank") if has_part else pl.lit(None, pl.Int64)
    return frame.select(
        pl.col(LOAN).cast(pl.String),
        ROW,
        pl.col(EVENT).cast(pl.String),
        day=day_of(frame, "effective_on"),
        code=pl.col("kind").cast(pl.String).replace_strict(_ORDER, default=None),
        amount=amount,
        to_bank=pl.coalesce(to_bank, amount),
        recorded_at=_instant(frame),
        says_more=_says_more(frame),
    )


def _says_more(frame: pl.DataFrame) -> pl.Expr:
    """Rows with something in a column that no event of the columns' kinds has."""
    names = [name for name in BESIDE_MONEY if name in frame.columns]
    return pl.any_horizontal(pl.lit(value=False), *(_says(frame, name) for name in names))


def _says(frame: pl.DataFrame, name: str) -> pl.Expr:
    if frame.schema[name] == pl.List:
        return pl.col(name).list.len().fill_null(0) > 0
    return pl.col(name).cast(pl.String).fill_null("") != ""


def _instant(frame: pl.DataFrame) -> pl.Expr:
    """When it was recorded; the beginning of its day where the book does not say."""
    name = "recorded_at"
    if name not in frame.columns:
        return day_of(frame, "effective_on").cast(pl.Datetime("us", "UTC"))
    if frame.schema[name] == pl.String:
        return pl.col(name).str.to_datetime("%+", time_unit="us", time_zone="UTC", strict=False)
    return pl.col(name).cast(pl.Datetime("us", "UTC"))


def _mended(
    own: pl.DataFrame, frame: pl.DataFrame
) -> tuple[pl.DataFrame, dict[int, list[LoanEvent]], dict[int, tuple[Reason, ...]]]:
    """Rows in other forms by the core's reader: those of the columns' kinds as plain ones, those of
    other kinds, and why loans have events that cannot be read.
    """
    is_plain = (
        (pl.col("amount") > 0)
        & pl.col("day").is_not_null()
        & pl.col("code").is_not_null()
        & pl.col("recorded_at").is_not_null()
        & (pl.col("to_bank") >= 0)
        & (pl.col("to_bank") <= pl.col("amount"))
        & ~pl.col("says_more")
    ).fill_null(value=False)
    special: dict[int, list[LoanEvent]] = {}
    broken: dict[int, tuple[Reason, ...]] = {}
    mended = []
    for row in own.filter(~is_plain).iter_rows(named=True):
        try:
            written = frame.row(row[ROW] - 2, named=True)
            event = event_of_row(written, recorded_at=row["recorded_at"])
        except BadInput as refused:
            broken[row[PLACE]] = refused.reasons
            continue
        if event.kind in KINDS:
            mended.append(row | _plain_row(event))
        else:
            special.setdefault(row[PLACE], []).append(event)
    good = own.filter(is_plain)
    if mended:
        good = pl.concat([good, pl.DataFrame(mended, schema=own.schema)])
    for place, event_id in _twice(good):
        broken.setdefault(place, (reason("loan_event_twice", event=event_id),))
    return good, special, broken


def _plain_row(event: LoanEvent) -> dict[str, object]:
    return {
        "day": event.effective_on,
        "code": KINDS.index(event.kind),
        "amount": to_fen(event.amount),
        "to_bank": to_fen(to_bank_of(event)),
        "recorded_at": event.recorded_at,
        "says_more": False,
    }


def _twice(good: pl.DataFrame) -> list[tuple[int, str]]:
    """Loans in which one event stands twice: by a digest of both first, then by themselves."""
    digest = good.select((pl.col(EVENT).hash() ^ pl.col(PLACE).hash()).is_duplicated()).to_series()
    if not digest.any():
        return []
    suspects = good.filter(digest)
    found = suspects.filter(pl.struct(PLACE, EVENT).is_duplicated())
    return list(zip(found[PLACE], found[EVENT], strict=True))


def _split(amount: int, to_bank: int) -> dict[str, Decimal]:
    if to_bank == amount:
        return {}
    parts = {BANK: to_bank, OTHERS: amount - to_bank}
    return {party: from_fen(fen) for party, fen in parts.items() if fen}


def _event(row: dict[str, object]) -> LoanEvent:
    amount, to_bank = int(str(row["amount"])), int(str(row["to_bank"]))
    kind = KINDS[int(str(row["code"]))]
    recorded_at = row["recorded_at"]
    assert isinstance(recorded_at, datetime)  # noqa: S101 - the frame's own type
    return LoanEvent(
        id=str(row[EVENT]),
        kind=kind,
        amount=from_fen(amount),
        effective_on=row["day"],  # type: ignore[arg-type]
        recorded_at=recorded_at,
        split=_split(amount, to_bank) if kind is EventKind.RECOVERY else {},
    )


def _key(table: pl.DataFrame) -> Ints:
    """Loan, day and kind of each row as one number that orders them."""
    days = table["day"].to_physical().cast(pl.Int64) + _DAYS_BEFORE
    key = (table[PLACE].cast(pl.Int64) * _DAYS_HELD + days) * len(KINDS) + table["code"]
    numbers: Ints = key.cast(pl.Int64).to_numpy()
    return numbers


def _columns(own: pl.DataFrame, loans: int) -> EventColumns:
    """In the order of loan, day and kind; what falls together is one sum."""
    keys = [PLACE, "day", "code"]
    table = own.select(*keys, "amount", "to_bank")
    steps = np.diff(_key(table))
    if (steps <= 0).any():  # not in order yet, or several sums of one day
        table = table.group_by(keys).sum().sort(keys)
    begins = np.searchsorted(table[PLACE].to_numpy(), np.arange(loans + 1))
    return EventColumns(
        begins=begins.astype(np.int64),
        day=table["day"].to_physical().cast(pl.Int64).to_numpy(),
        kind=table["code"].cast(pl.Int64).to_numpy(),
        amount=table["amount"].to_numpy(),
        to_bank=table["to_bank"].to_numpy(),
    )
