"""What was said a pledge is worth beside what it brought: appraised, accepted, internal, realised.

Sums are only held against each other over the same loans: the ratio of two values is taken over
the loans that have both.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.dashboards.figures import Figure, Measure, total
from zhidai.core.statistics.figures import cut_to_millionth


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeValue:
    """The values of what secures one loan, yuan; None where nobody gave one.

    appraised: of the formal report, before there is one the preliminary value; accepted: the market
    value that the bank accepts (6.1.4); internal: a party's own valuation of all of the patents;
    realised: what auctions and transfers of the pledge brought, gross.
    """

    loan: str
    appraiser: str
    appraised: Decimal | None = None
    accepted: Decimal | None = None
    internal: Decimal | None = None
    realised: Decimal | None = None


def values_by_appraiser(values: Iterable[PledgeValue]) -> tuple[Figure, ...]:
    """By appraiser: sums, and each value over the appraised one of the same loans."""
    by_appraiser: defaultdict[str, list[PledgeValue]] = defaultdict(list)
    for one in values:
        by_appraiser[one.appraiser].append(one)
    return tuple(
        figure for name, own in sorted(by_appraiser.items()) for figure in _figures(name, own)
    )


def _figures(name: str, own: Sequence[PledgeValue]) -> tuple[Figure, ...]:
    """A pledge that was not disposed of lacks nothing: it is not left out of what was realised."""
    disposed = [one for one in own if one.realised is not None]
    return (
        _sum(Measure.APPRAISED, name, own, lambda one: one.appraised),
        _sum(Measure.ACCEPTED, name, own, lambda one: one.accepted),
        _over_appraised(Measure.ACCEPTED_RATIO, name, own, lambda one: one.accepted),
        _sum(Measure.INTERNAL, name, own, lambda one: one.internal),
        _over_appraised(Measure.INTERNAL_RATIO, name, own, lambda one: one.internal),
        _sum(Measure.REALISED, name, disposed, lambda one: one.realised),
        _over_appraised(Measure.REALISED_RATIO, name, disposed, lambda one: one.realised),
    )


Value = Callable[[PledgeValue], Decimal | None]


def _sum(measure: Measure, name: str, own: Sequence[PledgeValue], value: Value) -> Figure:
    """None where no loan has the value: nothing is not zero."""
    stated = [(one.loan, amount) for one in own if (amount := value(one)) is not None]
    return Figure(
        measure=measure,
        of=name,
        value=total(amount for _, amount in stated) if stated else None,
        counted=tuple(loan for loan, _ in stated),
        left_out=len(own) - len(stated),
    )


def _over_appraised(
    measure: Measure, name: str, own: Sequence[PledgeValue], value: Value
) -> Figure:
    """Σ value / Σ appraised of the loans with both, cut to the millionth."""
    both = [
        (one.loan, amount, one.appraised)
        for one in own
        if (amount := value(one)) is not None and one.appraised
    ]
    ratio = None
    if both:
        ratio = cut_to_millionth(
            total(amount for _, amount, _ in both) / total(appraised for _, _, appraised in both)
        )
    return Figure(
        measure=measure,
        of=name,
        value=ratio,
        counted=tuple(loan for loan, _, _ in both),
        left_out=len(own) - len(both),
    )
