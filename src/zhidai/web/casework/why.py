"""The "Why?" page: a decision's trace as sentences, with clause, parameter and facts."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhidai.services.acting import Acting
from zhidai.services.cases.queries import why as why_view
from zhidai.services.schemes.versions import scheme_pinned
from zhidai.web.casework.words import CONDITIONS, event_title
from zhidai.web.shared.components import SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.trace_nodes import limit_row, trace_nodes

Stored = Mapping[str, Any]


@answers_refusals
@acting_required()
def why(request: HttpRequest, acting: Acting, number: str, sequence: int) -> HttpResponse:
    """One decision with its reasons, those that stood against it first."""
    view, event = why_view(acting, number, sequence)
    assessment: Stored = event.payload["trace"]["assessment"]
    scheme = scheme_pinned(assessment["scheme_id"], assessment["content_hash"])
    nodes = trace_nodes(assessment, scheme)
    context = {
        "case": view,
        "scheme_id": scheme.id,
        "event": event,
        "title": event_title(event, view),
        "rows": _rows(assessment, event.payload),
        "nodes": nodes,
        "some_facts_come_later": any(node.result == "needs" for node in nodes),
        "party": event.party_en if language() == "en" else event.party,
        "conditions": [CONDITIONS[name] for name in event.payload.get("conditions", [])],
    }
    return render(request, "casework/why.html", context)


def _rows(assessment: Stored, payload: Stored) -> list[SummaryRow]:
    rows = [
        SummaryRow(label=_("Decided for"), value=assessment["on"]),
        SummaryRow(
            label=_("By the values in force on"),
            value=assessment.get("values_on", assessment["on"]),  # not in traces of before
        ),
        SummaryRow(
            label=_("Scheme version"),
            value=assessment["scheme_id"],
            note=assessment["content_hash"][:12],
        ),
    ]
    limit = limit_row(assessment)
    if limit is not None:
        rows.append(limit)
    if payload.get("grounds"):
        rows.append(SummaryRow(label=_("Grounds"), value=payload["grounds"]))
    return rows
