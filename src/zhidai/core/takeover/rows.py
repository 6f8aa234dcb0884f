"""From a ledger that was read to loans that can be taken over, each held against what is told.

A loan here is its terms and its events, and no balance is stored. So a running loan comes with its
history: the payments of a sheet beside the ledger, or, where the ledger tells balances alone, the
payments that its contract asked for up to the arrears told. Either way the loan is replayed up to
the day of the cut-over, and whatever the ledger tells of that day (balance, days overdue, interest
unpaid and paid) must come out of it to the fen; a loan for which it does not is refused with the
cell. So is one with a due day between the cut-over and today that counts as overdue by now: it was
paid in life as like as not, and nothing in the file tells. Conventions are the defaults of
`core/lending`, as in the report of a ledger. What the programme asks of new business (limits, rate,
breaker) is not asked of a loan that runs already.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from zhidai.core.errors import BadInput, Reason, reason
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import Ledger, LedgerLoan, Payment
from zhidai.core.ledger.repayment import repayment_of
from zhidai.core.lending.conventions import Repayment
from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.takeover.cells import CellAt, cell_of

# Of these nothing of the principal falls due before maturity: a lower balance was prepaid.
REPAID_AT_MATURITY = frozenset({Repayment.BULLET_MONTHLY_INTEREST, Repayment.SINGLE_PAYMENT})
ONE_DAY = timedelta(days=1)
RATE_STEP = Decimal("0.000001")  # a rate is kept in whole millionths, and never cut to them
_RATES = (Field.ANNUAL_RATE, Field.MONTHLY_RATE)
_NOT_GUESSED = (*_RATES, Field.CREDIT_CODE, Field.INSTALMENTS, Field.INTEREST_PAID)


class Basis(StrEnum):
    """Where a loan's history comes from."""

    PAYMENTS = "payments"  # a sheet of payments beside the ledger
    CONTRACT = "contract"  # what the contract asked for, up to the arrears told


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaid:
    """Money that came in before the cut-over; yuan."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Why a loan cannot be taken over, and the cell that says so, where it is one."""

    reason: Reason
    cell: CellAt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeoverRow:
    """One loan of the ledger: what it comes to on the cut-over day, or what stands against it.

    is_left_out: a sheet of payments stands beside the ledger and has no row of it, so that its
    history is what the contract asked for. terms and state are None only where something stands
    against it.
    """

    loan: LedgerLoan
    basis: Basis
    is_left_out: bool = False
    terms: LoanTerms | None = None
    repaid: tuple[Repaid, ...] = ()
    state: LoanState | None = None
    against: tuple[Against, ...] = field(default=())


def takeover_rows(
    ledger: Ledger, *, cut_over_on: date, today: date, due_day_counts_as: int
) -> tuple[TakeoverRow, ...]:
    """Every loan that was read, in the order of the file. today: not before the cut-over."""
    taking = _Taking(
        ledger=ledger, on=cut_over_on, today=today, due_day_counts_as=due_day_counts_as
    )
    return tuple(taking.row(loan) for loan in ledger.loans)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taking:
    """The ledger with the day on which its loans are taken over."""

    ledger: Ledger
    on: date
    today: date
    due_day_counts_as: int

    def row(self, loan: LedgerLoan) -> TakeoverRow:
        payments = [one for one in self.ledger.payments if one.loan == loan.loan_id]
        basis = self._basis(loan, payments)
        is_left_out = self.ledger.has_payments and not payments and basis is Basis.CONTRACT
        against = (*self._untellable(loan, basis), *self._payments_against(loan, payments))
        if against:
            return TakeoverRow(loan=loan, basis=basis, is_left_out=is_left_out, against=against)
        try:
            terms = self._terms(loan)
            repaid = (
                tuple(Repaid(on=one.paid_on, amount=one.amount) for one in payments)
                if basis is Basis.PAYMENTS
                else tuple(self._by_contract(loan, terms))
            )
            state = replay(terms, _events(repaid), on=self.on)
            since = tuple(self._due_since(terms, repaid))
        except BadInput as refused:
            told = tuple(Against(reason=each) for each in refused.reasons)
            return TakeoverRow(loan=loan, basis=basis, is_left_out=is_left_out, against=told)
        return TakeoverRow(
            loan=loan,
            basis=basis,
            is_left_out=is_left_out,
            terms=terms,
            repaid=repaid,
            state=state,
            against=(*self._differences(loan, state), *since),
        )

    def _basis(self, loan: LedgerLoan, payments: Sequence[Payment]) -> Basis:
        """Payments where the sheet has one of the loan, or nothing else tells its history."""
        told = payments or (self.ledger.has_payments and loan.balance is None)
        return Basis.PAYMENTS if told else Basis.CONTRACT

    def _untellable(self, loan: LedgerLoan, basis: Basis) -> Iterator[Against]:
        """What no loan can be taken over without."""
        if not loan.loan_id:
            yield self._at(loan, Field.LOAN_ID, reason("takeover_without_number"))
        unread = dict(self._unread(loan))
        for name, why in unread.items():
            yield self._at(loan, name, why)
        if loan.annual_rate is None and not any(name in unread for name in _RATES):
            yield self._at(loan, Field.ANNUAL_RATE, reason("takeover_without_rate"))
        elif loan.annual_rate is not None and loan.annual_rate % RATE_STEP:
            yield self._at(loan, Field.ANNUAL_RATE, reason("takeover_rate_too_fine"))
        kind = Repayment.BULLET_MONTHLY_INTEREST
        try:
            kind, _ = repayment_of(loan)
        except BadInput as refused:
            name = _cell_of_repayment(refused)
            if name not in unread:
                yield self._at(loan, name, refused.reasons[0])
        if loan.first_due_on is not None:
            yield self._at(loan, Field.EXTENDED_TO, reason("takeover_extended"))
        if loan.drawn_on > self.on:
            late = reason("takeover_drawn_later", drawn_on=loan.drawn_on, cut_over_on=self.on)
            yield self._at(loan, Field.DRAWN_ON, late)
        if loan.closed_on is not None or loan.balance == 0:
            yield self._at(loan, Field.BALANCE, reason("takeover_of_settled_loan"))
        elif loan.balance is None:
            if basis is Basis.CONTRACT:
                yield self._at(loan, Field.BALANCE, reason("takeover_without_balance"))
        elif (
            basis is Basis.CONTRACT
            and kind in REPAID_AT_MATURITY
            and loan.balance != loan.principal
        ):
            less = reason("takeover_prepaid_when", balance=loan.balance, amount=loan.principal)
            yield self._at(loan, Field.BALANCE, less)

    def _unread(self, loan: LedgerLoan) -> Iterator[tuple[Field, Reason]]:
        """Cells that a report does without, and that nothing is guessed for here."""
        for name in _NOT_GUESSED:
            found = cell_of(self.ledger, loan, name)
            place = None if found is None else (found.sheet, found.cell)
            for one in self.ledger.unused:
                if (one.sheet, one.cell) == place:
                    yield name, one.reason

    def _payments_against(self, loan: LedgerLoan, payments: Sequence[Payment]) -> Iterator[Against]:
        later = next((one for one in payments if one.paid_on > self.on), None)
        if later is not None:
            yield Against(
                reason=reason(
                    "takeover_payment_later", row=later.row, sheet=later.sheet,
                    day=later.paid_on, cut_over_on=self.on,
                )
            )  # fmt: skip
        if any(one.loan in loan.numbers for one in self.ledger.rejected):
            yield Against(reason=reason("ledger_payment_unread"))

    def _due_since(self, terms: LoanTerms, repaid: Sequence[Repaid]) -> Iterator[Against]:
        """What fell due after the cut-over and counts as overdue by now."""
        if self.today == self.on:
            return
        now = replay(terms, _events(repaid), on=self.today)
        unpaid = [
            *(one.due_on for one in now.instalments if one.unpaid),
            *(one.due_on for one in now.principal_instalments if one.unpaid),
        ]
        days = [day for day in unpaid if self.on < day and self._counts_from(day) <= self.today]
        if days:
            yield Against(
                reason=reason(
                    "takeover_due_since", due_on=min(days), cut_over_on=self.on, today=self.today
                )
            )

    def _counts_from(self, due_on: date) -> date:
        """Overdue day 1 of what is not paid on its due day."""
        return due_on + (1 - self.due_day_counts_as) * ONE_DAY

    def _terms(self, loan: LedgerLoan) -> LoanTerms:
        kind, instalments = repayment_of(loan)
        return LoanTerms(
            principal=loan.principal,
            annual_rate=loan.annual_rate or Decimal(0),
            drawn_on=loan.drawn_on,
            due_on=loan.due_on,
            repayment=kind,
            instalments=instalments,
            due_day_counts_as=self.due_day_counts_as,
        )

    def _by_contract(self, loan: LedgerLoan, terms: LoanTerms) -> Iterator[Repaid]:
        """What the contract asked for on each due day up to the cut-over, or up to the arrears.

        A due day whose arrears begin on the first overdue day told is unpaid, and so are those
        after it. Interest and the part of the principal that falls due with it are paid together.
        """
        first_unpaid = self._overdue_since(loan)
        for due in contract_schedule(terms):
            if due.due_on > self.on:
                return
            if first_unpaid and self._counts_from(due.due_on) >= first_unpaid:
                return
            if due.interest + due.principal:
                yield Repaid(on=due.due_on, amount=due.interest + due.principal)

    def _overdue_since(self, loan: LedgerLoan) -> date | None:
        """Overdue day 1 as told, by its day or by the days counted on the cut-over day."""
        if loan.overdue_since is not None:
            return loan.overdue_since
        if loan.overdue_days:
            return self.on - (loan.overdue_days - 1) * ONE_DAY
        return None

    def _differences(self, loan: LedgerLoan, state: LoanState) -> Iterator[Against]:
        """Whatever is told of the cut-over day and does not come out of the replay."""
        if state.closed_on is not None and loan.balance is None:
            yield self._at(loan, Field.BALANCE, reason("takeover_of_settled_loan"))
        days = loan.overdue_days
        if days is None and loan.overdue_since is not None:
            days = (self.on - loan.overdue_since).days + 1
        if days is None and {Field.OVERDUE_DAYS, Field.OVERDUE_SINCE} & loan.told:
            days = 0
        pairs: tuple[tuple[Field, object, object], ...] = (
            (Field.BALANCE, loan.balance, state.principal_balance),
            (Field.OVERDUE_DAYS, days, state.overdue_days),
            (Field.OVERDUE_INTEREST, loan.overdue_interest, state.interest_due),
            (Field.INTEREST_PAID, loan.interest_paid, state.interest_paid),
        )
        for name, told, found in pairs:
            if told is not None and told != found:
                differs = reason(f"takeover_{name}_differs", told=str(told), found=str(found))
                yield self._at(loan, name, differs)

    def _at(self, loan: LedgerLoan, name: Field, why: Reason) -> Against:
        return Against(reason=why, cell=cell_of(self.ledger, loan, name))


def _cell_of_repayment(refused: BadInput) -> Field:
    is_of_number = refused.reasons[0].code == "ledger_instalments_missing"
    return Field.INSTALMENTS if is_of_number else Field.REPAYMENT


def _events(repaid: Sequence[Repaid]) -> tuple[LoanEvent, ...]:
    return tuple(
        LoanEvent(
            id=str(number),
            kind=EventKind.REPAYMENT,
            amount=one.amount,
            effective_on=one.on,
            recorded_at=datetime.combine(one.on, time.min, tzinfo=UTC),
        )
        for number, one in enumerate(repaid, start=1)
    )
