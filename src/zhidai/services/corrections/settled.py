"""A correction of a loan that was settled: what its closing did is undone as far as it can be.

A loan that is owed again runs again, with its case and the tasks of its last step. Its pledges
secure it again where the register still shows them; where it does not, they stay released and the
pledgee has them registered anew (Civil Code 393, 444: a pledge of a right rests on the register).
Its warnings that the closing ended are raised again as far as what they warn of goes on.
A subsidy rests on a loan that was repaid (9.3): a claim that is not paid yet falls, a paid subsidy
is asked back by the bureau.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.errors import reason
from zhidai.core.lending.correction import Registration
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.cases.models import Case
from zhidai.db.history.models import Event
from zhidai.db.lending.models import Loan
from zhidai.db.rights.models import Pledge
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.tasks import servicing_tasks
from zhidai.services.early_warning.daily import warn_of
from zhidai.services.history.commands import append
from zhidai.services.lending.book import state_of
from zhidai.services.lending.closing import close_if_settled
from zhidai.services.refusal import Refused
from zhidai.services.subsidies.commands import withdraw_unpaid


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSettling:
    """What followed from the settling of a loan, and would be undone with it.

    released: the registrations that were released; subsidy: where the standing claim is, if any.
    """

    released: tuple[str, ...]
    subsidy: str | None


def after_settling(case: Case) -> AfterSettling | None:
    """None while the loan runs."""
    if case.status != CaseStatus.CLOSED:
        return None
    numbers = (pledge.registration_number for pledge in _released(case))
    claim = SubsidyClaim.objects.filter(loan__case=case).order_by("-id").first()
    stands = claim is not None and claim.status != SubsidyStatus.REFUSED
    return AfterSettling(
        released=tuple(dict.fromkeys(numbers)), subsidy=claim.status if claim and stands else None
    )


def settle_anew(loan: Loan, case: Case, acting: Acting, *, registration: str, grounds: str) -> bool:
    """Close, keep closed or reopen what the corrected loan comes to; returns whether it is settled.

    registration: what the register shows of the pledges, asked for where the loan is owed again.
    Inside the transaction of the correction, after the journal was brought up to date.
    """
    today = business_date.today()
    state = state_of(loan, today)
    if case.status != CaseStatus.CLOSED:
        return close_if_settled(loan, case, state, acting=acting, on=today)
    withdraw_unpaid(loan, case, acting, grounds=grounds)
    if state.closed_on is None:
        _reopen(loan, case, acting, registration=registration)
        return False
    if state.closed_on != case.closed_on:
        case.closed_on = state.closed_on
        case.save(update_fields=["closed_on"])
    return True


def _reopen(loan: Loan, case: Case, acting: Acting, *, registration: str) -> None:
    pledges = _released(case)
    stands = _still_registered(pledges, registration)
    case.status, case.closed_on = str(CaseStatus.RUNNING), None
    case.save(update_fields=["status", "closed_on"])
    _open_tasks_again(case)
    if stands:
        case.pledges.filter(pk__in=[pledge.pk for pledge in pledges]).update(released_on=None)
    append(
        f"case:{case.number}",
        "loan.reopened",
        acting=acting,
        payload={
            "loan": loan.key,
            "pledges_standing": len(pledges) if stands else 0,
            "pledges_released": 0 if stands else len(pledges),
        },
    )
    warn_of(case, business_date.today(), acting=None)


def _still_registered(pledges: Sequence[Pledge], registration: str) -> bool:
    """Whether the pledges secure the loan again, as a person who looked at the register says."""
    if not pledges:
        return False
    if registration not in set(Registration):
        raise Refused((reason("correction_needs_the_register", count=len(pledges)),))
    if registration == Registration.CANCELLED:
        return False
    taken = Pledge.objects.filter(
        right__in=[pledge.right_id for pledge in pledges], released_on__isnull=True
    ).select_related("right")
    if taken:
        numbers = ", ".join(pledge.right.number for pledge in taken)
        raise Refused((reason("correction_pledged_again", numbers=numbers),))
    return True


def _released(case: Case) -> list[Pledge]:
    """Of each right the last pledge: one before it was cancelled and registered anew."""
    rows = case.pledges.filter(released_on__isnull=False).order_by("id")
    return list({row.right_id: row for row in rows}.values())


def _open_tasks_again(case: Case) -> None:
    """Those that the closing cancelled, and no others."""
    stream = f"case:{case.number}"
    closing = Event.objects.filter(stream__name=stream, kind="loan.closed").order_by("-id").first()
    if closing is None:
        return
    case.tasks.filter(
        task__in=servicing_tasks(case),
        status=str(TaskStatus.CANCELLED),
        closed_on=closing.effective_on,
    ).update(status=str(TaskStatus.OPEN), closed_on=None)
