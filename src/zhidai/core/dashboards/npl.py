"""The plan's own non-performing ratio on several days: the line that the breaker watches (8.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.core.portfolio.npl import LoanBalance, npl_position
from zhidai.core.statistics.figures import cut_to_millionth


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanThen:
    """A loan at the end of a day: what the bank was owed, yuan, and for how long it was overdue."""

    loan: str
    balance: Decimal
    overdue_days: int


def npl_over_time(
    days: Mapping[date, Sequence[LoanThen]], *, from_overdue_day: int
) -> tuple[Figure, ...]:
    """Ratio, overdue and total balance of each day; no ratio where nothing was owed.

    The ratio is cut to the millionth; the breaker itself compares exact fractions.
    """
    return tuple(
        figure for day, loans in days.items() for figure in _figures(day, loans, from_overdue_day)
    )


def _figures(day: date, loans: Sequence[LoanThen], from_day: int) -> tuple[Figure, ...]:
    owing = [one for one in loans if one.balance]
    position = npl_position(
        (LoanBalance(balance=one.balance, overdue_days=one.overdue_days) for one in owing),
        from_overdue_day=from_day,
    )
    exact, of = position.ratio, day.isoformat()
    ratio = None
    if exact is not None:
        ratio = cut_to_millionth(Decimal(exact.numerator) / Decimal(exact.denominator))
    bad = tuple(one.loan for one in owing if one.overdue_days >= from_day)
    every = tuple(one.loan for one in owing)
    return (
        Figure(measure=Measure.NPL_RATIO, of=of, value=ratio, counted=every),
        Figure(measure=Measure.NPL_OVERDUE, of=of, value=position.overdue, counted=bad),
        Figure(measure=Measure.NPL_TOTAL, of=of, value=position.total, counted=every),
    )
