"""What of a claim counts: payments, recoveries and the exclusion that were not taken back."""

from django.db.models import QuerySet

from zhidai.db.guarantees.models import ClaimPayment, Recovery
from zhidai.db.portfolio.models import Exclusion


def standing_payments() -> QuerySet[ClaimPayment]:
    """In the order of their recording."""
    return ClaimPayment.objects.filter(taken_back__isnull=True).order_by("id")


def standing_recoveries() -> QuerySet[Recovery]:
    """In the order in which they are shared out: by day, of one day by their recording."""
    return Recovery.objects.filter(taken_back__isnull=True).order_by("received_on", "id")


def standing_exclusions() -> QuerySet[Exclusion]:
    """Of all enterprises."""
    return Exclusion.objects.filter(taken_back__isnull=True)
