"""A stored trace as the sentences of a "Why?" page: clause, parameter and facts of each rule."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from zhidai.core.evidence import FactContent
from zhidai.core.policy.quantity import Quantity, Unit, format_quantity
from zhidai.core.policy.scheme import Fact, FactType, Scheme
from zhidai.core.policy.trace import NodeKind
from zhidai.web.shared.components import SummaryRow, TraceFact, TraceNode, TraceParameter
from zhidai.web.shared.context import language
from zhidai.wording.explanation import content_text

Stored = Mapping[str, Any]
_ORDER = {"not_met": 0, "needs": 1, "met": 2, "not_applicable": 3}


def trace_nodes(assessment: Stored, scheme: Scheme) -> tuple[TraceNode, ...]:
    """Every rule that was asked, those that stood against it first."""
    findings = sorted(assessment["findings"], key=lambda found: _ORDER[found["result"]])
    return tuple(_finding(found, scheme) for found in findings)


def limit_row(assessment: Stored) -> SummaryRow | None:
    """The limit with the rule that binds it; None where no amount came out."""
    limit = assessment["limit"]
    if limit["amount"] is None:
        return None
    binding = next(one for one in limit["candidates"] if one["id"] == limit["binding"])
    return SummaryRow(
        label=_("Limit"),
        value=f"¥{Decimal(limit['amount']):,.2f}",
        note=_said(binding["label"]),
        clause=binding["clause"],
    )


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
    wanted = _either([_stored_content(fact, one) for one in node["expected"]])
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
        value=_stored_content(fact, value["content"]) if value else None,
        evidence=value["evidence"] if value else None,
        document=value["document"] if value else None,
    )


def _said(label: Stored) -> str:
    return str(label["en"] if language() == "en" else label["zh"])


def _stored_content(fact: Fact, stored: Any) -> str:
    """A content as it stands in a kept trace, where amounts and days are strings."""
    if isinstance(stored, list):
        return content_text(fact, tuple(str(one) for one in stored), language())
    if isinstance(stored, str) and fact.type in {FactType.MONEY, FactType.NUMBER}:
        return content_text(fact, Decimal(stored), language())
    content: FactContent = stored
    return content_text(fact, content, language())
