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
    """The due days of one loan. maturities: as agreed, the last one in force, moved already.

    monthly: the day of the month, in shorter months the last one, before any rule moves it.
    """

    terms: LoanTerms
    maturities: tuple[date, ...]
    monthly: int
    are_moved: bool
    begin_at_maturity: bool

    @classmethod
    def of(cls, terms: LoanTerms) -> "DueDays":
        is_by_drawdown = terms.settlement is Settlement.DRAWDOWN_DAY
        return cls(
            terms=terms,
            maturities=(terms.matures_on,),
            monthly=terms.drawn_on.day if is_by_drawdown else PAYMENT_DAY,
            are_moved=terms.working_day_rule is not WorkingDayRule.NONE,
            begin_at_maturity=terms.repayment is Repayment.SINGLE_PAYMENT,
        )

    def after(self, day: date) -> date:
        """The first due day after a day of the loan's life."""
        for maturity in self.maturities:
            if maturity > day:
                return maturity if self.begin_at_maturity else min(self._monthly(day), maturity)
        return self._monthly(day)

    def up_to_maturity(self) -> Iterator[date]:
        """All due days in order, the maturity in force as the last."""
        day = self.terms.drawn_on
        while day < self.maturities[-1]:
            day = self.after(day)
            yield day

    def estimates(self) -> tuple[Reason, ...]:
        """Why a due day up to maturity may still move: its calendar is not published."""
        if not self.are_moved:
            return ()
        for day in self.up_to_maturity():
            if reasons := self.terms.moved(day).reasons:
                return reasons
        return ()

    def _monthly(self, day: date) -> date:
        """The first monthly day after a day."""
        year, month = day.year, day.month
        if not self.are_moved:
            if day.day < self.monthly and (found := day_of_month(year, month, self.monthly)) > day:
                return found
            return day_of_month(year + month // MONTHS, month % MONTHS + 1, self.monthly)
        drawn_on = self.terms.drawn_on
        number = (year - drawn_on.year) * MONTHS + month - drawn_on.month
        number = max(number - 1, 0)  # the one of last month may have moved into this one
        while (found := self.terms.moved(self.written(number)).on) <= day:
            number += 1
        return found

    def written(self, number: int) -> date:
        """The monthly day so many months after the drawdown's month, before any rule moves it.

        Number 0 may lie before the drawdown, or on it; nothing falls due then.
        """
        years, month_index = divmod(self.terms.drawn_on.month - 1 + number, MONTHS)
        return day_of_month(self.terms.drawn_on.year + years, month_index + 1, self.monthly)
