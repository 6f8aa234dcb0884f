"""Closed periods, for everybody; closing one, for an approver of the bureau."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.parties import PartyKind
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.journal.closing import close_period, closed_periods, may_close
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.shared.components import FormField, table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals

THROUGH = "through"


@answers_refusals
@acting_required()
def periods(request: HttpRequest, acting: Acting) -> HttpResponse:
    """All of them, the latest first."""
    context = {
        "may_close": may_close(acting),
        "table": table(
            caption=_("Closed periods"),
            is_caption_hidden=True,
            columns=[_("Closed through"), _("Closed at"), _("By")],
            rows=[
                (
                    one.through,
                    localtime(one.closed_at).strftime("%Y-%m-%d %H:%M"),
                    one.person.in_language(language()),
                )
                for one in closed_periods()
            ],
            empty=_("No period is closed yet."),
        ),
    }
    return render(request, "journal/periods.html", context)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def close(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The day through which the journal is closed; a closing has no way back."""
    last_month = business_date.today().replace(day=1) - timedelta(days=1)
    page = CommandPage(
        overline=_("Journal"),
        title=_("Close a period"),
        lead=_(
            "Every loan's entries are made anew first; the period closes only if the books of all "
            "parties hold."
        ),
        fields=(
            FormField(
                name=THROUGH,
                label=_("Last day of the period"),
                value=request.POST.get(THROUGH, last_month.isoformat()),
                hint=_("A day that is over; all earlier days are closed with it."),
                width="medium",
            ),
        ),
        warning=_(
            "A closed period is not opened again. What becomes known later is booked on the first "
            "open day and listed as a correction."
        ),
        confirm_text=_("Close the period"),
        back_url=reverse("journal:periods"),
        done=_("The period is closed."),
        blames={"calendar_": THROUGH, "period_not": THROUGH, "period_closed_already": THROUGH},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return close_period(acting, through=parse_day(sent.get(THROUGH, "")), key=idempotency_key)

    return command_page(request, page, do=do)
