"""A lending party submits a signed agreement, with the paper itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, Reason, bad_input
from zhidai.core.labels import Label
from zhidai.core.parties import SIGNING, PartyKind
from zhidai.core.policy.scheme import Paper, Route, Scheme
from zhidai.core.policy.taking_part import signers
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.parties.commands import submit_agreement
from zhidai.services.parties.queries import possible_partners, suggested_shares, to_sign_for
from zhidai.services.parties.views import Partner
from zhidai.services.refusal import Refused
from zhidai.web.parties.share_hints import share_hint
from zhidai.web.shared.attachments import Attachments
from zhidai.web.shared.components import FieldKind, FormField, Link, Option
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.words import PARTY_KINDS

UNPROCESSABLE = 422
DATES = ("signed_on", "in_force_from", "in_force_until")
PER_CENT = 10_000  # shares are kept in millionths
PAPER = "cooperation_agreement"  # as schemes call it; asked for even where one names no papers


@answers_refusals
@acting_required(*SIGNING)
def submit(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Submit a signed agreement to the bureau: for a scheme, and with the parties of a route."""
    offered = to_sign_for(acting)
    if not offered:
        return render(request, "parties/submit_agreement.html", {"nothing_to_sign": True})
    scheme, route = _chosen(request, offered)
    partners = possible_partners(acting, scheme)
    attachments = Attachments([_paper(scheme, route)], language=language(), request=request)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and not attachments.errors:
        sent = request.POST
        try:
            days = {name: parse_day(sent.get(name, "")) for name in DATES}
            submit_agreement(
                acting,
                scheme.id,
                sent.get("number", ""),
                shares=_typed_shares(sent, partners),
                paper=attachments.files.get(PAPER),
                key=sent.get("idempotency_key", ""),
                **days,
            )
        except (BadInput, Refused) as refused:
            reasons = refused.reasons
        else:
            done = _("Submitted. Once every party has confirmed it, the bureau can file it.")
            messages.success(request, done)
            return redirect("parties:agreements")
    typed = request.POST if request.method == "POST" else QueryDict()
    context = {
        "scheme": scheme,
        "scheme_id": scheme.id,
        "route": route,
        "choices": _choices(offered, scheme, route),
        "fields": [*_terms(typed), *_shares(scheme, route, partners, typed, acting)],
        "attachments": attachments,
        "reasons": reasons,
    }
    status = UNPROCESSABLE if reasons or attachments.errors else 200
    return render(request, "parties/submit_agreement.html", context, status=status)


def _paper(scheme: Scheme, route: Route) -> Paper:
    """The signed agreement itself."""
    own = Label(zh="合作协议", en="Cooperation agreement")
    return scheme.papers.get(PAPER) or Paper(id=PAPER, label=own, clause=route.clause)


def _typed_shares(sent: QueryDict, partners: tuple[Partner, ...]) -> dict[int, str]:
    """The chosen party of each kind with the share typed for it; a bare number is per cent."""
    known = {str(partner.id) for partner in partners}
    shares: dict[int, str] = {}
    for kind in SIGNING:
        chosen = sent.get(f"{kind}-party", "")
        if not chosen:
            continue
        if chosen not in known:
            raise bad_input("party_not_chosen", role=str(kind))
        typed = "".join(sent.get(f"{kind}-share", "").split())
        shares[int(chosen)] = typed if not typed or typed.endswith(("%", "％")) else f"{typed}%"
    return shares


def _chosen(
    request: HttpRequest, offered: tuple[tuple[Scheme, Route], ...]
) -> tuple[Scheme, Route]:
    """What the address names, else the first route of the party's own place."""
    wanted = (request.GET.get("scheme", ""), request.GET.get("route", ""))
    return next((each for each in offered if (each[0].id, each[1].id) == wanted), offered[0])


def _choices(offered: tuple[tuple[Scheme, Route], ...], scheme: Scheme, route: Route) -> list[Link]:
    address = reverse("parties:submit_agreement")
    return [
        Link(
            label=f"{one.title.in_language(language())} · {way.label.in_language(language())}",
            url=f"{address}?scheme={one.id}&route={way.id}",
            is_current=(one.id, way.id) == (scheme.id, route.id),
        )
        for one, way in offered
    ]


def _terms(typed: QueryDict) -> list[FormField]:
    return [
        FormField(
            name="number",
            label=_("Agreement number"),
            value=typed.get("number", ""),
            width="medium",
        ),
        *(
            FormField(
                name=name,
                label=label,
                value=typed.get(name, ""),
                hint=_("For example 2021-03-01"),
                width="medium",
            )
            for name, label in zip(
                DATES, (_("Signed on"), _("In force from"), _("In force until")), strict=True
            )
        ),
    ]


def _shares(
    scheme: Scheme,
    route: Route,
    partners: tuple[Partner, ...],
    typed: QueryDict,
    acting: Acting,
) -> list[FormField]:
    today = business_date.today()
    suggested = suggested_shares(scheme, route.id, today)
    kinds = signers(scheme, route.id)
    if not suggested:  # without a word on losses whoever lends bears them alone
        suggested = {kind: 100 * PER_CENT for kind, role in kinds.items() if role == route.pledgee}
    return [
        field
        for kind, role in kinds.items()
        for field in (
            _partner_field(kind, partners, typed, acting),
            FormField(
                name=f"{kind}-share",
                label=_("Share of principal losses: {party}").format(party=PARTY_KINDS[kind]),
                value=typed.get(f"{kind}-share", f"{suggested.get(kind, 0) / PER_CENT:g}"),
                unit="%",
                hint=share_hint(scheme, route, role, today),
                width="narrow",
            ),
        )
    ]


def _partner_field(
    kind: PartyKind, partners: tuple[Partner, ...], typed: QueryDict, acting: Acting
) -> FormField:
    chosen = typed.get(f"{kind}-party", str(acting.party_id) if kind is acting.kind else "")
    options = [
        Option(
            value=str(one.id),
            label=_label(one),
            is_chosen=chosen == str(one.id),
        )
        for one in partners
        if one.kind == kind
    ]
    nobody = Option(value="", label=_("takes no part"), is_chosen=not chosen)
    return FormField(
        name=f"{kind}-party",
        label=PARTY_KINDS[kind],
        kind=FieldKind.SELECT,
        options=tuple([*options] if kind is acting.kind else [nobody, *options]),
    )


def _label(partner: Partner) -> str:
    name = partner.name_en if language() == "en" else partner.name
    elsewhere = partner.elsewhere
    return name if elsewhere is None else f"{name} · {elsewhere.in_language(language())}"
