"""The facts of statistics, kept in columns, which of them have to be read anew, and answers.

None is history: a chunk is read out of the other tables and can be made anew at any time, an answer
is counted from the chunks. A mark
comes with the transaction that changed what a fact is read from, by a trigger (`mark_triggers`),
and goes with the one that read it.
"""

from django.db import models
from django.db.models import Q

from zhidai.db.columns import one_of

CASE, PARTY = "case", "party"
KINDS = [CASE, PARTY]


class FactMark(models.Model):
    """A case or party whose facts are others than those kept; never changed, only taken away."""

    kind = models.CharField(max_length=5)
    subject = models.BigIntegerField()  # the id of the case or party

    class Meta:
        constraints = [one_of("fact_mark", "kind", KINDS)]
        indexes = [models.Index(fields=["kind", "subject"], name="fact_mark_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class FactChunk(models.Model):
    """The facts of the cases or parties whose ids lie in one range, as Arrow columns.

    layout: of which columns, those of another are read anew. version: the hash of both contents,
    empty until they are read. columns: that of each column. repayments: of the loans of the cases.
    """

    kind = models.CharField(max_length=5)
    number = models.PositiveIntegerField()
    layout = models.CharField(max_length=64, default="", blank=True)
    version = models.CharField(max_length=64, default="", blank=True)
    columns = models.JSONField(default=dict)
    facts = models.BinaryField(default=b"")
    repayments = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            one_of("fact_chunk", "kind", KINDS),
            models.UniqueConstraint(fields=["kind", "number"], name="fact_chunk_once"),
            models.CheckConstraint(
                condition=Q(version="") | ~Q(facts=b""), name="fact_chunk_read_with_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class FactAnswer(models.Model):
    """What was counted of one version of some columns: an answer that any process can take.

    facts: the hash of that version. asked: that of whose cases, by which names and on which day.
    question: that of the question. found: JSON. One of another version takes its place.
    """

    facts = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)
    question = models.CharField(max_length=64)
    found = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asked", "question"], name="fact_answer_once")
        ]

    def __str__(self) -> str:
        return self.question
