"""Who has to agree before new business resumes after a trip, and the lift when all have (8.2).

Reading: the plan asks for renegotiation, better risk control and the agreement of all; it does not
ask for a ratio back under the threshold, so the ratio at the lift is recorded and need not be.
"""

from datetime import date

from django.db.models import QuerySet

from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.db.parties.models import AgreementShare, Party
from zhidai.db.portfolio.models import Breaker, BreakerAction
from zhidai.services.acting import Acting
from zhidai.services.portfolio.breaker import LIFT, TRIP, Grounds, npl_position, record_action

LENDING = (PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER)


def lending_parties(scheme: str, on: date) -> QuerySet[Party]:
    """Banks, guarantors and appraisers with a filed agreement in force on a day."""
    return Party.objects.filter(
        kind__in=[str(kind) for kind in LENDING],
        pk__in=_signed(scheme, on),
    ).order_by("kind", "id")


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


def lift_if_all_agree(breaker: Breaker, on: date, *, acting: Acting | None) -> bool:
    """Lift a tripped breaker once every lending party has agreed; True if it did."""
    trip = last_trip(breaker)
    if trip is None:
        return False
    asked = set(lending_parties(breaker.scheme, on).values_list("pk", flat=True))
    agreed = set(trip.agreements.values_list("party_id", flat=True))
    if not asked or not asked <= agreed:
        return False
    position = npl_position(breaker.scheme, on)
    breaker.is_tripped = False
    if position.tripped:
        breaker.resumed_overdue = to_fen(position.npl.overdue)
        breaker.resumed_total = to_fen(position.npl.total)
    breaker.save()
    record_action(breaker, LIFT, position, on=on, grounds=Grounds.AGREED_BY_ALL, acting=acting)
    return True
