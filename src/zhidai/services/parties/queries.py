"""Reads parties and agreements: an agreement is for its parties and the bureau that files it."""

from datetime import date

from django.db.models import QuerySet

from zhidai.core.guarantees.settings import settings_from
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import citations
from zhidai.core.policy.scheme import Route, Scheme
from zhidai.db.parties.models import Agreement, AgreementShare, Party
from zhidai.schemes.reader import operated_schemes, shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.history.queries import timeline
from zhidai.services.parties.commands import is_bureau_of
from zhidai.services.parties.declared import LENDING, own_facts, plain, scheme_of_place
from zhidai.services.parties.standing import lending_roles, routes_served
from zhidai.services.parties.submission import MILLION
from zhidai.services.parties.views import (
    AgreementPaper,
    AgreementView,
    Partner,
    PartnerGroup,
    ProfileView,
)
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.versions import scheme_in_force

_ORDER = {str(kind): place for place, kind in enumerate(LENDING)}


def agreements(acting: Acting, *, status: str = "") -> list[AgreementView]:
    """The agreements that the acting party may see, newest first."""
    rows = _visible_to(acting).order_by("-in_force_from", "-id")
    views = [_agreement_view(row, acting) for row in rows.select_related(*_PEOPLE)]
    return [view for view in views if status in ("", view.status)]


def agreement(acting: Acting, number: str) -> AgreementView:
    """One of them with its history."""
    row = _visible_to(acting).select_related(*_PEOPLE).filter(number=number).first()
    if row is None:
        raise NotFound
    return _agreement_view(row, acting, with_timeline=True)


def agreements_to_confirm(acting: Acting) -> list[AgreementView]:
    """The agreements that wait for the acting party's own confirmation."""
    return [view for view in agreements(acting, status="unconfirmed") if view.may_be_confirmed]


def agreement_paper(acting: Acting, number: str, document: int) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a paper of an agreement that the acting party may see."""
    row = _visible_to(acting).filter(number=number).first()
    if row is None or document not in [paper.id for paper in _papers(row, acting)]:
        raise NotFound
    found = row.documents.get(pk=document)
    return found.name, found.media_type, bytes(found.content)


def lending_partners(scheme: str, on: date) -> tuple[PartnerGroup, ...]:
    """Who may be chosen together for each route: parties to one agreement filed and in force.

    Where a direct agreement is the bank's alone, any appraiser of the scheme's agreements may
    value for it; that appraiser then shares no losses.
    """
    known = scheme_in_force(scheme, on)
    rows = (
        Agreement.objects.filter(
            scheme=scheme, filed_on__lte=on, in_force_from__lte=on, in_force_until__gte=on
        )
        .order_by("-in_force_from", "-id")
        .prefetch_related("shares__party")
    )
    in_force = [(row, _partners(row)) for row in rows]
    appraisers = _appraisers([partners for _, partners in in_force])
    groups: dict[tuple[str, tuple[int, ...]], PartnerGroup] = {}
    for row, partners in in_force:
        for route in routes_served(known, _kinds(partners)):
            for chosen in _completed(partners, route, appraisers):
                key = (route.id, tuple(partner.id for partner in chosen))
                groups.setdefault(key, _group(route, row.number, chosen))
    return tuple(sorted(groups.values(), key=_in_order_of_the_register))


def suggested_shares(scheme: str, on: date) -> dict[str, int]:
    """What the scheme suggests, by kind of party, in millionths: the form's first offer."""
    shares = settings_from(scheme_in_force(scheme, on), on).suggested_shares
    return {kind: int(share * MILLION) for kind, share in shares.items()}


def possible_partners(acting: Acting) -> tuple[Partner, ...]:
    """The lending parties of the register that an agreement may be signed with."""
    if acting.kind not in LENDING:
        raise NotFound
    rows = Party.objects.filter(kind__in=LENDING).exclude(kind=acting.kind).order_by("kind", "id")
    own = Party.objects.filter(pk=acting.party_id)
    return tuple(
        Partner(id=row.pk, kind=row.kind, name=row.name, name_en=row.name_en, loss_share=None)
        for row in sorted([*own, *rows], key=lambda row: (_ORDER[row.kind], row.pk))
    )


def schemes_open_to(acting: Acting) -> tuple[tuple[str, Scheme], ...]:
    """The shipped schemes with their ids, those of the acting party's place first."""
    place = Party.objects.values_list("place", flat=True).get(pk=acting.party_id)
    today = business_date.today()
    found = [(name, scheme_in_force(name, today)) for name in operated_schemes()]
    return tuple(sorted(found, key=lambda each: each[1].place.zh != place))


def profile(acting: Acting) -> ProfileView:
    """The acting party's own page."""
    party = Party.objects.get(pk=acting.party_id)
    facts = own_facts(scheme_of_place(party.place), acting.kind)
    return ProfileView(
        kind=party.kind,
        name=party.name,
        name_en=party.name_en,
        credit_code=party.credit_code,
        place=party.place,
        is_fictional=party.is_fictional,
        facts=facts,
        initial={
            fact.full_name: plain(party.facts[fact.name])
            for fact in facts
            if fact.name in party.facts
        },
        missing=tuple(fact for fact in facts if fact.name not in party.facts),
        changes=tuple(timeline(f"party:{party.pk}")),
    )


_PEOPLE = ("submitted_by", "submitted_by__party", "filed_by")


def _visible_to(acting: Acting) -> QuerySet[Agreement]:
    if acting.kind is PartyKind.BUREAU:
        theirs = [name for name in operated_schemes() if is_bureau_of(acting, shipped(name))]
        return Agreement.objects.filter(scheme__in=theirs)
    return Agreement.objects.filter(shares__party_id=acting.party_id).distinct()


def _agreement_view(
    row: Agreement, acting: Acting, *, with_timeline: bool = False
) -> AgreementView:
    scheme = scheme_in_force(row.scheme, business_date.today())
    partners = _partners(row)
    status = _status(row, partners)
    is_open, is_the_bureau = status in {"unconfirmed", "submitted"}, is_bureau_of(acting, scheme)
    suggested = suggested_shares(row.scheme, max(row.signed_on, scheme.in_force_from))
    signed = {partner.kind: partner.loss_share for partner in partners}
    sender = row.submitted_by.party
    return AgreementView(
        number=row.number,
        scheme=row.scheme,
        clauses=citations(scheme),
        scheme_title=scheme.title,
        status=status,
        signed_on=row.signed_on,
        in_force_from=row.in_force_from,
        in_force_until=row.in_force_until,
        partners=partners,
        routes=tuple(route.label for route in routes_served(scheme, _kinds(partners))),
        replaces_suggestion=signed != suggested,
        submitted_by=sender.name if sender else "",
        submitted_by_en=sender.name_en if sender else "",
        filed_on=row.filed_on,
        filed_by=named(row.filed_by) if row.filed_by else None,
        returned_on=row.returned_on,
        return_grounds=row.return_grounds,
        papers=_papers(row, acting),
        may_be_confirmed=is_open
        and any(one.id == acting.party_id and one.confirmed_on is None for one in partners),
        may_be_filed=status == "submitted" and is_the_bureau,
        may_be_returned=is_open and is_the_bureau,
        timeline=tuple(timeline(f"agreement:{row.number}")) if with_timeline else (),
    )


def _status(row: Agreement, partners: tuple[Partner, ...]) -> str:
    if row.returned_on is not None:
        return "returned"
    if row.filed_on is None:
        waits = any(partner.confirmed_on is None for partner in partners)
        return "unconfirmed" if waits else "submitted"
    return "expired" if row.in_force_until < business_date.today() else "filed"


def _papers(row: Agreement, acting: Acting) -> tuple[AgreementPaper, ...]:
    """All of them for the bureau; earlier ones may be of other parties than the present ones."""
    rows = row.documents.defer("content").order_by("-id")
    shown = rows if acting.kind is PartyKind.BUREAU else rows[:1]
    return tuple(
        AgreementPaper(
            id=each.pk, name=each.name, size=each.size, sha256=each.sha256, added_on=each.added_on
        )
        for each in shown
    )


def _partners(row: Agreement) -> tuple[Partner, ...]:
    found = row.shares.select_related("party", "confirmed_by")
    shares = sorted(found, key=lambda each: _ORDER[each.party.kind])
    return tuple(_partner(share) for share in shares)


def _partner(share: AgreementShare) -> Partner:
    party = share.party
    return Partner(
        id=party.pk,
        kind=party.kind,
        name=party.name,
        name_en=party.name_en,
        loss_share=share.loss_share,
        confirmed_on=share.confirmed_on,
        confirmed_by=named(share.confirmed_by) if share.confirmed_by else None,
    )


def _kinds(partners: tuple[Partner, ...]) -> frozenset[PartyKind]:
    return frozenset(PartyKind(partner.kind) for partner in partners)


def _appraisers(signed: list[tuple[Partner, ...]]) -> tuple[Partner, ...]:
    found = {
        partner.id: Partner(
            id=partner.id,
            kind=partner.kind,
            name=partner.name,
            name_en=partner.name_en,
            loss_share=None,
        )
        for partners in signed
        for partner in partners
        if partner.kind == PartyKind.APPRAISER
    }
    return tuple(found.values())


def _completed(
    partners: tuple[Partner, ...], route: Route, appraisers: tuple[Partner, ...]
) -> list[tuple[Partner, ...]]:
    """The partners of an agreement as a full choice for a route."""
    missing = lending_roles(route) - _kinds(partners)
    if not missing:
        return [partners]
    return [(*partners, appraiser) for appraiser in appraisers]


def _in_order_of_the_register(group: PartnerGroup) -> tuple[str, tuple[int, ...]]:
    return group.route, tuple(partner.id for partner in group.partners)


def _group(route: Route, number: str, partners: tuple[Partner, ...]) -> PartnerGroup:
    return PartnerGroup(
        route=route.id, route_label=route.label, agreement=number, partners=partners
    )
