"""A lending party agrees that new business resumes after a stop (8.2)."""

from zhidai.core.errors import Reason, reason
from zhidai.core.writing import says_nothing
from zhidai.db.portfolio.models import Breaker, BreakerAction, BreakerAgreement
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.portfolio.breaker import BREAKER_CLAUSE, locked_breaker
from zhidai.services.portfolio.resumption import (
    LENDING,
    last_trip,
    lending_parties,
    lift_if_all_agree,
)
from zhidai.services.portfolio.scope import default_scheme
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once

LONGEST_GROUNDS = 500


def agree_to_resume(acting: Acting, *, grounds: str, key: str, scheme: str | None = None) -> Answer:
    """Agree to resume; with the last party's agreement the breaker is lifted at once."""
    scheme_id = shipped(scheme or default_scheme()).id

    def work() -> Answer:
        breaker = locked_breaker(scheme_id)
        trip = _trip(breaker, acting, grounds)
        today = business_date.today()
        BreakerAgreement.objects.create(
            trip=trip,
            party_id=acting.party_id,
            agreed_on=today,
            grounds=grounds.strip(),
            person_id=acting.person_id,
        )
        append(
            f"scheme:{scheme_id}",
            "breaker.resumption_agreed",
            acting=acting,
            payload={"tripped_on": trip.effective_on.isoformat(), "grounds": grounds.strip()},
        )
        return {
            "scheme": scheme_id,
            "lifted": lift_if_all_agree(breaker, today, acting=acting),
        }

    request = {"scheme": scheme_id, "grounds": grounds}
    return once(acting, "agree_to_resume", key=key, request=request, work=work)


def _trip(breaker: Breaker, acting: Acting, grounds: str) -> BreakerAction:
    """The trip to agree about, or the reasons against agreeing."""
    if acting.kind not in LENDING:
        raise _refused("resumption_by_lending_parties_only")
    trip = last_trip(breaker)
    if trip is None:
        raise _refused("breaker_not_tripped")
    today = business_date.today()
    if not lending_parties(breaker.scheme, today).filter(pk=acting.party_id).exists():
        raise _refused("resumption_needs_agreement_in_force")
    if trip.agreements.filter(party_id=acting.party_id).exists():
        raise _refused("resumption_agreed_already")
    if says_nothing(grounds):
        raise _refused("resumption_needs_grounds")
    if len(grounds.strip()) > LONGEST_GROUNDS:
        raise Refused((reason("grounds_too_long", most=LONGEST_GROUNDS),))
    return trip


def _refused(code: str) -> Refused:
    against: Reason = reason(code, BREAKER_CLAUSE)
    return Refused((against,))
