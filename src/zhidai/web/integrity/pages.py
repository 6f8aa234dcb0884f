"""The register of breaches as the acting party may see it, and one breach."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.integrity.breaches import BreachStatus
from zhidai.core.parties import OF_EVERY_SCHEME, PartyKind
from zhidai.services.acting import Acting
from zhidai.services.integrity.queries import breach_rows, breach_view
from zhidai.services.integrity.tenancy import register_citations
from zhidai.services.integrity.views import BreachRow, BreachView
from zhidai.web.filings.tables import said
from zhidai.web.integrity.words import BREACH_STATUS, breach_tag
from zhidai.web.loans.words import entries
from zhidai.web.shared.components import Cell, Link, SummaryRow, Table, Text, table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.words import PARTY_KINDS
from zhidai.wording.integrity import breach_kind

CONCERNED = tuple(kind for kind in OF_EVERY_SCHEME if kind is not PartyKind.TREASURY)


@answers_refusals
@acting_required(*CONCERNED)
def register(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Breaches, newest first."""
    status = request.GET.get("status", "")
    rows = breach_rows(acting, status=status)
    context = {
        "table": _table(rows),
        "links": _links(status),
        "count": len(rows),
        "citations": register_citations(acting),
        "may_record": acting.kind is PartyKind.BUREAU,
    }
    return render(request, "integrity/list.html", context)


@answers_refusals
@acting_required(*CONCERNED)
def breach(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """One breach with its evidence, the objection and the decision."""
    view = breach_view(acting, number)
    context = {
        "view": view,
        "title": breach_kind(view.row.kind, language()),
        "tag": breach_tag(view.row.status),
        "rows": facts(view),
        "actions": _actions(view),
        "entries": entries(view.timeline),
    }
    return render(request, "integrity/breach.html", context)


def facts(view: BreachView) -> list[SummaryRow]:
    """Who did what, how it is known, what was said to it."""
    row = view.row
    rows = [
        SummaryRow(label=_("Party"), value=said(row.party), note=PARTY_KINDS[row.party_kind]),
        SummaryRow(label=_("Kind of breach"), value=breach_kind(row.kind, language())),
        SummaryRow(label=_("Happened on"), value=row.happened_on.isoformat()),
        SummaryRow(label=_("Evidence"), value=view.evidence),
        SummaryRow(
            label=_("Recorded on"),
            value=row.recorded_on.isoformat(),
            note=f"{said(view.bureau)} · {said(view.recorded_by)}",
        ),
        SummaryRow(label=_("Objection until"), value=row.objection_until.isoformat()),
        SummaryRow(label=_("Counts until before"), value=_end(row)),
    ]
    if view.objected_on is not None:
        day = view.objected_on.isoformat()
        rows.append(SummaryRow(label=_("Objection"), value=view.objection, note=day))
    if view.decided_on is not None and view.decided_by is not None:
        note = f"{view.decided_on.isoformat()} · {said(view.decided_by)}"
        rows.append(SummaryRow(label=_("Decision"), value=view.decision, note=note))
    return rows


def _table(rows: list[BreachRow]) -> Table:
    return table(
        caption=_("Register of breaches"),
        is_caption_hidden=True,
        columns=[
            _("Number"),
            _("Party"),
            _("Kind of breach"),
            _("Happened on"),
            _("Counts until before"),
            _("Status"),
        ],
        rows=[
            (
                Cell(text=row.number, url=reverse("integrity:breach", args=[row.number])),
                Cell(text=said(row.party), note=PARTY_KINDS[row.party_kind]),
                breach_kind(row.kind, language()),
                row.happened_on,
                Cell(text=_end(row), keeps_line=True),
                breach_tag(row.status),
            )
            for row in rows
        ],
        empty=_("No breach is recorded."),
    )


def _end(row: BreachRow) -> str:
    return row.ends_on.isoformat() if row.ends_on else _("no period given")


def _actions(view: BreachView) -> list[Link]:
    offered: list[tuple[bool, Text, str]] = [
        (view.may_object, _("Object"), "integrity:object"),
        (view.may_uphold, _("Let it stand"), "integrity:uphold"),
        (view.may_dismiss, _("Dismiss it"), "integrity:dismiss"),
    ]
    return [
        Link(label=label, url=reverse(name, args=[view.row.number]))
        for may, label, name in offered
        if may
    ]


def _links(status: str) -> list[Link]:
    here = reverse("integrity:list")
    offered: list[tuple[str, Text]] = [("", _("All"))]
    offered += [(str(each), BREACH_STATUS[each][0]) for each in BreachStatus]
    return [
        Link(
            label=label,
            url=f"{here}?status={value}" if value else here,
            is_current=value == status,
        )
        for value, label in offered
    ]
