"""What the bureau should look into, each finding with the records that it rests on."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.anomalies.book import AnomalyKind
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.anomalies.queries import anomalies_view
from zhidai.services.anomalies.views import AnomaliesView, FindingView
from zhidai.web.anomalies.tables import RECORDS_SHOWN, closings_table, evidence_table
from zhidai.web.shared.components import Link, Table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.waiting import and_how_many_more
from zhidai.wording.anomalies import kind_definition, kind_name

DEALT_WITH = "dealt_with"
PAGE_SIZE = 20  # findings of a kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding on the page; deal_url: None once it is dealt with. more: of its records."""

    tables: tuple[Table, ...]
    deal_url: str | None
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of anomaly: what counts, and the first findings with their evidence.

    page: of the findings, where the kind alone is asked for. more: where the other findings are.
    """

    id: str
    title: str
    definition: str
    findings: tuple[Shown, ...]
    page: Page[FindingView] | None
    more: Link | None


@answers_refusals
@acting_required(PartyKind.BUREAU)
def anomalies(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every search with its thresholds, found or not; open findings unless others are asked for."""
    view, status = anomalies_view(acting), request.GET.get("status", "")
    kind = request.GET.get("kind", "")
    wanted = [AnomalyKind(kind)] if kind in set(AnomalyKind) else list(AnomalyKind)
    shown = [one for one in view.findings if one.is_open != (status == DEALT_WITH)]
    context = {
        "view": view,
        "count": len(view.findings),
        "links": _links(view, status),
        "sections": [_section(each, request, view, shown) for each in wanted],
    }
    return render(request, "anomalies/list.html", context)


def _section(
    kind: AnomalyKind, request: HttpRequest, view: AnomaliesView, shown: list[FindingView]
) -> Section:
    found = [each for each in shown if each.kind is kind]
    is_alone = request.GET.get("kind") == kind
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page") if is_alone else 1)
    more = None
    if not is_alone and page.has_next():
        address = {"status": request.GET.get("status", ""), "kind": str(kind)}
        more = Link(
            label=and_how_many_more(len(found), shown=PAGE_SIZE),
            url=f"{reverse('anomalies:list')}?{urlencode(address)}",
        )
    return Section(
        id=str(kind),
        title=kind_name(kind, language()),
        definition=kind_definition(kind, view.parameters, language()),
        findings=tuple(_shown(each) for each in page.object_list),
        page=page if is_alone else None,
        more=more,
    )


def _shown(view: FindingView) -> Shown:
    address = reverse("anomalies:deal_with", args=[str(view.kind), view.finding.subject])
    return Shown(
        tables=(evidence_table(view), *closings_table(view)),
        deal_url=address if view.is_open else None,
        more=and_how_many_more(len(view.finding.evidence), shown=RECORDS_SHOWN),
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
