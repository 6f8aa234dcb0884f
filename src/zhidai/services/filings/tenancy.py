"""A bank sees its own filings, the bureau those filed with it; nobody else sees any."""

from django.db.models import Q, QuerySet

from zhidai.db.filings.models import Filing
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound


def visible_filings(acting: Acting) -> QuerySet[Filing]:
    """The filings that the acting party sends or receives."""
    return Filing.objects.filter(
        Q(bank_id=acting.party_id) | Q(bureau_id=acting.party_id)
    ).select_related("bank", "bureau")


def visible_filing(acting: Acting, number: str) -> Filing:
    """One of them; a foreign filing and a missing one get the same answer."""
    filing = visible_filings(acting).filter(number=number).first()
    if filing is None:
        raise NotFound
    return filing


def locked_filing(acting: Acting, number: str) -> Filing:
    """A visible filing with its row locked: senders and deciders take turns."""
    filing = visible_filing(acting, number)
    return Filing.objects.select_for_update().get(pk=filing.pk)
