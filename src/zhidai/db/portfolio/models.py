"""The breaker's history and the enterprises excluded after a claim."""

from django.db import models
from django.db.models import F, Q

from zhidai.db.columns import fen, not_negative, one_of
from zhidai.db.guarantees.models import Claim
from zhidai.db.parties.models import Party, Person


class Breaker(models.Model):
    """A scheme's breaker; its row is the lock that trips and drawdowns take in turn."""

    scheme = models.CharField(max_length=60, unique=True)
    is_tripped = models.BooleanField(default=False)

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
