"""The journal: balanced, append-only. An entry counts once its seal stands.

The legs of an entry point to its seal, which is written last: a foreign key held at commit refuses
legs without a seal, and triggers refuse a seal over legs that do not balance, or a leg added later
(`balance.py`). So nothing unbalanced is ever committed, on SQLite and PostgreSQL alike.
"""

from django.db import models
from django.db.models import F, Q

from zhidai.core.journal.accounts import Account
from zhidai.core.journal.entries import EntryKind
from zhidai.db.columns import fen, one_of
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party, Person


class JournalEntry(models.Model):
    """One booking of a loan's journal, or the reversal of one."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="journal")
    key = models.CharField(max_length=80)  # of the movement, within the loan
    kind = models.CharField(max_length=20)
    effective_on = models.DateField()
    booked_on = models.DateField()
    recorded_at = models.DateTimeField()
    clause = models.CharField(max_length=20, null=True)
    is_reversal = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of("journal_entry", "kind", [str(kind) for kind in EntryKind]),
            models.CheckConstraint(
                condition=Q(booked_on__gte=F("effective_on")), name="journal_booked_from_effect"
            ),
        ]
        indexes = [models.Index(fields=["booked_on"], name="journal_entry_booked_on")]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.key}"


class JournalSeal(models.Model):
    """Written after the legs of its entry; without it they cannot be committed."""

    entry = models.OneToOneField(
        JournalEntry, on_delete=models.PROTECT, primary_key=True, related_name="seal"
    )

    def __str__(self) -> str:
        return f"seal of {self.entry_id}"


class JournalLeg(models.Model):
    """A debit (above zero) or credit (below) in the books of one party."""

    seal = models.ForeignKey(JournalSeal, on_delete=models.PROTECT, related_name="legs")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    account = models.CharField(max_length=30)
    amount = fen()

    class Meta:
        constraints = [
            one_of("journal_leg", "account", [str(account) for account in Account]),
            models.CheckConstraint(condition=~Q(amount=0), name="journal_leg_not_zero"),
            models.UniqueConstraint(
                fields=["seal", "role", "account"], name="journal_account_once_an_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seal_id} {self.role} {self.account}"


class PeriodClose(models.Model):
    """All days up to this one are closed: later bookings for them go to the first open day."""

    closed_through = models.DateField(unique=True)
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"closed through {self.closed_through}"
