"""As reported then, as known now: which figures are others today, and by which facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.statistics.figures import Figure, Group, require_alike
from zhidai.core.statistics.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One figure that is another one today. then: None for a group that nobody knew of then.

    added and removed: the ids of the facts counted now and not then, and the other way round; both
    may be empty, where the same loans owe something else.
    """

    period: Period
    group: Group
    then: Figure | None
    now: Figure
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def difference(self) -> Decimal | None:
        """Now less then; None where one of them has no value."""
        then = None if self.then is None else self.then.value
        if then is None or self.now.value is None:
            return None
        return self.now.value - then


def revisions(then: Sequence[Figure], now: Sequence[Figure]) -> tuple[Revision, ...]:
    """The figures whose value differs, in the order of `now`. Bad input: `statistics_series_mixed`.

    now: of every group of then, also of one to which no fact belongs any more.
    """
    known = {(one.group, one.period): one for one in then}
    found = []
    for figure in now:
        before = known.get((figure.group, figure.period))
        if before is not None:
            require_alike(before, figure)
        if (None if before is None else before.value) != figure.value:
            found.append(_revision(before, figure))
    return tuple(found)


def _revision(before: Figure | None, figure: Figure) -> Revision:
    then = () if before is None else before.counted
    return Revision(
        period=figure.period,
        group=figure.group,
        then=before,
        now=figure,
        added=_without(figure.counted, then),
        removed=_without(then, figure.counted),
    )


def _without(ids: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    known = frozenset(others)
    return tuple(one for one in ids if one not in known)
