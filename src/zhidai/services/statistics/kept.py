"""All facts that are kept, in the memory of the process: only chunks of a new version are read.

A version is the hash of what it stands for, so that what is in memory can be old but never wrong:
each look asks the tables which versions hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from zhidai.db.statistics.models import CASE, PARTY, FactChunk
from zhidai.engine.statistics.answers import Answers
from zhidai.engine.statistics.columns import REPAYMENTS
from zhidai.services.statistics.keeping import CASES, LAYOUT, PARTIES, Kept, keep_facts, kept_in

CHUNKS_AT_ONCE = 100  # of one query
LOOKS, COUNTED = 6, 24  # answers that are held of one version of everything


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFacts:
    """All cases and all enterprises, with what was worked out of these very versions.

    looks: the cases of one party each, as large as what it sees. counted: smaller answers.
    """

    cases: Whole
    parties: Whole
    looks: Answers = field(default_factory=lambda: Answers(LOOKS))
    counted: Answers = field(default_factory=lambda: Answers(COUNTED))


@dataclass(slots=True)
class _Memory:
    """What this process has read so far; a look replaces it whole, so that threads share it."""

    facts: KeptFacts = field(
        default_factory=lambda: KeptFacts(cases=_NOTHING[CASE], parties=_NOTHING[PARTY])
    )


_memory = _Memory()


def kept_facts(on: date) -> KeptFacts:
    """Of all cases and of all enterprises, none older than the tables."""
    while True:
        keep_facts(on)
        rows = FactChunk.objects.filter(layout=LAYOUT).order_by("kind", "number")
        chunks = list(rows.values_list("kind", "pk", "version"))
        before = _memory.facts
        cases, parties = (
            _whole(each, {pk: version for of, pk, version in chunks if of == kind}, kind)
            for each, kind in ((before.cases, CASE), (before.parties, PARTY))
        )
        if cases is before.cases and parties is before.parties:
            return before
        if cases is not None and parties is not None:
            _memory.facts = found = KeptFacts(cases=cases, parties=parties)
            return found


def _whole(before: Whole, wanted: Mapping[int, str], kind: str) -> Whole | None:
    """Parts that are in memory already are taken from there; others as they are by now.

    None if a chunk has been forgotten since its version was read.
    """
    if tuple(wanted.values()) == before.versions:
        return before
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
