"""New business resumes after a stop: lending parties agree, or the bureau decides."""

from datetime import date

from zhidai.core.errors import reason
from zhidai.core.parties import SIGNING
from zhidai.core.policy.breakers import Resume
from zhidai.core.portfolio.settings import StopLine
from zhidai.core.portfolio.stops import subject_of_bank
from zhidai.core.writing import says_nothing
from zhidai.db.portfolio.models import Breaker, BreakerAction, BreakerAgreement
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.parties.commands import is_bureau_of
from zhidai.services.portfolio.breaker import Grounds, locked_breaker
from zhidai.services.portfolio.resumption import (
    last_trip,
    lift,
    lift_if_all_agree,
    line_of_trip,
    may_decide,
    parties_asked,
)
from zhidai.services.portfolio.scope import default_scheme
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.transactions import Answer, once

LONGEST_GROUNDS = 500


def agree_to_resume(acting: Acting, *, grounds: str, key: str, scheme: str | None = None) -> Answer:
    """Agree to resume; with the last party's agreement the breaker is lifted at once."""
    scheme_id = shipped(scheme or default_scheme(acting)).id

    def work() -> Answer:
        breaker, today = locked_breaker(scheme_id), business_date.today()
        trip = _trip(breaker, acting, grounds, on=today)
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


def decide_to_resume(
    acting: Acting, *, grounds: str, key: str, scheme: str, bank: int | None = None
) -> Answer:
    """The scheme's bureau lets new business resume, of all or of one bank, and says why.

    Where the parties have to agree, it decides only in place of those who have left the plan, once
    all others have agreed (ADR 16).

    Where the plan has it hear somebody first (Qinglan 9.2: the operation centre), the grounds say
    what was heard; the platform does not judge them.
    """
    scheme_id = shipped(scheme).id

    def work() -> Answer:
        whole, today = locked_breaker(scheme_id), business_date.today()
        breaker = whole if bank is None else locked_breaker(scheme_id, subject_of_bank(bank))
        line = _to_decide(breaker, acting, grounds, on=today)
        said = grounds.strip()
        lift(breaker, line, today, grounds=Grounds.DECIDED_BY_BUREAU, acting=acting, said=said)
        return {"scheme": scheme_id, "lifted": True}

    request = {"scheme": scheme_id, "bank": bank, "grounds": grounds}
    return once(acting, "decide_to_resume", key=key, request=request, work=work)


def _to_decide(breaker: Breaker, acting: Acting, grounds: str, *, on: date) -> StopLine:
    """The line that tripped, or the reasons against deciding on it."""
    if not is_bureau_of(acting, scheme_in_force(breaker.scheme, on)):
        raise NotFound
    line, trip = line_of_trip(breaker, on), last_trip(breaker)
    if line is None or trip is None:
        raise _refused("breaker_not_tripped", line)
    if not may_decide(line, trip, on):
        raise _refused("resumption_not_by_bureau", line)
    _require_grounds(grounds, line, code="resumption_decision_needs_grounds")
    return line


def _require_grounds(grounds: str, line: StopLine, *, code: str) -> None:
    if says_nothing(grounds):
        raise _refused(code, line)
    if len(grounds.strip()) > LONGEST_GROUNDS:
        raise Refused((reason("grounds_too_long", most=LONGEST_GROUNDS),))


def _trip(breaker: Breaker, acting: Acting, grounds: str, *, on: date) -> BreakerAction:
    """The trip to agree about, or the reasons against agreeing."""
    line = line_of_trip(breaker, on)
    if acting.kind not in SIGNING:
        raise _refused("resumption_by_lending_parties_only", line)
    trip = last_trip(breaker)
    if trip is None:
        raise _refused("breaker_not_tripped", line)
    if line is None or line.resume is not Resume.ALL_PARTIES_AGREE:
        raise _refused("resumption_not_by_agreement", line)
    if not parties_asked(trip, on).filter(pk=acting.party_id).exists():
        raise _refused("resumption_needs_agreement_in_force", line)
    if trip.agreements.filter(party_id=acting.party_id).exists():
        raise _refused("resumption_agreed_already", line)
    _require_grounds(grounds, line, code="resumption_needs_grounds")
    return trip


def _refused(code: str, line: StopLine | None) -> Refused:
    return Refused((reason(code, None if line is None else line.clause),))
