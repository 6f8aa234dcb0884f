"""What happened: the hash-chained event log, idempotency keys, and the business date."""

from django.db import models
from django.db.models import Q

from zhidai.db.parties.models import Party, Person


class Stream(models.Model):
    """One chain of events (a case, an agreement, a scheme). Its row is the lock for appending."""

    name = models.CharField(max_length=80, unique=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One thing that happened; never changed, never removed (held by triggers)."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)  # dotted, past tense: case.task_completed
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)
    payload = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="event_sequence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stream_id}#{self.sequence} {self.kind}"


class DailyDigest(models.Model):
    """The heads of the chains that grew since the digest before it; digests are a chain as well.

    `heads`: stream name -> [length, head]. A chain without a new event is not named again: its
    head stands in an earlier digest, to which the previous hashes lead.
    """

    day = models.DateField(unique=True)
    streams = models.PositiveIntegerField()  # how many chains there were
    heads = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, unique=True)  # no two follow on the same one
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.day)


class Command(models.Model):
    """A command's idempotency key: the same key answers the same, other content is refused."""

    key = models.CharField(max_length=64)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    request_hash = models.CharField(max_length=64)
    answer = models.JSONField(null=True)  # null while it runs
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "name", "key"], name="command_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"


class BusinessDate(models.Model):
    """The stated date a deployment runs on; without a row the clock decides."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    day = models.DateField()
    swept_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_business_date"),
        ]

    def __str__(self) -> str:
        return str(self.day)
