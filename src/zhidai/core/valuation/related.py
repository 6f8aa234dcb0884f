"""Related and improvement patents of one owner, to be pledged together (clause 5.1.3.4).

Filings of one owner in one IPC subclass are compared where their titles share a pair of characters
that few of the owner's titles have; what belongs together by title, class, inventors and abstract
is told. It is an improvement if it was filed later and what the earlier title says stands in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from zhidai.core.valuation.filings import Filing
from zhidai.core.valuation.signs import by_content, confidence, is_possible, owner_and_day
from zhidai.core.valuation.title_likeness import Titles
from zhidai.core.valuation.twins import (
    FLAGGED_FROM,
    Finding,
    Relation,
    titles_by_owner,
)

TELLING = 30  # a pair of characters that more filings of the group have does not lead to a look
CONTAINED = 0.75  # of the earlier subject, for an improvement
WITHIN = 0.9  # likeness of a title that holds all of the earlier one and says more


def related(
    filings: Sequence[Filing], *, besides: Iterable[Finding], of: str | None = None
) -> tuple[Finding, ...]:
    """Related pairs and improvements, earlier first; `besides`: pairs told already. `of`: only
    pairs that this number is part of.
    """
    told = {one.numbers for one in besides}
    known = titles_by_owner(filings)
    found: dict[tuple[str, str], Finding] = {}
    for owner, group in _groups(filings):
        for one, other in _worth_a_look(group, known[owner], of=of):
            pair = _compared(one, other, known[owner])
            if pair is None or pair.numbers in told or pair.numbers[::-1] in told:
                continue
            before = found.get(pair.numbers)
            if before is None or before.confidence < pair.confidence:
                found[pair.numbers] = pair
    return tuple(sorted(found.values(), key=lambda one: (-one.confidence, one.numbers)))


def _groups(filings: Iterable[Filing]) -> Iterator[tuple[str, list[Filing]]]:
    """By owner and subclass; a filing whose class is not known may belong to any of its owner's."""
    groups: defaultdict[str, defaultdict[str, list[Filing]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for filing in filings:
        for owner in filing.owners:
            groups[owner][filing.symbol.subclass if filing.symbol else ""].append(filing)
    for owner, by_class in groups.items():
        unknown = by_class.pop("", [])
        yield from ((owner, [*group, *unknown]) for group in by_class.values())
        if unknown and not by_class:
            yield owner, unknown


def _worth_a_look(
    group: Sequence[Filing], titles: Titles, *, of: str | None
) -> Iterator[tuple[Filing, Filing]]:
    """Pairs that share a telling pair of characters, each once, the earlier filing first."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, filing in enumerate(group):
        for piece in titles.pieces_of(filing.title):
            if len(piece) > 1:
                having[piece].append(place)
    seen: set[tuple[int, int]] = set()
    for places in having.values():
        if len(places) <= TELLING or len(group) <= TELLING:
            seen.update(combinations(places, 2))
    for one, other in sorted(seen):
        pair = sorted((group[one], group[other]), key=lambda it: (it.filed_on, it.number.body))
        if of is None or of in {str(filing.number) for filing in pair}:
            yield pair[0], pair[1]


def _compared(earlier: Filing, later: Filing, titles: Titles) -> Finding | None:
    contained = titles.contained(earlier.title, later.title)
    alike = max(titles.likeness(earlier.title, later.title), WITHIN * contained)
    if not is_possible(earlier, later, alike=alike):
        return None
    evidence = (*owner_and_day(earlier, later), *by_content(earlier, later, alike=alike))
    sure = confidence(evidence)
    is_improvement = later.filed_on > earlier.filed_on and contained >= CONTAINED
    if sure < FLAGGED_FROM:
        return None
    return Finding(
        relation=Relation.IMPROVEMENT if is_improvement else Relation.RELATED,
        first=earlier,
        second=later,
        evidence=evidence,
        confidence=sure,
    )
