"""Which route of one scheme stands beside which of another, whatever they are called.

Another city's route has another id, and a comparison that finds no partner would say every figure
twice: gone there, come here. Routes of one id belong together; of the others those that have most
of their parties in common.
"""

from collections.abc import Iterator, Sequence

from zhidai.core.policy.scheme import Scheme

Side = str | None  # a route; None: a scheme without any
Pair = tuple[Side, Side]


def pairs_of(old: Scheme, new: Scheme, olds: Sequence[Side], news: Sequence[Side]) -> list[Pair]:
    """Each route of either side with its partner, in the order of the new scheme's routes.

    One that is left over stands beside the likest, though that one has a partner already.
    """
    pairs = [(one, one) for one in news if one in olds]
    left_old = [one for one in olds if one not in news]
    left_new = [one for one in news if one not in olds]
    ranked = sorted(
        ((before, after) for before in left_old for after in left_new),
        key=lambda two: -_likeness(old, new, *two),
    )
    for before, after in ranked:
        if before in left_old and after in left_new:
            pairs.append((before, after))
            left_old.remove(before)
            left_new.remove(after)
    pairs += [(_likest(old, new, one, olds), one) for one in left_new]
    pairs += [(one, _likest_new(old, new, one, news)) for one in left_old]
    return sorted(pairs, key=lambda two: (news.index(two[1]), olds.index(two[0])))


def _likest(old: Scheme, new: Scheme, after: Side, olds: Sequence[Side]) -> Side:
    return max(olds, key=lambda before: _likeness(old, new, before, after))


def _likest_new(old: Scheme, new: Scheme, before: Side, news: Sequence[Side]) -> Side:
    return max(news, key=lambda after: _likeness(old, new, before, after))


def _likeness(old: Scheme, new: Scheme, before: Side, after: Side) -> float:
    """The part of all parties of both routes that take part in both; a pledgee counts twice."""
    here, there = set(_parties(old, before)), set(_parties(new, after))
    return len(here & there) / len(here | there) if here | there else 0.0


def _parties(scheme: Scheme, route: Side) -> Iterator[str]:
    found = None if route is None else scheme.routes.get(route)
    if found is not None:
        yield from found.parties
        yield f"pledgee: {found.pledgee}"
