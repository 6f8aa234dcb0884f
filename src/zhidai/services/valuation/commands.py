"""A party has a book of patents valued; what came out is kept as it was that day."""

import io
from datetime import date
from hashlib import sha256

import polars as pl

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.valuation.book_notices import BookNotices, kept_notices
from zhidai.db.valuation.models import ValuedBook
from zhidai.documents.frames import frame_of
from zhidai.documents.uploads import clean_name
from zhidai.engine.valuation.book import ValuedBook as Valued
from zhidai.engine.valuation.book import value_book
from zhidai.engine.valuation.reading import RejectedPatent, latest_day, read_book
from zhidai.engine.valuation.summary import notices_of
from zhidai.services import business_date, clock
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once
from zhidai.services.valuation.parameters import parameters_in_use

VALUERS = frozenset({PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER})
LARGEST_BYTES = 20 * 1024**2
MOST_PATENTS = 50_000  # in a browser's time; larger books by `zhidai value book`
MOST_REJECTS_KEPT = 1_000


def value_uploaded_book(
    acting: Acting, *, name: str, content: bytes, on: date | None, key: str
) -> Answer:
    """Value the patents of a file on a day (None: the latest the book tells of); its id.

    Bad input: `table_...`, `valuation_...`, `valuation_book_too_long`, `valuation_book_empty`.
    """
    if acting.kind not in VALUERS:
        raise Refused((reason("valuation_not_yours"),))
    frame = frame_of(content, name=name, largest_bytes=LARGEST_BYTES)
    if frame.is_empty():
        raise bad_input("table_without_rows", file=name)
    if len(frame) > MOST_PATENTS:
        raise bad_input("valuation_book_too_long", patents=len(frame), most=MOST_PATENTS)
    today = max(business_date.today(), clock.now().date())  # a real book in a city of the past
    day = latest_day(frame, today=today) if on is None else on
    request = {"sha256": sha256(content).hexdigest(), "on": day}
    return once(
        acting,
        "value_book",
        key=key,
        request=request,
        work=lambda: _valued(
            acting,
            frame,
            day,
            today,
            name=clean_name(name),
            digest=request["sha256"],
            is_past=on is not None and day < today,
        ),
    )


def _valued(
    acting: Acting,
    frame: pl.DataFrame,
    day: date,
    today: date,
    *,
    name: str,
    digest: object,
    is_past: bool,
) -> Answer:
    parameters = parameters_in_use()
    found = value_book(frame, on=day, parameters=parameters, today=today, with_bridge=True)
    if found.values.is_empty():
        raise bad_input("valuation_book_empty", rejected=len(found.rejected))
    patents, _ = read_book(frame, on=day, today=today)
    notices = notices_of(found.summary, frame.columns, is_past=is_past)
    row = _row(acting, found, patents, notices, name=name, digest=str(digest))
    append(
        f"valuation:{acting.party_id}",
        "book_valued",
        acting=acting,
        payload={"book": row.pk, "name": name, "sha256": digest, "on": day, "patents": row.count},
    )
    return {"book": row.pk}


def _row(
    acting: Acting,
    found: Valued,
    patents: pl.DataFrame,
    notices: BookNotices,
    *,
    name: str,
    digest: str,
) -> ValuedBook:
    summary = found.summary
    return ValuedBook.objects.create(
        party_id=acting.party_id,
        person_id=acting.person_id,
        name=name,
        sha256=digest,
        valued_on=summary.on,
        recorded_at=business_date.now(),
        parameters=summary.parameters,
        is_indicative=summary.is_indicative,
        count=summary.patents,
        in_force=summary.in_force,
        rejected=summary.rejected,
        total_value=to_fen(summary.total_value),
        total_liquidation_value=to_fen(summary.total_liquidation_value),
        patents=_parquet(patents),
        values=_parquet(found.values),
        rejects=[_rejected(one) for one in found.rejected[:MOST_REJECTS_KEPT]],
        notices=kept_notices(notices),
    )


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def _rejected(one: RejectedPatent) -> dict[str, object]:
    return {
        "row": one.row,
        "number": _kept(one.number),
        "reasons": [_told(each) for each in one.reasons],
    }


def _told(one: Reason) -> dict[str, object]:
    return {"code": one.code, "parameters": {k: _kept(str(v)) for k, v in one.parameters.items()}}


def _kept(text: str) -> str:
    """Without NUL, which PostgreSQL keeps in no text."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
