"""The fields of each kind of entry, and what was typed as the text that the core reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.policy.quantity import Unit
from zhidai.core.valuation.appraisal_file import Method
from zhidai.core.valuation.deal_entries import EntryKind
from zhidai.core.valuation.officer_scores import ANSWERS
from zhidai.core.valuation.registration_grounds import FACTS as FACT_NAMES
from zhidai.reference.officer_indicators import officer_indicators
from zhidai.services.business_date import today
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
    choice_field,
    number_field,
    percent_field,
    typed_with_unit,
    without_unit,
    yes_or_no_field,
    yuan_field,
)
from zhidai.web.deal.words import DIMENSIONS, FACTS, METHODS, TIMINGS
from zhidai.web.shared.components import FieldKind, FormField, Option, Text
from zhidai.web.shared.context import language

LONGEST_TYPED = 600


SHARES = ("guarantor", "bank", "appraiser")


_SHARE_LABELS: Mapping[str, Promise] = {
    "guarantor": gettext_lazy("Guarantor's share of a loss"),
    "bank": gettext_lazy("Bank's share of a loss"),
    "appraiser": gettext_lazy("Appraiser's share of a loss"),
}


_LOAN = ("amount", "annual_rate", "term", "funding_cost", "default_probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """blames: beginning of a reason's code -> the field to mark."""

    lead: Text | None
    fields: Callable[[Typed], tuple[FormField, ...]]
    content: Callable[[QueryDict], dict[str, Any]]
    typed: Callable[[Mapping[str, Any]], Typed]
    blames: Mapping[str, str] = field(default_factory=dict)


def terms_fields(typed: Typed) -> tuple[FormField, ...]:
    """The loan asked for, and who bears a loss."""
    return (
        yuan_field("amount", _("Loan asked for"), typed),
        percent_field("annual_rate", _("Interest rate a year"), typed),
        number_field("term", _("Term of the loan"), Unit.MONTHS, typed),
        percent_field("funding_cost", _("The bank's cost of money a year"), typed),
        percent_field(
            "default_probability",
            _("Chance of default a year"),
            typed,
            hint=_("The bank's own estimate for this borrower."),
        ),
        *(percent_field(name, str(_SHARE_LABELS[name]), typed) for name in SHARES),
    )


def terms_content(sent: QueryDict) -> dict[str, Any]:
    """As `deal_file` reads it; a party that bears nothing is left out."""
    units = {"amount": Unit.YUAN, "term": Unit.MONTHS}
    loan = {name: typed_with_unit(sent, name, units.get(name, Unit.RATIO)) for name in _LOAN}
    shares = {name: typed_with_unit(sent, name, Unit.RATIO) for name in SHARES}
    return {"loan": loan, "loss_shares": {name: text for name, text in shares.items() if text}}


def _terms_typed(content: Mapping[str, Any]) -> Typed:
    loan = {**content.get("loan", {}), **content.get("loss_shares", {})}
    units = {"amount": Unit.YUAN, "term": Unit.MONTHS}
    return {name: without_unit(text, units.get(name, Unit.RATIO)) for name, text in loan.items()}


def _facts_fields(typed: Typed) -> tuple[FormField, ...]:
    return tuple(
        yes_or_no_field(name, str(FACTS[name]), typed.get(name, "")) for name in FACT_NAMES
    )


def _facts_content(sent: QueryDict) -> dict[str, Any]:
    return {name: sent.get(name, "") for name in FACT_NAMES if sent.get(name)}


def _economics_fields(typed: Typed) -> tuple[FormField, ...]:
    return (
        yuan_field("revenue", _("Revenue of the patent's products in a year"), typed),
        percent_field(
            "royalty_rate",
            _("Royalty rate"),
            typed,
            hint=_("Left empty, the rate of the industry in our table is taken."),
        ),
        percent_field("growth", _("Growth of that revenue a year"), typed),
        FormField(
            name="source",
            label=_("Known from"),
            value=typed.get("source", ""),
            hint=_("For example the audited accounts of 2020."),
        ),
    )


def _economics_content(sent: QueryDict) -> dict[str, Any]:
    found = {
        "revenue": typed_with_unit(sent, "revenue", Unit.YUAN),
        "royalty_rate": typed_with_unit(sent, "royalty_rate", Unit.RATIO),
        "growth": typed_with_unit(sent, "growth", Unit.RATIO),
        "source": sent.get("source", "").strip()[:LONGEST_TYPED],
    }
    return {k: v for k, v in found.items() if v or k in ("revenue", "source")}


def _report_fields(typed: Typed) -> tuple[FormField, ...]:
    life = number_field("life", _("Years of income of the appraiser"), Unit.YEARS, typed)
    return (
        FormField(name="appraiser", label=_("Appraiser"), value=typed.get("appraiser", "")),
        FormField(
            name="report_number", label=_("Number of the report"),
            value=typed.get("report_number", ""),
        ),
        FormField(
            name="on", label=_("Day of the valuation"),
            value=typed.get("on", today().isoformat()), width="medium",
        ),
        choice_field("method", _("Approach to value"), METHODS, typed.get("method", Method.INCOME)),
        yuan_field("value", _("Appraised value"), typed),
        yuan_field(
            "revenue", _("Revenue a year in the report"), typed,
            hint=_("This and what follows only for the income approach."),
        ),
        percent_field("royalty_rate", _("Royalty rate of the appraiser"), typed),
        percent_field("growth", _("Growth of income a year"), typed),
        percent_field("technology_share", _("Share of the technology"), typed),
        life,
        percent_field("discount", _("Discount rate of the appraiser"), typed),
        percent_field("tax", _("Income tax"), typed),
        percent_field("obsolescence", _("Obsolescence a year, if counted"), typed),
        choice_field(
            "timing", _("When in a year income is counted"), TIMINGS, typed.get("timing", "")
        ),
    )  # fmt: skip


def _report_content(sent: QueryDict) -> dict[str, Any]:
    report: dict[str, Any] = {
        name: sent.get(name, "").strip()[:LONGEST_TYPED]
        for name in ("appraiser", "report_number", "patent_number", "on", "method")
    }
    report["value"] = typed_with_unit(sent, "value", Unit.YUAN)
    if report["method"] != Method.INCOME:
        return report
    units = {"revenue": Unit.YUAN, "life": Unit.YEARS}
    needed = ("revenue", "royalty_rate", "growth", "technology_share", "life", "discount", "tax")
    stated = {name: typed_with_unit(sent, name, units.get(name, Unit.RATIO)) for name in needed}
    obsolescence = typed_with_unit(sent, "obsolescence", Unit.RATIO)
    stated |= {"obsolescence": obsolescence} if obsolescence else {}
    stated |= {"timing": sent.get("timing", "")} if sent.get("timing") else {}
    return report | {"parameters": stated}


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


def _approaches_fields(typed: Typed) -> tuple[FormField, ...]:
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


def _approaches_content(sent: QueryDict) -> dict[str, Any]:
    """An approach of which nothing was written is left out, and so is its weight."""
    found: dict[str, Any] = {"reason": sent.get("reason", "").strip()[:LONGEST_TYPED]}
    units = {"price_growth": Unit.RATIO, "profit": Unit.RATIO, "used": Unit.YEARS,
             "left": Unit.YEARS}  # fmt: skip
    if sent.get("spent", "").strip():
        rates = {name: typed_with_unit(sent, name, unit) for name, unit in units.items()}
        found["cost"] = {"spent": spent_of(sent.get("spent", "")), **rates}
    if sent.get("comparables", "").strip():
        found["market"] = {"comparables": comparables_of(sent.get("comparables", ""))}
    weights = {name: typed_with_unit(sent, f"weight_{name}", Unit.RATIO) for name in METHODS}
    found["weights"] = {str(name): text for name, text in weights.items() if text}
    return found


def _approaches_typed(content: Mapping[str, Any]) -> Typed:
    cost = content.get("cost", {})
    units = {"price_growth": Unit.RATIO, "profit": Unit.RATIO, "used": Unit.YEARS,
             "left": Unit.YEARS}  # fmt: skip
    weights = content.get("weights", {})
    return {
        "spent": written_spent(cost.get("spent", [])),
        "comparables": written_comparables(content.get("market", {}).get("comparables", [])),
        "reason": content.get("reason", ""),
        **{name: without_unit(cost.get(name, ""), unit) for name, unit in units.items()},
        **{f"weight_{name}": without_unit(text, Unit.RATIO) for name, text in weights.items()},
    }


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
        "reason": sent.get("reason", "").strip()[:LONGEST_TYPED],
    }


def _withdrawal_fields(typed: Typed) -> tuple[FormField, ...]:
    return (
        FormField(
            name="reason", label=_("Why the report no longer counts"), kind=FieldKind.LONG_TEXT,
            value=typed.get("reason", ""),
        ),
    )  # fmt: skip


def _withdrawal_content(sent: QueryDict) -> dict[str, Any]:
    return {"entry": sent.get("entry", ""), "reason": sent.get("reason", "").strip()[:600]}


def _as_kept(content: Mapping[str, Any]) -> Typed:
    """Contents whose fields are texts already."""
    return {name: str(text) for name, text in content.items()}


def _economics_typed(content: Mapping[str, Any]) -> Typed:
    units = {"revenue": Unit.YUAN, "royalty_rate": Unit.RATIO, "growth": Unit.RATIO}
    return {
        name: without_unit(text, units[name]) if name in units else text
        for name, text in content.items()
    }


def _override_typed(content: Mapping[str, Any]) -> Typed:
    return {"value": without_unit(content.get("value", ""), Unit.YUAN)}


def _nothing_typed(content: Mapping[str, Any]) -> Typed:
    del content
    return {}


_MONEY = {"money_": "value"}


FORMS: Mapping[EntryKind, EntryForm] = {
    EntryKind.TERMS: EntryForm(
        lead=None, fields=terms_fields, content=terms_content, typed=_terms_typed,
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
        fields=_economics_fields, content=_economics_content, typed=_economics_typed,
        blames={"money_": "revenue"},
    ),
    EntryKind.REPORT: EntryForm(
        lead=gettext_lazy("Enter what the report states; it stands beside any other report."),
        fields=_report_fields, content=_report_content, typed=_nothing_typed,
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
        fields=_approaches_fields, content=_approaches_content, typed=_approaches_typed,
        blames={"approaches_weights": "weight_income"},
    ),
    EntryKind.OVERRIDE: EntryForm(
        lead=gettext_lazy("It stands beside our value on the sheet and changes no other line."),
        fields=_override_fields, content=_override_content, typed=_override_typed,
        blames={"deal_override": "reason", **_MONEY},
    ),
}  # fmt: skip
