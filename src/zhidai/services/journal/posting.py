"""Books what a loan's movements came to, inside the transaction that moved the money."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db import transaction

from zhidai.core.journal.accounts import Account
from zhidai.core.journal.entries import EntryKind
from zhidai.core.journal.loan_books import entries_of
from zhidai.core.journal.posting import Posting, postings_due
from zhidai.core.lending.due_days import DueDays
from zhidai.core.money import from_fen, to_fen
from zhidai.db.journal.models import JournalEntry, JournalLeg, JournalSeal, PeriodClose
from zhidai.db.lending.models import ChangeInForce, Loan
from zhidai.services import business_date
from zhidai.services.journal.books import books_of
from zhidai.services.journal.period_lock import hold_open
from zhidai.services.lending.book import events_of, loans_of_scheme, states_of, terms_of
from zhidai.services.lending.standing import keep

ONE_DAY = timedelta(days=1)


def post(loan: Loan, on: date) -> int:
    """Bring a loan's journal and standing up to a day; returns how many entries were booked.

    Called with the loan's case locked. Again on the same day it books nothing.
    """
    if not transaction.get_connection().in_atomic_block:
        raise AssertionError("an entry is part of the transaction that moved the money")
    hold_open()
    events = events_of(loan)
    books = books_of(loan, on, events=events)
    due = postings_due(entries_of(books), posted_of(loan), open_from=open_from())
    parties = dict(loan.case.parties.values_list("role", "party_id"))
    for one in due:
        _write(loan, one, parties)
    keep(loan, on, events=events)
    return len(due)


def post_interest(scheme: str, day: date) -> None:
    """Book the interest that fell due on the loans of a scheme: the daily work.

    Only loans are looked at on which a due day has come since the last one that is booked, and all
    of those that were changed: an extension or a call brings due days that no contract names.
    """
    loans = loans_of_scheme(scheme, day)
    looked_at = list(loans.select_related("case"))
    if not looked_at:
        return
    interest = JournalEntry.objects.filter(loan__in=loans, kind=str(EntryKind.INTEREST))
    booked: defaultdict[int, set[date]] = defaultdict(set)
    for number, due_on in interest.values_list("loan_id", "effective_on"):
        booked[number].add(due_on)
    changed = set(
        ChangeInForce.objects.filter(change__loan__in=loans).values_list("change__loan", flat=True)
    )
    come = [
        loan.pk
        for loan in looked_at
        if loan.pk in changed or _next_due(loan, booked[loan.pk]) <= day
    ]
    for each in states_of(Loan.objects.filter(pk__in=come), day):
        fallen = {one.due_on for one in each.state.instalments if one.charged and one.due_on <= day}
        if not fallen <= booked[each.loan.pk]:
            post(each.loan, day)


def _next_due(loan: Loan, booked: Collection[date]) -> date:
    """The first due day by contract after the last one whose interest is booked."""
    return DueDays.of(terms_of(loan)).after(max(booked, default=loan.drawn_on))


def open_from() -> date:
    """The first day that is not closed."""
    last = PeriodClose.objects.order_by("-closed_through").first()
    return date.min if last is None else last.closed_through + ONE_DAY


def posted_of(loan: Loan) -> tuple[Posting, ...]:
    """What was booked for a loan, in the order of booking."""
    return postings_from(
        JournalEntry.objects.filter(loan=loan, seal__isnull=False)
        .prefetch_related("seal__legs")
        .order_by("id")
    )


def postings_from(rows: Iterable[JournalEntry]) -> tuple[Posting, ...]:
    """Booked rows as the core knows them; parties by their role in the case."""
    return tuple(
        Posting(
            key=row.key,
            kind=EntryKind(row.kind),
            effective_on=row.effective_on,
            booked_on=row.booked_on,
            clause=row.clause,
            legs={
                (leg.role, Account(leg.account)): from_fen(leg.amount)
                for leg in row.seal.legs.all()
            },
            is_reversal=row.is_reversal,
        )
        for row in rows
    )


def _write(loan: Loan, one: Posting, parties: dict[str, int]) -> None:
    entry = JournalEntry.objects.create(
        loan=loan,
        key=one.key,
        kind=str(one.kind),
        effective_on=one.effective_on,
        booked_on=one.booked_on,
        recorded_at=business_date.now(),
        clause=one.clause,
        is_reversal=one.is_reversal,
    )
    JournalLeg.objects.bulk_create(
        JournalLeg(
            seal_id=entry.pk,
            party_id=parties[role],
            role=role,
            account=str(account),
            amount=to_fen(amount),
        )
        for (role, account), amount in one.legs.items()
    )
    JournalSeal.objects.create(entry=entry)
