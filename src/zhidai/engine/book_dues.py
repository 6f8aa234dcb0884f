"""Due days of many loans at once, as the scalar `core.lending.due_days` gives them.

Days are counted from 1970-01-01 (int64). The k-th due day of a loan is worked out when it is asked
for: monthly days from the drawdown, with maturity put in once where it falls between them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhidai.core.lending.due_days import PAYMENT_DAY

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# The first day of every month from 1900 to 2200, so that a day is looked up and not worked out.
MONTHS = 12
_EPOCH_MONTH = 1970 * MONTHS
_FIRST_MONTH, _LAST_MONTH = 1900 * MONTHS, 2200 * MONTHS
_BEGINS: Ints = (
    np.arange(_FIRST_MONTH - _EPOCH_MONTH, _LAST_MONTH - _EPOCH_MONTH)
    .astype("datetime64[M]")
    .astype("datetime64[D]")
    .astype(np.int64)
)
FIRST_DAY, LAST_DAY = int(_BEGINS[0]), int(_BEGINS[-1])  # that are looked up; the last is not in


@dataclass(slots=True, kw_only=True)
class DueDays:
    """Where each loan stands in its sequence of due days; `next_due` is the one to come."""

    month: Ints  # of the monthly day to come, months since year 0
    day_of_month: Ints
    monthly: Ints  # the monthly day to come
    matures: Ints
    next_due: Ints

    @classmethod
    def of(
        cls,
        drawn: Ints,
        matures: Ints,
        *,
        on_the_twentieth: Flags,
        begin_at_maturity: Flags | None = None,
    ) -> "DueDays":
        """Before the first due day of each loan."""
        month, day = month_and_day(drawn)
        day = np.where(on_the_twentieth, PAYMENT_DAY, day)
        since = drawn
        if begin_at_maturity is not None and begin_at_maturity.any():
            month = np.where(begin_at_maturity, month_and_day(matures)[0], month)
            since = np.where(begin_at_maturity, matures, drawn)
        month = month + (day_number(month, day) <= since)
        monthly = day_number(month, day)
        return cls(
            month=month,
            day_of_month=day,
            monthly=monthly,
            matures=matures,
            next_due=np.minimum(monthly, matures),
        )

    def step(self, which: Ints) -> None:
        """Those loans' due day has come: on to the next."""
        due, matures = self.next_due[which], self.matures[which]
        month = self.month[which] + (due == self.monthly[which])
        monthly = day_number(month, self.day_of_month[which])
        self.month[which] = month
        self.monthly[which] = monthly
        self.next_due[which] = np.where(due < matures, np.minimum(monthly, matures), monthly)


def month_and_day(days: Ints) -> tuple[Ints, Ints]:
    """Months since year 0, and the day of the month."""
    place = np.searchsorted(_BEGINS, days, side="right") - 1
    return place + _FIRST_MONTH, days - _BEGINS[place] + 1


def day_number(month: Ints, day_of_month: Ints) -> Ints:
    """The day of a month, or its last day where it has no such day."""
    place = month - _FIRST_MONTH
    days: Ints = np.minimum(_BEGINS[place] + day_of_month, _BEGINS[place + 1]) - 1
    return days
