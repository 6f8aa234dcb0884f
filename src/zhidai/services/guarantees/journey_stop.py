"""Whether new business was stopped while a loan went unpaid, and what is refused since then."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.cases.records import Record
from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.lending.events import BANK
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.core.portfolio.stops import WHOLE, bank_of, subject_of_bank
from zhidai.db.cases.models import Case, CaseParty, Task
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import Breaker
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.tenancy import takes_part
from zhidai.services.portfolio.breaker import LIFT, TRIP

_MOST_NAMED = 20
_SEES_EVERY_BANK = frozenset({PartyKind.BUREAU, PartyKind.FINANCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStop:
    """A stop that began on or after the loan's overdue day 1. Fen.

    lifted_on: None while it holds; waiting: cases of the reader's whose approval it refuses now.
    """

    on: date
    overdue: int
    total: int
    clause: str | None
    lifted_on: date | None
    waiting: tuple[str, ...]


def stop_after(acting: Acting, loan: Loan, *, overdue_since: date, on: date) -> JourneyStop | None:
    """The first stop from a loan's overdue day 1 until a day: of all, or of the loan's bank.

    A stop of one bank is told to that bank and to who supervises it.
    """
    banks = CaseParty.objects.filter(case=loan.case_id, role=BANK)
    if acting.kind not in _SEES_EVERY_BANK:
        banks = banks.filter(party=acting.party_id)
    subjects = (WHOLE, *(subject_of_bank(one.party_id) for one in banks))
    for breaker in Breaker.objects.filter(scheme=loan.case.scheme, subject__in=subjects):
        acts = breaker.actions.filter(effective_on__gte=overdue_since, effective_on__lte=on)
        trip = acts.filter(action=TRIP).order_by("id").first()
        if trip is None:
            continue
        lift = acts.filter(action=LIFT, pk__gt=trip.pk).order_by("id").first()
        return JourneyStop(
            on=trip.effective_on,
            overdue=trip.overdue_balance,
            total=trip.total_balance,
            clause=clause_of(loan.case, Topic.BREAKER),
            lifted_on=None if lift is None else lift.effective_on,
            waiting=_waiting(acting, loan, subject=breaker.subject) if lift is None else (),
        )
    return None


def _waiting(acting: Acting, loan: Loan, *, subject: str) -> tuple[str, ...]:
    """Cases that the reader takes part in and whose grant the stop refuses."""
    routes = scheme_of(loan.case).routes.values()
    steps = [step for route in routes for step in route.steps]
    granting = {task.id for step in steps for task in step.tasks if task.records == Record.GRANT}
    waiting = Case.objects.filter(
        takes_part(acting),
        scheme=loan.case.scheme,
        status=CaseStatus.OPEN,
        tasks__in=Task.objects.filter(task__in=granting, status=TaskStatus.OPEN),
    )
    bank = bank_of(subject)
    if bank is not None:
        of_bank = CaseParty.objects.filter(role=BANK, party=bank)
        waiting = waiting.filter(parties__in=of_bank)
    numbers = waiting.order_by("number").values_list("number", flat=True)
    return tuple(numbers.distinct()[:_MOST_NAMED])
