"""Loans and their immutable events; every balance is a replay of these."""

from django.db import models
from django.db.models import F, Q

from zhidai.db.cases.models import Case
from zhidai.db.columns import fen, millionths, not_negative, positive
from zhidai.db.parties.models import Person


class Loan(models.Model):
    """The terms of a drawn loan, frozen at drawdown."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="loan")
    key = models.CharField(max_length=60, unique=True)  # loan contract number
    principal = fen()
    annual_rate = millionths()
    drawn_on = models.DateField()
    due_on = models.DateField()
    day_count = models.CharField(max_length=20)
    settlement = models.CharField(max_length=20)
    guarantee_fee = fen(default=0)  # as invoiced
    appraisal_fee = fen(default=0)

    class Meta:
        constraints = [
            positive("loan", "principal"),
            not_negative("loan", "annual_rate"),
            not_negative("loan", "guarantee_fee"),
            not_negative("loan", "appraisal_fee"),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("drawn_on")), name="loan_due_after_drawn"
            ),
        ]

    def __str__(self) -> str:
        return self.key


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
