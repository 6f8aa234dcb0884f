"""The fields of each kind of entry, and what was typed as the text that the core reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.policy.quantity import Unit
from zhidai.core.valuation.deal_entries import EntryKind
from zhidai.core.valuation.officer_scores import ANSWERS
from zhidai.core.valuation.registration_grounds import FACTS as FACT_NAMES
from zhidai.reference.officer_indicators import officer_indicators
from zhidai.web.deal.entry_approaches import (
    approaches_content,
    approaches_fields,
    approaches_typed,
)
from zhidai.web.deal.entry_fields import (
    Typed,
    typed_text,
    typed_with_unit,
    without_unit,
    yes_or_no_field,
    yuan_field,
)
from zhidai.web.deal.entry_report import report_content, report_fields
from zhidai.web.deal.entry_terms import (
    economics_content,
    economics_fields,
    economics_typed,
    terms_content,
    terms_fields,
    terms_typed,
)
from zhidai.web.deal.words import DIMENSIONS, FACTS
from zhidai.web.shared.components import FieldKind, FormField, Option, Text
from zhidai.web.shared.context import language


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """blames: beginning of a reason's code -> the field to mark."""

    lead: Text | None
    fields: Callable[[Typed], tuple[FormField, ...]]
    content: Callable[[QueryDict], dict[str, Any]]
    typed: Callable[[Mapping[str, Any]], Typed]
    blames: Mapping[str, str] = field(default_factory=dict)


def _facts_fields(typed: Typed) -> tuple[FormField, ...]:
    return tuple(
        yes_or_no_field(name, str(FACTS[name]), typed.get(name, "")) for name in FACT_NAMES
    )


def _facts_content(sent: QueryDict) -> dict[str, Any]:
    return {name: sent.get(name, "") for name in FACT_NAMES if sent.get(name)}


def _scores_fields(typed: Typed) -> tuple[FormField, ...]:
    return tuple(
        FormField(
            name=one.name,
            label=f"{DIMENSIONS[one.dimension]} · {one.label.in_language(language())}",
            kind=FieldKind.RADIOS,
            hint=one.question.in_language(language()),
            options=(
                Option(value="", label=_("Not answered"), is_chosen=not typed.get(one.name)),
                *(
                    Option(
                        value=str(answer),
                        label=f"{answer} · {anchor.in_language(language())}",
                        is_chosen=typed.get(one.name) == str(answer),
                    )
                    for answer, anchor in zip(ANSWERS, one.anchors, strict=True)
                ),
            ),
        )
        for one in officer_indicators()
    )


def _scores_content(sent: QueryDict) -> dict[str, Any]:
    names = [one.name for one in officer_indicators()]
    return {name: sent.get(name, "") for name in names if sent.get(name)}


def _override_fields(typed: Typed) -> tuple[FormField, ...]:
    return (
        yuan_field("value", _("Value that you set"), typed),
        FormField(
            name="reason", label=_("Why another value is set"), kind=FieldKind.LONG_TEXT,
            value=typed.get("reason", ""),
            hint=_("Your name and the reason are reported with it."),
        ),
    )  # fmt: skip


def _override_content(sent: QueryDict) -> dict[str, Any]:
    return {
        "value": typed_with_unit(sent, "value", Unit.YUAN),
        "by": sent.get("by", ""),
        "reason": typed_text(sent, "reason"),
    }


def _withdrawal_fields(typed: Typed) -> tuple[FormField, ...]:
    return (
        FormField(
            name="reason", label=_("Why the report no longer counts"), kind=FieldKind.LONG_TEXT,
            value=typed.get("reason", ""),
        ),
    )  # fmt: skip


def _withdrawal_content(sent: QueryDict) -> dict[str, Any]:
    return {"entry": sent.get("entry", ""), "reason": typed_text(sent, "reason")}


def _as_kept(content: Mapping[str, Any]) -> Typed:
    """Contents whose fields are texts already."""
    return {name: str(text) for name, text in content.items()}


def _override_typed(content: Mapping[str, Any]) -> Typed:
    return {"value": without_unit(content.get("value", ""), Unit.YUAN)}


def _nothing_typed(content: Mapping[str, Any]) -> Typed:
    del content
    return {}


_MONEY = {"money_": "value"}


FORMS: Mapping[EntryKind, EntryForm] = {
    EntryKind.TERMS: EntryForm(
        lead=None, fields=terms_fields, content=terms_content, typed=terms_typed,
        blames={"money_": "amount", "loss_shares": "bank"},
    ),
    EntryKind.FACTS: EntryForm(
        lead=gettext_lazy("What nobody has said stays asked for; it is never taken as no."),
        fields=_facts_fields, content=_facts_content, typed=_as_kept,
    ),
    EntryKind.ECONOMICS: EntryForm(
        lead=gettext_lazy(
            "With revenue of its own a patent is valued by relief from royalty, not by its place"
            " among its like."
        ),
        fields=economics_fields, content=economics_content, typed=economics_typed,
        blames={"money_": "revenue"},
    ),
    EntryKind.REPORT: EntryForm(
        lead=gettext_lazy("Enter what the report states; it stands beside any other report."),
        fields=report_fields, content=report_content, typed=_nothing_typed,
        blames={"calendar_": "on", **_MONEY},
    ),
    EntryKind.WITHDRAWAL: EntryForm(
        lead=None, fields=_withdrawal_fields, content=_withdrawal_content, typed=_nothing_typed,
        blames={"deal_withdrawal": "reason"},
    ),
    EntryKind.SCORES: EntryForm(
        lead=gettext_lazy(
            "What no list of patents tells. Each answer stands for a fifth of all patents and"
            " joins the score by its weight; what is not answered moves nothing. Questions and"
            " weights are ours, after indicators of GB/T 42748-2023 as others name them; its text"
            " is not at hand here."
        ),
        fields=_scores_fields, content=_scores_content, typed=_as_kept,
    ),
    EntryKind.APPROACHES: EntryForm(
        lead=gettext_lazy(
            "Ours by income is put in by itself. Each approach that is there needs a weight,"
            " together 100%."
        ),
        fields=approaches_fields, content=approaches_content, typed=approaches_typed,
        blames={"approaches_weights": "weight_income"},
    ),
    EntryKind.OVERRIDE: EntryForm(
        lead=gettext_lazy("It stands beside our value on the sheet and changes no other line."),
        fields=_override_fields, content=_override_content, typed=_override_typed,
        blames={"deal_override": "reason", **_MONEY},
    ),
}  # fmt: skip
