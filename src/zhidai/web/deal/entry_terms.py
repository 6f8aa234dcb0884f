"""The terms of a deal's loan and the economics of its patent: their fields, and what was typed."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.policy.quantity import Unit
from zhidai.web.deal.entry_fields import (
    Typed,
    number_field,
    percent_field,
    typed_text,
    typed_with_unit,
    without_unit,
    yuan_field,
)
from zhidai.web.shared.components import FormField

SHARES = ("guarantor", "bank", "appraiser")


_SHARE_LABELS: Mapping[str, Promise] = {
    "guarantor": gettext_lazy("Guarantor's share of a loss"),
    "bank": gettext_lazy("Bank's share of a loss"),
    "appraiser": gettext_lazy("Appraiser's share of a loss"),
}


_LOAN = ("amount", "annual_rate", "term", "funding_cost", "default_probability")


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


def terms_typed(content: Mapping[str, Any]) -> Typed:
    loan = {**content.get("loan", {}), **content.get("loss_shares", {})}
    units = {"amount": Unit.YUAN, "term": Unit.MONTHS}
    return {name: without_unit(text, units.get(name, Unit.RATIO)) for name, text in loan.items()}


def economics_fields(typed: Typed) -> tuple[FormField, ...]:
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


def economics_content(sent: QueryDict) -> dict[str, Any]:
    found = {
        "revenue": typed_with_unit(sent, "revenue", Unit.YUAN),
        "royalty_rate": typed_with_unit(sent, "royalty_rate", Unit.RATIO),
        "growth": typed_with_unit(sent, "growth", Unit.RATIO),
        "source": typed_text(sent, "source"),
    }
    return {k: v for k, v in found.items() if v or k in ("revenue", "source")}


def economics_typed(content: Mapping[str, Any]) -> Typed:
    units = {"revenue": Unit.YUAN, "royalty_rate": Unit.RATIO, "growth": Unit.RATIO}
    return {
        name: without_unit(text, units[name]) if name in units else text
        for name, text in content.items()
    }
