"""Cooperation agreements: submitted by a lending party, filed or returned by the bureau."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, Reason, bad_input
from zhidai.core.parties import PartyKind
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.parties.commands import file_agreement, return_agreement, submit_agreement
from zhidai.services.parties.queries import agreement as agreement_of
from zhidai.services.parties.queries import agreements as agreements_of
from zhidai.services.parties.queries import possible_partners, suggested_shares
from zhidai.services.parties.views import AgreementView, Partner
from zhidai.services.refusal import Refused
from zhidai.web.parties.words import AGREEMENT_EVENTS, AGREEMENT_STATUS
from zhidai.web.shared.components import (
    Cell,
    Column,
    FieldKind,
    FormField,
    Option,
    SummaryRow,
    Table,
    Tag,
    TimelineEntry,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.navigation import DEFAULT_SCHEME
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.words import PARTY_KINDS

UNPROCESSABLE = 422
LENDING = (PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER)
DATES = ("signed_on", "in_force_from", "in_force_until")


@answers_refusals
@acting_required(PartyKind.BUREAU, *LENDING)
def agreements(request: HttpRequest, acting: Acting) -> HttpResponse:
    """All that the acting party may see."""
    context = {
        "table": _table(agreements_of(acting)),
        "may_submit": acting.kind in LENDING,
    }
    return render(request, "parties/agreements.html", context)


@answers_refusals
@acting_required(PartyKind.BUREAU, *LENDING)
def agreement(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """One agreement with its shares and its history."""
    view = agreement_of(acting, number)
    text, tone = AGREEMENT_STATUS[view.status]
    context = {
        "view": view,
        "tag": Tag(text=text, tone=tone),
        "rows": _rows(view),
        "shares": _shares(view),
        "timeline": _timeline(view),
    }
    return render(request, "parties/agreement.html", context)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def file(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """Confirm that the agreement is filed."""
    view = agreement_of(acting, number)
    if request.method == "POST":
        file_agreement(acting, number, key=request.POST.get("idempotency_key", ""))
        messages.success(request, _("The agreement is filed; its parties may take part."))
        return redirect("parties:agreement", number=number)
    context = {
        "title": _("File the agreement"),
        "rows": _rows(view),
        "confirm_text": _("File the agreement"),
        "cancel_url": reverse("parties:agreement", args=[number]),
    }
    return render(request, "casework/confirm.html", context)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def give_back(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """Return the agreement to be corrected, with the grounds."""
    view = agreement_of(acting, number)
    if request.method == "POST":
        grounds = request.POST.get("grounds", "")
        key = request.POST.get("idempotency_key", "")
        return_agreement(acting, number, grounds=grounds, key=key)
        messages.success(request, _("The agreement has been returned."))
        return redirect("parties:agreement", number=number)
    context = {
        "title": _("Return the agreement"),
        "rows": _rows(view),
        "confirm_text": _("Return the agreement"),
        "reason_field": FormField(name="grounds", label=_("Grounds"), kind=FieldKind.LONG_TEXT),
        "cancel_url": reverse("parties:agreement", args=[number]),
    }
    return render(request, "casework/confirm.html", context)


@answers_refusals
@acting_required(*LENDING)
def submit(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Submit a signed agreement to the bureau."""
    partners = possible_partners(acting)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST":
        sent = request.POST
        try:
            days = {name: parse_day(sent.get(name, "")) for name in DATES}
            submit_agreement(
                acting,
                DEFAULT_SCHEME,
                sent.get("number", ""),
                shares=_typed_shares(sent, partners),
                key=sent.get("idempotency_key", ""),
                **days,
            )
        except (BadInput, Refused) as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("The agreement has been submitted to the bureau."))
            return redirect("parties:agreements")
    typed = request.POST if request.method == "POST" else QueryDict()
    context = {"fields": _fields(typed, partners, acting), "reasons": reasons}
    status = UNPROCESSABLE if reasons else 200
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


def _table(views: list[AgreementView]) -> Table:
    return table(
        caption=_("Cooperation agreements"),
        columns=[_("Number"), _("Parties"), _("In force from"), _("In force until"), _("Status")],
        rows=[
            (
                Cell(text=view.number, url=reverse("parties:agreement", args=[view.number])),
                "、".join(_name(partner) for partner in view.partners),
                view.in_force_from,
                view.in_force_until,
                _status(view),
            )
            for view in views
        ],
        empty=_("No agreement has been submitted yet."),
    )


def _status(view: AgreementView) -> Tag:
    text, tone = AGREEMENT_STATUS[view.status]
    return Tag(text=text, tone=tone)


def _name(partner: Partner) -> str:
    return partner.name_en if language() == "en" else partner.name


def _rows(view: AgreementView) -> list[SummaryRow]:
    routes = "、".join(route.in_language(language()) for route in view.routes)
    return [
        SummaryRow(label=_("Scheme"), value=view.scheme_title.in_language(language())),
        SummaryRow(label=_("Signed on"), value=view.signed_on.isoformat()),
        SummaryRow(label=_("In force"), value=f"{view.in_force_from} – {view.in_force_until}"),
        SummaryRow(label=_("Opens the routes"), value=routes),
        SummaryRow(label=_("Submitted by"), value=view.submitted_by),
        SummaryRow(label=_("Filed on"), value=_day(view.filed_on), note=view.filed_by),
        *([SummaryRow(label=_("Returned"), value=_day(view.returned_on), note=view.return_grounds)]
          if view.returned_on else []),
    ]  # fmt: skip


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _shares(view: AgreementView) -> Table:
    return table(
        caption=_("Shares of principal losses as signed"),
        columns=[
            _("Party"),
            _("Name"),
            Column(label=_("Share"), unit="%", is_numeric=True),
        ],
        rows=[
            (
                str(PARTY_KINDS[partner.kind]),
                _name(partner),
                "" if partner.loss_share is None else f"{partner.loss_share / 10_000:g}",
            )
            for partner in view.partners
        ],
    )


def _timeline(view: AgreementView) -> list[TimelineEntry]:
    english = language() == "en"
    return [
        TimelineEntry(
            title=AGREEMENT_EVENTS[event.kind],
            at=event.recorded_at,
            person=event.person.in_language(language()) if event.person else None,
            party=event.party_en if english else event.party,
            text=event.payload.get("grounds"),
        )
        for event in view.timeline
    ]
