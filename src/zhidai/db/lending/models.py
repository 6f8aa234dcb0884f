"""Loans, their immutable events and the changes agreed on them; every balance is a replay.

A change is proposed, consented to by each role that it asks, and in force with the row that says
so: triggers hold that all consents are there by then, and that nothing is added afterwards
(`consents.py`).
"""

from django.db import models
from django.db.models import F, Q

from zhidai.core.lending.agreed_changes import CHANGES
from zhidai.core.lending.conventions import Repayment
from zhidai.core.lending.events import EventKind, Part
from zhidai.core.policy.taking_part import LONGEST_ROLE
from zhidai.db.cases.models import Case
from zhidai.db.columns import fen, millionths, not_negative, one_of, positive
from zhidai.db.parties.models import Party, Person

_WITH_AMOUNT = [str(kind) for kind in (EventKind.WAIVER, EventKind.WRITE_OFF, EventKind.DRAWDOWN)]
_IN_PARTS = str(Repayment.INTEREST_THEN_INSTALMENTS)
_EQUAL_SUMS = str(Repayment.EQUAL_TOTAL_INSTALMENTS)


class Loan(models.Model):
    """The terms of a drawn loan, frozen at drawdown.

    commitment, available_until: the contract's amount and the last day of further drawdowns, where
    less than it was drawn at first; neither where all was. instalments: of the principal, where it
    is repaid in equal parts on the last due days. Fees: as invoiced and paid by the enterprise, the
    costs that its subsidies rest on. registration_fee_to: the role that was paid for registering;
    empty where that was nobody of the case.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="loan")
    key = models.CharField(max_length=60, unique=True)  # loan contract number
    principal = fen()
    annual_rate = millionths()
    drawn_on = models.DateField()
    due_on = models.DateField()
    day_count = models.CharField(max_length=20)
    settlement = models.CharField(max_length=20)
    repayment = models.CharField(max_length=30, default=str(Repayment.BULLET_MONTHLY_INTEREST))
    instalments = models.PositiveSmallIntegerField(default=0)
    commitment = fen(null=True)
    available_until = models.DateField(null=True)  # last day, inclusive
    guarantee_fee = fen(default=0)  # as invoiced
    appraisal_fee = fen(default=0)
    insurance_premium = fen(default=0)
    registration_fee = fen(default=0)
    registration_fee_to = models.CharField(max_length=LONGEST_ROLE, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["drawn_on", "key"], name="loan_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(registration_fee_to="") | Q(registration_fee__gt=0),
                name="loan_registration_paid_for",
            ),
            positive("loan", "principal"),
            not_negative("loan", "annual_rate"),
            not_negative("loan", "guarantee_fee"),
            not_negative("loan", "appraisal_fee"),
            not_negative("loan", "insurance_premium"),
            not_negative("loan", "registration_fee"),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("drawn_on")), name="loan_due_after_drawn"
            ),
            one_of("loan", "repayment", [str(kind) for kind in Repayment]),
            models.CheckConstraint(
                condition=Q(repayment=_IN_PARTS, instalments__gt=0)
                | (~Q(repayment=_IN_PARTS) & Q(instalments=0)),
                name="loan_instalments_with_their_kind",
            ),
            models.CheckConstraint(
                condition=Q(commitment__isnull=True, available_until__isnull=True)
                | Q(
                    commitment__gt=F("principal"),
                    available_until__gte=F("drawn_on"),
                    available_until__lt=F("due_on"),
                ),
                name="loan_commitment_with_its_period",
            ),
            models.CheckConstraint(
                condition=Q(commitment__isnull=True) | ~Q(repayment=_EQUAL_SUMS),
                name="loan_equal_sums_drawn_at_once",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def agreed(self) -> int:
        """The contract's amount, drawn already or not; fen."""
        return self.principal if self.commitment is None else self.commitment


class LoanEvent(models.Model):
    """Money that moved on a loan after drawdown; never changed, never removed."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=40)
    amount = fen()
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [positive("loan_event", "amount")]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.kind} {self.effective_on}"


class LoanChange(models.Model):
    """One person of the bank proposes a change of a running loan; never changed.

    effective_on: the day on which a misuse or pause begins; the others take effect when agreed.
    asked: the roles whose consent it needs, asked_count how many they are. takes_back: the change
    in force that a reversal is about.
    """

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20)
    amount = models.BigIntegerField(null=True)  # fen
    part = models.CharField(max_length=20, default=str(Part.PRINCIPAL))
    due_on = models.DateField(null=True)
    annual_rate = models.BigIntegerField(null=True)  # millionths
    effective_on = models.DateField(null=True)
    until = models.DateField(null=True)
    markup = models.BigIntegerField(null=True)  # millionths of the contract rate
    takes_back = models.ForeignKey(
        "ChangeInForce", on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked = models.CharField(max_length=120)
    asked_count = models.PositiveSmallIntegerField()
    grounds = models.CharField(max_length=1000)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("loan_change", "kind", [str(kind) for kind in CHANGES]),
            one_of("loan_change", "part", [str(part) for part in Part]),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="loan_change_amount_above"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=_WITH_AMOUNT) | Q(amount__isnull=False),
                name="loan_change_has_amount",
            ),
            models.CheckConstraint(
                condition=~Q(kind=str(EventKind.EXTENSION)) | Q(due_on__isnull=False),
                name="loan_change_has_due_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind=str(EventKind.PAUSE))
                | Q(effective_on__isnull=False, until__gte=F("effective_on")),
                name="loan_change_pause_has_days",
            ),
            models.CheckConstraint(
                condition=~Q(kind=str(EventKind.MISUSE))
                | Q(effective_on__isnull=False, markup__isnull=False),
                name="loan_change_misuse_has_rate",
            ),
            models.CheckConstraint(
                condition=Q(kind=str(EventKind.REVERSAL), takes_back__isnull=False)
                | (~Q(kind=str(EventKind.REVERSAL)) & Q(takes_back__isnull=True)),
                name="loan_change_takes_back_one",
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="loan_change_has_grounds"),
            positive("loan_change", "asked_count"),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.kind} {self.proposed_on}"


class ChangeConsent(models.Model):
    """A party says yes or no to a change, once; the bank by another person than its proposer.

    The proposer's own no withdraws it.
    """

    change = models.ForeignKey(LoanChange, on_delete=models.PROTECT, related_name="consents")
    role = models.CharField(max_length=20)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_given = models.BooleanField()
    grounds = models.CharField(max_length=1000, blank=True)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "role"], name="change_consent_once_a_role"),
            models.CheckConstraint(
                condition=Q(is_given=False) | ~Q(person=F("proposed_by")),
                name="change_needs_two_people",
            ),
            models.CheckConstraint(
                condition=Q(is_given=True) | ~Q(grounds=""), name="change_refused_with_grounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change_id} {self.role}"


class ChangeInForce(models.Model):
    """All who were asked have agreed; from here on the change is an event of the loan.

    taken_back: what a reversal reverses; unique, so that nothing is reversed twice.
    """

    change = models.OneToOneField(
        LoanChange, on_delete=models.PROTECT, primary_key=True, related_name="in_force"
    )
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    taken_back = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversal"
    )

    def __str__(self) -> str:
        return f"{self.change_id} in force {self.effective_on}"
