"""Reporting an event of a running loan, and closing a warning: the facts, then one button."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.early_warning.rules import BY_A_PARTY, Trigger
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.early_warning.commands import close_warning, report_event
from zhidai.services.early_warning.queries import report_form, warning_view
from zhidai.services.early_warning.views import ReportForm
from zhidai.services.transactions import Answer
from zhidai.web.early_warning.pages import TOLD, facts
from zhidai.web.early_warning.words import OUTCOMES
from zhidai.web.filings.tables import said
from zhidai.web.loans.commands import CommandPage, amount_field, command_page, typed_amount
from zhidai.web.shared.components import FieldKind, FormField, Option, SummaryRow
from zhidai.web.shared.refusals import acting_required, answers_refusals

TRIGGER, RIGHT, DAY, SOURCE, AMOUNT = "trigger", "right", "happened_on", "source", "amount"
OUTCOME, GROUNDS = "outcome", "grounds"


@answers_refusals
@acting_required(*TOLD)
def report(request: HttpRequest, acting: Acting, case: str) -> HttpResponse:
    """A party tells what it has learnt; those whom it concerns are warned at once."""
    form = report_form(acting, case)
    page = CommandPage(
        overline=form.case,
        title=_("Report an event"),
        clause=form.clause,
        lead=_("What threatens repayment is told to the other parties as soon as it is known."),
        rows=(SummaryRow(label=_("Enterprise"), value=said(form.enterprise)),),
        fields=_fields(form, request.POST),
        confirm_text=_("Report it"),
        back_url=reverse("cases:case", args=[form.case]),
        done=_("Reported; the parties whom it concerns are warned."),
        blames={
            "event_kind": TRIGGER,
            "event_needs_its_patent": RIGHT,
            "event_in_the_future": DAY,
            "calendar_": DAY,
            "event_needs_source": SOURCE,
            "grounds_": SOURCE,
            "amount_": AMOUNT,
            "money_": AMOUNT,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        trigger = sent.get(TRIGGER, "")
        is_value = trigger == Trigger.REVALUED_BELOW_LOAN
        return report_event(
            acting,
            case,
            trigger=trigger,
            right=sent.get(RIGHT, ""),
            happened_on=parse_day(sent.get(DAY, "")),
            source=sent.get(SOURCE, ""),
            amount=typed_amount(sent.get(AMOUNT, "")) if is_value else "",
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(*TOLD)
def close(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """The party that sees to a warning closes it."""
    view = warning_view(acting, number)
    chosen = request.POST.get(OUTCOME, "")
    page = CommandPage(
        overline=number,
        title=_("Close the warning"),
        clause=view.row.clause,
        rows=tuple(facts(view)),
        fields=(
            FormField(
                name=OUTCOME,
                label=_("Why it is closed"),
                kind=FieldKind.RADIOS,
                options=tuple(
                    Option(value=str(each), label=OUTCOMES[each], is_chosen=chosen == each)
                    for each in BY_A_PARTY
                ),
            ),
            FormField(
                name=GROUNDS,
                label=_("What was done"),
                kind=FieldKind.LONG_TEXT,
                value=request.POST.get(GROUNDS, ""),
                hint=_("The other parties read this."),
            ),
        ),
        confirm_text=_("Close the warning"),
        back_url=reverse("early_warning:warning", args=[number]),
        done=_("The warning is closed."),
        blames={"warning_outcome": OUTCOME, "warning_closing": GROUNDS, "grounds_": GROUNDS},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return close_warning(
            acting,
            number,
            outcome=sent.get(OUTCOME, ""),
            grounds=sent.get(GROUNDS, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def _fields(form: ReportForm, typed: QueryDict) -> tuple[FormField, ...]:
    chosen, right = typed.get(TRIGGER, ""), typed.get(RIGHT, "")
    return (
        FormField(
            name=TRIGGER,
            label=_("What happened"),
            kind=FieldKind.RADIOS,
            options=tuple(
                Option(value=str(trigger), label=said(label), is_chosen=trigger == chosen)
                for trigger, label in form.triggers
            ),
        ),
        FormField(
            name=RIGHT,
            label=_("Which patent"),
            kind=FieldKind.SELECT,
            hint=_("Only for an event of one patent."),
            options=(
                Option(value="", label="—", is_chosen=not right),
                *(
                    Option(value=number, label=f"ZL{number} {title}", is_chosen=number == right)
                    for number, title in form.rights
                ),
            ),
        ),
        FormField(
            name=DAY,
            label=_("Day on which it happened"),
            value=typed.get(DAY, business_date.today().isoformat()),
            hint=_("For example 2021-03-01; not after today."),
            width="medium",
        ),
        amount_field(
            AMOUNT,
            label=_("New value of the pledge"),
            value=typed.get(AMOUNT, ""),
            hint=_("Only for a revaluation."),
        ),
        FormField(
            name=SOURCE,
            label=_("Known from"),
            kind=FieldKind.LONG_TEXT,
            value=typed.get(SOURCE, ""),
            hint=_("For example the number of the ruling, of the gazette or of the report."),
        ),
    )
