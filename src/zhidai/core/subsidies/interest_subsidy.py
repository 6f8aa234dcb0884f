"""Which interest counts for a subsidy, and what the LPR or a fixed rate would have come to.

Ganzhou plan 4.3 and 9.3: of interest actually paid, for at most a year from the first interest day.
Readings: interest on days from the maturity on is not subsidised unless `interest_subsidised` says
so; the maturity is the due day in force (`interest_of_extended_term`): the later one after an
extension, the day itself of a call for the whole debt. A loan above the rate ceiling may be
subsidised as if at the ceiling.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from zhidai.core.calendar import add_months
from zhidai.core.money import down_to_fen
from zhidai.core.policy.subsidies import LprOn
from zhidai.core.subsidies.settings import InterestReading

ZERO = Decimal("0.00")
DAYS_A_YEAR_OF_INTEREST = 360
DECEMBER, LAST_OF_DECEMBER = 12, 31


class PaidInterest(NamedTuple):
    """Interest paid for the days from `begins_on` up to the day before `ends_on`; yuan.

    A tuple: a forecast over a book makes a dozen for each loan.
    """

    begins_on: date
    ends_on: date
    paid: Decimal


class Earned(NamedTuple):
    """Ordinary interest of one period, yuan: charged in all, and unrounded what of it the days
    before some day earned.
    """

    charged: Decimal
    before: Decimal

    def part_of(self, paid: Decimal) -> Decimal:
        """What was paid for those days, rounded down: all they earned where all was paid."""
        if paid == self.charged:
            return min(down_to_fen(self.before), paid)
        return min(down_to_fen(paid * self.before / self.charged), paid)


def interest_ends_on(
    *, drawn_on: date, matures_on: date, months: int | None, reading: InterestReading
) -> date:
    """The first day whose interest no longer counts."""
    limit = date.max if months is None else add_months(drawn_on, months)
    return min(limit, matures_on) if reading is InterestReading.CONTRACT_INTEREST else limit


def as_if_at_ceiling(counted: Decimal, *, rate: Decimal, ceiling: Decimal) -> Decimal:
    """The part of interest that a rate at the ceiling would have come to, rounded down."""
    return down_to_fen(counted * ceiling / rate) if rate > ceiling else counted


def interest_at(yuan_days: Decimal, rate: Decimal) -> Decimal:
    """Principal owed by the day x rate / 360, unrounded: what a rate would have come to."""
    return yuan_days * rate / DAYS_A_YEAR_OF_INTEREST


def lpr_day(which: LprOn, *, signed_on: date, closed_on: date) -> date:
    """The day whose LPR a subsidy takes.

    month_before_contract: the last day of the month before. repayment_year_december: 31 December of
    the year before the loan was repaid, the last December published by then.
    """
    if which is LprOn.MONTH_BEFORE_CONTRACT:
        return signed_on.replace(day=1) - timedelta(days=1)
    if which is LprOn.REPAYMENT_YEAR_DECEMBER:
        return date(closed_on.year - 1, DECEMBER, LAST_OF_DECEMBER)
    return signed_on
