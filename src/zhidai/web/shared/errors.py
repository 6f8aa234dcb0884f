"""Pages for what went wrong: each says what happened and what to do next."""

import sys
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhidai.core.errors import Reason
from zhidai.services.transactions import waited_in_vain

Said = tuple[Promise, Promise, Promise]  # heading, what happened, what to do next

PAGES: dict[int, Said] = {
    400: (
        _("This request could not be read"),
        _("Your browser sent something that this page does not take. Nothing has been changed."),
        _("Go back, load the page again and repeat what you did."),
    ),
    403: (
        _("This page is not open to you"),
        _("The page belongs to another kind of party than the one you act for."),
        _("Go to your workbench, or sign in as somebody who acts for that party."),
    ),
    404: (
        _("Page not found"),
        _("There is nothing at this address, or it is not yours to see."),
        _("Check the address, or start from your workbench or the first page."),
    ),
    409: (
        _("This is being done right now"),
        _("The same command is already running, sent from this page a moment ago."),
        _("Wait a few seconds, then look at the result before you send it again."),
    ),
    429: (
        _("Too many failed sign-ins"),
        _("This user name is locked for a while on this device, to keep guessing out."),
        _("Wait 15 minutes, then sign in with the right password."),
    ),
    503: (
        _("Many are at work at once"),
        _("The records were being written by others for longer than this page waits."),
        _("Wait a few seconds and send it again; it is never done twice."),
    ),
    500: (
        _("Something broke on our side"),
        _("The page could not be made. What you sent may not have been kept."),
        _("Go back and look whether it was kept; if not, try again in a few minutes."),
    ),
}
FORM_EXPIRED: Said = (
    _("This form is no longer valid"),
    _("The page was open too long, or cookies are switched off. Nothing has been changed."),
    _("Go back, load the page again, and send the form once more."),
)


def error_page(request: HttpRequest, status: int, said: Said | None = None) -> HttpResponse:
    """The page for a status."""
    heading, happened, next_step = said or PAGES[status]
    context = {
        "status": status,
        "heading": heading,
        "happened": happened,
        "next_step": next_step,
    }
    return render(request, "shared/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404: what does not exist and what is not yours get the same answer."""
    return error_page(request, 404)


def in_progress(request: HttpRequest) -> HttpResponse:
    """The same command with the same key is running."""
    return error_page(request, 409)


def too_many_attempts(request: HttpRequest) -> HttpResponse:
    """Locked out after failed sign-ins."""
    return error_page(request, 429)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW."""
    return error_page(request, 403, FORM_EXPIRED)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: made without the database and without who is signed in.

    What only waited too long, a sign-in as well as a page, is told apart from what broke.
    """
    status = 503 if waited_in_vain(sys.exception()) else 500
    heading, happened, next_step = PAGES[status]
    context = {"status": status, "heading": heading, "happened": happened, "next_step": next_step}
    return HttpResponse(render_to_string("shared/error.html", context), status=status)


def refused(
    request: HttpRequest, reasons: Iterable[Reason], *, is_bad_input: bool = False
) -> HttpResponse:
    """422: each reason as a sentence with its clause linked."""
    context = {"reasons": tuple(reasons), "is_bad_input": is_bad_input}
    return render(request, "shared/refused.html", context, status=422)
