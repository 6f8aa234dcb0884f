"""The "Why?" page: a decision's trace as sentences, with clause, parameter and facts."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhidai.core.policy.quantity import Quantity, Unit, format_quantity
from zhidai.core.policy.scheme import Fact, Scheme
from zhidai.core.policy.trace import NodeKind
from zhidai.services.acting import Acting
from zhidai.services.cases.queries import why as why_view
from zhidai.services.schemes.versions import scheme_pinned
from zhidai.web.casework.words import CONDITIONS, event_title, stored_content
from zhidai.web.shared.components import SummaryRow, TraceFact, TraceNode, TraceParameter
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals

Stored = Mapping[str, Any]
ORDER = {"not_met": 0, "needs": 1, "met": 2, "not_applicable": 3}


@answers_refusals
@acting_required()
def why(request: HttpRequest, acting: Acting, number: str, sequence: int) -> HttpResponse:
    """One decision with its reasons, those that stood against it first."""
    view, event = why_view(acting, number, sequence)
    assessment: Stored = event.payload["trace"]["assessment"]
    scheme = scheme_pinned(assessment["scheme_id"], assessment["content_hash"])
    findings = sorted(assessment["findings"], key=lambda f: ORDER[f["result"]])
    context = {
        "case": view,
        "event": event,
        "title": event_title(event, view),
        "rows": _rows(assessment, event.payload),
        "nodes": [_finding(finding, scheme) for finding in findings],
        "party": event.party_en if language() == "en" else event.party,
        "conditions": [CONDITIONS[name] for name in event.payload.get("conditions", [])],
    }
    return render(request, "casework/why.html", context)


def _rows(assessment: Stored, payload: Stored) -> list[SummaryRow]:
    limit = assessment["limit"]
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
    if limit["amount"] is not None:
        binding = next(one for one in limit["candidates"] if one["id"] == limit["binding"])
        rows.append(
            SummaryRow(
                label=_("Limit"),
                value=f"¥{Decimal(limit['amount']):,.2f}",
                note=_said(binding["label"]),
                clause=binding["clause"],
            )
        )
    if payload.get("grounds"):
        rows.append(SummaryRow(label=_("Grounds"), value=payload["grounds"]))
    return rows


def _finding(finding: Stored, scheme: Scheme) -> TraceNode:
    label = _said(finding["breach"] or finding["label"])
    item = f"{finding['item']}: " if finding["item"] else ""
    children = [node for node in (finding["guard"], finding["test"]) if node]
    return TraceNode(
        sentence=f"{item}{label}",
        result=finding["result"],
        clause=finding["clause"],
        children=tuple(_node(child, scheme) for child in children),
    )


def _node(node: Stored, scheme: Scheme) -> TraceNode:
    fact = scheme.facts.get(node["fact"]) if node["fact"] else None
    parameter = node["parameter"]
    return TraceNode(
        sentence=_sentence(node, fact),
        result=node["result"],
        parameter=_parameter(parameter, scheme) if parameter else None,
        facts=(_fact(node, fact),) if fact else (),
        children=tuple(_node(child, scheme) for child in node["because"]),
    )


def _sentence(node: Stored, fact: Fact | None) -> str:
    if node["kind"] == NodeKind.ALL_OF:
        return _("All of these")
    if node["kind"] == NodeKind.ANY_OF:
        return _("At least one of these")
    name = fact.label.in_language(language()) if fact else str(node["fact"])
    if not node["expected"] or fact is None:
        return name
    wanted = _either([stored_content(fact, one) for one in node["expected"]])
    return _("{fact}: asked for {wanted}").format(fact=name, wanted=wanted)


def _either(contents: Sequence[str]) -> str:
    return _(" or ").join(contents)


def _parameter(parameter: Stored, scheme: Scheme) -> TraceParameter:
    known = scheme.parameters.get(parameter["name"])
    label = known.label.in_language(language()) if known else parameter["name"]
    return TraceParameter(
        label=label,
        value=format_quantity(_quantity(parameter["value"]), language()),
        since=date.fromisoformat(parameter["since"]),
    )


def _quantity(stored: Stored) -> Quantity:
    return Quantity(
        amount=Decimal(stored["amount"]), unit=Unit(stored["unit"]), text=stored["text"]
    )


def _fact(node: Stored, fact: Fact) -> TraceFact:
    value = node["value"]
    return TraceFact(
        label=fact.label.in_language(language()),
        value=stored_content(fact, value["content"]) if value else None,
        evidence=value["evidence"] if value else None,
        document=value["document"] if value else None,
    )


def _said(label: Stored) -> str:
    return str(label["en"] if language() == "en" else label["zh"])
