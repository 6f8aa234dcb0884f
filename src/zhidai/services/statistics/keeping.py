"""Keeps the facts in columns, chunk by chunk: only what was marked is read anew.

A chunk holds the cases or parties of one range of ids. A chunk that is missing is read whole, so
that all of them can be forgotten and made anew from the tables at any time. Marks are taken away by
the transaction that read what they stand for; one that comes meanwhile stays for the next.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TypeVar

import polars as pl
from django.db.models import F, Max, Model, QuerySet

from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.db.statistics.models import CASE, PARTY, FactAnswer, FactChunk, FactMark
from zhidai.engine.statistics.column_hashes import Hashes, column_hashes, content_hash
from zhidai.engine.statistics.columns import INSTANT, REPAYMENTS, Schema
from zhidai.services.lending.standing import keep_all
from zhidai.services.statistics.enterprises import enterprise_columns
from zhidai.services.statistics.loans import LATE
from zhidai.services.statistics.principal import repayments_kept
from zhidai.services.statistics.reading import case_columns
from zhidai.services.statistics.registrations import ANEW, TAKEN_BACK
from zhidai.services.statistics.subsidies import SUBSIDIES
from zhidai.services.transactions import one_transaction

CHUNK = 8_192  # ids of one range
MARKS_AT_ONCE = 10_000
CASES: Schema = {
    "case": pl.Int64,
    "number": pl.String,
    "scheme": pl.Categorical,
    "enterprise": pl.Int64,
    "parties": pl.List(pl.Int64),
    "status": pl.Categorical,
    "opened_on": pl.Date,
    "opened_at": INSTANT,
    "district": pl.Categorical,
    "district_at": INSTANT,
    "industry": pl.Categorical,
    "industry_at": INSTANT,
    "bank": pl.Int64,
    "guarantor": pl.Int64,
    "appraiser": pl.Int64,
    "ip_kind": pl.Categorical,
    "registered_on": pl.Date,
    "secured": pl.Int64,
    "released_on": pl.Date,
    "registered_at": INSTANT,
    "released_at": INSTANT,
    "anew": ANEW,  # registrations after the first one
    "taken_back": TAKEN_BACK,  # releases of loans that were not settled after all
    "loan": pl.Int64,
    "key": pl.String,
    "amount": pl.Int64,
    "drawn_on": pl.Date,
    "rate": pl.Int64,
    "collateral": pl.Int64,
    "appraised": pl.Int64,
    "accepted": pl.Int64,
    "drawn_at": INSTANT,
    "replay_from": INSTANT,
    "replay_until": INSTANT,
    # Where the loan stands from its last event on, and at the ends of quarters before.
    "since": pl.Date,
    "until": pl.Date,
    "overdue_from": pl.Date,
    "paused_days": pl.Int64,
    "falls_due": pl.Date,
    "late": LATE,
    # What its subsidies will be computed from: as the contract has it.
    "scheme_hash": pl.Categorical,
    "is_claimed": pl.Boolean,
    "matures": pl.Date,
    "interest": pl.Int64,
    "guarantee_fee": pl.Int64,
    "appraisal_fee": pl.Int64,
    # What was claimed and not refused.
    "subsidies": SUBSIDIES,
    "treasury": pl.Int64,
}
PARTIES: Schema = {
    "party": pl.Int64,
    "place": pl.Categorical,
    "place_at": INSTANT,
    "place_until": INSTANT,
    "district": pl.Categorical,
    "district_at": INSTANT,
    "industry": pl.Categorical,
    "industry_at": INSTANT,
    "active_from": pl.Date,
    "active_until": pl.Date,
    "recorded_at": INSTANT,
    "ended_at": INSTANT,
}
# Beside the columns of cases: what was drawn after the first part, and all principal repayments.
DRAWN_LATER, PAID = "drawn_later", "paid"
READ_AS = 3  # raised by a release that reads the same columns otherwise


def layout_of(read_as: int) -> str:
    """Chunks laid out or read otherwise, by an earlier or a later release, are read whole."""
    said = repr([CASES, PARTIES, REPAYMENTS, CHUNK, read_as, (DRAWN_LATER, PAID)])
    return hashlib.sha256(said.encode()).hexdigest()


LAYOUT = layout_of(READ_AS)
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One chunk: the rows of its subjects, and the repayments of the loans among them."""

    facts: pl.DataFrame
    repayments: pl.DataFrame


def keep_facts(on: date) -> int:
    """Read anew what was marked or is missing; returns how many chunks that were.

    Cut off at any moment, it goes on where it stopped.
    """
    keep_all(on)
    wanting = sorted(_missing() | _marked())
    for kind, number in wanting:
        with one_transaction():
            _keep(kind, number, on)
    return len(wanting)


def forget_facts() -> None:
    """Drop what is kept and counted, so that `keep_facts` makes it anew from the tables."""
    with one_transaction():
        FactAnswer.objects.all().delete()
        FactChunk.objects.all().delete()


def _marked() -> set[tuple[str, int]]:
    chunk = FactMark.objects.annotate(chunk=F("subject") / CHUNK)
    return set(chunk.values_list("kind", "chunk").distinct())


def _missing() -> set[tuple[str, int]]:
    """Of the ranges in which there are cases or parties."""
    last = {
        CASE: Case.objects.aggregate(last=Max("pk"))["last"],
        PARTY: Party.objects.aggregate(last=Max("pk"))["last"],
    }
    present = set(FactChunk.objects.filter(layout=LAYOUT).values_list("kind", "number"))
    ranges = {kind: range(last // CHUNK + 1) for kind, last in last.items() if last is not None}
    return {(kind, number) for kind, numbers in ranges.items() for number in numbers} - present


def _keep(kind: str, number: int, on: date) -> None:
    """The chunk's row is the lock: two that keep it take turns."""
    FactChunk.objects.get_or_create(kind=kind, number=number)
    chunk = FactChunk.objects.select_for_update().get(kind=kind, number=number)
    ids = range(number * CHUNK, (number + 1) * CHUNK)
    marks = FactMark.objects.filter(kind=kind, subject__gte=ids.start, subject__lt=ids.stop)
    seen = list(marks.values_list("pk", "subject"))
    before = None
    if chunk.layout != LAYOUT:
        kept = _read(kind, ids, on)
    elif seen:
        before = kept_in(chunk)
        kept = _with(kind, before, sorted({subject for _, subject in seen}), on)
    else:
        return
    chunk.columns = _hashes(kept, before or kept, {} if before is None else chunk.columns)
    chunk.facts, chunk.repayments = _written(kept.facts), _written(kept.repayments)
    chunk.layout = LAYOUT
    chunk.version = hashlib.sha256(chunk.facts + b"|" + chunk.repayments).hexdigest()
    chunk.save()
    for start in range(0, len(seen), MARKS_AT_ONCE):
        some = [mark for mark, _subject in seen[start : start + MARKS_AT_ONCE]]
        FactMark.objects.filter(pk__in=some).delete()


def _hashes(kept: Kept, before: Kept, known: Hashes) -> dict[str, str]:
    later = pl.col("principal") < 0
    return {
        **column_hashes(kept.facts, before.facts, known),
        DRAWN_LATER: content_hash(kept.repayments.filter(later)),
        PAID: content_hash(kept.repayments),
    }


def _with(kind: str, held: Kept, subjects: Sequence[int], on: date) -> Kept:
    """What was held with some of its subjects read anew, in the order of their ids."""
    name = "case" if kind == CASE else "party"
    others = held.facts.filter(~pl.col(name).is_in(list(subjects)))
    read = _read(kind, subjects, on)
    of_others = held.repayments
    if kind == CASE:
        loans = others["loan"].drop_nulls().implode()
        of_others = of_others.filter(pl.col("loan").is_in(loans))
    return Kept(
        facts=pl.concat([others, read.facts]).sort(name, maintain_order=True),
        repayments=pl.concat([of_others, read.repayments]).sort("loan", maintain_order=True),
    )


def _read(kind: str, ids: Collection[int], on: date) -> Kept:
    if kind == PARTY:
        facts = enterprise_columns(_among(Party.objects.all(), ids))
        return Kept(facts=_laid_out(facts, PARTIES), repayments=pl.DataFrame(schema=REPAYMENTS))
    cases = _among(Case.objects.all(), ids)
    loans = Loan.objects.filter(case__in=cases.order_by().values("pk"))
    facts = _laid_out(case_columns(cases, on), CASES)
    return Kept(facts=facts, repayments=repayments_kept(loans))


def _among(rows: QuerySet[Row], ids: Collection[int]) -> QuerySet[Row]:
    """Those of some ids; a range is asked for by its ends."""
    if isinstance(ids, range):
        return rows.filter(pk__gte=ids.start, pk__lt=ids.stop)
    return rows.filter(pk__in=ids)


def _laid_out(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())


def kept_in(chunk: FactChunk) -> Kept:
    """What a chunk holds."""
    facts, repayments = (
        pl.read_ipc(BytesIO(bytes(each))) for each in (chunk.facts, chunk.repayments)
    )
    return Kept(facts=facts, repayments=repayments)


def _written(frame: pl.DataFrame) -> bytes:
    written = BytesIO()
    frame.write_ipc(written, compression="zstd")
    return written.getvalue()
