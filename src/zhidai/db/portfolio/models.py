"""The breaker's history and the enterprises excluded after a claim."""

from django.db import models
from django.db.models import F, Q

from zhidai.db.columns import fen, not_negative, one_of
from zhidai.db.guarantees.models import Claim
from zhidai.db.parties.models import Party, Person


class Breaker(models.Model):
    """A scheme's breaker; its row is the lock that trips and drawdowns take in turn.

    Where the parties resumed at a ratio above the threshold, `resumed_overdue` over
    `resumed_total` is that ratio: the breaker trips again only above it, until the ratio has come
    back to the threshold.
    """

    scheme = models.CharField(max_length=60, unique=True)
    is_tripped = models.BooleanField(default=False)
    resumed_overdue = models.BigIntegerField(null=True)  # fen
    resumed_total = models.BigIntegerField(null=True)  # fen

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resumed_overdue__isnull=True, resumed_total__isnull=True)
                | Q(resumed_overdue__gt=0, resumed_total__gt=0),
                name="breaker_resumed_at_a_ratio",
            ),
        ]

    def __str__(self) -> str:
        return self.scheme


class BreakerAction(models.Model):
    """One trip or lift, with the balances it was decided on; never changed, never removed."""

    breaker = models.ForeignKey(Breaker, on_delete=models.PROTECT, related_name="actions")
    action = models.CharField(max_length=10)
    effective_on = models.DateField()
    overdue_balance = fen()
    total_balance = fen()
    grounds = models.CharField(max_length=500)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            one_of("breaker_action", "action", ["trip", "lift"]),
            not_negative("breaker_action", "overdue_balance"),
            not_negative("breaker_action", "total_balance"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.effective_on}"


class BreakerAgreement(models.Model):
    """A lending party's agreement to resume after one trip; never changed, never removed."""

    trip = models.ForeignKey(BreakerAction, on_delete=models.PROTECT, related_name="agreements")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    grounds = models.CharField(max_length=500)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trip", "party"], name="breaker_party_agrees_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} after {self.trip_id}"


class Exclusion(models.Model):
    """An enterprise for which a claim was paid, and until when it is excluded (8.5)."""

    enterprise = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="exclusions")
    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="exclusion")
    since = models.DateField()
    until = models.DateField()  # last day, inclusive

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="exclusion_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} until {self.until}"
