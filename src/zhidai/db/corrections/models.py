"""Corrections of what was wrongly recorded: proposed, decided; all of it history.

Of repayments, and since a claim of payments on it and of recoveries. What is taken back of a claim
stands in tables of its own, for a correction can take back more than what it is about: what was
recovered later was shared out on the strength of it and is shared out anew.
"""

from django.db import models
from django.db.models import F, Q

from zhidai.core.lending.correction import Decision
from zhidai.db.columns import one_of
from zhidai.db.guarantees.models import ClaimPayment, Recovery
from zhidai.db.lending.models import LoanEvent
from zhidai.db.parties.models import Party, Person
from zhidai.db.portfolio.models import Exclusion


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


class ClaimCorrection(models.Model):
    """One person proposes to take back a claim payment or a recovery; never changed.

    amount: paid, or received gross, as it ought to be; costs: of a recovery. None of them if it
    never happened. effective_on: the day as it ought to be; none where the day is right.
    decided_at: the party whose approver decides, so that nobody undoes alone what another party
    recorded.
    """

    payment = models.ForeignKey(
        ClaimPayment, on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    recovery = models.ForeignKey(
        Recovery, on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    amount = models.BigIntegerField(null=True)  # fen
    costs = models.BigIntegerField(null=True)  # fen
    effective_on = models.DateField(null=True)
    grounds = models.CharField(max_length=1000)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(payment__isnull=False, recovery__isnull=True, costs__isnull=True)
                | Q(payment__isnull=True, recovery__isnull=False),
                name="claim_correction_of_one",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, costs__isnull=True)
                | Q(amount__gt=0, payment__isnull=False)
                | Q(amount__gt=0, costs__gte=0),
                name="claim_correction_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True)
                | Q(amount__isnull=False, effective_on__lte=F("proposed_on")),
                name="claim_correction_day_of_money_that_came",
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="claim_correction_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} of a claim"


class ClaimCorrectionDecision(models.Model):
    """Another person approves or refuses it, or its proposer withdraws it; never changed."""

    correction = models.OneToOneField(
        ClaimCorrection, on_delete=models.PROTECT, related_name="decision"
    )
    decision = models.CharField(max_length=20)
    grounds = models.CharField(max_length=1000)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("claim_correction_decision", "decision", [str(each) for each in Decision]),
            models.CheckConstraint(
                condition=Q(decision=str(Decision.WITHDRAWN), decided_by=F("proposed_by"))
                | (~Q(decision=str(Decision.WITHDRAWN)) & ~Q(decided_by=F("proposed_by"))),
                name="claim_correction_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.correction_id}: {self.decision}"


class PaymentTakenBack(models.Model):
    """A claim payment that counts as never made, by an approved correction (a trigger holds it)."""

    payment = models.OneToOneField(
        ClaimPayment, on_delete=models.PROTECT, primary_key=True, related_name="taken_back"
    )
    decision = models.ForeignKey(
        ClaimCorrectionDecision, on_delete=models.PROTECT, related_name="payments"
    )

    def __str__(self) -> str:
        return f"{self.payment_id} taken back"


class RecoveryTakenBack(models.Model):
    """A recovery that counts as never shared out; where the money came, it was shared out anew."""

    recovery = models.OneToOneField(
        Recovery, on_delete=models.PROTECT, primary_key=True, related_name="taken_back"
    )
    decision = models.ForeignKey(
        ClaimCorrectionDecision, on_delete=models.PROTECT, related_name="recoveries"
    )

    def __str__(self) -> str:
        return f"{self.recovery_id} taken back"


class ExclusionTakenBack(models.Model):
    """An exclusion whose first claim payment was taken back; a later one begins its own (8.5)."""

    exclusion = models.OneToOneField(
        Exclusion, on_delete=models.PROTECT, primary_key=True, related_name="taken_back"
    )
    decision = models.ForeignKey(
        ClaimCorrectionDecision, on_delete=models.PROTECT, related_name="exclusions"
    )

    def __str__(self) -> str:
        return f"{self.exclusion_id} taken back"


class PartyCorrection(models.Model):
    """One person of the bureau proposes what is to be registered of a party; never changed."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="corrections")
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    credit_code = models.CharField(max_length=18, null=True)
    place = models.CharField(max_length=100)
    place_en = models.CharField(max_length=100, blank=True, default="")
    grounds = models.CharField(max_length=1000)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="party_correction_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} of party {self.party_id}"


class PartyCorrectionDecision(models.Model):
    """Another person approves or refuses it, or its proposer withdraws it; never changed."""

    correction = models.OneToOneField(
        PartyCorrection, on_delete=models.PROTECT, related_name="decision"
    )
    decision = models.CharField(max_length=20)
    grounds = models.CharField(max_length=1000)
    decided_on = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("party_correction_decision", "decision", [str(each) for each in Decision]),
            models.CheckConstraint(
                condition=Q(decision=str(Decision.WITHDRAWN), decided_by=F("proposed_by"))
                | (~Q(decision=str(Decision.WITHDRAWN)) & ~Q(decided_by=F("proposed_by"))),
                name="party_correction_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.correction_id}: {self.decision}"
