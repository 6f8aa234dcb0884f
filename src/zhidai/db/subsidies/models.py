"""Subsidy claims (9.3): computed, approved and paid line by line."""

from django.db import models
from django.db.models import Q

from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.columns import fen, not_negative, one_of
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party, Person


class SubsidyClaim(models.Model):
    """One enterprise's claim for one repaid loan; a refused one may be followed by another."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="subsidy_claims")
    enterprise = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="subsidy_claims")
    claimed_on = models.DateField()
    status = models.CharField(max_length=20, default=str(SubsidyStatus.CLAIMED))
    approved_on = models.DateField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    refused_on = models.DateField(null=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    grounds = models.CharField(max_length=500, default="")  # of a refusal
    paid_on = models.DateField(null=True)
    paid_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    statement = models.JSONField()  # the computation with its caps, as shown on the Why page

    class Meta:
        constraints = [
            one_of("subsidy_claim", "status", [str(status) for status in SubsidyStatus]),
            models.UniqueConstraint(
                fields=["loan"],
                condition=~Q(status=str(SubsidyStatus.REFUSED)),
                name="one_subsidy_claim_per_loan",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(approved_on__isnull=False),
                name="subsidy_paid_after_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"subsidy for {self.loan_id}"


class SubsidyLine(models.Model):
    """What one level was granted to pay for one item of one loan: never twice (the loan key)."""

    claim = models.ForeignKey(SubsidyClaim, on_delete=models.PROTECT, related_name="lines")
    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=30)  # province, beneficiary
    item = models.CharField(max_length=30)  # interest, guarantee_fee, appraisal_fee
    amount = fen()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["loan", "level", "item"], name="loan_subsidised_once_per_level_and_item"
            ),
            not_negative("subsidy_line", "amount"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.level} {self.item}"
