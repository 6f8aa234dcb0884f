"""What one bank knows from its own ledger on a day: filing, subsidies, ratio, clocks, warnings.

Nothing but the ledger, a patent list if there is one, a scheme and dated tables goes in; so a bank
can have it from the first day, before any other party has joined. Where the scheme states no
breaker or no claims, that part is left out with the reason.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from zhidai.core.calendar import WorkingDays
from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.guarantees.settings import ClaimSettings, due_day_counts_as
from zhidai.core.guarantees.settings import settings_from as claim_settings
from zhidai.core.ledger.clocks import (
    ClaimClock,
    FeeClock,
    MaturityClock,
    claim_clocks,
    fee_clocks,
    maturity_clocks,
)
from zhidai.core.ledger.fields import Field, speaks_of_arrears, speaks_of_balance
from zhidai.core.ledger.filing import Filing, monthly_filing
from zhidai.core.ledger.loan import Ledger
from zhidai.core.ledger.ratio import LedgerRatio, ledger_ratio
from zhidai.core.ledger.replayed import LoanCheck, replayed
from zhidai.core.ledger.standing import TELLS_ARREARS, LoanStanding, OverdueBasis, standings
from zhidai.core.ledger.subsidy import LoanSubsidy, ledger_subsidies
from zhidai.core.ledger.warnings import LedgerWarning, Watched, warnings_of
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio.settings import settings_from as portfolio_settings
from zhidai.core.registers.annual_fees import FeeSchedule
from zhidai.core.registers.patent_list import ListedPatent

Settings = TypeVar("Settings")
_NAMED = 10  # of many loans in one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTables:
    """The dated tables that a report reads, handed in by the surface."""

    reference: ReferenceTables
    fees: FeeSchedule
    working_days: WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentReject:
    """A row of the patent list that was left out."""

    row: int
    number: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentList:
    """The patent list, by number as printed. file, sheet: "" without one, or without sheets."""

    file: str = ""
    sheet: str = ""
    patents: Mapping[str, ListedPatent] = field(default_factory=lambda: MappingProxyType({}))
    rejected: tuple[PatentReject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerReport:
    """The report of a ledger on a day. A part that the scheme has no rule for is None."""

    ledger: Ledger
    patents: PatentList
    scheme: Scheme
    on: date
    standings: tuple[LoanStanding, ...]
    checks: tuple[LoanCheck, ...]
    filing: Filing | None
    subsidies: tuple[LoanSubsidy, ...]
    ratio: LedgerRatio | None
    claims: tuple[ClaimClock, ...]
    claim_settings: ClaimSettings | None
    maturities: tuple[MaturityClock, ...]
    fees: tuple[FeeClock, ...]
    warnings: tuple[LedgerWarning, ...]
    notes: tuple[Reason, ...]


def day_of(ledger: Ledger, asked: date | None) -> date:
    """The day asked, else the one the ledger says it stands on. Bad input: `ledger_day_needed`."""
    day = asked or ledger.stated_on
    if day is None:
        raise bad_input("ledger_day_needed", file=ledger.file)
    return day


def report_on(
    ledger: Ledger,
    scheme: Scheme,
    *,
    on: date,
    tables: LedgerTables,
    patents: PatentList | None = None,
) -> LedgerReport:
    """The whole report. Bad input: `ledger_day_before_its_own`, `parameter_not_yet_in_force`."""
    listed = patents or PatentList()
    counts_as = due_day_counts_as(scheme)
    ledger, checks = replayed(ledger, on=on, due_day_counts_as=counts_as)
    book = standings(ledger, on=on, due_day_counts_as=counts_as)
    missing: list[Reason] = []
    portfolio = _or_told(lambda: portfolio_settings(scheme, on), missing)
    claims = _or_told(lambda: claim_settings(scheme, on), missing)
    ratio = None
    if portfolio is not None:
        ratio = ledger_ratio(
            book, portfolio, on=on, left_out=len(ledger.rejected), due_day_counts_as=counts_as
        )
    overdue = claim_clocks(book, claims, on=on, working_days=tables.working_days) if claims else ()
    maturities = maturity_clocks(book, on=on)
    fees = fee_clocks(book, listed.patents, on=on, schedule=tables.fees)
    watched = Watched(
        standings=book,
        scheme=scheme,
        on=on,
        ratio=ratio,
        claims=overdue,
        claim_clause=None if claims is None else claims.clause,
        maturities=maturities,
        fees=fees,
        patents=listed.patents,
        reference=tables.reference,
    )
    return LedgerReport(
        ledger=ledger,
        patents=listed,
        scheme=scheme,
        on=on,
        standings=book,
        checks=checks,
        filing=monthly_filing(book, scheme, on=on),
        subsidies=ledger_subsidies(book, scheme, reference=tables.reference),
        ratio=ratio,
        claims=overdue,
        claim_settings=claims,
        maturities=maturities,
        fees=fees,
        warnings=warnings_of(watched),
        notes=(
            *_notes(ledger, on=on, checks=checks, patents=listed),
            *_outside(book, scheme),
            *_since_not_told(book),
            *missing,
            *ledger.notes,
        ),
    )


def _or_told(take: Callable[[], Settings], missing: list[Reason]) -> Settings | None:
    """Settings of a scheme; where it states none, the reason goes to the notes."""
    try:
        return take()
    except BadInput as refused:
        missing += refused.reasons
        return None


def _outside(book: tuple[LoanStanding, ...], scheme: Scheme) -> Iterator[Reason]:
    """Running loans that the scheme does not reach and that count in the business all the same."""
    found = [
        one.key
        for one in book
        if one.running and not scheme.in_force_from <= one.loan.drawn_on <= scheme.in_force_until
    ]
    if found:
        yield reason(
            "ledger_outside_counts", count=len(found), loans=", ".join(found[:_NAMED]),
            since=scheme.in_force_from, until=scheme.in_force_until,
        )  # fmt: skip


def _since_not_told(book: tuple[LoanStanding, ...]) -> Iterator[Reason]:
    """Loans overdue for longer than can be counted, so that a claim may be nearer than shown."""
    found = [one.key for one in book if one.basis is OverdueBasis.AMOUNT_ONLY]
    if found:
        yield reason("ledger_since_not_told", count=len(found), loans=", ".join(found[:_NAMED]))


def _not_used(ledger: Ledger) -> Iterator[Reason]:
    """Columns of balances or arrears in words nobody here knows: what they tell is in no figure."""
    for sheet in ledger.sheets:
        if sheet.columns is None:
            continue
        unused = sheet.columns.passed_over
        owed = [heading for heading in unused if speaks_of_balance(heading)]
        if owed and Field.BALANCE not in sheet.columns.fields:
            yield reason("ledger_balance_not_used", sheet=sheet.name, headings=", ".join(owed))
        told = [heading for heading in unused if speaks_of_arrears(heading)]
        if told:
            yield reason("ledger_arrears_not_used", sheet=sheet.name, headings=", ".join(told))


def _notes(
    ledger: Ledger, *, on: date, checks: tuple[LoanCheck, ...], patents: PatentList
) -> Iterator[Reason]:
    """What the figures rest on, where the ledger does not tell everything."""
    fields = ledger.fields
    if ledger.rejected:
        yield reason("ledger_rows_left_out", count=len(ledger.rejected))
    later = [one.drawn_on for one in ledger.loans if one.drawn_on > on]
    if later:
        yield reason(
            "ledger_drawn_later", count=len(later), all=len(ledger.loans), on=on, first=min(later)
        )
    for row in ledger.totals:
        if row.missed:
            yield reason(
                "ledger_total_unread", sheet=row.sheet, cell=row.cell, label=row.label,
                added=row.added,
            )  # fmt: skip
        if not row.agrees and row.stated is not None:
            yield reason(
                "ledger_total_differs", sheet=row.sheet, cell=row.cell, label=row.label,
                stated=row.stated, added=row.added, difference=row.stated - row.added,
            )  # fmt: skip
    if ledger.has_payments:
        yield reason(
            "ledger_payments_read",
            payments=len(ledger.payments),
            differing=sum(one.differs for one in checks),
            unreplayed=sum(bool(one.reasons) for one in checks),
        )
        unpaid = [one.loan for one in checks if not one.payments and not one.reasons]
        if unpaid:
            yield reason(
                "ledger_loans_without_payments", count=len(unpaid), loans=", ".join(unpaid[:_NAMED])
            )
    elif Field.BALANCE not in fields:
        yield reason("ledger_no_balance_column")
    told = fields.union(*(one.told for one in ledger.loans))  # a status may tell it
    if not ledger.has_payments and not told & TELLS_ARREARS:
        yield reason("ledger_no_arrears_column")
    yield from _not_used(ledger)
    if not fields & {Field.ANNUAL_RATE, Field.MONTHLY_RATE}:
        yield reason("ledger_no_rate_column")
    if ledger.stated_on is None:
        yield reason("ledger_day_taken", on=on)
    elif ledger.stated_on < on:
        yield reason("ledger_days_since", stated_on=ledger.stated_on, on=on)
    for sheet in ledger.sheets:
        has_patents = (patents.file, patents.sheet) == (ledger.file, sheet.name)
        if sheet.columns is None and not sheet.has_payments and not has_patents:
            yield reason("ledger_sheet_without_table", sheet=sheet.name)
