"""The breaker of clause 8.2: its row, the ratio it watches, and its trip.

The breaker trips by itself, inside the transaction that brought the ratio above the threshold, and
never lifts itself. Where the parties agreed to resume at a ratio above the threshold, it trips
again only above the ratio that they agreed at, until the ratio is back at the threshold.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.db.models import Case, F, Sum, When

from zhidai.core.lending.standing import days_overdue
from zhidai.core.money import format_yuan, from_fen, to_fen
from zhidai.core.portfolio.breaker import BreakerPosition, breaker_position
from zhidai.core.portfolio.npl import LoanBalance
from zhidai.core.portfolio.npl import npl_position as position_of
from zhidai.core.portfolio.settings import settings_from
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import Breaker, BreakerAction, LoanStanding
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.lending.book import states_of
from zhidai.services.lending.standing import holding
from zhidai.services.schemes.versions import scheme_in_force

BREAKER_CLAUSE = "8.2"
TRIP, LIFT = "trip", "lift"
REPLAYED_AT_ONCE = 4_000  # loans whose events are in memory together


class Grounds(StrEnum):
    """What the ratio was looked at for: kept with a trip, put into words by the surface."""

    DECISION = "decision"
    DRAWDOWN = "drawdown"
    REPAYMENT = "repayment"
    CLAIM = "claim"
    CLAIM_PAYMENT = "claim_payment"
    RECOVERY = "recovery"
    LOAN_CHANGED = "loan_changed"  # extended, called in, paused, written off ...
    DAILY_WORK = "daily_work"
    AGREED_BY_ALL = "agreed_by_all"  # of a lift


def locked_breaker(scheme: str) -> Breaker:
    """The scheme's breaker, locked until the transaction ends; a scheme's first use makes it."""
    locked = Breaker.objects.select_for_update()
    try:
        return locked.get(scheme=scheme)
    except Breaker.DoesNotExist:
        Breaker.objects.get_or_create(scheme=scheme)
        return locked.get(scheme=scheme)


def npl_position(scheme: str, on: date) -> BreakerPosition:
    """Overdue and total balance of the scheme on a day, the ratio, its threshold and headroom."""
    settings = settings_from(scheme_in_force(scheme, on), on)
    from_day = settings.from_overdue_day
    npl = position_of(_balances(scheme, on), from_overdue_day=from_day)
    return breaker_position(
        npl,
        settings.npl_ratio_max,
        clause=settings.npl_clause,
        line_itself_trips=settings.line_itself_trips,
    )


def _balances(scheme: str, on: date) -> Iterator[LoanBalance]:
    """The book in sums of loans overdue since one day; replayed, those kept for other days only.

    One statement says which loan is which. A page that keeps standings takes no breaker's lock:
    between two statements a loan could be told by both or by neither.
    """
    rows = LoanStanding.objects.filter(scheme=scheme).order_by()
    replayed = Case(When(holding(on), then=None), default=F("loan_id"))
    book = rows.annotate(replayed=replayed).values("replayed", "overdue_from", "paused_days")
    alone: list[int] = []
    for loan, overdue_from, paused, balance in book.annotate(total=Sum("balance")).values_list(
        "replayed", "overdue_from", "paused_days", "total"
    ):
        if loan is not None:
            alone.append(loan)
        else:
            yield LoanBalance(
                balance=from_fen(balance), overdue_days=days_overdue(overdue_from, paused, on=on)
            )
    for start in range(0, len(alone), REPLAYED_AT_ONCE):
        some = Loan.objects.filter(pk__in=alone[start : start + REPLAYED_AT_ONCE])
        for each in states_of(some, on):
            yield LoanBalance(
                balance=each.state.principal_balance, overdue_days=each.state.overdue_days
            )


def check_breaker(scheme: str, on: date, *, grounds: Grounds, acting: Acting | None = None) -> bool:
    """Trip the breaker if the ratio asks for it, in the calling transaction; True if it did."""
    breaker = locked_breaker(scheme)
    if breaker.is_tripped:
        return False
    position = npl_position(scheme, on)
    if not position.tripped:
        _forget_resumed_ratio(breaker)
        return False
    if _is_within_resumed_ratio(breaker, position):
        return False
    breaker.is_tripped = True
    breaker.resumed_overdue = breaker.resumed_total = None
    breaker.save()
    record_action(breaker, TRIP, position, on=on, grounds=grounds, acting=acting)
    return True


def record_action(
    breaker: Breaker,
    action: str,
    position: BreakerPosition,
    *,
    on: date,
    grounds: Grounds,
    acting: Acting | None,
) -> None:
    """Write a trip or lift down, with the balances it was decided on."""
    BreakerAction.objects.create(
        breaker=breaker,
        action=action,
        effective_on=on,
        overdue_balance=to_fen(position.npl.overdue),
        total_balance=to_fen(position.npl.total),
        grounds=str(grounds),
        person_id=acting.person_id if acting else None,
    )
    append(
        f"scheme:{breaker.scheme}",
        f"breaker.{'tripped' if action == TRIP else 'lifted'}",
        acting=acting,
        payload={
            "overdue": format_yuan(position.npl.overdue),
            "total": format_yuan(position.npl.total),
            "threshold": str(position.threshold),
            "grounds": str(grounds),
        },
        effective_on=on,
    )


def _is_within_resumed_ratio(breaker: Breaker, position: BreakerPosition) -> bool:
    ratio = position.npl.ratio
    if breaker.resumed_overdue is None or breaker.resumed_total is None or ratio is None:
        return False
    return ratio <= Fraction(breaker.resumed_overdue, breaker.resumed_total)


def _forget_resumed_ratio(breaker: Breaker) -> None:
    if breaker.resumed_total is not None:
        breaker.resumed_overdue = breaker.resumed_total = None
        breaker.save(update_fields=["resumed_overdue", "resumed_total"])
