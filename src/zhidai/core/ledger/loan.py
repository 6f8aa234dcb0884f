"""A loan as a ledger tells of it, and what a reading of a whole ledger comes to."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason
from zhidai.core.ledger.cells import CellProblem
from zhidai.core.ledger.columns import Columns
from zhidai.core.ledger.fields import Field
from zhidai.core.lending.classification import RiskClass


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLoan:
    """One loan. Yuan in whole fen; rate a fraction a year; None is not known, never zero.

    row: as the sheet's program counts; number: which loan of the row, where it holds several.
    due_on: of a loan that was extended (展期) the later day; first_due_on: then the first one.
    days_replayed: the days overdue come from the payments, not from the ledger.
    told_on: the day that its sheet says it stands on.
    told: the fields for which the sheet has columns, so that a gap in one is told from no column.
    """

    sheet: str
    row: int
    number: int
    borrower: str
    principal: Decimal
    drawn_on: date
    due_on: date
    first_due_on: date | None = None
    balance: Decimal | None = None
    annual_rate: Decimal | None = None
    credit_code: str = ""
    loan_id: str = ""
    bank: str = ""
    guarantor: str = ""
    appraiser: str = ""
    closed_on: date | None = None
    overdue_days: int | None = None
    is_overdue: bool | None = None
    days_replayed: bool = False
    overdue_since: date | None = None
    overdue_amount: Decimal | None = None
    overdue_interest: Decimal | None = None
    interest_paid: Decimal | None = None
    guarantee_fee: Decimal | None = None
    appraisal_fee: Decimal | None = None
    appraised_value: Decimal | None = None
    patents: tuple[str, ...] = ()
    repayment: str = ""  # in the ledger's words
    instalments: int | None = None
    risk_class: RiskClass | None = None  # the bank's own
    told_on: date | None = None
    told: frozenset[Field] = frozenset()

    @property
    def key(self) -> str:
        """What the loan is called: its number, else where it stands."""
        return self.loan_id or (f"{self.sheet}!{self.row}" + f"/{self.number}" * (self.number > 1))

    @property
    def agreed_due_on(self) -> date:
        """The day of maturity agreed at drawdown, whatever was extended later."""
        return self.first_due_on or self.due_on

    @property
    def numbers(self) -> frozenset[str]:
        """Under what a payment may speak of it: J-1#2 is a second loan of J-1."""
        return frozenset({self.loan_id, self.loan_id.partition("#")[0]} - {""})

    @property
    def enterprise(self) -> str:
        """Under what the loans of one enterprise are put together."""
        return self.credit_code or self.borrower


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that the borrower paid on a loan, from a sheet of payments beside the ledger. Yuan."""

    sheet: str
    row: int
    loan: str  # its number
    paid_on: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A row, or one loan of it, that was left out, with every cell that is in the way.

    loan: of a payment, the number it gives.
    """

    sheet: str
    row: int
    borrower: str
    problems: tuple[CellProblem, ...]
    loan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRow:
    """A row of totals, held against the loans above it. Yuan.

    stated: None where no amount could be read, so that nothing was held against anything. missed:
    that one was to be expected there, for something stands in the cell or the row has no other.
    """

    sheet: str
    row: int
    label: str
    column: str
    cell: str
    stated: Decimal | None
    added: Decimal
    missed: bool = False

    @property
    def agrees(self) -> bool:
        return self.stated == self.added


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead:
    """How one sheet was read; without columns it holds no table of loans.

    has_payments: it is a sheet of payments. as_of: the day inside, else the last of the month in
    its name, which orders the sheets and is no day that the ledger names.
    """

    name: str
    columns: Columns | None
    heading_row: int = 0
    unit: str = ""
    stated_on: date | None = None
    as_of: date | None = None
    has_payments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything read from a file. unused: optional cells that could not be used."""

    file: str
    loans: tuple[LedgerLoan, ...]
    rejected: tuple[Rejected, ...] = ()
    unused: tuple[CellProblem, ...] = ()
    totals: tuple[TotalsRow, ...] = ()
    sheets: tuple[SheetRead, ...] = ()
    payments: tuple[Payment, ...] = ()
    notes: tuple[Reason, ...] = field(default=())

    @property
    def stated_on(self) -> date | None:
        """The day the ledger says it stands on: of several sheets the newest that one names."""
        return max((one.stated_on for one in self.sheets if one.stated_on), default=None)

    @property
    def has_payments(self) -> bool:
        """Whether a sheet of payments stands beside the loans, though it may be empty."""
        return bool(self.payments) or any(one.has_payments for one in self.sheets)

    @property
    def fields(self) -> frozenset[Field]:
        """The fields for which some sheet has a column."""
        return frozenset(
            name for one in self.sheets if one.columns is not None for name in one.columns.fields
        )
