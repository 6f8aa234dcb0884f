"""Same-day utility models and inventions that are one and the same.

Patent Law art. 9; clause 5.1.3.4 of the Ganzhou plan. Whoever wants both files both on the same day
and must give up the utility model to get the invention: a pledged utility model may vanish, and the
registrar may refuse its pledge. Only filings of a common owner, of one day and of the two kinds are
compared; each has at most one twin, so that pairs are taken from the surest down.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.valuation.filings import Filing
from zhidai.core.valuation.signs import (
    Evidence,
    by_category,
    by_content,
    by_place,
    confidence,
    is_possible,
    owner_and_day,
)
from zhidai.core.valuation.title_likeness import Titles

FLAGGED_FROM = Decimal("0.50")


class Relation(StrEnum):
    """What the second filing is to the first."""

    TWIN = "twin"  # the invention of the same day and subject, the utility model first
    IMPROVEMENT = "improvement"  # later, and the earlier subject stands in its title
    RELATED = "related"  # of the same owner and field, with an alike title


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Two filings that belong together, why, and how sure that is (0 to 1)."""

    relation: Relation
    first: Filing
    second: Filing
    evidence: tuple[Evidence, ...]
    confidence: Decimal

    @property
    def numbers(self) -> tuple[str, str]:
        """Both numbers in their plain form."""
        return str(self.first.number), str(self.second.number)


def titles_by_owner(filings: Iterable[Filing]) -> dict[str, Titles]:
    """What the titles of each owner have in common."""
    written: defaultdict[str, list[str]] = defaultdict(list)
    for filing in filings:
        for owner in filing.owners:
            written[owner].append(filing.title)
    return {owner: Titles(titles) for owner, titles in written.items()}


def twins(filings: Sequence[Filing]) -> tuple[Finding, ...]:
    """The pairs told to be twins, the surest first."""
    known = titles_by_owner(filings)
    found: dict[tuple[str, str], Finding] = {}
    for owner, group in _same_owner_and_day(filings):
        for pair in _pairs(group, known[owner]):
            before = found.get(pair.numbers)
            if before is None or before.confidence < pair.confidence:
                found[pair.numbers] = pair
    return tuple(_one_to_one(found.values()))


def _same_owner_and_day(filings: Iterable[Filing]) -> Iterator[tuple[str, list[Filing]]]:
    groups: defaultdict[tuple[str, date], list[Filing]] = defaultdict(list)
    for filing in filings:
        for owner in filing.owners:
            groups[owner, filing.filed_on].append(filing)
    for (owner, _), group in groups.items():
        yield owner, group


def _pairs(group: Sequence[Filing], titles: Titles) -> Iterator[Finding]:
    models = _of_kind(group, PatentKind.UTILITY_MODEL)
    inventions = _of_kind(group, PatentKind.INVENTION)
    for place, model in enumerate(models, start=1):
        for other_place, invention in enumerate(inventions, start=1):
            alike = titles.likeness(model.title, invention.title)
            if not is_possible(model, invention, alike=alike):
                continue
            evidence = (
                *owner_and_day(model, invention),
                *by_content(model, invention, alike=alike),
                *by_category(model, invention),
                *by_place((place, len(models)), (other_place, len(inventions))),
            )
            sure = confidence(evidence)
            if sure >= FLAGGED_FROM:
                yield Finding(
                    relation=Relation.TWIN,
                    first=model,
                    second=invention,
                    evidence=evidence,
                    confidence=sure,
                )


def _of_kind(group: Iterable[Filing], kind: PatentKind) -> list[Filing]:
    return sorted((one for one in group if one.kind is kind), key=lambda one: one.number.body)


def _one_to_one(found: Iterable[Finding]) -> Iterator[Finding]:
    """Each filing in one pair at most: the surest, ties by what their signs add up to, by number.

    Points decide where the confidence, shown in hundredths, does not.
    """
    taken: set[str] = set()
    for pair in sorted(found, key=lambda one: (-_points(one), one.numbers)):
        if not taken & set(pair.numbers):
            taken |= set(pair.numbers)
            yield pair


def _points(found: Finding) -> Decimal:
    return sum((one.points for one in found.evidence), Decimal(0))
