"""The locks of casework, taken in one order everywhere.

The scheme's breaker, the enterprise (its year's room), the rights, the case; then the event chain;
last where the loan stands (`LoanStanding`), which its event drops and whoever fills it takes alone.
"""

from zhidai.db.cases.models import Case
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import IpRight
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.record import taking_part
from zhidai.services.cases.tenancy import visible_case
from zhidai.services.portfolio.breaker import Grounds, check_breaker, locked_breaker
from zhidai.services.refusal import NotFound
from zhidai.services.transactions import one_transaction


def locked_case(acting: Acting, number: str) -> Case:
    """A visible case with everything a decision on it depends on locked, in the fixed order."""
    return locked(visible_case(acting, number))


def locked(visible: Case) -> Case:
    """The same of a case that was found to be visible: who takes part in it never changes."""
    locked_breaker(visible.scheme)
    enterprise = Party.objects.select_for_update().get(pk=visible.enterprise_id)
    list(IpRight.objects.select_for_update().filter(in_cases__case=visible).order_by("id"))
    case = Case.objects.select_for_update().get(pk=visible.pk)
    case.enterprise = enterprise
    return case


def bring_up_to_date(acting: Acting, number: str) -> Case:
    """Trip a breaker that is due before anything new is decided, and keep the trip.

    In a transaction of its own: a refusal that follows must not take the trip back (8.2). Gives the
    case, which is not locked.
    """
    case = visible_case(acting, number)
    with one_transaction():
        check_breaker(case.scheme, business_date.today(), grounds=Grounds.DECISION)
    return case


def role_in(case: Case, acting: Acting) -> str:
    """The role of the acting party in a case."""
    for row in taking_part(case):
        if row.party_id == acting.party_id:
            return row.role
    raise NotFound
