"""Claims on guarantor and appraiser, what they paid, and what was recovered."""

from django.db import models
from django.db.models import F, Q

from zhidai.core.guarantees.disposal import DisposalKind, RecoveryKind
from zhidai.core.lending.events import BANK
from zhidai.db.columns import a_ratio, fen, millionths, not_negative, one_of, positive
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party, Person


class Claim(models.Model):
    """A guarantee claim (7.2): at most one a loan."""

    loan = models.OneToOneField(Loan, on_delete=models.PROTECT, related_name="claim")
    claimed_on = models.DateField()
    principal_loss = fen()  # unpaid
    # fen; what of it is shared; None: all, of an old claim
    loss_base = models.BigIntegerField(null=True)
    interest_unpaid = fen()  # stays the bank's own claim on the enterprise
    grace_until = models.DateField()  # last day, inclusive

    class Meta:
        constraints = [
            positive("claim", "principal_loss"),
            not_negative("claim", "interest_unpaid"),
            models.CheckConstraint(
                condition=Q(loss_base__isnull=True)
                | Q(loss_base__gte=0, loss_base__lte=F("principal_loss")),
                name="claim_loss_base_within_principal",
            ),
        ]

    def __str__(self) -> str:
        return f"claim on {self.loan_id}"


class ClaimShare(models.Model):
    """What one party bears of a claim's principal loss.

    `deferred` is the part of the amount that is owed only once the disposal has ended, where the
    scheme has a party pay an advance.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="shares")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    loss_share = millionths()
    amount = fen()
    deferred = fen(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "party"], name="claim_party_once"),
            a_ratio("claim_share", "loss_share"),
            not_negative("claim_share", "amount"),
            models.CheckConstraint(
                condition=Q(deferred__gte=0, deferred__lte=F("amount")),
                name="claim_share_deferred_within_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.role}"


class ClaimPayment(models.Model):
    """Money paid to the bank on a claim; never changed, never removed."""

    share = models.ForeignKey(ClaimShare, on_delete=models.PROTECT, related_name="payments")
    amount = fen()
    paid_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [positive("claim_payment", "amount")]

    def __str__(self) -> str:
        return f"{self.share_id} {self.paid_on}"


class ClaimRefusal(models.Model):
    """A payer says on which grounds it does not pay; never changed, never removed.

    What it owes stays owed until it is paid or set off: who is right is not decided here.
    """

    share = models.ForeignKey(ClaimShare, on_delete=models.PROTECT, related_name="refusals")
    grounds = models.CharField(max_length=500)
    refused_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="claim_refusal_has_grounds")
        ]

    def __str__(self) -> str:
        return f"{self.share_id} {self.refused_on}"


class DisposalStep(models.Model):
    """A notice, auction, transfer or lawsuit on the way to a recovery (7.3); append-only."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="disposal")
    kind = models.CharField(max_length=20)
    held_on = models.DateField()
    record = models.CharField(max_length=200)  # where, and under which number it is on record
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("disposal_step", "kind", [str(kind) for kind in DisposalKind]),
            models.CheckConstraint(condition=~Q(record=""), name="disposal_step_has_record"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.kind} {self.held_on}"


class Recovery(models.Model):
    """Money recovered after a claim, with what recovering it cost (7.3).

    gross = costs_paid + the shares + to_interest + to_pledgor. Costs that a recovery does not
    cover are carried to the next, so that costs may exceed gross.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="recoveries")
    gross = fen()
    costs = fen()
    costs_by = models.CharField(max_length=20, default=BANK)  # role of who advanced the costs
    costs_paid = fen()  # these costs and those carried from earlier, as far as gross covers them
    to_interest = fen(default=0)  # the bank's unpaid interest, after every loss is made good
    to_pledgor = fen(default=0)  # the surplus
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    kind = models.CharField(max_length=20, default=str(RecoveryKind.OTHER))
    source = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            positive("recovery", "gross"),
            one_of("recovery", "kind", [str(kind) for kind in RecoveryKind]),
            not_negative("recovery", "costs"),
            models.CheckConstraint(condition=~Q(costs_by=""), name="recovery_costs_by_somebody"),
            not_negative("recovery", "to_interest"),
            not_negative("recovery", "to_pledgor"),
            models.CheckConstraint(
                condition=Q(costs_paid__gte=0, costs_paid__lte=F("gross")),
                name="recovery_costs_paid_within_gross",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.received_on}"


class RecoveryShare(models.Model):
    """What one party gets back from a recovery.

    `set_off` is the part of it that the bank keeps against what the party still owes on the claim.
    """

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="shares")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    amount = fen()
    set_off = fen(default=0)

    class Meta:
        constraints = [
            not_negative("recovery_share", "amount"),
            models.CheckConstraint(
                condition=Q(set_off__gte=0, set_off__lte=F("amount")),
                name="recovery_share_set_off_within_amount",
            ),
            models.UniqueConstraint(fields=["recovery", "party"], name="recovery_party_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.role}"
