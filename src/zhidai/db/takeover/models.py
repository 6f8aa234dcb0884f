"""Ledgers from which running loans are taken over, and which loans came from them; history."""

from django.db import models
from django.db.models import Q

from zhidai.core.takeover.rows import Basis
from zhidai.db.columns import one_of
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party, Person


class Takeover(models.Model):
    """A bank's file as it was handed in, with the day of the cut-over; never changed.

    guarantor, appraiser: whose they are where a row names none.
    """

    bank = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=60)
    cut_over_on = models.DateField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    guarantor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)
    appraiser = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(proposed_on__gte=models.F("cut_over_on")),
                name="takeover_of_a_day_that_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.cut_over_on}"


class TakeoverConfirmation(models.Model):
    """The second step: the loans were written, in one transaction; never changed."""

    takeover = models.OneToOneField(Takeover, on_delete=models.PROTECT, related_name="confirmation")
    taken = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    confirmed_on = models.DateField()
    recorded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken__gt=0), name="takeover_of_some_loan"),
        ]

    def __str__(self) -> str:
        return f"{self.takeover_id}: {self.taken}"


class TakenOverLoan(models.Model):
    """The mark of a loan that was taken over: from which row of which file; never changed."""

    loan = models.OneToOneField(Loan, on_delete=models.PROTECT, related_name="taken_over")
    takeover = models.ForeignKey(Takeover, on_delete=models.PROTECT, related_name="loans")
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    basis = models.CharField(max_length=20)

    class Meta:
        constraints = [one_of("taken_over_loan", "basis", [str(each) for each in Basis])]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.sheet}!{self.row}"
