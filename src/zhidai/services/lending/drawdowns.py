"""Further drawdowns that stand: agreed to, and not reversed since."""

from collections import defaultdict

from django.db.models import QuerySet

from zhidai.core.lending.events import EventKind
from zhidai.db.lending.models import ChangeInForce, Loan


def further_drawdowns() -> QuerySet[ChangeInForce]:
    """Of all loans, in the order of their days."""
    drawn = ChangeInForce.objects.filter(
        change__kind=str(EventKind.DRAWDOWN), reversal__isnull=True
    )
    return drawn.select_related("change").order_by("effective_on", "pk")


def further_by_loan(loans: QuerySet[Loan]) -> defaultdict[int, tuple[ChangeInForce, ...]]:
    """Those of some loans, by the loan's id."""
    found: defaultdict[int, tuple[ChangeInForce, ...]] = defaultdict(tuple)
    for row in further_drawdowns().filter(change__loan__in=loans.order_by().values("pk")):
        found[row.change.loan_id] += (row,)
    return found
