"""The versions of a scheme: each a folder as it was, who proposed it, and what became of it."""

from django.db import models
from django.db.models import Q

from zhidai.db.columns import one_of
from zhidai.db.parties.models import Party, Person

DECISIONS = ("published", "refused", "withdrawn")


class SchemeVersion(models.Model):
    """A scheme folder as one archive; never changed, never removed.

    Without a proposer it is the folder that came with the platform, kept when the first case was
    opened under it, so that the case reads the same under every later release. A proposal keeps
    which published version it was made from; without one it was made from the shipped folder.
    """

    scheme = models.CharField(max_length=60)
    content_hash = models.CharField(max_length=64)
    archive = models.BinaryField()
    in_force_from = models.DateField()
    why = models.CharField(max_length=500)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    bureau = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)
    made_from = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True, bureau__isnull=True)
                | Q(proposed_by__isnull=False, bureau__isnull=False),
                name="schemeversion_proposed_for_a_bureau",
            ),
            models.UniqueConstraint(
                fields=["scheme", "content_hash"],
                condition=Q(proposed_by__isnull=True),
                name="schemeversion_shipped_once",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "content_hash"], name="schemeversion_by_hash")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.content_hash[:12]}"


class SchemeDecision(models.Model):
    """What became of a proposed version: one decision, never changed, never removed."""

    version = models.OneToOneField(SchemeVersion, on_delete=models.PROTECT, related_name="decision")
    decision = models.CharField(max_length=20)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    grounds = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [one_of("schemedecision", "decision", list(DECISIONS))]

    def __str__(self) -> str:
        return f"{self.version_id} {self.decision}"
