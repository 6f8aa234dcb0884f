"""When principal falls due: all of it at maturity, or in equal parts on the last due days.

What is overdue follows from the plan and from what is left to pay, never from which payment was
meant for which part: money paid early counts for the part that falls due next.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.lending.due_days import DueDays
from zhidai.core.lending.interest import ZERO
from zhidai.core.lending.terms import LoanTerms, Repayment
from zhidai.core.money import down_to_fen


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


def _equal_parts(amount: Decimal, days: tuple[date, ...]) -> Iterator[PrincipalDue]:
    """Cut down to the fen each, what is left over with the last: the parts sum exactly."""
    part = down_to_fen(amount / len(days))
    for day in days[:-1]:
        yield PrincipalDue(due_on=day, amount=part)
    yield PrincipalDue(due_on=days[-1], amount=amount - part * (len(days) - 1))
