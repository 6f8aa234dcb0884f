"""On which days a loan falls due: every month, at maturity, and monthly again while it is unpaid.

Monthly days are counted from the drawdown, never from the day before: a loan drawn on the 31st is
due on 28 February and on 31 March again. Each day is then moved by the loan's working-day rule on
its own; interest runs to the day so moved, so that a day is never paid for twice nor forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhidai.core.calendar import day_of_month
from zhidai.core.errors import Reason
from zhidai.core.lending.terms import LoanTerms, Repayment, Settlement, WorkingDayRule

MONTHS = 12
PAYMENT_DAY = 21  # the day after the settlement on the 20th


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDays:
    """The due days of one loan. maturities: as agreed, the last one in force, moved already."""

    terms: LoanTerms
    maturities: tuple[date, ...]

    @classmethod
    def of(cls, terms: LoanTerms) -> "DueDays":
        return cls(terms=terms, maturities=(terms.matures_on,))

    def after(self, day: date) -> date:
        """The first due day after a day of the loan's life."""
        if day >= self.maturities[-1]:
            return self._monthly_after(day)
        maturity = next(each for each in self.maturities if each > day)
        if self.terms.repayment is Repayment.SINGLE_PAYMENT:
            return maturity
        return min(self._monthly_after(day), maturity)

    def up_to_maturity(self) -> Iterator[date]:
        """All due days in order, the maturity in force as the last."""
        day = self.terms.drawn_on
        while day < self.maturities[-1]:
            day = self.after(day)
            yield day

    def estimates(self) -> tuple[Reason, ...]:
        """Why a due day up to maturity may still move: its calendar is not published."""
        if self.terms.working_day_rule is WorkingDayRule.NONE:
            return ()
        for day in self.up_to_maturity():
            if reasons := self.terms.moved(day).reasons:
                return reasons
        return ()

    def _monthly_after(self, day: date) -> date:
        if self.terms.working_day_rule is WorkingDayRule.NONE:
            return _next_monthly_day(day, monthly_on(self.terms))
        months = (day.year - self.terms.drawn_on.year) * MONTHS + day.month
        number = max(months - self.terms.drawn_on.month - 1, 0)  # it may have moved beyond its month
        while (found := self.terms.moved(monthly_day(self.terms, number)).on) <= day:
            number += 1
        return found

def _next_monthly_day(day: date, monthly: int) -> date:
    """The first such day of a month after a day."""
    if day.day < monthly:
        of_this_month = day_of_month(day.year, day.month, monthly)
        if of_this_month > day:
            return of_this_month
    return day_of_month(day.year + day.month // MONTHS, day.month % MONTHS + 1, monthly)


def monthly_on(terms: LoanTerms) -> int:
    """The day of the month on which interest falls due, or the last one of a shorter month."""
    return terms.drawn_on.day if terms.settlement is Settlement.DRAWDOWN_DAY else PAYMENT_DAY


def monthly_day(terms: LoanTerms, number: int) -> date:
    """The monthly day so many months after the drawdown's month, before any rule moves it.

    Number 0 may lie before the drawdown, or on it; nothing falls due then.
    """
    years, month_index = divmod(terms.drawn_on.month - 1 + number, MONTHS)
    return day_of_month(terms.drawn_on.year + years, month_index + 1, monthly_on(terms))
