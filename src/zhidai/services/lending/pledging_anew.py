"""The pledges of a loan that runs without them: registered anew by the pledgee.

A loan that was settled and is owed again may find its pledges cancelled in the register; a new
registration secures it again from its own day on (Civil Code 444).
"""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import reason
from zhidai.core.policy.citing import Topic
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case
from zhidai.db.corrections.models import ClaimCorrection, Correction
from zhidai.db.lending.models import Loan
from zhidai.db.rights.models import Pledge
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of
from zhidai.services.cases.locking import locked_case
from zhidai.services.history.commands import append
from zhidai.services.lending.tenancy import of_own_loan, visible_loan
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once

LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpledged:
    """A running loan whose pledges are all released, for their pledgee."""

    loan: str
    enterprise: str
    enterprise_en: str
    rights: tuple[str, ...]


def unpledged_loans(acting: Acting) -> tuple[Unpledged, ...]:
    """The loans whose pledges the acting party held and has to have registered anew.

    Looked for among those that a correction may have opened again: no other loan runs so.
    """
    pledges = Pledge.objects.filter(case=OuterRef("case"))
    rows = (
        Loan.objects.filter(of_own_loan(acting, "pk"), pk__in=_corrected())
        .filter(case__status=str(CaseStatus.RUNNING))
        .filter(Exists(pledges.filter(pledgee=acting.party_id)))
        .exclude(Exists(pledges.filter(released_on__isnull=True)))
        .select_related("case__enterprise")
        .order_by("id")
    )
    return tuple(_unpledged(row) for row in rows)


def _corrected() -> set[int]:
    """Loans with a correction; few, and asked for by their ids so that no other row is read."""
    of_payment = ClaimCorrection.objects.filter(payment__isnull=False)
    of_recovery = ClaimCorrection.objects.filter(recovery__isnull=False)
    return {
        *Correction.objects.values_list("event__loan", flat=True),
        *of_payment.values_list("payment__share__claim__loan", flat=True),
        *of_recovery.values_list("recovery__claim__loan", flat=True),
    }


def unpledged_loan(acting: Acting, key: str) -> Unpledged | None:
    """One of them; None where nothing has to be registered by the acting party."""
    visible_loan(acting, key)
    return next((one for one in unpledged_loans(acting) if one.loan == key), None)


def register_anew(
    acting: Acting, loan_key: str, *, number: str, registered_on: date, key: str
) -> Answer:
    """The pledgee records the new registration of all rights of the case."""

    def work() -> Answer:
        loan = visible_loan(acting, loan_key)
        case = locked_case(acting, loan.case.number)
        if unpledged_loan(acting, loan_key) is None:
            raise Refused((reason("pledge_stands_or_is_anothers", loan=loan.key),))
        _require(case, number.strip(), registered_on)
        for row in case.rights.select_related("right").order_by("id"):
            _pledge(case, row.right_id, row.right.number, acting, number.strip(), registered_on)
        event = append(
            f"case:{case.number}",
            "loan.pledged_anew",
            acting=acting,
            payload={"loan": loan.key, "registration": number.strip()},
            effective_on=registered_on,
        )
        return {"loan": loan.key, "event": event.sequence}

    request = {"loan": loan_key, "number": number, "registered_on": registered_on}
    return once(acting, "register_pledge_anew", key=key, request=request, work=work)


def _unpledged(loan: Loan) -> Unpledged:
    enterprise = loan.case.enterprise
    return Unpledged(
        loan=loan.key,
        enterprise=enterprise.name,
        enterprise_en=enterprise.name_en,
        rights=tuple(row.right.number for row in loan.case.rights.select_related("right")),
    )


def _require(case: Case, number: str, day: date) -> None:
    today = business_date.today()
    released = case.pledges.order_by("-released_on").first()
    if says_nothing(number) or len(number) > LONGEST_NUMBER:
        raise Refused((reason("registration_needs_number", most=LONGEST_NUMBER),))
    if day > today:
        raise Refused((reason("registered_in_the_future", day=day, today=today),))
    if released is not None and released.released_on and day < released.released_on:
        day_released = released.released_on
        raise Refused((reason("registered_before_release", day=day, released=day_released),))


def _pledge(
    case: Case, right: int, right_number: str, acting: Acting, number: str, day: date
) -> None:
    try:
        with transaction.atomic():
            Pledge.objects.create(
                right_id=right,
                case=case,
                pledgee_id=acting.party_id,
                registration_number=number,
                registered_on=day,
            )
    except IntegrityError as error:
        clause = clause_of(case, Topic.FREE_OF_PLEDGES)
        already = reason("right_already_pledged", clause, number=right_number)
        raise Refused((already,)) from error
