"""Who stands where: groups of one period by a figure, the largest first.

Equal values share a rank and the next one is skipped (1, 1, 3), as in sports; a group without a
value has no rank, nor have the facts that do not say to which group they belong. Only the figure
itself decides, never the name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhidai.core.statistics.facts import NOT_STATED
from zhidai.core.statistics.figures import WHOLE, Figure, mixed, require_alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """The place of one figure among others; shared: another one stands at it as well."""

    figure: Figure
    place: int
    shared: bool
    among: int


def ranking(figures: Iterable[Figure]) -> tuple[Rank, ...]:
    """The ranks of the groups, best first and by name where they share one.

    The whole and what is not stated have none. Bad input: `statistics_series_mixed`, also for
    figures of several periods or dimensions.
    """
    found = [one for one in figures if one.group != WHOLE and one.group.name != NOT_STATED]
    for other in found[1:]:
        _require_beside(found[0], other)
    valued = [(one.value, one) for one in found if one.value is not None]
    valued.sort(key=lambda pair: (-pair[0], pair[1].group.name))
    values = [value for value, _figure in valued]
    return tuple(
        Rank(
            figure=figure,
            place=values.index(value) + 1,
            shared=values.count(value) > 1,
            among=len(valued),
        )
        for value, figure in valued
    )


def by_group(ranks: Iterable[Rank]) -> Mapping[str, Rank]:
    """The rank of each group by its name."""
    return {one.figure.group.name: one for one in ranks}


def _require_beside(one: Figure, other: Figure) -> None:
    require_alike(one, other)
    for what, first, second in (
        ("period", str(one.period), str(other.period)),
        ("dimension", str(one.group.by), str(other.group.by)),
    ):
        if first != second:
            raise mixed(what, first, second)
