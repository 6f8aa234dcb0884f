"""The register of breaches: recorded, objected to, decided; all of it history."""

from django.db import models
from django.db.models import F, Q

from zhidai.core.integrity.breaches import BreachKind
from zhidai.db.columns import one_of
from zhidai.db.parties.models import Party, Person


class Breach(models.Model):
    """A breach of integrity that a bureau recorded with its evidence; never changed."""

    number = models.CharField(max_length=40, unique=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="breaches")
    bureau = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    happened_on = models.DateField()
    evidence = models.CharField(max_length=1000)
    recorded_on = models.DateField()
    ends_on = models.DateField(null=True)  # first day it counts no more; none: no period given
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("breach", "kind", [str(kind) for kind in BreachKind]),
            models.CheckConstraint(
                condition=Q(happened_on__lte=F("recorded_on")), name="breach_recorded_afterwards"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="breach_has_evidence"),
        ]

    def __str__(self) -> str:
        return self.number


class BreachObjection(models.Model):
    """The party objects, once; never changed."""

    breach = models.OneToOneField(Breach, on_delete=models.PROTECT, related_name="objection")
    grounds = models.CharField(max_length=1000)
    objected_on = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="breach_objection_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"objection to {self.breach_id}"


class BreachDecision(models.Model):
    """Another person of the bureau lets a breach stand or dismisses it; never changed."""

    breach = models.OneToOneField(Breach, on_delete=models.PROTECT, related_name="decision")
    is_dismissed = models.BooleanField()
    grounds = models.CharField(max_length=1000)
    decided_on = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="breach_decision_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"{self.breach_id}: {'dismissed' if self.is_dismissed else 'stands'}"
