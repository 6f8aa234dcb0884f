"""What an appraiser's report states: its fields, and what was typed."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from zhidai.core.policy.quantity import Unit
from zhidai.core.valuation.appraisal_file import Method
from zhidai.services.business_date import today
from zhidai.web.deal.entry_fields import (
    Typed,
    choice_field,
    number_field,
    percent_field,
    typed_text,
    typed_with_unit,
    yuan_field,
)
from zhidai.web.deal.words import METHODS, TIMINGS
from zhidai.web.shared.components import FormField


def report_fields(typed: Typed) -> tuple[FormField, ...]:
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


def report_content(sent: QueryDict) -> dict[str, Any]:
    report: dict[str, Any] = {
        name: typed_text(sent, name)
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
