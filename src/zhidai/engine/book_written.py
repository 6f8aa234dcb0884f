"""A row of a book as the loan file writes it: what the core's own reader reads and explains.

Every cell is text there and an empty one says nothing; money and rates may stand in whole numbers
under their other names (`principal_fen`, `annual_rate_millionths`).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Final

from zhidai.core.errors import bad_input
from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.lending.loan_file import OPTIONAL_TERMS, read_terms
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.lending.written_events import EVERY_EVENT, NEEDED, OPTIONAL, read_event
from zhidai.core.money import from_fen, parse_yuan
from zhidai.reference.loan_tables import loan_tables

Row = Mapping[str, object]

LOAN, EVENT = "loan", "event"
TERMS = ("principal", "annual_rate", "drawn_on", "due_on")
COMMITMENT, TO_BANK = "commitment", "to_bank"
OTHERS = "others"  # who received what of a recovery did not go to the bank
LOAN_COLUMNS: Final = (
    LOAN,
    *TERMS,
    *OPTIONAL_TERMS,
    "principal_fen",
    "commitment_fen",
    "annual_rate_millionths",
)
_OF_MONEY = ("amount", "amount_fen", TO_BANK, "to_bank_fen")
# What only some kinds of event have besides money: `consents` and the like.
BESIDE_MONEY: Final = tuple(
    dict.fromkeys(
        name
        for kind in EventKind
        for name in (*NEEDED[kind], *OPTIONAL[kind])
        if name not in ("amount", "split")
    )
)
EVENT_COLUMNS: Final = (
    LOAN,
    EVENT,
    *(name for name in EVERY_EVENT if name != "id"),
    *_OF_MONEY,
    *BESIDE_MONEY,
)
_BETWEEN_NAMES = re.compile(r"[;；、]")
_WHOLE = re.compile(r"-?[0-9]{1,20}(\.0+)?")
_NOT_SAID: Final = datetime(1970, 1, 1, tzinfo=UTC)


def terms_of_row(row: Row) -> LoanTerms:
    """The terms of a loan; bad input as for `read_terms`, and `book_not_whole`."""
    terms = {name: said for name in (*TERMS, *OPTIONAL_TERMS) if (said := _text(row, name))}
    for name in ("principal", COMMITMENT):
        if said := _yuan(row, name):
            terms[name] = said
    if (rate := _whole(row, "annual_rate_millionths")) is not None:
        terms["annual_rate"] = f"{Decimal(rate) / 10_000:f}%"
    return read_terms(terms, loan_tables())


def event_of_row(row: Row, *, recorded_at: datetime | None) -> LoanEvent:
    """What happened to a loan. Without a column of instants it was recorded when it took effect.

    recorded_at: the cell as an instant, None where it says nothing or cannot be read. Bad input as
    for `read_event`, and `book_not_whole`.
    """
    name = (_text(row, EVENT) or "")[:60]
    written: dict[str, object] = {
        field: said
        for field in (*EVERY_EVENT, *BESIDE_MONEY)
        if (said := _text(row, field)) and field != "consents"
    }
    written["id"] = name
    if consents := _names(row.get("consents")):
        written["consents"] = consents
    if amount := _yuan(row, "amount"):
        written["amount"] = amount
    if to_bank := _yuan(row, TO_BANK):
        written |= _parts(written, to_bank)
    has_instants = "recorded_at" in row
    if recorded_at is not None or not has_instants:
        written["recorded_at"] = (recorded_at or _NOT_SAID).isoformat()
    event = read_event(written, place=name or EVENT)
    if has_instants:
        return event
    return replace(event, recorded_at=datetime.combine(event.effective_on, time(), UTC))


def to_bank_of(event: LoanEvent) -> Decimal:
    """What of its money the bank received."""
    return event.split.get(BANK, Decimal(0)) if event.split else event.amount


def _parts(written: Mapping[str, object], to_bank: str) -> dict[str, object]:
    """Who received what. Of a kind that nobody receives, the column itself, to be refused."""
    kind = written.get("kind")
    if kind not in list(EventKind) or "split" not in OPTIONAL[EventKind(str(kind))]:
        return {TO_BANK: to_bank}
    received = parse_yuan(to_bank)
    others = parse_yuan(written.get("amount", "")) - received
    parts = {BANK: received, OTHERS: max(others, Decimal(0))}
    return {"split": {party: f"{yuan:.2f}" for party, yuan in parts.items() if yuan}}


def _names(cell: object) -> list[str]:
    """Those who agreed: a list of texts, or one text with a semicolon between them."""
    texts = cell if isinstance(cell, list) else _BETWEEN_NAMES.split(str(cell or ""))
    return [said for one in texts if (said := str(one or "").strip())]


def _yuan(row: Row, name: str) -> str | None:
    fen = _whole(row, f"{name}_fen")
    return _text(row, name) if fen is None else f"{from_fen(fen):.2f}"


def _whole(row: Row, name: str) -> int | None:
    text = _text(row, name)
    if text is None:
        return None
    if not _WHOLE.fullmatch(text):
        raise bad_input("book_not_whole", column=name, text=text[:40])
    return int(Decimal(text))


def _text(row: Row, name: str) -> str | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)
