"""A party sees the deals that it keeps, and no others."""

from django.db.models import QuerySet

from zhidai.db.valuation.models import Deal
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound


def visible_deals(acting: Acting) -> QuerySet[Deal]:
    """The deals of the acting party."""
    return Deal.objects.filter(party_id=acting.party_id).select_related("party", "case")


def visible_deal(acting: Acting, deal_id: int) -> Deal:
    """One of them; a foreign deal and a missing one get the same answer."""
    deal = visible_deals(acting).filter(pk=deal_id).first()
    if deal is None:
        raise NotFound
    return deal
