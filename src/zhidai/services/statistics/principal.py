"""What reduced the principal of each loan, as known now or at an instant in the past."""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import QuerySet

from zhidai.core.money import from_fen
from zhidai.core.statistics.facts import Repayment
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import PrincipalRepaid
from zhidai.services.lending.book import events_by_loan, states_of
from zhidai.services.lending.standing import keep_all

Repaid = defaultdict[int, tuple[Repayment, ...]]  # by the loan's id


def repaid_by_loan(loans: QuerySet[Loan], on: date, at: datetime | None) -> Repaid:
    """From what is kept of each loan; replayed where an event was recorded after the instant.

    Without the later event the earlier ones may have reduced the principal otherwise.
    """
    keep_all(on)
    numbers = loans.order_by().values("pk")
    found: Repaid = defaultdict(tuple)
    rows = PrincipalRepaid.objects.filter(loan__in=numbers, effective_on__lte=on)
    for row in rows.order_by("effective_on", "id").iterator():
        found[row.loan_id] += (
            Repayment(
                on=row.effective_on, principal=from_fen(row.amount), recorded_at=row.recorded_at
            ),
        )
    if at is not None:
        found.update(_as_known(loans, on, at))
    return found


def _as_known(loans: QuerySet[Loan], on: date, at: datetime) -> dict[int, tuple[Repayment, ...]]:
    numbers = list(loans.order_by().values_list("pk", flat=True))
    later = [
        number
        for number, events in events_by_loan(numbers).items()
        if any(event.recorded_at > at for event in events)
    ]
    return {
        each.loan.pk: tuple(
            Repayment(
                on=use.effective_on,
                principal=use.principal,
                recorded_at=each.recorded[use.event],
            )
            for use in each.state.allocations
            if use.principal
        )
        for each in states_of(Loan.objects.filter(pk__in=later), on, at)
    }
