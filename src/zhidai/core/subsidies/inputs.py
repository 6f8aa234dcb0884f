"""What a subsidy claim is computed from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.subsidies.interest_subsidy import PaidInterest


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierGrant:
    """What the enterprise was granted before: by which level, for which item of which loan."""

    level: str
    item: str
    amount: Decimal
    drawn_on: date  # of the loan it was granted for


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyInputs:
    """One loan. fees_paid: item -> yuan actually paid (none: not paid).

    signed_on: day of the contract, for the LPR; by default the day of drawdown. lpr: the LPR in
    force on a day, a fraction a year. taken: cap or subsidy id -> yuan of a bank's or the
    programme's yearly cap that was used already. rate, rate_ceiling: where a loan above the ceiling
    is subsidised as if at it.
    """

    principal: Decimal
    drawn_on: date
    due_on: date
    closed_on: date | None
    interest: tuple[PaidInterest, ...]
    fees_paid: Mapping[str, Decimal]
    earlier: tuple[EarlierGrant, ...] = ()
    signed_on: date | None = None
    lpr: Callable[[date], Decimal] | None = None
    taken: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    rate: Decimal | None = None
    rate_ceiling: Decimal | None = None

    @property
    def interest_paid(self) -> Decimal:
        return sum((period.paid for period in self.interest), Decimal("0.00"))

    def paid_for(self, item: SubsidyItem) -> Decimal | None:
        """Yuan paid for an item; None where it was not paid for at all."""
        return self.interest_paid if item is SubsidyItem.INTEREST else self.fees_paid.get(item)

    def lpr_on(self, day: date) -> Decimal:
        """The LPR of a day. Bad input: `subsidy_needs_lpr`."""
        if self.lpr is None:
            raise bad_input("subsidy_needs_lpr", on=day)
        return self.lpr(day)


def inputs_from(
    terms: LoanTerms,
    state: LoanState,
    *,
    fees_paid: Mapping[str, Decimal],
    earlier: tuple[EarlierGrant, ...] = (),
) -> SubsidyInputs:
    """The inputs that a replayed loan gives; penalty and compound interest are no base."""
    return SubsidyInputs(
        principal=state.principal_lent,
        drawn_on=terms.drawn_on,
        due_on=terms.due_on,
        closed_on=state.closed_on,
        interest=tuple(
            PaidInterest(begins_on=due.begins_on, ends_on=due.due_on, paid=due.paid_interest)
            for due in state.instalments
        ),
        fees_paid=fees_paid,
        earlier=earlier,
    )
