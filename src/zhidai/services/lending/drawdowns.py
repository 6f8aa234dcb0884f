"""Changes of principal that stand, further drawdowns first: agreed to, and not reversed since."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from zhidai.core.lending.agreed_changes import MOVE_MONEY
from zhidai.core.lending.events import EventKind, Part
from zhidai.db.lending.models import ChangeInForce, Loan


def further_drawdowns(known_at: datetime | None = None) -> QuerySet[ChangeInForce]:
    """Of all loans, in the order of their days; those that stood at an instant, if one is given."""
    return _standing((EventKind.DRAWDOWN,), known_at)


def given_up(loans: QuerySet[Loan], known_at: datetime | None = None) -> QuerySet[ChangeInForce]:
    """What was waived or written off of the principal of some loans, in the order of its days."""
    rows = _standing(MOVE_MONEY, known_at)
    return rows.filter(
        change__part=str(Part.PRINCIPAL), change__loan__in=loans.order_by().values("pk")
    )


def _standing(kinds: Collection[EventKind], known_at: datetime | None) -> QuerySet[ChangeInForce]:
    stands = Q(reversal__isnull=True)
    if known_at is not None:
        stands = Q(recorded_at__lte=known_at) & (stands | Q(reversal__recorded_at__gt=known_at))
    rows = ChangeInForce.objects.filter(stands, change__kind__in=[str(kind) for kind in kinds])
    return rows.select_related("change").order_by("effective_on", "pk")


def further_by_loan(
    loans: QuerySet[Loan], known_at: datetime | None = None
) -> defaultdict[int, tuple[ChangeInForce, ...]]:
    """Those of some loans, by the loan's id."""
    found: defaultdict[int, tuple[ChangeInForce, ...]] = defaultdict(tuple)
    for row in further_drawdowns(known_at).filter(change__loan__in=loans.order_by().values("pk")):
        found[row.change.loan_id] += (row,)
    return found
