"""All facts that are kept, in the memory of the process: only chunks of a new version are read.

A version is the hash of what it stands for, so that what is in memory can be old but never wrong:
each look asks the tables which versions hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from zhidai.db.statistics.models import CASE, PARTY, FactChunk
from zhidai.engine.statistics.columns import REPAYMENTS
from zhidai.services.statistics.keeping import CASES, LAYOUT, PARTIES, Kept, keep_facts, kept_in

CHUNKS_AT_ONCE = 100  # of one query


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Every chunk of one kind, one after the other. lengths: of facts and repayments of each."""

    versions: tuple[str, ...] = ()
    lengths: tuple[tuple[int, int], ...] = ()
    facts: pl.DataFrame
    repayments: pl.DataFrame


_NOTHING = {
    CASE: Whole(facts=pl.DataFrame(schema=CASES), repayments=pl.DataFrame(schema=REPAYMENTS)),
    PARTY: Whole(facts=pl.DataFrame(schema=PARTIES), repayments=pl.DataFrame(schema=REPAYMENTS)),
}


@dataclass(slots=True)
class _Memory:
    """What this process has read so far; a look replaces it whole, so that threads share it."""

    of: dict[str, Whole] = field(default_factory=lambda: dict(_NOTHING))


_memory = _Memory()


def kept_facts(on: date) -> tuple[Whole, Whole]:
    """Of all cases and of all enterprises, none older than the tables."""
    while True:
        keep_facts(on)
        rows = FactChunk.objects.filter(layout=LAYOUT).order_by("kind", "number")
        chunks = list(rows.values_list("kind", "pk", "version"))
        cases, parties = (
            _remembered({pk: version for each, pk, version in chunks if each == kind}, kind)
            for kind in (CASE, PARTY)
        )
        if cases is not None and parties is not None:
            return cases, parties


def _remembered(wanted: Mapping[int, str], kind: str) -> Whole | None:
    """None if a chunk has been forgotten since its version was read."""
    before = _memory.of[kind]
    if tuple(wanted.values()) == before.versions:
        return before
    found = _whole(before, wanted, kind)
    if found is not None:
        _memory.of = {**_memory.of, kind: found}
    return found


def _whole(before: Whole, wanted: Mapping[int, str], kind: str) -> Whole | None:
    """Parts that are in memory already are taken from there; others as they are by now."""
    held = dict(zip(before.versions, _parts(before), strict=True))
    missing = [pk for pk, version in wanted.items() if version not in held]
    read = _fetched(missing)
    if len(read) < len(missing):
        return None
    parts = [read.get(pk) or (version, held[version]) for pk, version in wanted.items()]
    nothing = _NOTHING[kind]
    return Whole(
        versions=tuple(version for version, _ in parts),
        lengths=tuple((len(each.facts), len(each.repayments)) for _, each in parts),
        facts=_joined(nothing.facts, (each.facts for _, each in parts)),
        repayments=_joined(nothing.repayments, (each.repayments for _, each in parts)),
    )


def _parts(whole: Whole) -> Iterable[Kept]:
    facts = repayments = 0
    for of_facts, of_repayments in whole.lengths:
        yield Kept(
            facts=whole.facts.slice(facts, of_facts),
            repayments=whole.repayments.slice(repayments, of_repayments),
        )
        facts, repayments = facts + of_facts, repayments + of_repayments


def _fetched(numbers: Sequence[int]) -> dict[int, tuple[str, Kept]]:
    """Chunk -> version and contents; one that was kept anew meanwhile has its new version."""
    rows = FactChunk.objects.filter(layout=LAYOUT)
    return {
        chunk.pk: (chunk.version, kept_in(chunk))
        for start in range(0, len(numbers), CHUNKS_AT_ONCE)
        for chunk in rows.filter(pk__in=numbers[start : start + CHUNKS_AT_ONCE])
    }


def _joined(nothing: pl.DataFrame, parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([nothing, *parts], rechunk=True)
