"""How new business resumes after a trip: when all have agreed (Ganzhou 8.2), or as decided.

Reading: the Ganzhou plan asks for renegotiation, better risk control and the agreement of all; it
does not ask for a ratio back under the threshold, so the ratio at the lift is recorded and need not
be. All are the parties to the plan at the stop and those who joined since (ADR 16).
"""

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Consents:
    """Who is asked to agree after a stop: by party.

    gone: those of the missing whose agreement has ended without another one in its place.
    """

    asked: frozenset[int]
    agreed: frozenset[int]
    gone: frozenset[int]

    @property
    def missing(self) -> frozenset[int]:
        return self.asked - self.agreed

    @property
    def wait_for_the_gone_alone(self) -> bool:
        """Whether all who still take part have agreed, and others can no longer be expected to."""
        return bool(self.missing) and self.missing <= self.gone and self.asked > self.gone


def parties_asked(trip: BreakerAction, on: date) -> QuerySet[Party]:
    """Every party to the plan on any day from the stop on: no day that passes makes one fewer."""
    shares = AgreementShare.objects.filter(
        agreement__scheme=trip.breaker.scheme,
        agreement__filed_on__lte=on,
        agreement__in_force_from__lte=on,
        agreement__in_force_until__gte=trip.effective_on,
    )
    found = Party.objects.filter(pk__in=shares.values("party_id"))
    return found.order_by("kind", "id")


def consents_after(trip: BreakerAction, on: date) -> Consents:
    """Who is asked after a stop, who has agreed, and who has left the plan meanwhile."""
    asked = frozenset(parties_asked(trip, on).values_list("pk", flat=True))
    agreed = frozenset(trip.agreements.values_list("party_id", flat=True))
    in_force = frozenset(_signed(trip.breaker.scheme, on))
    return Consents(asked=asked, agreed=agreed & asked, gone=asked - agreed - in_force)


def may_decide(line: StopLine, trip: BreakerAction, on: date) -> bool:
    """Whether the bureau's decision ends the stop: by the scheme, or in place of who has left."""
    if line.resume is Resume.ALL_PARTIES_AGREE:
        return consents_after(trip, on).wait_for_the_gone_alone
    return line.resume is Resume.BUREAU_DECIDES


def lift_if_all_agree(breaker: Breaker, on: date, *, acting: Acting) -> bool:
    """Lift a tripped breaker with the agreement of the last party asked; True if it did.

    Only an agreement lifts it: an agreement that runs out, or a day that passes, never does.
    """
    trip = last_trip(breaker)
    if trip is None:
        return False
    line = line_of_trip(breaker, on)
    if line is None or line.resume is not Resume.ALL_PARTIES_AGREE:
        return False
    consents = consents_after(trip, on)
    if not consents.asked or consents.missing:
        return False
    lift(breaker, line, on, grounds=Grounds.AGREED_BY_ALL, acting=acting)
    return True


def lift(
    breaker: Breaker,
    line: StopLine,
    on: date,
    *,
    grounds: Grounds,
    acting: Acting,
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
        told=_who_agreed(breaker, on),
    )


def _who_agreed(breaker: Breaker, on: date) -> Mapping[str, object]:
    """By name, with those without whom business resumes; nothing where nobody was asked."""
    trip = breaker.actions.filter(action=TRIP).order_by("-id").first()
    if trip is None or not trip.agreements.exists():
        return {}
    consents = consents_after(trip, on)
    names = dict(parties_asked(trip, on).values_list("pk", "name"))
    return {
        "agreed": [names[party] for party in sorted(consents.agreed)],
        "left": [names[party] for party in sorted(consents.missing)],
    }
