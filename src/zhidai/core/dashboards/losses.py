"""Claims and what came back by quarter, and who bears how much of the losses (7.2, 7.3, 8.1)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.dashboards.figures import Figure, Measure, each_once, total
from zhidai.core.statistics.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedAmount:
    """Yuan on a day."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimThen:
    """A claim with what was paid on it and what was recovered, net of the costs of recovering."""

    loan: str
    claimed_on: date
    principal: Decimal
    payments: tuple[DatedAmount, ...] = ()
    recoveries: tuple[DatedAmount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfLoss:
    """What one party bears of one claim, yuan. settled: paid by it, or set off against it.

    owed: what it has still to pay to the bank; recovered: what came back to it.
    """

    loan: str
    party: str
    borne: Decimal
    settled: Decimal
    owed: Decimal
    recovered: Decimal


def claims_by_period(claims: Sequence[ClaimThen], periods: Sequence[Period]) -> tuple[Figure, ...]:
    """Claims by the day of the claim, payments and recoveries by their own days."""
    return tuple(figure for period in periods for figure in _in(period, claims))


def _in(period: Period, claims: Sequence[ClaimThen]) -> tuple[Figure, ...]:
    def falls(day: date) -> bool:
        return period.first_on <= day <= period.last_on

    started = [one for one in claims if falls(one.claimed_on)]
    keys, of = tuple(one.loan for one in started), str(period)
    paid = [(c.loan, p.amount) for c in claims for p in c.payments if falls(p.on)]
    back = [(c.loan, r.amount) for c in claims for r in c.recoveries if falls(r.on)]
    return (
        Figure(measure=Measure.CLAIMS_STARTED, of=of, value=Decimal(len(started)), counted=keys),
        Figure(
            measure=Measure.CLAIMED,
            of=of,
            value=total(one.principal for one in started),
            counted=keys,
        ),
        _summed(Measure.CLAIMS_PAID, of, paid),
        _summed(Measure.RECOVERED, of, back),
    )


def losses_by_party(parts: Iterable[PartOfLoss]) -> tuple[Figure, ...]:
    """What each party is left with (the most first), bears, got back, has settled, still owes."""
    by_party: defaultdict[str, list[PartOfLoss]] = defaultdict(list)
    for one in parts:
        by_party[one.party].append(one)
    ordered = sorted(by_party.items(), key=lambda item: (-_left(item[1]), item[0]))
    return tuple(
        _summed(measure, party, found)
        for party, own in ordered
        for measure, found in (
            (Measure.LOSS_BORNE, [(one.loan, one.borne) for one in own]),
            (Measure.LOSS_PAID, [(one.loan, one.settled) for one in own]),
            (Measure.LOSS_OWED, [(one.loan, one.owed) for one in own]),
            (Measure.LOSS_RECOVERED, [(one.loan, one.recovered) for one in own]),
            (Measure.LOSS_LEFT, [(one.loan, one.borne - one.recovered) for one in own]),
        )
    )


def _left(parts: Sequence[PartOfLoss]) -> Decimal:
    return total(one.borne - one.recovered for one in parts)


def _summed(measure: Measure, of: str, amounts: Sequence[tuple[str, Decimal]]) -> Figure:
    """Loans that add nothing do not stand behind the sum."""
    return Figure(
        measure=measure,
        of=of,
        value=total(amount for _, amount in amounts),
        counted=each_once(loan for loan, amount in amounts if amount),
    )
