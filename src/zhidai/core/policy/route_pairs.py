"""Which route of one scheme stands beside which of another, whatever they are called.

Another city's route has another id, and a comparison that finds no partner would say everything
twice: gone there, come here. Routes of one id belong together; of the others those that have most
of their parties in common, by what these do there.
"""

from collections.abc import Iterator, Sequence

from zhidai.core.policy.scheme import Scheme

Side = str | None  # a route; None: a scheme without any
Pair = tuple[Side, Side]
ALIKE = 0.5  # from here on two routes of different names are taken for one that was renamed


def renamed_routes(old: Scheme, new: Scheme) -> dict[str, str]:
    """Routes of the old scheme that have another id in the new, with that id."""
    return {
        before: after
        for before, after in _matched(old, new, tuple(old.routes), tuple(new.routes))
        if before and after and before != after and _likeness(old, new, before, after) >= ALIKE
    }


def pairs_of(old: Scheme, new: Scheme, olds: Sequence[Side], news: Sequence[Side]) -> list[Pair]:
    """Each route of either side with its partner, in the order of the new scheme's routes.

    One that is left over stands beside the likest, though that one has a partner already.
    """
    pairs = _matched(old, new, olds, news)
    for before, after in _ranked(old, new, olds, news):
        here, there = {one for one, _ in pairs}, {one for _, one in pairs}
        if before not in here or after not in there:
            pairs.append((before, after))
    return sorted(pairs, key=lambda two: (news.index(two[1]), olds.index(two[0])))


def _matched(old: Scheme, new: Scheme, olds: Sequence[Side], news: Sequence[Side]) -> list[Pair]:
    """Routes of one id, and of the rest the likest first, each in one pair at most."""
    pairs: list[Pair] = [(one, one) for one in news if one in olds]
    for before, after in _ranked(old, new, olds, news):
        if all(before != one[0] and after != one[1] for one in pairs):
            pairs.append((before, after))
    return pairs


def _ranked(old: Scheme, new: Scheme, olds: Sequence[Side], news: Sequence[Side]) -> list[Pair]:
    """Every pair that could be, the likest first."""
    every = [(before, after) for before in olds for after in news]
    return sorted(every, key=lambda two: -_likeness(old, new, *two))


def _likeness(old: Scheme, new: Scheme, before: Side, after: Side) -> float:
    """The part of all roles in either that are roles in both."""
    here, there = set(_roles(old, before)), set(_roles(new, after))
    return len(here & there) / len(here | there) if here | there else 0.0


def _roles(scheme: Scheme, route: Side) -> Iterator[tuple[str, str]]:
    found = None if route is None else scheme.routes.get(route)
    if found is None:
        return
    yield from (("takes part", party) for party in found.parties)
    yield "holds the pledge", found.pledgee
    for model in scheme.loss_models:
        if not model.routes or found.id in model.routes:
            yield from (("bears losses", party) for party in model.shares)
