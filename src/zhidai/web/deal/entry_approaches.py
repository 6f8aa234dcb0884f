"""Cost and market beside income, and how they are weighed: the fields, and what was typed."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from zhidai.core.policy.quantity import Unit
from zhidai.web.deal.approach_lines import (
    COMPARABLE_FORM,
    SPENT_FORM,
    comparables_of,
    spent_of,
    written_comparables,
    written_spent,
)
from zhidai.web.deal.entry_fields import (
    Typed,
    number_field,
    percent_field,
    typed_text,
    typed_with_unit,
    without_unit,
)
from zhidai.web.deal.words import METHODS
from zhidai.web.shared.components import FieldKind, FormField

_OF_COST = {
    "price_growth": Unit.RATIO,
    "profit": Unit.RATIO,
    "used": Unit.YEARS,
    "left": Unit.YEARS,
}


def approaches_fields(typed: Typed) -> tuple[FormField, ...]:
    return (
        FormField(
            name="spent", label=_("What was spent on the invention"), kind=FieldKind.LONG_TEXT,
            value=typed.get("spent", ""),
            hint=_("One line each: {form}").format(form=SPENT_FORM),
        ),
        percent_field("price_growth", _("Growth of prices a year since"), typed),
        percent_field("profit", _("A maker's profit"), typed),
        number_field("used", _("Years used"), Unit.YEARS, typed),
        number_field("left", _("Years left"), Unit.YEARS, typed),
        FormField(
            name="comparables", label=_("Comparable sales"), kind=FieldKind.LONG_TEXT,
            value=typed.get("comparables", ""),
            hint=_("One line each: {form}").format(form=COMPARABLE_FORM),
        ),
        *(
            percent_field(
                f"weight_{name}", _("Weight of: {approach}").format(approach=label), typed
            )
            for name, label in METHODS.items()
        ),
        FormField(
            name="reason", label=_("Why these weights"), kind=FieldKind.LONG_TEXT,
            value=typed.get("reason", ""),
        ),
    )  # fmt: skip


def approaches_content(sent: QueryDict) -> dict[str, Any]:
    """An approach of which nothing was written is left out, and so is its weight."""
    found: dict[str, Any] = {"reason": typed_text(sent, "reason")}
    if sent.get("spent", "").strip():
        rates = {name: typed_with_unit(sent, name, unit) for name, unit in _OF_COST.items()}
        found["cost"] = {"spent": spent_of(sent.get("spent", "")), **rates}
    if sent.get("comparables", "").strip():
        found["market"] = {"comparables": comparables_of(sent.get("comparables", ""))}
    weights = {name: typed_with_unit(sent, f"weight_{name}", Unit.RATIO) for name in METHODS}
    found["weights"] = {str(name): text for name, text in weights.items() if text}
    return found


def approaches_typed(content: Mapping[str, Any]) -> Typed:
    cost = content.get("cost", {})
    weights = content.get("weights", {})
    return {
        "spent": written_spent(cost.get("spent", [])),
        "comparables": written_comparables(content.get("market", {}).get("comparables", [])),
        "reason": content.get("reason", ""),
        **{name: without_unit(cost.get(name, ""), unit) for name, unit in _OF_COST.items()},
        **{f"weight_{name}": without_unit(text, Unit.RATIO) for name, text in weights.items()},
    }
