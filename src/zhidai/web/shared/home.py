"""The first screen, and the way to each party's own workbench."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override

from zhidai.core.parties import PersonRole
from zhidai.services.acting import Acting
from zhidai.web.shared import navigation
from zhidai.web.shared.context import CHINESE
from zhidai.web.shared.refusals import acting_required
from zhidai.web.shared.signing_in import DEMONSTRATION_PASSWORD, demonstration_sign_ins


def to_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to Chinese always: no guessing from the browser."""
    with override(CHINESE):
        return redirect("home")


def home(request: HttpRequest) -> HttpResponse:
    """The first screen: what this is, and the doors into it."""
    context = {
        "doors": navigation.links(navigation.PUBLIC, request.path),
        "sign_ins": demonstration_sign_ins(PersonRole.OFFICER) if settings.IS_DEMONSTRATION else (),
        "demonstration_password": DEMONSTRATION_PASSWORD,
    }
    return render(request, "shared/home.html", context)


@acting_required()
def workbench(request: HttpRequest, acting: Acting) -> HttpResponse:
    """To the acting party's own home."""
    return redirect(f"{acting.kind}:home")
