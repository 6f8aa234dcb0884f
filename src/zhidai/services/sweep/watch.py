"""What the days bring to loans, claims and agreements, as events told once each."""

from collections.abc import Collection
from datetime import date, timedelta

from zhidai.core.guarantees.claim import claim_may_start_on
from zhidai.core.lending.state import LoanState
from zhidai.core.money import format_yuan, from_fen
from zhidai.core.policy.citing import duties_about
from zhidai.core.policy.occasions import Occasion
from zhidai.core.policy.scheme import Duty, Scheme
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Agreement
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.guarantees.position import positions
from zhidai.services.guarantees.sharing import payers_of
from zhidai.services.guarantees.terms import claim_settings
from zhidai.services.lending.book import LoanOnDay, loans_of_scheme, states_of
from zhidai.services.lending.standing import of_loans, standings
from zhidai.services.sweep.telling import tell_once

OVERDUE = "loan.overdue"


def tell_loans(scheme: str, day: date) -> None:
    """Loans newly overdue, with the reports owed, and loans that may be claimed (7.2)."""
    loans = of_loans(loans_of_scheme(scheme, day))
    running = standings(loans, day).filter(closed_on__isnull=True)
    overdue = running.filter(overdue_from__lte=day, loan__claim__isnull=True)
    for each in states_of(Loan.objects.filter(pk__in=overdue.values("pk")), day):
        if each.state.overdue_since is None:
            raise AssertionError(f"{each.loan.key} is kept as overdue and is not")
        _tell_overdue(each, each.state.overdue_since)
        _tell_claimable(each, each.state.overdue_since)


def tell_claims(scheme: str, day: date) -> None:
    """Claims whose grace period is over while somebody still owes."""
    late = Claim.objects.filter(loan__case__scheme=scheme, grace_until__lt=day)
    for claim in late.select_related("loan__case"):
        owed = {
            each.share.role: format_yuan(from_fen(each.owed))
            for each in positions(claim, day)
            if each.owed
        }
        if owed:
            tell_once(
                f"case:{claim.loan.case.number}",
                "claim.grace_ended",
                payload={"loan": claim.loan.key, "owed": owed},
                mark={"grace_until": claim.grace_until.isoformat()},
                effective_on=claim.grace_until + timedelta(days=1),
            )


def tell_agreements(scheme: str, day: date) -> None:
    """Filed agreements that are no longer in force."""
    ended = Agreement.objects.filter(scheme=scheme, filed_on__isnull=False, in_force_until__lt=day)
    for agreement in ended.order_by("id"):
        tell_once(
            f"agreement:{agreement.number}",
            "agreement.expired",
            payload={"agreement": agreement.number},
            mark={"in_force_until": agreement.in_force_until.isoformat()},
            effective_on=agreement.in_force_until + timedelta(days=1),
        )


def _tell_overdue(each: LoanOnDay, since: date) -> None:
    """Day 1 of a spell, with the reports owed by those who take part in the case."""
    case = each.loan.case
    roles = set(case.parties.values_list("role", flat=True))
    tell_once(
        f"case:{case.number}",
        OVERDUE,
        payload=overdue_payload(each.loan.key, each.state, scheme_of(case), roles=roles),
        mark=overdue_mark(since),
        effective_on=since,
    )


def overdue_payload(
    loan: str, state: LoanState, scheme: Scheme, *, roles: Collection[str]
) -> dict[str, object]:
    """What the event of a spell's first day tells: what is due, and who has to report it."""
    return {
        "loan": loan,
        "interest": format_yuan(state.interest_due),
        "principal": format_yuan(state.principal_overdue),
        "duties": [
            _duty(duty) for duty in duties_about(scheme, Occasion.OVERDUE) if duty.owed_by in roles
        ],
    }


def overdue_mark(since: date) -> dict[str, str]:
    """What tells one spell from the next."""
    return {"overdue_since": since.isoformat()}


def _duty(duty: Duty) -> dict[str, object]:
    return {
        "duty": duty.id,
        "clause": duty.clause,
        "owed_by": duty.owed_by,
        "owed_to": list(duty.owed_to),
    }


def _tell_claimable(each: LoanOnDay, since: date) -> None:
    """The day from which the bank may claim, if there is anybody to claim from (6.2)."""
    loan, case, settings = each.loan, each.loan.case, claim_settings(each.loan)
    if settings is None or each.state.overdue_days < settings.overdue_days or not payers_of(loan):
        return
    tell_once(
        f"case:{case.number}",
        "loan.claimable",
        payload={"loan": loan.key, "overdue_days": settings.overdue_days},
        mark=overdue_mark(since),
        effective_on=claim_may_start_on(since, overdue_days=settings.overdue_days),
    )
