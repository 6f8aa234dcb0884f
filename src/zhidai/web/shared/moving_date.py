"""Moves the demonstration's business date forward; daily work runs as it moves."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhidai.core.calendar import add_months
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.sweep.commands import move_business_date
from zhidai.web.shared import errors
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.signing_in import next_address

LONG_MOVE = timedelta(days=60)


def moved(day: date, by: str) -> date | None:
    """The day that many days or months later; None for a step that is not offered."""
    match by:
        case "day":
            return day + timedelta(days=1)
        case "month":
            return add_months(day, 1)
        case "60_days":
            return day + LONG_MOVE
        case _:
            return None


@require_POST
@answers_refusals
@acting_required()
def move_date(request: HttpRequest, acting: Acting) -> HttpResponse:
    """A signed-in person of the demonstration moves its date."""
    stated = business_date.stated()
    if not settings.IS_DEMONSTRATION or stated is None:
        return errors.not_found(request)
    to = moved(stated, request.POST.get("by", ""))
    if to is None:
        return errors.bad_request(request)
    if request.POST.get("from") != stated.isoformat():
        messages.warning(
            request,
            _("The business date had moved to {day} already; it was not moved again.").format(
                day=stated
            ),
        )
        return redirect(next_address(request) or settings.LOGIN_REDIRECT_URL)
    move_business_date(to)
    messages.success(
        request,
        _("The business date is now {day}; the work of the days between is done.").format(day=to),
    )
    return redirect(next_address(request) or settings.LOGIN_REDIRECT_URL)
