"""One loan: where it stands on a day, what falls due, what was paid, what would settle it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.lending.default_notices import default_notices
from zhidai.services.lending.queries import loan_view
from zhidai.services.lending.views import LoanView, Settlement
from zhidai.web.loans.loan_figures import coverage, figures_of
from zhidai.web.loans.loan_links import actions_of, links_of
from zhidai.web.loans.loan_tables import (
    drawdowns_table,
    instalments_table,
    loan_changes,
    loan_corrections,
    money_table,
)
from zhidai.web.loans.notices import notices_table
from zhidai.web.loans.words import (
    REPAYMENTS,
    entries,
    in_language,
    loan_tag,
    percent,
)
from zhidai.web.shared.components import (
    FormField,
    SummaryRow,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.wording.speech import sentence

UNPROCESSABLE = 422
FURTHEST_YEARS = 3  # ahead of the business date: beyond it a projection says nothing


@answers_refusals
@acting_required()
def loan(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The page, today or as of the day in the address."""
    today, typed = business_date.today(), request.GET.get("on", "").strip()
    error = None
    try:
        view = loan_view(acting, key, on=_asked(typed, today))
    except BadInput as refused:
        error = sentence(refused.reasons[0], language())
        view = loan_view(acting, key)
    context = {
        "loan": view,
        "is_today": view.on == today,
        "is_ahead": view.on > today,
        "title": in_language(view.enterprise, view.enterprise_en),
        "tag": loan_tag(view.status),
        "identity": identity(view),
        "day_field": _day_field(typed or view.on.isoformat(), error),
        "figures": [*figures_of(view), *coverage(acting, view)],
        "settlement": settlement_rows(view.settlement),
        "instalments": instalments_table(view),
        "drawdowns": drawdowns_table(view),
        "money": money_table(view),
        "corrections": loan_corrections(acting, view),
        "changes": loan_changes(acting, view),
        "notices": notices_table(default_notices(acting, key)),
        "links": links_of(view, acting),
        "actions": actions_of(view) if view.on == today else [],
        "entries": entries(view.timeline, until=view.on),
        "errors": [error] if error else [],
    }
    return render(request, "loans/loan.html", context, status=UNPROCESSABLE if error else 200)


def _asked(typed: str, today: date) -> date | None:
    if not typed:
        return None
    day = parse_day(typed)
    if day.year > today.year + FURTHEST_YEARS:
        raise bad_input("calendar_day_unreadable", text=typed[:40])
    return day


def _day_field(typed: str, error: str | None) -> FormField:
    return FormField(
        name="on", label=_("Show the loan as of"), value=typed, error=error, width="narrow"
    )


def identity(view: LoanView) -> list[SummaryRow]:
    """The bar at the top: what was lent, by whom, at what rate, until when."""
    return [
        SummaryRow(
            label=_("Principal"), value=yuan(view.principal), note=ten_thousands(view.principal)
        ),
        *_to_be_drawn(view),
        SummaryRow(label=_("Rate"), value=percent(view.annual_rate)),
        SummaryRow(label=_("Repayment"), value=REPAYMENTS[view.repayment]),
        SummaryRow(label=_("Bank"), value=in_language(view.bank, view.bank_en)),
        SummaryRow(label=_("Drawn on"), value=view.drawn_on.isoformat()),
        SummaryRow(label=_("Due on"), value=view.due_on.isoformat(), note=_other_due_day(view)),
        SummaryRow(label=_("Route"), value=view.route.in_language(language())),
    ]


def _to_be_drawn(view: LoanView) -> list[SummaryRow]:
    """Of a loan drawn in parts: the contract, and what it leaves until when."""
    if view.available_until is None:
        return []
    until = view.available_until.isoformat()
    left = _("{amount} may still be drawn until {day}").format(amount=yuan(view.undrawn), day=until)
    over = _("the availability period ended on {day}, or nothing is left").format(day=until)
    note = left if view.undrawn else over
    return [SummaryRow(label=_("Contract amount"), value=yuan(view.agreed), note=note)]


def _other_due_day(view: LoanView) -> str | None:
    if view.due_on == view.due_on_by_contract:
        return None
    return _("by contract {day}").format(day=view.due_on_by_contract.isoformat())


def settlement_rows(settlement: Settlement) -> list[SummaryRow]:
    """What would settle the loan with the bank on a day, part by part."""
    rows = [
        SummaryRow(label=_("Unpaid principal"), value=yuan(settlement.principal)),
        SummaryRow(label=_("Interest due"), value=yuan(settlement.interest_due)),
        SummaryRow(
            label=_("Interest accrued, not due yet"), value=yuan(settlement.interest_accrued)
        ),
    ]
    if settlement.kept:
        rows.append(
            SummaryRow(label=_("Less interest paid in advance"), value=yuan(-settlement.kept))
        )
    total = _("Settles the loan on {day}").format(day=settlement.on.isoformat())
    note = ten_thousands(settlement.total)
    return [*rows, SummaryRow(label=total, value=yuan(settlement.total), note=note)]
