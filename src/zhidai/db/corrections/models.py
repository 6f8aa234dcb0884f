"""Corrections of wrongly recorded repayments: proposed, decided; all of it history."""

from django.db import models
from django.db.models import F, Q

from zhidai.core.lending.correction import Decision
from zhidai.db.columns import one_of
from zhidai.db.lending.models import LoanEvent
from zhidai.db.parties.models import Person


class Correction(models.Model):
    """One person of the bank proposes to take a repayment back; never changed.

    amount, effective_on: as it ought to have been; neither if it never happened.
    """

    event = models.ForeignKey(LoanEvent, on_delete=models.PROTECT, related_name="corrections")
    amount = models.BigIntegerField(null=True)  # fen
    effective_on = models.DateField(null=True)
    grounds = models.CharField(max_length=1000)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, effective_on__isnull=True)
                | Q(amount__gt=0, effective_on__isnull=False),
                name="correction_whole_or_none",
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="correction_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} of {self.event_id}"


class CorrectionDecision(models.Model):
    """Another person approves or refuses it, or its proposer withdraws it; never changed.

    taken_back: the event that an approval reverses; unique, so that none is reversed twice.
    """

    correction = models.OneToOneField(Correction, on_delete=models.PROTECT, related_name="decision")
    decision = models.CharField(max_length=20)
    taken_back = models.OneToOneField(
        LoanEvent, on_delete=models.PROTECT, null=True, related_name="reversal"
    )
    anew = models.OneToOneField(LoanEvent, on_delete=models.PROTECT, null=True, related_name="+")
    grounds = models.CharField(max_length=1000)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("correction_decision", "decision", [str(each) for each in Decision]),
            models.CheckConstraint(
                condition=Q(decision=str(Decision.WITHDRAWN), decided_by=F("proposed_by"))
                | (~Q(decision=str(Decision.WITHDRAWN)) & ~Q(decided_by=F("proposed_by"))),
                name="correction_needs_two_people",
            ),
            models.CheckConstraint(
                condition=Q(decision=str(Decision.APPROVED), taken_back__isnull=False)
                | (~Q(decision=str(Decision.APPROVED)) & Q(taken_back__isnull=True)),
                name="correction_takes_back_if_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.correction_id}: {self.decision}"
