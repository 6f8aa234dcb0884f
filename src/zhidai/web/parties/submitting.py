"""A lending party submits a signed agreement, with the paper itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, Reason, bad_input
from zhidai.core.parties import PartyKind
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.parties.commands import submit_agreement
from zhidai.services.parties.queries import possible_partners, suggested_shares
from zhidai.services.parties.views import Partner
from zhidai.services.refusal import Refused
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.web.parties.agreements import LENDING
from zhidai.web.shared.attachments import Attachments
from zhidai.web.shared.components import FieldKind, FormField, Option
from zhidai.web.shared.context import language
from zhidai.web.shared.navigation import DEFAULT_SCHEME
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.words import PARTY_KINDS

UNPROCESSABLE = 422
DATES = ("signed_on", "in_force_from", "in_force_until")
PAPER = "cooperation_agreement"  # of the scheme


@answers_refusals
@acting_required(*LENDING)
def submit(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Submit a signed agreement to the bureau."""
    partners = possible_partners(acting)
    asked = scheme_in_force(DEFAULT_SCHEME, business_date.today()).papers[PAPER]
    attachments = Attachments([asked], language=language(), request=request)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and not attachments.errors:
        sent = request.POST
        try:
            days = {name: parse_day(sent.get(name, "")) for name in DATES}
            submit_agreement(
                acting,
                DEFAULT_SCHEME,
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
        "fields": _fields(typed, partners, acting),
        "attachments": attachments,
        "reasons": reasons,
    }
    status = UNPROCESSABLE if reasons or attachments.errors else 200
    return render(request, "parties/submit_agreement.html", context, status=status)


def _typed_shares(sent: QueryDict, partners: tuple[Partner, ...]) -> dict[int, str]:
    """The chosen party of each kind with the share typed for it; a bare number is per cent."""
    known = {str(partner.id) for partner in partners}
    shares: dict[int, str] = {}
    for kind in LENDING:
        chosen = sent.get(f"{kind}-party", "")
        if not chosen:
            continue
        if chosen not in known:
            raise bad_input("party_not_chosen", role=str(kind))
        typed = "".join(sent.get(f"{kind}-share", "").split())
        shares[int(chosen)] = typed if not typed or typed.endswith(("%", "％")) else f"{typed}%"
    return shares


def _fields(typed: QueryDict, partners: tuple[Partner, ...], acting: Acting) -> list[FormField]:
    suggested = suggested_shares(DEFAULT_SCHEME, business_date.today())
    fields = [
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
    for kind in LENDING:
        fields += _partner_fields(kind, partners, typed, acting, suggested.get(str(kind), 0))
    return fields


def _partner_fields(
    kind: PartyKind,
    partners: tuple[Partner, ...],
    typed: QueryDict,
    acting: Acting,
    suggested: int,
) -> list[FormField]:
    english = language() == "en"
    chosen = typed.get(f"{kind}-party", str(acting.party_id) if kind is acting.kind else "")
    options = [
        Option(
            value=str(one.id),
            label=one.name_en if english else one.name,
            is_chosen=chosen == str(one.id),
        )
        for one in partners
        if one.kind == kind
    ]
    nobody = Option(value="", label=_("takes no part"), is_chosen=not chosen)
    return [
        FormField(
            name=f"{kind}-party",
            label=PARTY_KINDS[kind],
            kind=FieldKind.SELECT,
            options=tuple([*options] if kind is acting.kind else [nobody, *options]),
        ),
        FormField(
            name=f"{kind}-share",
            label=_("Share of principal losses: {party}").format(party=PARTY_KINDS[kind]),
            value=typed.get(f"{kind}-share", f"{suggested / 10_000:g}"),
            unit="%",
            hint=_("Suggested by the scheme: {share} %").format(share=f"{suggested / 10_000:g}"),
            width="narrow",
        ),
    ]
