"""Reads parties and agreements: an agreement is for its parties and the bureau that files it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product

from django.db.models import QuerySet

from zhidai.core.guarantees.loss_sharing import share_loss
from zhidai.core.guarantees.settings import shares_of
from zhidai.core.money import from_fen, to_fen
from zhidai.core.parties import OFFICES, SIGNING, PartyKind
from zhidai.core.policy.citing import citations
from zhidai.core.policy.scheme import Route, Scheme
from zhidai.core.policy.taking_part import loss_models_of, signers
from zhidai.db.parties.models import Agreement, AgreementShare, Party
from zhidai.schemes.operated import operated_schemes
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.history.queries import timeline
from zhidai.services.parties.commands import is_bureau_of
from zhidai.services.parties.declared import (
    facts_of_party,
    is_in_force,
    plain,
    scheme_of_place,
)
from zhidai.services.parties.places import place_of
from zhidai.services.parties.standing import MILLION, routes_served
from zhidai.services.parties.views import (
    AgreementPaper,
    AgreementView,
    Partner,
    PartnerGroup,
    ProfileView,
)
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.versions import scheme_in_force

_ORDER = {str(kind): place for place, kind in enumerate(SIGNING)}


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

    Where nobody of a kind that the route names has signed it, for instance no appraiser, any of the
    scheme's agreements may take that part; they then share no losses.
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
    others = _without_shares([partners for _, partners in in_force])
    groups: dict[tuple[str, tuple[int, ...]], PartnerGroup] = {}
    for row, partners in in_force:
        for route in routes_served(known, _shares(partners), on):
            for chosen in _completed(partners, signers(known, route.id).keys(), others):
                key = (route.id, tuple(partner.id for partner in chosen))
                groups.setdefault(key, _group(known, route, row.number, chosen))
    return tuple(sorted(groups.values(), key=_in_order_of_the_register))


def suggested_shares(scheme: Scheme, route: str, on: date) -> dict[PartyKind, int]:
    """What the scheme says of a route's losses, by kind of party, in millionths; thirds too."""
    kinds = {role: kind for kind, role in signers(scheme, route).items()}
    return {
        kinds[role]: to_fen(part)
        for model in loss_models_of(scheme, route)
        for role, part in share_loss(from_fen(MILLION), shares_of(scheme, model, on)).items()
    }


def possible_partners(acting: Acting, scheme: Scheme) -> tuple[Partner, ...]:
    """Those of the register that an agreement may be signed with, of the scheme's place first.

    An office, like a fund, signs for its own place only.
    """
    if acting.kind not in SIGNING:
        raise NotFound
    place = scheme.place.zh
    rows = Party.objects.filter(kind__in=SIGNING).exclude(kind=acting.kind)
    fitting = [row for row in rows if row.kind not in OFFICES or row.place == place]
    own = Party.objects.filter(pk=acting.party_id)
    return tuple(
        Partner(
            id=row.pk,
            kind=row.kind,
            name=row.name,
            name_en=row.name_en,
            loss_share=None,
            elsewhere=None if row.place == place else place_of(row),
        )
        for row in sorted(
            [*own, *fitting], key=lambda row: (_ORDER[row.kind], row.place != place, row.pk)
        )
    )


def to_sign_for(acting: Acting) -> tuple[tuple[Scheme, Route], ...]:
    """The routes of the schemes in force whose agreements a party may sign, its own place first."""
    today = business_date.today()
    found = [scheme_in_force(name, today) for name in operated_schemes()]
    found.sort(key=lambda scheme: scheme.place.zh != acting.place)
    return tuple(
        (scheme, route)
        for scheme in found
        for route in scheme.routes.values()
        if is_in_force(scheme, today) and acting.kind in signers(scheme, route.id)
    )


def schemes_open_to(acting: Acting) -> tuple[Scheme, ...]:
    """The schemes in force under which a party may begin something today: those of its place.

    Where its place has none, all: under which of them it may work, their own rules say.
    """
    today = business_date.today()
    found = [scheme_in_force(name, today) for name in operated_schemes()]
    in_force = [scheme for scheme in found if is_in_force(scheme, today)]
    return tuple(one for one in in_force if one.place.zh == acting.place) or tuple(in_force)


def scheme_of(acting: Acting) -> Scheme:
    """The scheme of the acting party's place."""
    return scheme_of_place(acting.place)


def profile(acting: Acting) -> ProfileView:
    """The acting party's own page."""
    party = Party.objects.get(pk=acting.party_id)
    facts = tuple(fact for _, fact in facts_of_party(party.place, acting.kind).values())
    return ProfileView(
        kind=party.kind,
        name=party.name,
        name_en=party.name_en,
        credit_code=party.credit_code,
        place=place_of(party),
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
    day = max(row.signed_on, scheme.in_force_from)
    routes = routes_served(scheme, _shares(partners), day)
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
        routes=tuple(route.label for route in routes),
        replaces_suggestion=_differ(scheme, routes, partners, day),
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


def _shares(partners: tuple[Partner, ...]) -> dict[PartyKind, int]:
    return {PartyKind(partner.kind): partner.loss_share or 0 for partner in partners}


def _differ(
    scheme: Scheme, routes: Iterable[Route], partners: tuple[Partner, ...], on: date
) -> bool:
    """Whether the signed shares are others than the scheme suggests for a route that they open."""
    signed = {kind: share for kind, share in _shares(partners).items() if share}
    said = [suggested_shares(scheme, route.id, on) for route in routes]
    return any(signed != suggested for suggested in said if suggested)


def _without_shares(signed: list[tuple[Partner, ...]]) -> tuple[Partner, ...]:
    found = {
        partner.id: replace(partner, loss_share=None, confirmed_on=None, confirmed_by=None)
        for partners in signed
        for partner in partners
    }
    return tuple(found.values())


def _completed(
    partners: tuple[Partner, ...], kinds: Iterable[PartyKind], others: tuple[Partner, ...]
) -> list[tuple[Partner, ...]]:
    """The partners of an agreement as full choices for a route; none where nobody fills a part."""
    missing = [kind for kind in kinds if kind not in _shares(partners)]
    of_kind = [[other for other in others if other.kind == kind] for kind in missing]
    return [(*partners, *more) for more in product(*of_kind)]


def _in_order_of_the_register(group: PartnerGroup) -> tuple[str, tuple[int, ...]]:
    return group.route, tuple(partner.id for partner in group.partners)


def _group(
    scheme: Scheme, route: Route, number: str, partners: tuple[Partner, ...]
) -> PartnerGroup:
    roles = signers(scheme, route.id)
    return PartnerGroup(
        route=route.id,
        route_label=route.label,
        agreement=number,
        partners=partners,
        choice={roles[PartyKind(partner.kind)]: partner.id for partner in partners},
    )
