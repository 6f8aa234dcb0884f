"""Whether the way of repayment that a contract chooses can be carried out, asked when it is chosen.

The days of drawdown and maturity are not fixed at the contract. What can be known is the most due
days that a loan of the term asked could have, whichever day it is drawn on: more instalments than
these could never fall due. The drawdown asks again with its own days.
"""

from datetime import timedelta
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.errors import Reason, reason
from zhidai.core.lending.conventions import Repayment
from zhidai.core.lending.due_days import DueDays
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.term_ceiling import longest_term as longest_term_of

LONGEST_MONTH = 31


def repayment_agreed(now: Circumstances) -> tuple[Reason, ...]:
    """The instalments go with the way of repayment: as many as it needs, none where it has none.

    Equal sums are worked out for one drawdown, so that nothing may be drawn later beside them.
    """
    chosen, number = now.content("contract.repayment"), now.amount("contract.instalments")
    if chosen is None:
        return ()
    is_in_parts = chosen == Repayment.INTEREST_THEN_INSTALMENTS
    if is_in_parts and (number is None or number < 1 or number != number.to_integral_value()):
        return (reason("instalments_needed"),)
    if not is_in_parts and number is not None:
        return (reason("instalments_not_wanted"),)
    is_equal = chosen == Repayment.EQUAL_TOTAL_INSTALMENTS
    if is_equal and now.day("contract.available_until") is not None:
        return (reason("equal_sums_drawn_at_once"),)
    return _too_many(now, int(number)) if number is not None else ()


def _too_many(now: Circumstances, number: int) -> tuple[Reason, ...]:
    months = longest_term(now)
    if not months or number <= (most := most_due_days(now, months)):
        return ()
    return (reason("instalments_beyond_term", number=number, due_days=most, months=months),)


def longest_term(now: Circumstances) -> int | None:
    """The months that the loan may run at most: as asked for, and as the scheme lets loans run."""
    found = []
    asked = now.amount("request.term")
    if asked is not None and asked == asked.to_integral_value():
        found.append(int(asked))
    of_scheme = longest_term_of(now.scheme, now.values_on)
    if of_scheme is not None:
        found.append(of_scheme)
    return min(found, default=None)


def most_due_days(now: Circumstances, months: int) -> int:
    """The most due days up to maturity, over all days of a month on which it may be drawn."""
    days = (now.on + timedelta(days=each) for each in range(LONGEST_MONTH))
    terms = (
        LoanTerms(
            principal=Decimal(1),
            annual_rate=Decimal(0),
            drawn_on=day,
            due_on=add_months(day, months),
        )
        for day in days
    )
    return max(sum(1 for _ in DueDays.of(each).up_to_maturity()) for each in terms)
