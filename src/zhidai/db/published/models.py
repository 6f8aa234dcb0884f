"""Files of series that others publish, as a city's bureau kept them, and what each holds; history.

A figure is read from the kept file whenever it is shown: the file is what there is.
"""

from django.db import models

from zhidai.db.parties.models import Party, Person


class PublishedFile(models.Model):
    """A file as it was handed in; never changed. place: that of the bureau that keeps it."""

    place = models.CharField(max_length=100)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    kept_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place"], name="published_file_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.file_name}"


class PublishedSeries(models.Model):
    """A series in a file, by its name there; of several files with that name the last counts."""

    file = models.ForeignKey(PublishedFile, on_delete=models.PROTECT, related_name="series")
    name = models.CharField(max_length=60)
    metric = models.CharField(max_length=40)
    scope = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    first = models.CharField(max_length=10)  # its periods, as 2021Q1
    last = models.CharField(max_length=10)
    figures = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "name"], name="published_series_once"),
            models.CheckConstraint(
                condition=models.Q(figures__gt=0), name="published_series_of_some_figure"
            ),
        ]

    def __str__(self) -> str:
        return self.name
