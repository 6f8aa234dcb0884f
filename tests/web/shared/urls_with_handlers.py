"""Addresses for these tests: the real shared ones, error handlers, and views that go wrong."""

from django.conf.urls.i18n import i18n_patterns
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from zhidai.config import urls as real
from zhidai.core.errors import bad_input, reason
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.refusal import InProgress, NotFound, Refused
from zhidai.web.shared import errors, home
from zhidai.web.shared.refusals import acting_required, answers_refusals


@answers_refusals
def going_wrong(request: HttpRequest, how: str) -> HttpResponse:
    match how:
        case "refused":
            raise Refused((reason("quantity_without_unit", clause="4.2", text="300"),))
        case "bad_input":
            raise bad_input("quantity_without_unit", text="300")
        case "foreign":
            raise NotFound
        case "running":
            raise InProgress
        case "locked":
            raise OperationalError("database is locked")
        case _:
            raise RuntimeError("broken")


@answers_refusals
@acting_required(PartyKind.BANK)
def for_banks(request: HttpRequest, acting: Acting) -> HttpResponse:
    return HttpResponse(acting.party_name)


urlpatterns = [
    path("", home.to_language),
    *i18n_patterns(
        path("wrong/<str:how>/", going_wrong),
        path("for-banks/", for_banks),
    ),
    *real.urlpatterns,
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
