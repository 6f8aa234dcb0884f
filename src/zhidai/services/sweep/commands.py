"""The daily work: what a new business day brings by itself, each thing told once.

`move_business_date` takes a stated date forward one day at a time, each day in a transaction of
its own, so that a move that is cut off goes on where it stopped when it is asked for again.
"""

from datetime import date, timedelta

from django.db.models import Max

from zhidai.core.errors import reason
from zhidai.db.cases.models import Case
from zhidai.db.history.models import BusinessDate, DailyDigest
from zhidai.db.parties.models import Agreement
from zhidai.schemes.operated import operated_schemes
from zhidai.services import business_date
from zhidai.services.demonstration.standing_orders import pay_standing_orders
from zhidai.services.early_warning.daily import tell_warnings
from zhidai.services.filings.daily import tell_filings
from zhidai.services.history.commands import close_day
from zhidai.services.journal.posting import post_interest
from zhidai.services.portfolio.breaker import Grounds, check_breaker, locked_breaker
from zhidai.services.refusal import Refused
from zhidai.services.sweep.end_of_day import write_end_of_day
from zhidai.services.sweep.watch import tell_agreements, tell_claims, tell_loans
from zhidai.services.transactions import one_transaction
from zhidai.services.valuation.revaluation import revalue_quarterly

MOST_DAYS = 400
ONE_DAY = timedelta(days=1)


def move_business_date(to: date) -> None:
    """Move the stated business date forward, doing the work of each day on the way."""
    stated = business_date.stated()
    if stated is None:
        raise Refused((reason("business_date_follows_the_clock"),))
    if to <= stated:
        raise Refused((reason("business_date_moves_forward_only", to=to, stated=stated),))
    if (to - stated).days > MOST_DAYS:
        raise Refused((reason("business_date_moves_too_far", to=to, most=MOST_DAYS),))
    day = _first_unswept(stated)
    while day <= to:
        _work_of(day)
        day += ONE_DAY


def sweep(day: date) -> None:
    """The work of the start of a business day; run again, it finds nothing left to do.

    Refused for a day to come, and for one that was passed over: the work of a later one is done.
    """
    today = business_date.today()
    if day > today:
        raise Refused((reason("sweep_day_in_future", day=day, today=today),))
    _work_of(day)


def _first_unswept(stated: date) -> date:
    row = BusinessDate.objects.get()
    return stated if row.swept_until is None else row.swept_until + ONE_DAY


def _work_of(day: date) -> None:
    """All breakers are locked first, in one order, so that two sweeps of a day take turns.

    A party of two schemes has one chain of events: whoever holds the second scheme's breaker may
    wait for what the first one's work has written there.
    """
    with one_transaction():
        row = BusinessDate.objects.select_for_update().first()
        if row is not None:
            if row.swept_until is not None and row.swept_until >= day:
                return
            row.day, row.swept_until = max(row.day, day), day
            row.save()
        begun = [scheme for scheme in operated_schemes() if _has_begun(scheme)]
        for scheme in begun:
            locked_breaker(scheme)
        if row is None and _is_worked(day):
            return
        close_day(day - ONE_DAY)
        if row is not None:
            pay_standing_orders(day)  # a stated date: the demonstration's healthy borrowers
        for scheme in begun:
            _watch(scheme, day)


def _is_worked(day: date) -> bool:
    """On the clock the digest of the day before says so: it is made with the work of a day."""
    digests = DailyDigest.objects.filter(day__gte=day - ONE_DAY)
    last = digests.aggregate(last=Max("day"))["last"]
    if last is None:
        return False
    if not digests.filter(day=day - ONE_DAY).exists():
        raise Refused((reason("sweep_day_passed_over", day=day, last=last + ONE_DAY),))
    return True


def _has_begun(scheme: str) -> bool:
    """Whether anybody signed or applied under a scheme: before that its days bring nothing."""
    cases, agreements = Case.objects, Agreement.objects
    return cases.filter(scheme=scheme).exists() or agreements.filter(scheme=scheme).exists()


def _watch(scheme: str, day: date) -> None:
    """Everything under the breaker's lock, which `_work_of` took.

    What was known at the end of a day can be written on the next one alone, and new business stops
    on the ratio of today: on one of a past day all parties may have agreed since.
    """
    is_today = day == business_date.today()
    if is_today:
        write_end_of_day(scheme, day - ONE_DAY)
    tell_loans(scheme, day)
    tell_claims(scheme, day)
    post_interest(scheme, day)
    tell_agreements(scheme, day)
    tell_filings(scheme, day)
    revalue_quarterly(scheme, day)
    tell_warnings(scheme, day)
    if is_today:
        check_breaker(scheme, day, grounds=Grounds.DAILY_WORK)
