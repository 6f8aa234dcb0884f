"""The monthly project filings of the banks (9.2): each version kept as it was sent."""

from django.db import models
from django.db.models import Q

from zhidai.db.columns import fen
from zhidai.db.parties.models import Party, Person


class Filing(models.Model):
    """One bank's month with one bureau; its row is the lock that senders take in turn.

    `current` is the version that counts: one for each bank, bureau and month, and only ever a
    newer one (held by a trigger).
    """

    number = models.CharField(max_length=40, unique=True)
    scheme = models.CharField(max_length=60)
    month = models.DateField()  # its first day
    bank = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    bureau = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    current = models.OneToOneField(
        "filings.FilingVersion", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "month", "bank", "bureau"], name="one_filing_for_a_banks_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="filing_month_by_its_first_day"),
        ]

    def __str__(self) -> str:
        return self.number


class FilingVersion(models.Model):
    """What was sent: the loans and papers as they stood; never changed, never removed.

    Versions of a filing count from 1; each after the first says why it was sent again. Only such a
    later one may be without a loan: every drawdown of the month has been reversed.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()  # core.filings.filing.ProjectFiling
    loans = models.PositiveIntegerField()  # what a list shows of the content
    total = fen()
    missing = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=500, default="", blank=True)
    sent_on = models.DateField()
    recorded_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["filing", "version"], name="filing_version_once"),
            models.CheckConstraint(
                condition=Q(loans__gt=0, total__gt=0) | Q(version__gt=1, loans=0, total=0),
                name="filing_version_of_loans_or_corrected_to_nothing",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | (Q(version__gt=1) & ~Q(note="")),
                name="filing_sent_again_with_grounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} v{self.version}"


class FilingDecision(models.Model):
    """The bureau received a version or returned it with its grounds; never changed."""

    version = models.OneToOneField(FilingVersion, on_delete=models.PROTECT, related_name="decision")
    is_received = models.BooleanField()
    grounds = models.CharField(max_length=500, default="", blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_received=True) | ~Q(grounds=""),
                name="filing_returned_with_grounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {'received' if self.is_received else 'returned'}"
