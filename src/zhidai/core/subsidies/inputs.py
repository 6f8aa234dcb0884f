"""What a subsidy claim is computed from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.lending.earned_before import earned_before
from zhidai.core.lending.events import EventKind, LoanEvent, Part
from zhidai.core.lending.history import not_taken_back
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import down_to_fen
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.subsidies.interest_subsidy import ZERO, Earned, PaidInterest


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierGrant:
    """What the enterprise was granted before: by which level, for which item of which loan."""

    level: str
    item: str
    amount: Decimal
    drawn_on: date  # of the loan it was granted for


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyRates:
    """Rates that a subsidy may be computed by, fractions a year.

    signed_on: day of the contract, for the LPR; by default the day of drawdown. lpr: the LPR in
    force on a day. ceiling: where a loan above it is subsidised as if at it.
    """

    signed_on: date | None = None
    lpr: Callable[[date], Decimal] | None = None
    ceiling: Decimal | None = None


NO_RATES = SubsidyRates()
Moves = tuple[tuple[date, Decimal], ...]  # principal by day: drawn above zero, repaid below
NOTHING_TAKEN: Mapping[tuple[str, CapScope], Decimal] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyInputs:
    """One loan. principal: all that was lent. fees_paid: item -> yuan paid (none: not paid).

    due_on: by the contract, the term that fees were paid for. matures_on: the due day in force,
    where an extension or a call for the whole debt moved it; interest counts for days before it.
    moved: principal by day, drawn after the first part (above zero), repaid or waived (below).
    earned: what of a period's ordinary interest the days before a day earned; None where that is
    not known, and the period's interest is split by the principal owed on each day.
    rate: of the contract; agreed: those that extensions brought, since when.
    taken: cap or subsidy id, with the scope -> yuan of a bank's or the programme's yearly cap that
    was used already.
    """

    principal: Decimal
    drawn_on: date
    due_on: date
    closed_on: date | None
    interest: tuple[PaidInterest, ...]
    fees_paid: Mapping[str, Decimal]
    earlier: tuple[EarlierGrant, ...] = ()
    taken: Mapping[tuple[str, CapScope], Decimal] = field(default_factory=lambda: NOTHING_TAKEN)
    rate: Decimal | None = None
    rates: SubsidyRates = NO_RATES
    moved: Moves = ()
    matures_on: date | None = None
    earned: Callable[[PaidInterest, date], Earned] | None = None
    agreed: tuple[tuple[date, Decimal], ...] = ()

    @property
    def maturity(self) -> date:
        return self.matures_on or self.due_on

    def yuan_days(self, until: date) -> Decimal:
        """Principal owed, yuan x days, from the first drawdown to the day before `until`."""
        first = self.principal - sum(amount for _, amount in self.moved if amount > 0)
        steps = ((self.drawn_on, first), *self.moved)
        return sum((amount * max((until - day).days, 0) for day, amount in steps), Decimal(0))

    def counted_interest(self, limit: date) -> Decimal:
        """Interest paid for days before `limit`: of a period that crosses it, what the balance of
        each day earned until then, rounded down to the fen.
        """
        return sum(self.counted_by_rate(limit).values(), ZERO)

    def counted_by_rate(self, limit: date) -> Mapping[Decimal | None, Decimal]:
        """The same by the rate that was agreed for it: a period begins where a rate does."""
        found: dict[Decimal | None, Decimal] = {}
        for period in self.interest:
            rate = self._rate_on(period.begins_on)
            found[rate] = found.get(rate, ZERO) + self._counted(period, limit)
        return found

    def _rate_on(self, day: date) -> Decimal | None:
        begun = [rate for since, rate in self.agreed if since <= day]
        return begun[-1] if begun else self.rate

    def _counted(self, period: PaidInterest, limit: date) -> Decimal:
        if period.ends_on <= limit:
            return period.paid
        if period.begins_on >= limit:
            return ZERO
        if self.earned is not None:
            return self.earned(period, limit).part_of(period.paid)
        before = self.yuan_days(period.begins_on)
        whole = self.yuan_days(period.ends_on) - before
        if not whole:  # nothing was owed any more: interest that stayed unpaid, by its days
            days = (period.ends_on - period.begins_on).days
            return down_to_fen(period.paid * (limit - period.begins_on).days / days)
        return down_to_fen(period.paid * (self.yuan_days(limit) - before) / whole)

    @property
    def interest_paid(self) -> Decimal:
        return sum((period.paid for period in self.interest), Decimal("0.00"))

    def paid_for(self, item: SubsidyItem) -> Decimal | None:
        """Yuan paid for an item; None where it was not paid for at all."""
        return self.interest_paid if item is SubsidyItem.INTEREST else self.fees_paid.get(item)

    def lpr_on(self, day: date) -> Decimal:
        """The LPR of a day. Bad input: `subsidy_needs_lpr`."""
        if self.rates.lpr is None:
            raise bad_input("subsidy_needs_lpr", on=day)
        return self.rates.lpr(day)


def inputs_from(
    terms: LoanTerms,
    events: Sequence[LoanEvent],
    state: LoanState,
    *,
    fees_paid: Mapping[str, Decimal],
    drawn_later: Iterable[tuple[date, Decimal]] = (),
    earlier: tuple[EarlierGrant, ...] = (),
    rates: SubsidyRates = NO_RATES,
    taken: Mapping[tuple[str, CapScope], Decimal] = NOTHING_TAKEN,
) -> SubsidyInputs:
    """The inputs that a replayed loan gives; penalty and compound interest are no base.

    events: those that the state was replayed from. drawn_later: day and yuan of each drawdown after
    the first.
    """
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
        taken=taken,
        rate=terms.annual_rate,
        rates=rates,
        moved=(*drawn_later, *_lessened(events, state)),
        matures_on=state.due_on,
        earned=_earned(terms, events, state),
        agreed=state.rates,
    )


def _lessened(events: Sequence[LoanEvent], state: LoanState) -> Iterator[tuple[date, Decimal]]:
    """Principal that the enterprise owes no more: repaid, also of what was written off, or waived.

    What was written off and not repaid is owed all the same.
    """
    for one in state.allocations:
        yield one.effective_on, -(one.principal + one.written_off - one.written_off_interest)
    for event in not_taken_back(events):
        is_waiver = event.kind is EventKind.WAIVER and event.part is Part.PRINCIPAL
        if is_waiver and event.effective_on <= state.on:
            yield event.effective_on, -event.amount


def _earned(
    terms: LoanTerms, events: Sequence[LoanEvent], state: LoanState
) -> Callable[[PaidInterest, date], Earned]:
    charged = {due.begins_on: due.interest for due in state.instalments}
    return lambda period, day: Earned(
        charged=charged[period.begins_on], before=earned_before(terms, events, day)
    )
