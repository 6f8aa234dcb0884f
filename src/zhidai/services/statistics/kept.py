"""All facts that are kept, in the memory of the process: only chunks of a new version are fetched.

A version is the hash of what it stands for, so that what is in memory can be old but never wrong:
each look asks the tables which versions hold.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhidai.db.statistics.models import CASE, PARTY, FactChunk
from zhidai.engine.statistics.answers import Answers
from zhidai.engine.statistics.columns import REPAYMENTS
from zhidai.services.statistics.keeping import CASES, LAYOUT, PARTIES, keep_facts
from zhidai.services.statistics.stored import Chunk, StoredColumns

CHUNKS_AT_ONCE = 100  # of one query
LOOKS, COUNTED = 6, 24  # answers that are held of one version of everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Every chunk of one kind, one after the other."""

    facts: StoredColumns
    repayments: StoredColumns


_NOTHING = {
    kind: Whole(facts=StoredColumns(schema=schema), repayments=StoredColumns(schema=REPAYMENTS))
    for kind, schema in ((CASE, CASES), (PARTY, PARTIES))
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

    @property
    def version(self) -> str:
        """As `FactVersions.whole`."""
        return _version(self.cases.facts.files, self.parties.facts.files)


@dataclass(slots=True)
class _Memory:
    """What this process has read so far; a look replaces it whole, so that threads share it."""

    facts: KeptFacts = field(
        default_factory=lambda: KeptFacts(cases=_NOTHING[CASE], parties=_NOTHING[PARTY])
    )


_memory = _Memory()


def forget_what_is_in_memory() -> None:
    """As in a process that has looked at nothing yet; what is kept in the tables stays."""
    _memory.facts = KeptFacts(cases=_NOTHING[CASE], parties=_NOTHING[PARTY])


@dataclass(frozen=True, slots=True, kw_only=True)
class FactVersions:
    """What all facts say, column by column, without one of them in memory.

    whole: of all of them, as `KeptFacts.version`. An answer stays true for as long as the columns
    that it was counted from say the same, whatever else has changed.
    """

    whole: str
    _columns: tuple[Mapping[str, str], ...]  # of the cases' chunks, in their order
    _parties: str
    _found: dict[frozenset[str], str] = field(default_factory=dict)

    def of(self, names: Iterable[str]) -> str:
        """The version of some columns of all cases, and of all enterprises."""
        asked = frozenset(names)
        if asked not in self._found:
            ordered = sorted(asked)
            said = [[one[name] for name in ordered] for one in self._columns]
            told = repr([LAYOUT, ordered, said, self._parties])
            self._found[asked] = hashlib.sha256(told.encode()).hexdigest()
        return self._found[asked]


def versions_now(on: date) -> FactVersions:
    """As the tables have them."""
    keep_facts(on)
    rows = FactChunk.objects.filter(layout=LAYOUT).order_by("kind", "number")
    chunks = list(rows.values_list("kind", "pk", "version", "columns"))
    cases, parties = (
        [(pk, version) for of, pk, version, _ in chunks if of == kind] for kind in (CASE, PARTY)
    )
    return FactVersions(
        whole=_version(cases, parties),
        _columns=tuple(columns for of, _, _, columns in chunks if of == CASE),
        _parties=repr([version for _, version in parties]),
    )


def _version(cases: Iterable[Chunk], parties: Iterable[Chunk]) -> str:
    said = repr([LAYOUT, list(cases), list(parties)])
    return hashlib.sha256(said.encode()).hexdigest()


def _chunks() -> tuple[list[Chunk], list[Chunk]]:
    """Of cases and of parties."""
    rows = FactChunk.objects.filter(layout=LAYOUT).order_by("kind", "number")
    chunks = list(rows.values_list("kind", "pk", "version"))
    cases, parties = (
        [(pk, version) for of, pk, version in chunks if of == kind] for kind in (CASE, PARTY)
    )
    return cases, parties


def kept_facts(on: date) -> KeptFacts:
    """Of all cases and of all enterprises, none older than the tables."""
    while True:
        keep_facts(on)
        of_cases, of_parties = _chunks()
        before = _memory.facts
        cases, parties = (
            _whole(each, wanted)
            for each, wanted in ((before.cases, of_cases), (before.parties, of_parties))
        )
        if cases is before.cases and parties is before.parties:
            return before
        if cases is not None and parties is not None:
            _memory.facts = found = KeptFacts(cases=cases, parties=parties)
            return found


def _whole(before: Whole, wanted: Sequence[Chunk]) -> Whole | None:
    """What is in memory already is taken from there; the others as they are by now.

    None if a chunk has been forgotten since its version was read.
    """
    held = before.facts.files
    if tuple(wanted) == tuple(held):
        return before
    missing = [pk for pk, version in wanted if (pk, version) not in held]
    read = _fetched(missing)
    if len(read) < len(missing):
        return None
    now = [chunk if chunk in held else (chunk[0], read[chunk[0]].version) for chunk in wanted]
    files = [None if chunk in held else read[chunk[0]] for chunk in now]
    facts, repayments = (
        {
            chunk: None if file is None else bytes(getattr(file, name))
            for chunk, file in zip(now, files, strict=True)
        }
        for name in ("facts", "repayments")
    )
    return Whole(
        facts=before.facts.followed_by(facts),
        repayments=before.repayments.followed_by(repayments),
    )


def _fetched(numbers: Sequence[int]) -> Mapping[int, FactChunk]:
    """By chunk; one that was kept anew meanwhile has its new version."""
    rows = FactChunk.objects.filter(layout=LAYOUT)
    return {
        chunk.pk: chunk
        for start in range(0, len(numbers), CHUNKS_AT_ONCE)
        for chunk in rows.filter(pk__in=numbers[start : start + CHUNKS_AT_ONCE])
    }
