"""The events of a book: joined to its loans, put in order, one sum for each loan, day and kind.

A loan with an event that cannot be read is not replayed without it: its state would be wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import numpy as np
import polars as pl

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.money import from_fen, parse_yuan, to_fen
from zhidai.engine.book_dues import Ints
from zhidai.engine.book_input import EVENTS, LOAN, ROW, Loans, Rejected, day_of, money_in_fen
from zhidai.engine.book_replay import KINDS, EventColumns

PLACE, EVENT = "place", "event"
OTHERS = "others"  # who received what of a recovery did not go to the bank
_DAYS_BEFORE, _DAYS_HELD = 2**20, 2**21  # days of either side of 1970 that a key holds
_ORDER = {str(kind): code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The events in columns, and each as it was read, for asking the scalar replay of one loan."""

    columns: EventColumns
    plain: pl.DataFrame
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
    return Events(columns=columns, plain=empty, broken={})


def read_events(
    frame: pl.DataFrame, loans: Loans, *, known_at: datetime | None, rejected_loans: Sequence[str]
) -> tuple[Events, list[Rejected]]:
    """Events of a frame. Bad input: `book_column_missing`, `book_money_is_float`.

    `rejected_loans` are of the book and were not taken: nothing more is said of their events.
    """
    plain = _plain(frame)
    places = pl.DataFrame({LOAN: loans.ids, PLACE: np.arange(len(loans.ids))})
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
    own, broken = _mended(own, frame)
    if known_at is not None:
        own = own.filter(pl.col("recorded_at") <= known_at)
    return Events(columns=_columns(own, len(loans.ids)), plain=own, broken=broken), rejected


def events_of(events: Events, place: int) -> tuple[LoanEvent, ...]:
    """One loan's events as the core knows them."""
    rows = events.plain.filter(pl.col(PLACE) == place)
    return tuple(_event(row) for row in rows.iter_rows(named=True))


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
    )


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
) -> tuple[pl.DataFrame, dict[int, tuple[Reason, ...]]]:
    """Cells in other forms read one by one; loans with events that cannot be read, and why."""
    is_plain = (
        (pl.col("amount") > 0)
        & pl.col("day").is_not_null()
        & pl.col("code").is_not_null()
        & pl.col("recorded_at").is_not_null()
        & (pl.col("to_bank") >= 0)
        & (pl.col("to_bank") <= pl.col("amount"))
    ).fill_null(value=False)
    broken: dict[int, tuple[Reason, ...]] = {}
    mended = []
    for row in own.filter(~is_plain).iter_rows(named=True):
        try:
            mended.append(_read_slowly(row, frame.row(row[ROW] - 2, named=True)))
        except BadInput as refused:
            broken[row[PLACE]] = refused.reasons
    good = own.filter(is_plain)
    if mended:
        good = pl.concat([good, pl.DataFrame(mended, schema=own.schema)])
    for place, event in _twice(good):
        broken.setdefault(place, (reason("loan_event_twice", event=event),))
    return good, broken


def _twice(good: pl.DataFrame) -> list[tuple[int, str]]:
    """Loans in which one event stands twice: by a digest of both first, then by themselves."""
    digest = good.select((pl.col(EVENT).hash() ^ pl.col(PLACE).hash()).is_duplicated()).to_series()
    if not digest.any():
        return []
    suspects = good.filter(digest)
    found = suspects.filter(pl.struct(PLACE, EVENT).is_duplicated())
    return list(zip(found[PLACE], found[EVENT], strict=True))


def _read_slowly(row: dict[str, object], written: dict[str, object]) -> dict[str, object]:
    event, kind = str(row[EVENT])[:60], written.get("kind")
    if row["code"] is None:
        known = ", ".join(_ORDER)
        raise bad_input(
            "loan_field_not_choice", place=event, field="kind", text=str(kind)[:40], known=known
        )
    if row["day"] is None or row["recorded_at"] is None:
        raise bad_input("book_event_day_unreadable", event=event)
    amount = row["amount"] or to_fen(parse_yuan(written.get("amount")))
    to_bank = row["to_bank"] if row["to_bank"] is not None else amount
    LoanEvent(  # says what is wrong with it
        id=event,
        kind=KINDS[int(str(row["code"]))],
        amount=from_fen(int(str(amount))),
        effective_on=row["day"],  # type: ignore[arg-type]
        recorded_at=row["recorded_at"],  # type: ignore[arg-type]
        split=_split(int(str(amount)), int(str(to_bank))),
    )
    return {**row, "amount": amount, "to_bank": to_bank}


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
