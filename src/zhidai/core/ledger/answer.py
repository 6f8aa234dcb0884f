"""The report in figures, for programs: what `report.json` holds and `zhidai schema` describes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason
from zhidai.core.ledger.clocks import ClaimClock, MaturityClock
from zhidai.core.ledger.loan import Rejected, TotalsRow
from zhidai.core.ledger.ratio import LedgerRatio
from zhidai.core.ledger.replayed import LoanCheck
from zhidai.core.ledger.report import LedgerReport
from zhidai.core.ledger.standing import LoanStanding, OverdueBasis
from zhidai.core.ledger.subsidy import LoanSubsidy, SubsidyBasis
from zhidai.core.ledger.warnings import LedgerWarning


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAnswer:
    """A loan on the day of the report."""

    loan: str
    sheet: str
    row: int
    borrower: str
    credit_code: str
    principal: Decimal
    annual_rate: Decimal | None
    drawn_on: date
    due_on: date
    first_due_on: date | None
    balance: Decimal
    balance_told: bool
    overdue_days: int
    overdue_basis: OverdueBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingAnswer:
    """The monthly filing: loans by their key, each with the ids of its papers."""

    month: str  # 2021-05
    due_from: date
    due_until: date
    clause: str
    total: Decimal
    loans: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyAnswer:
    """One line of a subsidy in yuan."""

    level: str
    item: str
    paid: Decimal
    ratio: Decimal
    amount: Decimal
    clause: str
    binding: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanSubsidyAnswer:
    """The subsidies of a loan, or why there are none."""

    loan: str
    basis: SubsidyBasis | None
    claimable_from: date | None
    lines: tuple[SubsidyAnswer, ...]
    total: Decimal
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentAnswer:
    """A patent with the loans it is pledged for; None where the patent list does not tell."""

    number: str
    loans: tuple[str, ...]
    in_list: bool
    standing: str | None
    fee_due_on: date | None
    days_left: int | None
    fee_yuan: Decimal | None
    expires_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAnswer:
    """What `zhidai ledger report --json` prints."""

    file: str
    scheme: str
    on: date
    stated_on: date | None
    loans: tuple[LoanAnswer, ...]
    checks: tuple[LoanCheck, ...]
    filing: FilingAnswer | None
    subsidies: tuple[LoanSubsidyAnswer, ...]
    ratio: LedgerRatio | None
    claims: tuple[ClaimClock, ...]
    maturities: tuple[MaturityClock, ...]
    patents: tuple[PatentAnswer, ...]
    warnings: tuple[LedgerWarning, ...]
    rejected: tuple[Rejected, ...]
    totals: tuple[TotalsRow, ...]
    notes: tuple[Reason, ...]


def answer_of(report: LedgerReport) -> LedgerAnswer:
    """The report without what only surfaces need."""
    return LedgerAnswer(
        file=report.ledger.file,
        scheme=report.scheme.id,
        on=report.on,
        stated_on=report.ledger.stated_on,
        loans=tuple(_loan(one) for one in report.standings),
        checks=report.checks,
        filing=_filing(report),
        subsidies=tuple(_subsidy(one) for one in report.subsidies),
        ratio=report.ratio,
        claims=report.claims,
        maturities=report.maturities,
        patents=_patents(report),
        warnings=report.warnings,
        rejected=report.ledger.rejected,
        totals=report.ledger.totals,
        notes=report.notes,
    )


def _loan(one: LoanStanding) -> LoanAnswer:
    loan = one.loan
    return LoanAnswer(
        loan=loan.key,
        sheet=loan.sheet,
        row=loan.row,
        borrower=loan.borrower,
        credit_code=loan.credit_code,
        principal=loan.principal,
        annual_rate=loan.annual_rate,
        drawn_on=loan.drawn_on,
        due_on=loan.due_on,
        first_due_on=loan.first_due_on,
        balance=one.balance,
        balance_told=one.balance_told,
        overdue_days=one.overdue_days,
        overdue_basis=one.basis,
    )


def _filing(report: LedgerReport) -> FilingAnswer | None:
    found = report.filing
    if found is None:
        return None
    return FilingAnswer(
        month=f"{found.month:%Y-%m}",
        due_from=found.due_from,
        due_until=found.due_until,
        clause=found.clause,
        total=found.total,
        loans={line.loan.key: line.papers for line in found.lines},
    )


def _subsidy(one: LoanSubsidy) -> LoanSubsidyAnswer:
    return LoanSubsidyAnswer(
        loan=one.loan.key,
        basis=one.basis,
        claimable_from=one.closed_on,
        lines=tuple(
            SubsidyAnswer(
                level=line.level,
                item=line.item,
                paid=line.paid,
                ratio=line.ratio,
                amount=line.amount,
                clause=line.clause,
                binding=None if line.binding is None else str(line.binding),
            )
            for line in one.lines
        ),
        total=one.total,
        reasons=one.reasons,
    )


def _patents(report: LedgerReport) -> tuple[PatentAnswer, ...]:
    return tuple(
        PatentAnswer(
            number=one.number,
            loans=one.loans,
            in_list=one.in_list,
            standing=None if one.position is None else str(one.position.by_effect),
            fee_due_on=None if one.position is None else one.position.fee.due_on,
            days_left=one.days_left,
            fee_yuan=None if one.position is None else one.position.fee.fee_yuan,
            expires_on=one.expires_on,
        )
        for one in report.fees
    )
