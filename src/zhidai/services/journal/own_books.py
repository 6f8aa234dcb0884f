"""A party's own books, for its pages: no query here reaches a leg of somebody else's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, QuerySet, Sum

from zhidai.core.errors import bad_input
from zhidai.core.journal.accounts import Account
from zhidai.core.journal.beancount import ledger
from zhidai.core.journal.reconciliation import (
    Covered,
    Reconciliation,
    StatementLine,
    reconcile,
    require_days_apart,
)
from zhidai.core.parties import PartyKind
from zhidai.db.journal.models import JournalLeg
from zhidai.services.acting import Acting
from zhidai.services.journal.queries import BookBalance, balances_on, cash_in, ledger_lines
from zhidai.services.lending.tenancy import visible_loan
from zhidai.services.refusal import NotFound

BOOK_KEEPERS = (
    PartyKind.BANK,
    PartyKind.GUARANTOR,
    PartyKind.APPRAISER,
    PartyKind.TREASURY,
    PartyKind.ENTERPRISE,
    PartyKind.INSURER,
    PartyKind.FUND,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """One leg of a booking. amount: fen, debit above zero; balance: of its account after it."""

    loan: str
    enterprise: str
    enterprise_en: str
    kind: str
    key: str  # of the movement, within the loan
    booked_on: date
    effective_on: date
    clause: str | None
    is_reversal: bool
    account: Account
    amount: int
    balance: int = 0  # in a statement only


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatement:
    """One account over a period: closing = opening + what its lines come to."""

    account: Account
    since: date
    until: date
    opening: int
    lines: tuple[BookLine, ...]
    closing: int


def trial_balance(acting: Acting, on: date) -> tuple[BookBalance, ...]:
    """What each account of the acting party stands at, at the end of a day."""
    return balances_on(on, party_id=acting.party_id)


def statement(acting: Acting, account: str, *, since: date, until: date) -> AccountStatement:
    """The statement of one account. Bad input: `period_ends_before`."""
    if account not in set(Account):
        raise NotFound
    if until < since:
        raise bad_input("period_ends_before", since=since, until=until)
    legs = _own(acting).filter(account=account)
    before = legs.filter(seal__entry__booked_on__lt=since).aggregate(total=Sum("amount"))
    opening = before["total"] or 0
    lines = tuple(_with_balance(_lines(_booked(legs, since, until)), opening))
    return AccountStatement(
        account=Account(account),
        since=since,
        until=until,
        opening=opening,
        lines=lines,
        closing=lines[-1].balance if lines else opening,
    )


def loan_entries(acting: Acting, key: str) -> tuple[BookLine, ...]:
    """What the acting party booked for a loan of its cases, in the order of booking."""
    loan = visible_loan(acting, key)
    return tuple(_lines(_own(acting).filter(seal__entry__loan=loan)))


def own_bookings(acting: Acting, on: date) -> tuple[BookLine, ...]:
    """Every leg of the acting party's books up to the end of a day."""
    return tuple(_lines(_booked(_own(acting), date.min, on)))


def own_corrections(acting: Acting, *, since: date, until: date) -> tuple[BookLine, ...]:
    """What the acting party booked in a period for an earlier one that was closed.

    Bad input: `period_ends_before`.
    """
    if until < since:
        raise bad_input("period_ends_before", since=since, until=until)
    late = _own(acting).filter(seal__entry__booked_on__gt=F("seal__entry__effective_on"))
    return tuple(_lines(_booked(late, since, until)))


def own_ledger(acting: Acting, on: date) -> str:
    """The acting party's books up to the end of a day as beancount reads them."""
    lines, names = ledger_lines(on, party_id=acting.party_id)
    return ledger(lines, names=names)


def own_reconciliation(
    acting: Acting, lines: tuple[StatementLine, ...], covered: Covered, *, within_days: int
) -> Reconciliation:
    """A bank statement of some days held against the acting party's cash.

    Bad input: `reconciliation_days_out_of_range`.
    """
    require_days_apart(within_days)
    cash = cash_in(_own(acting), covered.widened(within_days))
    return reconcile(lines, cash, covered, within_days=within_days)


def _own(acting: Acting) -> QuerySet[JournalLeg]:
    return JournalLeg.objects.filter(party_id=acting.party_id)


def _booked(legs: QuerySet[JournalLeg], since: date, until: date) -> QuerySet[JournalLeg]:
    return legs.filter(seal__entry__booked_on__gte=since, seal__entry__booked_on__lte=until)


def _lines(legs: QuerySet[JournalLeg]) -> Iterator[BookLine]:
    rows = legs.select_related("seal__entry__loan__case__enterprise")
    for leg in rows.order_by("seal__entry__booked_on", "seal_id", "id"):
        entry = leg.seal.entry
        enterprise = entry.loan.case.enterprise
        yield BookLine(
            loan=entry.loan.key,
            enterprise=enterprise.name,
            enterprise_en=enterprise.name_en,
            kind=entry.kind,
            key=entry.key,
            booked_on=entry.booked_on,
            effective_on=entry.effective_on,
            clause=entry.clause,
            is_reversal=entry.is_reversal,
            account=Account(leg.account),
            amount=leg.amount,
        )


def _with_balance(lines: Iterator[BookLine], opening: int) -> Iterator[BookLine]:
    balance = opening
    for line in lines:
        balance += line.amount
        yield replace(line, balance=balance)
