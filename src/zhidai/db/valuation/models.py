"""Books of patents that a party had valued: what went in, what came out, on which day."""

from django.db import models

from zhidai.db.columns import fen, not_negative
from zhidai.db.parties.models import Party, Person


class ValuedBook(models.Model):
    """One valuation of one book; never changed, never removed.

    patents and values are Parquet: the patents as they were read, and the columns that `zhidai
    value book --bridge` writes. A later valuation of the same book is another row.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)  # of the file as it was given
    valued_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    parameters = models.CharField(max_length=60)  # their version
    is_indicative = models.BooleanField()
    count = models.PositiveIntegerField()
    in_force = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    total_value = fen()
    total_liquidation_value = fen()
    patents = models.BinaryField()
    values = models.BinaryField()
    rejects = models.JSONField(default=list)

    class Meta:
        constraints = [
            not_negative("valuedbook", "total_value"),
            not_negative("valuedbook", "total_liquidation_value"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valued_on}"
