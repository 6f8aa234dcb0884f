"""What of a period's ordinary interest the days before another day earned, told by the replay.

Balance, contract rate and misuse may change within the period, so its days are not alike.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from zhidai.core.lending.account import LoanAccount
from zhidai.core.lending.course import Course, together
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.history import events_in_effect
from zhidai.core.lending.terms import LoanTerms


def earned_before(terms: LoanTerms, events: Sequence[LoanEvent], day: date) -> Decimal:
    """Yuan, unrounded, that the days before `day` earned of the period that is open on it.

    Ordinary interest. What happens on that day or later has no part in it: the interest of a day
    is that of the balance at the end of the day before. day: after the drawdown.
    """
    known = events_in_effect(terms, events, on=day, known_at=None)
    before = [event for event in known if event.effective_on < day]
    course = Course.begun(terms)
    for group in together(before):
        course.happen(group)
    account = course.account
    account.bring_to(day)
    earned = account.earned.interest - _charged_for_later_days(account, day)
    return earned / terms.day_count.units_in_year


def _charged_for_later_days(account: LoanAccount, day: date) -> Decimal:
    """Of what prepayments were charged up to the period's end, the part of the days from `day`."""
    units, until = account.terms.day_count.units, account.next_due_on
    parts = (
        charged * units(day, until) / units(since, until)
        for since, charged in account.ahead
        if since < until
    )
    return sum(parts, Decimal(0))
