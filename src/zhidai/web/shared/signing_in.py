"""Signing in and out: paste and password managers work, no puzzles (WCAG 3.3.8)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhidai.core.parties import PersonRole
from zhidai.services import business_date
from zhidai.services.demonstration.recognition import demonstration_sign_ins as fictional_people
from zhidai.web.shared import errors
from zhidai.web.shared.components import FieldKind, FormError, FormField
from zhidai.web.shared.context import language
from zhidai.web.shared.words import PARTY_KINDS, ROLES

LONGEST_USERNAME = 150  # as the table keeps it
DEMONSTRATION_PASSWORD = "zhidai-demo"  # noqa: S105 - shown on the page, fictional people only


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonstrationSignIn:
    """A fictional person anybody may act as in the demonstration."""

    username: str
    name: str
    name_en: str
    party: str
    party_en: str
    kind: Promise
    role: Promise
    place: str


def demonstration_sign_ins(
    *roles: PersonRole,
) -> tuple[DemonstrationSignIn, ...]:
    """The fictional people of the demonstration, by city and kind of party; of these roles."""
    listed = [
        DemonstrationSignIn(
            username=each.username,
            name=each.person,
            name_en=each.person_en,
            party=each.party,
            party_en=each.party_en,
            kind=PARTY_KINDS[each.kind],
            role=ROLES[each.role],
            place=each.place.in_language(language()),
        )
        for each in fictional_people()
        if not roles or each.role in roles
    ]
    kinds, places = list(PARTY_KINDS.values()), list(dict.fromkeys(each.place for each in listed))
    return tuple(
        sorted(listed, key=lambda each: (places.index(each.place), kinds.index(each.kind)))
    )


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; a wrong name or password is answered 422 without saying which."""
    if request.method != "POST":
        return _form(request, username="")
    username = request.POST.get("username", "").strip()[:LONGEST_USERNAME]
    password = request.POST.get("password", "")
    person = authenticate(request, username=username, password=password)
    if person is None:
        wrong = _("User name and password do not match. Check both and try again.")
        return _form(request, username=username, wrong=wrong)
    until = person.one_time_until
    if until is not None and until < business_date.today():
        wrong = _(
            "This first password was good until {day} only. Ask a colleague to let you in again."
        ).format(day=until)
        return _form(request, username=username, wrong=wrong)
    login(request, person)
    return redirect(next_address(request) or settings.LOGIN_REDIRECT_URL)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: Mapping[str, object] | None = None,
) -> HttpResponse:
    """AXES_LOCKOUT_CALLABLE."""
    return errors.too_many_attempts(request)


def next_address(request: HttpRequest) -> str | None:
    """Where the form says to go afterwards, if that is a page of ours."""
    given = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        given, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return given if is_ours else None


_USERNAME = gettext_lazy("User name")
_PASSWORD = gettext_lazy("Password")


def _form(request: HttpRequest, *, username: str, wrong: str | None = None) -> HttpResponse:
    fields = (
        FormField(
            name="username",
            label=_USERNAME,
            value=username,
            error=wrong,
            width="medium",
            autocomplete="username",
        ),
        FormField(
            name="password",
            label=_PASSWORD,
            kind=FieldKind.PASSWORD,
            width="medium",
            autocomplete="current-password",
        ),
    )
    context = {
        "fields": fields,
        "errors": (FormError(text=wrong, field_id="username"),) if wrong else (),
        "next": next_address(request) or "",
        "sign_ins": demonstration_sign_ins() if settings.IS_DEMONSTRATION else (),
        "demonstration_password": DEMONSTRATION_PASSWORD,
    }
    return render(request, "shared/sign_in.html", context, status=422 if wrong else 200)
