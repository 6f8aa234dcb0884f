"""Intellectual-property rights and the pledges on them."""

from django.db import models
from django.db.models import F, Q

from zhidai.db.columns import one_of
from zhidai.db.parties.models import Party


class IpRight(models.Model):
    """A patent. `facts` are what its owner declared or showed about it (by fact name).

    `facts_updated_on` is the business date on which its owner last said so.
    """

    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="rights")
    number = models.CharField(max_length=20, unique=True)  # normalised: digits, dot, check digit
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    filing_date = models.DateField()
    facts = models.JSONField(default=dict)
    facts_updated_on = models.DateField(null=True)

    class Meta:
        constraints = [one_of("ip_right", "kind", ["invention", "utility_model", "design"])]

    def __str__(self) -> str:
        return self.number


class Pledge(models.Model):
    """A registered pledge. A right has at most one that is not released."""

    right = models.ForeignKey(IpRight, on_delete=models.PROTECT, related_name="pledges")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="pledges")
    pledgee = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    registration_number = models.CharField(max_length=60)
    registered_on = models.DateField()
    released_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["right"],
                condition=Q(released_on__isnull=True),
                name="one_active_pledge_per_right",
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(released_on__gte=F("registered_on")),
                name="pledge_released_after_registered",
            ),
        ]

    def __str__(self) -> str:
        return self.registration_number
