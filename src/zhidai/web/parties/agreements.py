"""Cooperation agreements: the list, one of them with who confirmed it, and its paper."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhidai.core.labels import Label
from zhidai.core.parties import SIGNING, PartyKind
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.parties.queries import agreement as agreement_of
from zhidai.services.parties.queries import agreement_paper
from zhidai.services.parties.queries import agreements as agreements_of
from zhidai.services.parties.views import AgreementPaper, AgreementView, Partner
from zhidai.web.parties.words import AGREEMENT_EVENTS, AGREEMENT_STATUS
from zhidai.web.shared.components import (
    Cell,
    Column,
    SummaryRow,
    Table,
    Tag,
    TimelineEntry,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.words import PARTY_KINDS

KILOBYTE = 1024


@answers_refusals
@acting_required(PartyKind.BUREAU, *SIGNING)
def agreements(request: HttpRequest, acting: Acting) -> HttpResponse:
    """All that the acting party may see."""
    context = {
        "table": _table(agreements_of(acting)),
        "citations": usual_citations(acting),
        "may_submit": acting.kind in SIGNING,
    }
    return render(request, "parties/agreements.html", context)


@answers_refusals
@acting_required(PartyKind.BUREAU, *SIGNING)
def agreement(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """One agreement with its shares and its history."""
    view = agreement_of(acting, number)
    text, tone = AGREEMENT_STATUS[view.status]
    context = {
        "view": view,
        "tag": Tag(text=text, tone=tone),
        "rows": terms(view),
        "shares": shares_table(view),
        "papers": _papers(view),
        "timeline": _timeline(view),
    }
    return render(request, "parties/agreement.html", context)


@answers_refusals
@acting_required(PartyKind.BUREAU, *SIGNING)
def paper(request: HttpRequest, acting: Acting, number: str, document: int) -> HttpResponse:
    """The signed agreement, always as an attachment: nothing uploaded runs on our pages."""
    return download(request, *agreement_paper(acting, number, document))


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


def terms(view: AgreementView) -> list[SummaryRow]:
    """What the agreement says, and what became of it."""
    sender = view.submitted_by_en if language() == "en" else view.submitted_by
    routes = "、".join(route.in_language(language()) for route in view.routes)
    return [
        SummaryRow(label=_("Scheme"), value=view.scheme_title.in_language(language())),
        SummaryRow(label=_("Signed on"), value=view.signed_on.isoformat()),
        SummaryRow(label=_("In force"), value=f"{view.in_force_from} – {view.in_force_until}"),
        SummaryRow(label=_("Opens the routes"), value=routes),
        SummaryRow(label=_("Submitted by"), value=sender),
        SummaryRow(label=_("Filed on"), value=_day(view.filed_on), note=_said(view.filed_by)),
        *([SummaryRow(label=_("Returned"), value=_day(view.returned_on), note=view.return_grounds)]
          if view.returned_on else []),
    ]  # fmt: skip


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _said(label: Label | None) -> str | None:
    return None if label is None else label.in_language(language())


def shares_table(view: AgreementView) -> Table:
    """Each party with its share and its confirmation."""
    return table(
        caption=_("Shares of principal losses as signed"),
        columns=[
            _("Party"),
            _("Name"),
            Column(label=_("Share"), unit="%", is_numeric=True),
            pgettext("agreement", "Confirmed on"),
        ],
        rows=[
            (
                str(PARTY_KINDS[partner.kind]),
                _name(partner),
                "" if partner.loss_share is None else f"{partner.loss_share / 10_000:g}",
                _confirmation(partner),
            )
            for partner in view.partners
        ],
    )


def _confirmation(partner: Partner) -> Cell:
    if partner.confirmed_on is None:
        return Cell(tag=Tag(text=_("not confirmed yet"), tone=Tone.ACTIVE))
    return Cell(text=partner.confirmed_on.isoformat(), note=_said(partner.confirmed_by))


def _papers(view: AgreementView) -> Table:
    return table(
        caption=_("The signed agreement"),
        columns=[_("File"), _("Attached on"), Column(label=_("Size"), unit="KB", is_numeric=True)],
        rows=[
            (_download(view, each), each.added_on, -(-each.size // KILOBYTE))
            for each in view.papers
        ],
        empty=_("The signed agreement is missing."),
    )


def _download(view: AgreementView, paper: AgreementPaper) -> Cell:
    url = reverse("parties:agreement_paper", args=[view.number, paper.id])
    return Cell(text=paper.name, url=url, note=f"SHA-256 {paper.sha256[:16]}…")


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
