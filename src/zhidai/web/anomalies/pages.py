"""What the bureau should look into, each finding with the records that it rests on."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.anomalies.book import AnomalyKind
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.anomalies.queries import anomalies_view
from zhidai.services.anomalies.views import AnomaliesView, FindingView
from zhidai.web.anomalies.tables import closings_table, evidence_table
from zhidai.web.shared.components import Link, Table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.anomalies import kind_definition, kind_name

DEALT_WITH = "dealt_with"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding on the page; deal_url: None once it is dealt with."""

    tables: tuple[Table, ...]
    deal_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of anomaly: what counts, and the findings with their evidence."""

    id: str
    title: str
    definition: str
    findings: tuple[Shown, ...]


@answers_refusals
@acting_required(PartyKind.BUREAU)
def anomalies(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every search with its thresholds, found or not; open findings unless others are asked for."""
    view, status = anomalies_view(acting), request.GET.get("status", "")
    shown = [one for one in view.findings if one.is_open != (status == DEALT_WITH)]
    context = {
        "view": view,
        "count": len(view.findings),
        "links": _links(view, status),
        "sections": [_section(kind, view, shown) for kind in AnomalyKind],
    }
    return render(request, "anomalies/list.html", context)


def _section(kind: AnomalyKind, view: AnomaliesView, shown: list[FindingView]) -> Section:
    return Section(
        id=str(kind),
        title=kind_name(kind, language()),
        definition=kind_definition(kind, view.parameters, language()),
        findings=tuple(_shown(each) for each in shown if each.kind is kind),
    )


def _shown(view: FindingView) -> Shown:
    address = reverse("anomalies:deal_with", args=[str(view.kind), view.finding.subject])
    return Shown(
        tables=(evidence_table(view), *closings_table(view)),
        deal_url=address if view.is_open else None,
    )


def _links(view: AnomaliesView, status: str) -> list[Link]:
    here, is_open = reverse("anomalies:list"), len(view.open_findings)
    dealt_with = len(view.findings) - is_open
    return [
        Link(
            label=_("Open ({count})").format(count=is_open),
            url=here,
            is_current=status != DEALT_WITH,
        ),
        Link(
            label=_("Dealt with ({count})").format(count=dealt_with),
            url=f"{here}?status={DEALT_WITH}",
            is_current=status == DEALT_WITH,
        ),
    ]
