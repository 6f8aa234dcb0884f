"""On which days a loan falls due: every month, at maturity, and monthly again while it is unpaid.

Monthly days are counted from the drawdown, never from the day before: a loan drawn on the 31st is
due on 28 February and on 31 March again. Each day is then moved by the loan's working-day rule on
its own; interest runs to the day so moved, so that a day is never paid for twice nor forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhidai.core.calendar import add_months
from zhidai.core.errors import Reason
from zhidai.core.lending.terms import LoanTerms, Repayment, Settlement, WorkingDayRule

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
        maturity = next((each for each in self.maturities if each > day), None)
        if maturity is None:
            return self._monthly_after(day)
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
        drawn_on = self.terms.drawn_on
        number = (day.year - drawn_on.year) * 12 + day.month - drawn_on.month
        if self.terms.working_day_rule is WorkingDayRule.NONE:
            of_this_month = monthly_day(self.terms, number)
            return of_this_month if of_this_month > day else monthly_day(self.terms, number + 1)
        number = max(number - 1, 0)  # the day of the month before may have moved into this one
        while (found := self.terms.moved(monthly_day(self.terms, number)).on) <= day:
            number += 1
        return found


def monthly_day(terms: LoanTerms, number: int) -> date:
    """The monthly day so many months after the drawdown's month, before any rule moves it.

    Number 0 may lie before the drawdown, or on it; nothing falls due then.
    """
    if terms.settlement is Settlement.DRAWDOWN_DAY:
        return add_months(terms.drawn_on, number)
    return add_months(terms.drawn_on.replace(day=PAYMENT_DAY), number)
