"""When principal falls due: at maturity, in equal parts, or in equal sums with its interest.

Equal total instalments (等额本息): over n due days at a yearly rate r the same sum A falls due on
each, A = P x m / (1 - (1 + m)^-n) with m = r / 12, rounded half up to the fen once. What of A the
interest of a period by the loan's own day count leaves is principal, all of it as agreed at
drawdown; the last part takes what is left, so that the parts sum exactly.

What is overdue follows from the plan and from what is left to pay, never from which payment was
meant for which part: money paid early counts for the part that falls due next.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.lending.due_days import MONTHS, DueDays
from zhidai.core.lending.interest import ZERO, Earned
from zhidai.core.lending.terms import LoanTerms, Repayment
from zhidai.core.money import down_to_fen, half_up_to_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalDue:
    """A part of the principal and the day on which it falls due; yuan."""

    due_on: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalPlan:
    """The parts by due day, the last one at maturity."""

    parts: tuple[PrincipalDue, ...]

    @classmethod
    def of(cls, terms: LoanTerms, due_days: DueDays) -> "PrincipalPlan":
        """Bad input: `loan_instalments_too_many`."""
        if terms.repayment is Repayment.EQUAL_TOTAL_INSTALMENTS:
            return cls(parts=tuple(_equal_sums(terms, tuple(due_days.up_to_maturity()))))
        days = _principal_days(terms, due_days)
        return cls(parts=tuple(_equal_parts(terms.principal, days)))

    def with_drawdown(self, amount: Decimal, *, on: date) -> "PrincipalPlan":
        """The plan after a further drawdown: its principal in equal parts on the days to come."""
        days = tuple(part.due_on for part in self.parts if part.due_on > on)
        more = {part.due_on: part.amount for part in _equal_parts(amount, days)}
        return PrincipalPlan(
            parts=tuple(
                replace(part, amount=part.amount + more.get(part.due_on, ZERO))
                for part in self.parts
            )
        )

    def extended(self, maturity: date, later: date) -> "PrincipalPlan":
        """The plan after an extension: what fell due at maturity falls due later."""
        return PrincipalPlan(
            parts=tuple(
                replace(part, due_on=later) if part.due_on == maturity else part
                for part in self.parts
            )
        )

    def accelerated(self, on: date) -> "PrincipalPlan":
        """The plan after an acceleration: what would have fallen due later falls due now."""
        before = tuple(part for part in self.parts if part.due_on < on)
        rest = sum((part.amount for part in self.parts if part.due_on >= on), ZERO)
        return PrincipalPlan(parts=(*before, PrincipalDue(due_on=on, amount=rest)))

    def due_by(self, day: date) -> Decimal:
        """What has fallen due by the end of a day, paid or not."""
        return sum((part.amount for part in self.parts if part.due_on <= day), ZERO)

    @property
    def lent(self) -> Decimal:
        return sum((part.amount for part in self.parts), ZERO)

    def unpaid_by(self, day: date, *, left: Decimal) -> Decimal:
        """What has fallen due by a day and is not paid, where `left` of all principal is unpaid."""
        return max(self.due_by(day) - (self.lent - left), ZERO)

    def unpaid_parts(self, left: Decimal) -> Iterator[tuple[date, Decimal]]:
        """Each due day with what is unpaid of its part, oldest first."""
        paid = self.lent - left
        for part in self.parts:
            used = min(paid, part.amount)
            paid -= used
            if part.amount > used:
                yield part.due_on, part.amount - used


def _principal_days(terms: LoanTerms, due_days: DueDays) -> tuple[date, ...]:
    if terms.repayment is not Repayment.INTEREST_THEN_INSTALMENTS:
        return (terms.matures_on,)
    days = tuple(due_days.up_to_maturity())
    if terms.instalments > len(days):
        raise bad_input("loan_instalments_too_many", number=terms.instalments, due_days=len(days))
    return days[-terms.instalments :]


def equal_sum(principal: Decimal, *, annual_rate: Decimal, number: int) -> Decimal:
    """The sum in yuan that repays principal and monthly interest in so many equal instalments."""
    monthly = annual_rate / MONTHS
    if not monthly:
        return half_up_to_fen(principal / number)
    return half_up_to_fen(principal * monthly / (1 - (1 + monthly) ** -number))


def _equal_sums(terms: LoanTerms, days: tuple[date, ...]) -> Iterator[PrincipalDue]:
    total = equal_sum(terms.principal, annual_rate=terms.annual_rate, number=len(days))
    earned = Earned(day_count=terms.day_count, rounding=terms.rounding)
    left, begins_on = terms.principal, terms.drawn_on
    for due_on in days[:-1]:
        units = terms.day_count.units(begins_on, due_on)
        earned.add(left, units=units, rate=terms.annual_rate)
        charge = earned.settle()
        part = min(max(total - charge.interest, ZERO), left)
        yield PrincipalDue(due_on=due_on, amount=part)
        left, begins_on = left - part, due_on
    yield PrincipalDue(due_on=days[-1], amount=left)


def _equal_parts(amount: Decimal, days: tuple[date, ...]) -> Iterator[PrincipalDue]:
    """Cut down to the fen each, what is left over with the last: the parts sum exactly."""
    part = down_to_fen(amount / len(days))
    for day in days[:-1]:
        yield PrincipalDue(due_on=day, amount=part)
    yield PrincipalDue(due_on=days[-1], amount=amount - part * (len(days) - 1))
