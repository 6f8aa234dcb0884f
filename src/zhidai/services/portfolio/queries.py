"""Reads the ratio, the breaker and the exclusions for those whom clause 8.2 concerns.

The ratio is of the whole scheme and shown to all of them; single loans and exclusions only to
parties of their cases.
"""

from datetime import date

from zhidai.core.parties import SIGNING, PartyKind
from zhidai.core.policy.breakers import BreakerScope, Resume
from zhidai.core.policy.citing import citations
from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio.settings import watches_arrears
from zhidai.core.portfolio.stops import WHOLE, bank_of, subject_of_bank
from zhidai.db.portfolio.models import Breaker
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.guarantees.standing import standing_exclusions
from zhidai.services.history.queries import EventView, timeline
from zhidai.services.lending.lists import loan_rows
from zhidai.services.lending.tenancy import of_own_loan
from zhidai.services.portfolio.breaker import npl_position
from zhidai.services.portfolio.lines import breaker_line, ratio_view
from zhidai.services.portfolio.resumption import (
    consents_after,
    last_trip,
    line_of_trip,
    parties_asked,
)
from zhidai.services.portfolio.scope import default_scheme
from zhidai.services.portfolio.views import (
    BreakerLine,
    ConsentLine,
    ExclusionLine,
    SupervisionView,
)
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.versions import scheme_in_force

_CONCERNED = frozenset(
    {
        PartyKind.BUREAU,
        PartyKind.FINANCE,
        *SIGNING,
    }
)


def supervision_view(acting: Acting, scheme: str | None = None) -> SupervisionView:
    """The supervision page of a scheme on the business date."""
    if acting.kind not in _CONCERNED:
        raise NotFound
    today = business_date.today()
    known = scheme_in_force(scheme or default_scheme(acting), today)
    subject = _subject(acting, known)
    breaker = Breaker.objects.filter(scheme=known.id, subject=subject).first()
    consents = consents_to(breaker, today, acting) if breaker else ()
    return SupervisionView(
        scheme=known.id,
        clauses=citations(known),
        scheme_title=known.title,
        on=today,
        ratio=ratio_view(npl_position(known.id, today, subject=subject))
        if watches_arrears(known)
        else None,
        stops_nothing=subject == WHOLE and _each_bank_by_its_own(known),
        is_tripped=breaker is not None and breaker.is_tripped,
        resume=next((one.resume for one in known.breakers), None),
        resumed_above_threshold=breaker is not None and breaker.resumed_total is not None,
        breaker=action_lines(breaker) if breaker else (),
        consents=consents,
        may_agree=any(line.is_ours and line.agreed_on is None for line in consents),
        overdue_loans=loan_rows(acting, status="overdue", scheme=known.id),
        exclusions=_exclusions(acting, today),
        timeline=(*_own_events(subject), *timeline(f"scheme:{known.id}")),
    )


def breaker_lines(scheme: str) -> tuple[BreakerLine, ...]:
    """The stops and resumptions of a whole scheme, newest first: known to all who take part."""
    breaker = Breaker.objects.filter(scheme=scheme, subject=WHOLE).first()
    return action_lines(breaker) if breaker else ()


def stopped_since(scheme: str) -> date | None:
    """Since when new business of a whole scheme is stopped; None while it runs."""
    breaker = Breaker.objects.filter(scheme=scheme, subject=WHOLE).first()
    trip = None if breaker is None else last_trip(breaker)
    return None if trip is None else trip.effective_on


def _subject(acting: Acting, scheme: Scheme) -> str:
    """Whose ratio is shown: where each bank is stopped by its own, a bank sees its own."""
    is_bank = acting.kind is PartyKind.BANK
    return subject_of_bank(acting.party_id) if is_bank and _each_bank_by_its_own(scheme) else WHOLE


def _each_bank_by_its_own(scheme: Scheme) -> bool:
    return any(one.scope is BreakerScope.BANK for one in scheme.breakers)


def _own_events(subject: str) -> tuple[EventView, ...]:
    """What befell one bank's business: told in its own chain, with the grounds of decisions."""
    bank = bank_of(subject)
    told = () if bank is None else timeline(f"party:{bank}")
    return tuple(event for event in told if event.kind.startswith("breaker."))


def action_lines(breaker: Breaker) -> tuple[BreakerLine, ...]:
    """What befell one subject's business, newest first."""
    rows = breaker.actions.select_related("person").order_by("-id")
    return tuple(breaker_line(row) for row in rows)


def consents_to(breaker: Breaker, on: date, acting: Acting) -> tuple[ConsentLine, ...]:
    """Whose agreement ends a stop, and who has given it; empty where none is asked for."""
    trip, line = last_trip(breaker), line_of_trip(breaker, on)
    if trip is None or line is None or line.resume is not Resume.ALL_PARTIES_AGREE:
        return ()
    agreed = {row.party_id: row for row in trip.agreements.all()}
    gone = consents_after(trip, on).gone
    return tuple(
        ConsentLine(
            party=party.name,
            party_en=party.name_en,
            kind=party.kind,
            agreed_on=agreed[party.pk].agreed_on if party.pk in agreed else None,
            grounds=agreed[party.pk].grounds if party.pk in agreed else "",
            is_ours=party.pk == acting.party_id,
            has_left=party.pk in gone,
        )
        for party in parties_asked(trip, on)
    )


def _exclusions(acting: Acting, on: date) -> tuple[ExclusionLine, ...]:
    rows = (
        standing_exclusions()
        .filter(of_own_loan(acting, "claim__loan"))
        .select_related("enterprise", "claim__loan")
    )
    return tuple(
        ExclusionLine(
            enterprise=row.enterprise.name,
            enterprise_en=row.enterprise.name_en,
            loan=row.claim.loan.key,
            since=row.since,
            until=row.until,
            holds_today=row.since <= on <= row.until,
        )
        for row in rows.order_by("-since", "-id")
    )
