"""The journal of the past in bulk: each entry made by the core, sealed as every other is."""

from collections.abc import Iterator, Sequence
from datetime import date

from zhidai.core.journal.loan_books import FeeBooked, LoanBooks, entries_of
from zhidai.core.journal.posting import Posting, postings_due
from zhidai.core.lending.replay import replay
from zhidai.core.money import from_fen, to_fen
from zhidai.db.journal.models import JournalEntry, JournalLeg, JournalSeal
from zhidai.db.lending.models import LoanEvent as LoanEventRow
from zhidai.services.demonstration.history.loans import PastLoan
from zhidai.services.demonstration.history.log import BATCH, recorded_at
from zhidai.services.journal.posting import open_from
from zhidai.services.lending.book import repayment_of


def book(loans: Sequence[PastLoan], payments: Sequence[Sequence[LoanEventRow]]) -> None:
    """Book what each loan came to, up to where its course is told."""
    first_open = open_from()
    due = [
        (past, one)
        for past, rows in zip(loans, payments, strict=True)
        for one in _postings(past, rows, first_open)
    ]
    due.sort(key=lambda each: each[1].effective_on)
    entries = JournalEntry.objects.bulk_create(
        (_entry(past, one) for past, one in due), batch_size=BATCH
    )
    legs = (
        leg
        for entry, (past, one) in zip(entries, due, strict=True)
        for leg in _legs(entry, past, one)
    )
    JournalLeg.objects.bulk_create(legs, batch_size=BATCH)
    JournalSeal.objects.bulk_create((JournalSeal(entry=one) for one in entries), batch_size=BATCH)


def _postings(past: PastLoan, rows: Sequence[LoanEventRow], first_open: date) -> Sequence[Posting]:
    events = tuple(repayment_of(row) for row in rows)
    books = LoanBooks(
        principal=past.terms.principal,
        drawn_on=past.terms.drawn_on,
        events=events,
        state=replay(past.terms, events, on=past.course.until),
        fees=[
            FeeBooked(id=role, amount=from_fen(fee), to=role)
            for role, fee in (
                ("guarantor", past.loan.guarantee_fee),
                ("appraiser", past.loan.appraisal_fee),
            )
        ],
    )
    return postings_due(entries_of(books), (), open_from=first_open)


def _entry(past: PastLoan, one: Posting) -> JournalEntry:
    return JournalEntry(
        loan=past.loan,
        key=one.key,
        kind=str(one.kind),
        effective_on=one.effective_on,
        booked_on=one.booked_on,
        recorded_at=recorded_at(one.booked_on),
        clause=one.clause,
        is_reversal=one.is_reversal,
    )


def _legs(entry: JournalEntry, past: PastLoan, one: Posting) -> Iterator[JournalLeg]:
    for (role, account), amount in one.legs.items():
        yield JournalLeg(
            seal_id=entry.pk,
            party_id=past.dossier.by[role][1],
            role=role,
            account=str(account),
            amount=to_fen(amount),
        )
