"""Ways that lead on: from `/` to a language, and to each party's own workbench."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import override

from zhidai.services.acting import Acting
from zhidai.web.shared.context import CHINESE
from zhidai.web.shared.refusals import acting_required


def to_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to Chinese always: no guessing from the browser."""
    with override(CHINESE):
        return redirect("home")


@acting_required()
def workbench(request: HttpRequest, acting: Acting) -> HttpResponse:
    """To the acting party's own home."""
    return redirect(f"{acting.kind}:home")
