"""Which files people saved from the platform."""

from django.db import models
from django.db.models import Q

from zhidai.db.parties.models import Party, Person


class Export(models.Model):
    """One file that a signed-in person saved; never changed, never removed.

    The file itself is not kept: its digest tells whether a file at hand is the one that was saved.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=60)  # the url name that made it
    address = models.CharField(max_length=500)  # with the question, as it was asked
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    exported_on = models.DateField()  # business date
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["party", "-id"], name="exports_of_a_party")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(what="") & ~Q(sha256=""), name="export_is_told_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.exported_on}"
