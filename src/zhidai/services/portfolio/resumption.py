"""How new business resumes after a trip: when all have agreed (Ganzhou 8.2), or as decided.

Reading: the Ganzhou plan asks for renegotiation, better risk control and the agreement of all; it
does not ask for a ratio back under the threshold, so the ratio at the lift is recorded and need not
be.
"""

from datetime import date

from django.db.models import QuerySet

from zhidai.core.money import to_fen
from zhidai.core.policy.breakers import Resume
from zhidai.core.portfolio.settings import StopLine
from zhidai.db.parties.models import AgreementShare, Party
from zhidai.db.portfolio.models import Breaker, BreakerAction
from zhidai.services.acting import Acting
from zhidai.services.portfolio.breaker import (
    LIFT,
    TRIP,
    Grounds,
    lines_of,
    npl_position,
    record_action,
)


def lending_parties(scheme: str, on: date) -> QuerySet[Party]:
    """Those with a filed agreement in force on a day."""
    return Party.objects.filter(pk__in=_signed(scheme, on)).order_by("kind", "id")


def _signed(scheme: str, on: date) -> QuerySet[AgreementShare, int]:
    return AgreementShare.objects.filter(
        agreement__scheme=scheme,
        agreement__filed_on__lte=on,
        agreement__in_force_from__lte=on,
        agreement__in_force_until__gte=on,
    ).values_list("party_id", flat=True)


def last_trip(breaker: Breaker) -> BreakerAction | None:
    """The trip that holds now; None while the breaker is not tripped."""
    if not breaker.is_tripped:
        return None
    return breaker.actions.filter(action=TRIP).order_by("-id").first()


def line_of_trip(breaker: Breaker, on: date) -> StopLine | None:
    """The scheme's breaker that tripped last; of a trip from before rules were kept, the first."""
    lines = lines_of(breaker.scheme, on)
    return next((one for one in lines if breaker.rule in {"", one.rule}), None)


def lift_if_all_agree(breaker: Breaker, on: date, *, acting: Acting | None) -> bool:
    """Lift a tripped breaker once every lending party has agreed; True if it did."""
    trip = last_trip(breaker)
    if trip is None:
        return False
    line = line_of_trip(breaker, on)
    if line is None or line.resume is not Resume.ALL_PARTIES_AGREE:
        return False
    asked = set(lending_parties(breaker.scheme, on).values_list("pk", flat=True))
    agreed = set(trip.agreements.values_list("party_id", flat=True))
    if not asked or not asked <= agreed:
        return False
    lift(breaker, line, on, grounds=Grounds.AGREED_BY_ALL, acting=acting)
    return True


def lift(
    breaker: Breaker,
    line: StopLine,
    on: date,
    *,
    grounds: Grounds,
    acting: Acting | None,
    said: str = "",
) -> None:
    """Let new business resume, at whatever the ratio is."""
    position = npl_position(breaker.scheme, on, line=line, subject=breaker.subject)
    breaker.is_tripped = False
    if position.tripped:
        breaker.resumed_overdue = to_fen(position.npl.overdue)
        breaker.resumed_total = to_fen(position.npl.total)
    breaker.save()
    record_action(
        breaker,
        LIFT,
        position,
        rule=line.rule,
        on=on,
        grounds=grounds,
        acting=acting,
        said=said,
    )
