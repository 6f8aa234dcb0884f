"""Further drawdowns that stand: agreed to, and not reversed since."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Q, QuerySet

from zhidai.core.lending.events import EventKind
from zhidai.db.lending.models import ChangeInForce, Loan


def further_drawdowns(known_at: datetime | None = None) -> QuerySet[ChangeInForce]:
    """Of all loans, in the order of their days; those that stood at an instant, if one is given."""
    stands = Q(reversal__isnull=True)
    if known_at is not None:
        stands = Q(recorded_at__lte=known_at) & (stands | Q(reversal__recorded_at__gt=known_at))
    drawn = ChangeInForce.objects.filter(stands, change__kind=str(EventKind.DRAWDOWN))
    return drawn.select_related("change").order_by("effective_on", "pk")


def further_by_loan(
    loans: QuerySet[Loan], known_at: datetime | None = None
) -> defaultdict[int, tuple[ChangeInForce, ...]]:
    """Those of some loans, by the loan's id."""
    found: defaultdict[int, tuple[ChangeInForce, ...]] = defaultdict(tuple)
    for row in further_drawdowns(known_at).filter(change__loan__in=loans.order_by().values("pk")):
        found[row.change.loan_id] += (row,)
    return found
