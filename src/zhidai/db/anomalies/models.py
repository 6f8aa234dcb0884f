"""What became of the findings that a bureau looked into; the findings themselves are not kept."""

from django.db import models
from django.db.models import Q

from zhidai.core.anomalies.book import AnomalyKind
from zhidai.db.columns import one_of
from zhidai.db.parties.models import Party, Person


class AnomalyClosing(models.Model):
    """A finding dealt with, for a reason; never changed, never removed. The newest one holds.

    looked_at: a mark of each record that the finding rested on.
    """

    bureau = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    looked_at = models.JSONField()
    reason = models.CharField(max_length=1000)
    closed_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["bureau", "kind", "subject"], name="closings_of_a_finding")]
        constraints = [
            one_of("anomaly_closing", "kind", [str(kind) for kind in AnomalyKind]),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(subject=""), name="anomaly_closing_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.closed_on}"
