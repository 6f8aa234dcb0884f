"""What happens when nothing is owed any more: the case ends and its pledges are released."""

from datetime import date

from zhidai.core.cases.status import CaseStatus
from zhidai.core.lending.state import LoanState
from zhidai.core.money import format_yuan
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.services.acting import Acting
from zhidai.services.cases.tasks import close_open_tasks, servicing_tasks
from zhidai.services.history.commands import append


def close_if_settled(loan: Loan, case: Case, state: LoanState, *, acting: Acting, on: date) -> bool:
    """Close the case of a settled loan, inside the transaction that settled it.

    The case ends with the day on which the money took effect; pledges are released on the day on
    which that became known, for nobody could release them earlier.
    """
    if state.closed_on is None:
        return False
    case.status, case.closed_on = CaseStatus.CLOSED, state.closed_on
    case.save(update_fields=["status", "closed_on"])
    close_open_tasks(case, on, tasks=servicing_tasks(case))
    released = case.pledges.filter(released_on__isnull=True, registered_on__lte=on).update(
        released_on=on
    )
    append(
        f"case:{case.number}",
        "loan.closed",
        acting=acting,
        payload={
            "loan": loan.key,
            "closed_on": state.closed_on.isoformat(),
            "interest_paid": format_yuan(state.interest_paid),
            "pledges_released": released,
        },
    )
    return True
