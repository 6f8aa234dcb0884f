"""Subsidy claims (9.3): computed, approved and paid line by line."""

from django.db import models
from django.db.models import F, Q

from zhidai.core.subsidies.clawback import ClawbackCause
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.columns import fen, not_negative, one_of, positive
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
    public_until = models.DateField(null=True)  # last day on which the approval is published
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
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True)
                | Q(public_until__isnull=True)
                | Q(paid_on__gt=F("public_until")),
                name="subsidy_paid_after_publicity",
            ),
        ]
        # With what is asked of all claims: a claim's row holds its whole computation.
        indexes = [models.Index(fields=["status", "paid_on", "loan"], name="subsidy_by_status")]

    def __str__(self) -> str:
        return f"subsidy for {self.loan_id}"


class SubsidyLine(models.Model):
    """What one level was granted to pay for one item of one loan.

    Never twice: a claim has one line for each, and a loan one claim that was not refused. The lines
    of an approval that was withdrawn stay; none of them counts.
    """

    claim = models.ForeignKey(
        SubsidyClaim, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=30)  # of the case's scheme
    item = models.CharField(max_length=30)  # interest, or another cost of the closed list
    amount = fen()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "level", "item"], name="subsidised_once_per_level_and_item"
            ),
            not_negative("subsidy_line", "amount"),
        ]
        # What was granted in all is summed without the rows: a claim's lines lie far apart.
        indexes = [models.Index(fields=["claim", "amount"], name="subsidy_line_of_claim")]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.level} {self.item}"


class SubsidyBudget(models.Model):
    """What a treasury can pay at one level in a year; a later row replaces an earlier one."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=60)
    level = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    amount = fen()
    set_on = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [not_negative("subsidy_budget", "amount")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.level} {self.year}"


class Clawback(models.Model):
    """A paid subsidy asked back from one level's payment: proposed by one person (append-only)."""

    claim = models.ForeignKey(SubsidyClaim, on_delete=models.PROTECT, related_name="clawbacks")
    level = models.CharField(max_length=30)
    amount = fen()
    cause = models.CharField(max_length=20)
    grounds = models.CharField(max_length=500)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            positive("clawback", "amount"),
            one_of("clawback", "cause", [str(cause) for cause in ClawbackCause]),
            models.CheckConstraint(condition=~Q(grounds=""), name="clawback_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.level} {self.amount}"


class ClawbackDecision(models.Model):
    """Another person confirms or drops it; once (append-only)."""

    clawback = models.OneToOneField(Clawback, on_delete=models.PROTECT, related_name="decision")
    is_confirmed = models.BooleanField()
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.clawback_id} {self.is_confirmed}"


class ClawbackReturn(models.Model):
    """The enterprise gave the money back, in full (append-only)."""

    clawback = models.OneToOneField(Clawback, on_delete=models.PROTECT, related_name="money")
    returned_on = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.clawback_id} {self.returned_on}"
