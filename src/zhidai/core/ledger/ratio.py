"""The scheme's ratio from a ledger, the room under its line, and the day on which it could trip.

Ganzhou plan 8.2: overdue balance over all balances of this business; more than 5 % stops new
business. The day named is not a forecast: it is the first day on which the line would be crossed if
no loan that falls due from now on were repaid and nothing else changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.ledger.standing import LoanStanding
from zhidai.core.portfolio.breaker import breaker_position
from zhidai.core.portfolio.npl import NplPosition
from zhidai.core.portfolio.settings import SUBSTANDARD_FROM, PortfolioSettings

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRatio:
    """The book on a day. Yuan; ratios are exact in `position`, and shown cut to six places.

    regulator: substandard and worse, by days overdue or by the bank's own class where the ledger
    tells a worse one; another measure, never in one series. A scheme that stops business by the
    five classes counts so too.
    trips_on: see the module; trips_by: the loans that would fall overdue up to that day.
    left_out: loans rejected while reading, which are in neither sum.
    """

    overdue: Decimal
    total: Decimal
    ratio: Decimal | None
    threshold: Decimal
    clause: str
    tripped: bool
    headroom: Decimal | None
    regulator_overdue: Decimal
    regulator_ratio: Decimal | None
    trips_on: date | None
    days_to_trip: int | None
    trips_by: tuple[str, ...]
    loans: int
    overdue_loans: int
    left_out: int


def ledger_ratio(
    standings: Sequence[LoanStanding],
    settings: PortfolioSettings,
    *,
    on: date,
    left_out: int,
    due_day_counts_as: int,
) -> LedgerRatio:
    """The ratio of a ledger on a day."""
    running = [one for one in standings if one.running]
    counted = settings.from_overdue_day
    position = breaker_position(
        _sums(running, from_overdue_day=counted),
        settings.npl_ratio_max,
        clause=settings.npl_clause,
        line_itself_trips=settings.line_itself_trips,
    )
    regulator = _sums(running, from_overdue_day=SUBSTANDARD_FROM)
    trips_on, trips_by = _first_trip(running, settings, on=on, counts_as=due_day_counts_as)
    return LedgerRatio(
        overdue=position.npl.overdue,
        total=position.npl.total,
        ratio=_shown(position.npl),
        threshold=settings.npl_ratio_max,
        clause=settings.npl_clause,
        tripped=position.tripped,
        headroom=position.headroom,
        regulator_overdue=regulator.overdue,
        regulator_ratio=_shown(regulator),
        trips_on=trips_on,
        days_to_trip=None if trips_on is None else (trips_on - on).days,
        trips_by=trips_by,
        loans=len(running),
        overdue_loans=sum(_counts(one, counted) for one in running),
        left_out=left_out,
    )


def _sums(running: Sequence[LoanStanding], *, from_overdue_day: int) -> NplPosition:
    return NplPosition(
        overdue=sum((one.balance for one in running if _counts(one, from_overdue_day)), ZERO),
        total=sum((one.balance for one in running), ZERO),
    )


def _counts(one: LoanStanding, from_overdue_day: int) -> bool:
    """Whether a loan counts as non-performing; from the substandard day on its class decides."""
    if from_overdue_day == SUBSTANDARD_FROM:
        return one.risk_class.is_non_performing
    return one.overdue_days >= from_overdue_day


def _shown(position: NplPosition) -> Decimal | None:
    """The ratio cut to six places: shown figures are never rounded up to the line."""
    ratio = position.ratio
    if ratio is None:
        return None
    return Decimal(ratio.numerator * 10**6 // ratio.denominator).scaleb(-6)


def _first_trip(
    running: Sequence[LoanStanding], settings: PortfolioSettings, *, on: date, counts_as: int
) -> tuple[date | None, tuple[str, ...]]:
    """The first day from `on` on which the line is crossed if nothing falling due is paid."""
    counted = settings.from_overdue_day
    by_day: dict[date, list[LoanStanding]] = {}
    for one in running:
        by_day.setdefault(max(_counts_from(one, counted, counts_as), on), []).append(one)
    total = sum((one.balance for one in running), ZERO)
    overdue, newly = ZERO, []
    for day in sorted(by_day):
        overdue += sum((one.balance for one in by_day[day]), ZERO)
        newly += [one.key for one in by_day[day] if not _counts(one, counted)]
        then = breaker_position(
            NplPosition(overdue=overdue, total=total),
            settings.npl_ratio_max,
            clause=settings.npl_clause,
            line_itself_trips=settings.line_itself_trips,
        )
        if then.tripped:
            return day, tuple(newly)
    return None, ()


def _counts_from(one: LoanStanding, counted: int, counts_as: int) -> date:
    """The day from which a loan counts as overdue if it stays unpaid."""
    if _counts(one, counted):
        return one.on
    if one.overdue_since is not None:
        return one.overdue_since + timedelta(days=counted - 1)
    return one.loan.due_on + timedelta(days=counted - counts_as)
