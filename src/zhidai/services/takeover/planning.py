"""What a handed-in ledger would bring: each loan with its parties, or what stands against it."""

from dataclasses import dataclass, field
from datetime import date

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.guarantees.settings import due_day_counts_as
from zhidai.core.ledger.cells import CellProblem
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import Ledger, Rejected
from zhidai.core.ledger.reading import read_ledger
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.core.registers.credit_codes import parse_credit_code
from zhidai.core.takeover.cells import CellAt, cell_of
from zhidai.core.takeover.rows import Against, TakeoverRow, takeover_rows
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.documents.ledger_sheets import read_ledger_sheets
from zhidai.documents.uploads import MAX_BYTES
from zhidai.services import business_date
from zhidai.services.cases.recording import require_plain_number
from zhidai.services.schemes.versions import scheme_in_force

INDIRECT, DIRECT = "indirect", "direct"
MOST_LOANS = 2_000  # of one file; more come as several


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A ledger as it was handed in. guarantor, appraiser: where a row names none."""

    bank: Party
    scheme: str
    cut_over_on: date
    file_name: str
    content: bytes
    guarantor: Party | None = None
    appraiser: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLoan:
    """A loan with whom it would bring along. enterprise None: to be registered by its code."""

    row: TakeoverRow
    scheme: Scheme
    enterprise: Party | None
    credit_code: str | None
    guarantor: Party | None
    appraiser: Party | None

    @property
    def route(self) -> str:
        """Without a guarantor the bank itself holds the pledge (3.1)."""
        return DIRECT if self.guarantor is None else INDIRECT


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLoan:
    """A row that is left out, with every reason and its cell."""

    sheet: str
    row: int
    borrower: str
    loan: str
    against: tuple[Against, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a file comes to."""

    ledger: Ledger
    loans: tuple[PlannedLoan, ...]
    refused: tuple[RefusedLoan, ...]


def plan_of(handed: Handed) -> Plan:
    """Read a file and work out what it would bring; nothing is written.

    Bad input: what reading a ledger refuses as a whole, and `takeover_too_many`.
    """
    sheets = read_ledger_sheets(handed.content, name=handed.file_name, largest_bytes=MAX_BYTES)
    ledger = read_ledger(sheets, file=handed.file_name)
    if len(ledger.loans) > MOST_LOANS:
        raise bad_input("takeover_too_many", count=len(ledger.loans), most=MOST_LOANS)
    scheme = scheme_in_force(handed.scheme, handed.cut_over_on)
    rows = takeover_rows(
        ledger,
        cut_over_on=handed.cut_over_on,
        today=business_date.today(),
        due_day_counts_as=due_day_counts_as(scheme),
    )
    names = _Names(handed=handed, ledger=ledger, scheme=scheme)
    planned, refused = [], [_unread(one) for one in ledger.rejected]
    for row in rows:
        found = names.planned(row)
        if isinstance(found, PlannedLoan):
            planned.append(found)
        else:
            refused.append(found)
    ordered = sorted(refused, key=lambda one: (one.sheet, one.row))
    return Plan(ledger=ledger, loans=tuple(planned), refused=tuple(ordered))


def _unread(one: Rejected) -> RefusedLoan:
    return RefusedLoan(
        sheet=one.sheet,
        row=one.row,
        borrower=one.borrower,
        loan=one.loan,
        against=tuple(_of_cell(each) for each in one.problems),
    )


def _of_cell(problem: CellProblem) -> Against:
    cell = CellAt(sheet=problem.sheet, cell=problem.cell, heading=problem.heading)
    return Against(reason=problem.reason, cell=cell)


@dataclass(frozen=True, slots=True)
class _Names:
    """Whom the names of a ledger mean here."""

    handed: Handed
    ledger: Ledger
    scheme: Scheme
    entered: dict[str, PlannedLoan] = field(default_factory=dict)  # new borrowers, by name and code

    def planned(self, row: TakeoverRow) -> PlannedLoan | RefusedLoan:
        against = list(row.against)
        enterprise, code = self._enterprise(row, against)
        guarantor = self._lender(row, Field.GUARANTOR, against) or self.handed.guarantor
        appraiser = self._lender(row, Field.APPRAISER, against) or self.handed.appraiser
        self._own(row, against)
        if enterprise is None and code and not against:
            self._as_in_earlier_row(row, code, against)
        if appraiser is None and not against:
            missing = reason("takeover_without_appraiser")
            against.append(self._at(row, Field.APPRAISER, missing))
        if against:
            loan = row.loan
            return RefusedLoan(
                sheet=loan.sheet, row=loan.row, borrower=loan.borrower, loan=loan.loan_id,
                against=tuple(against),
            )  # fmt: skip
        planned = PlannedLoan(
            row=row,
            scheme=self.scheme,
            enterprise=enterprise,
            credit_code=code,
            guarantor=guarantor,
            appraiser=appraiser,
        )
        if enterprise is None and code:
            self.entered.setdefault(row.loan.borrower, planned)
            self.entered.setdefault(code, planned)
        return planned

    def _as_in_earlier_row(self, row: TakeoverRow, code: str, against: list[Against]) -> None:
        """A borrower that the file itself brings has one name and one code in all of its rows."""
        name = row.loan.borrower
        for earlier in (self.entered.get(name), self.entered.get(code)):
            if earlier and (earlier.row.loan.borrower, earlier.credit_code) != (name, code):
                other = reason(
                    "takeover_enterprise_other_in_file",
                    name=name,
                    row=earlier.row.loan.row,
                    sheet=earlier.row.loan.sheet,
                    other=earlier.row.loan.borrower,
                    code=earlier.credit_code or "",
                )
                against.append(self._at(row, Field.CREDIT_CODE, other))
                return

    def _enterprise(
        self, row: TakeoverRow, against: list[Against]
    ) -> tuple[Party | None, str | None]:
        """The borrower by its code, else by its name; one that is new needs a valid code."""
        loan, enterprises = row.loan, Party.objects.filter(kind=str(PartyKind.ENTERPRISE))
        code = None
        if loan.credit_code:
            try:
                code = str(parse_credit_code(loan.credit_code))
            except BadInput as refused:
                against += [self._at(row, Field.CREDIT_CODE, each) for each in refused.reasons]
                return None, None
        named = enterprises.filter(name=loan.borrower).first()
        coded = enterprises.filter(credit_code=code).first() if code else None
        if code is None and named is None:
            unknown = reason("takeover_enterprise_unknown", name=loan.borrower)
            against.append(self._at(row, Field.BORROWER, unknown))
        elif (coded and coded.name != loan.borrower) or (
            named and code and named.credit_code != code
        ):
            registered = (coded or named or self.handed.bank).name
            other = reason("takeover_enterprise_other", name=loan.borrower, registered=registered)
            against.append(self._at(row, Field.CREDIT_CODE, other))
        elif code and coded is None and Party.objects.filter(name=loan.borrower).exists():
            taken = reason("takeover_name_of_other_party", name=loan.borrower)
            against.append(self._at(row, Field.BORROWER, taken))
        return coded or named, code

    def _lender(self, row: TakeoverRow, name: Field, against: list[Against]) -> Party | None:
        told = getattr(row.loan, str(name))
        if not told:
            return None
        found = Party.objects.filter(kind=str(name), name=told).first()
        if found is None:
            unknown = reason("takeover_party_unknown", name=told)
            against.append(self._at(row, name, unknown))
        return found

    def _own(self, row: TakeoverRow, against: list[Against]) -> None:
        """The loan is this bank's, its number free, its day within the scheme."""
        loan = row.loan
        banks = Party.objects.filter(kind=str(PartyKind.BANK), name=loan.bank)
        if loan.bank and banks.exclude(pk=self.handed.bank.pk).exists():
            against.append(self._at(row, Field.BANK, reason("takeover_of_other_bank")))
        if loan.drawn_on < self.scheme.in_force_from:
            before = reason(
                "takeover_before_scheme", drawn_on=loan.drawn_on, since=self.scheme.in_force_from
            )
            against.append(self._at(row, Field.DRAWN_ON, before))
        if not loan.loan_id:
            return
        try:
            require_plain_number(loan.loan_id)
        except BadInput as refused:
            against += [self._at(row, Field.LOAN_ID, each) for each in refused.reasons]
        signed = Case.objects.filter(facts__contract__number__value=loan.loan_id)
        open_ones = signed.exclude(status__in=["refused", "withdrawn"])
        if Loan.objects.filter(key=loan.loan_id).exists() or open_ones.exists():
            taken = reason("takeover_number_taken", number=loan.loan_id)
            against.append(self._at(row, Field.LOAN_ID, taken))

    def _at(self, row: TakeoverRow, name: Field, why: Reason) -> Against:
        return Against(reason=why, cell=cell_of(self.ledger, row.loan, name))
