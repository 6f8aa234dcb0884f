"""The books as they stand: trial balance, bookings, what the journal ought to hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Sum

from zhidai.core.errors import bad_input
from zhidai.core.journal.accounts import CLASS_OF, Account, AccountClass
from zhidai.core.journal.beancount import LedgerLine
from zhidai.core.journal.loan_books import entries_of
from zhidai.core.journal.posting import Posting, postings_due
from zhidai.core.journal.reconciliation import CashBooked, Covered
from zhidai.core.money import from_fen
from zhidai.db.journal import balance
from zhidai.db.journal.models import JournalEntry, JournalLeg
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.services.journal.books import books_of
from zhidai.services.journal.posting import posted_of, postings_from


@dataclass(frozen=True, slots=True, kw_only=True)
class BookBalance:
    """What one account of one party stands at; fen, debit above zero."""

    party: str
    role: str
    account: Account
    account_class: AccountClass
    balance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbooked:
    """A loan whose journal is not what it ought to be: movements missing or not reversed."""

    loan: str
    movements: tuple[str, ...]


def balances_on(day: date, *, party_id: int | None = None) -> tuple[BookBalance, ...]:
    """The trial balance at the end of a day, as booked; of one party or of all."""
    legs = JournalLeg.objects.filter(seal__entry__booked_on__lte=day)
    if party_id is not None:
        legs = legs.filter(party_id=party_id)
    totals = legs.values("party__name", "role", "account").annotate(total=Sum("amount"))
    found = [
        BookBalance(
            party=row["party__name"],
            role=row["role"],
            account=Account(row["account"]),
            account_class=CLASS_OF[Account(row["account"])],
            balance=row["total"],
        )
        for row in totals
        if row["total"]
    ]
    places = list(Account)
    return tuple(sorted(found, key=lambda one: (one.role, one.party, places.index(one.account))))


def ledger_lines(
    day: date, *, party_id: int | None = None
) -> tuple[tuple[LedgerLine, ...], dict[str, str]]:
    """Every booking up to a day with the names of the ledgers, for the export; of one or all."""
    legs = JournalLeg.objects.order_by("id")
    entries = JournalEntry.objects.filter(booked_on__lte=day, seal__isnull=False)
    if party_id is not None:
        legs = legs.filter(party_id=party_id)
        entries = entries.filter(Exists(legs.filter(seal=OuterRef("pk"))))
    rows = (
        entries.select_related("loan")
        .prefetch_related(Prefetch("seal__legs", queryset=legs))
        .order_by("booked_on", "id")
    )
    lines, used = [], set()
    for row in rows:
        parties = {leg.role: leg.party_id for leg in row.seal.legs.all()}
        used |= set(parties.items())
        lines.append(
            LedgerLine(
                loan=row.loan.key,
                posting=postings_from([row])[0],
                parties={role: _ledger_name(role, party) for role, party in parties.items()},
            )
        )
    named = dict(Party.objects.filter(pk__in={pk for _, pk in used}).values_list("pk", "name"))
    return tuple(lines), {_ledger_name(role, pk): named[pk] for role, pk in used}


def corrections(since: date, until: date) -> tuple[tuple[str, Posting], ...]:
    """What was booked in a period for an earlier one, with its loan."""
    rows = (
        JournalEntry.objects.filter(booked_on__gte=since, booked_on__lte=until, seal__isnull=False)
        .select_related("loan")
        .prefetch_related("seal__legs")
        .order_by("booked_on", "id")
    )
    posted = ((row.loan.key, postings_from([row])[0]) for row in rows)
    return tuple((loan, one) for loan, one in posted if one.is_correction)


def not_booked(day: date) -> Iterator[Unbooked]:
    """Every loan made anew from its events and held against what is booked for days up to this."""
    for name in balance.missing("default"):
        yield Unbooked(loan=name, movements=("trigger",))
    for loan in Loan.objects.filter(drawn_on__lte=day).select_related("case").order_by("id"):
        posted = [one for one in posted_of(loan) if one.effective_on <= day]
        due = postings_due(entries_of(books_of(loan, day)), posted, open_from=day)
        if due:
            yield Unbooked(loan=loan.key, movements=tuple(one.key for one in due))


def _ledger_name(role: str, party_id: int) -> str:
    return f"{role.capitalize()}-{party_id}"


def cash_of(party: str, days: Covered) -> tuple[CashBooked, ...]:
    """The cash that moved for a party by its name on some days, as it stands booked.

    Bad input: `journal_party_unknown`.
    """
    if not Party.objects.filter(name=party).exists():
        raise bad_input("journal_party_unknown", name=party[:60])
    return cash_in(JournalLeg.objects.filter(party__name=party), days)


def cash_in(legs: QuerySet[JournalLeg], days: Covered) -> tuple[CashBooked, ...]:
    """The cash among legs that moved on some days, whenever it was booked.

    A movement that was reversed and booked anew moved once: of each what stands. So a back-dated
    entry leaves a statement as it was, and money of a closed period is found on its own day.
    """
    found = (
        legs.filter(
            account=str(Account.CASH),
            seal__entry__effective_on__gte=days.since,
            seal__entry__effective_on__lte=days.until,
        )
        .values("seal__entry__loan__key", "seal__entry__key", "seal__entry__effective_on")
        .annotate(total=Sum("amount"))
        .exclude(total=0)
        .order_by("seal__entry__effective_on", "seal__entry__loan__key", "seal__entry__key")
    )
    return tuple(
        CashBooked(
            loan=row["seal__entry__loan__key"],
            key=row["seal__entry__key"],
            on=row["seal__entry__effective_on"],
            amount=from_fen(row["total"]),
        )
        for row in found
    )
