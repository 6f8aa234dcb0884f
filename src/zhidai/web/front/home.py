"""The first screen: what this is, four doors with a live figure each, and who one may try it as."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhidai.core.parties import PersonRole
from zhidai.web.front.doors import front_doors
from zhidai.web.shared import navigation
from zhidai.web.shared.signing_in import DEMONSTRATION_PASSWORD, demonstration_sign_ins


def home(request: HttpRequest) -> HttpResponse:
    """The figures are of the demonstration city: a deployment shows the doors open to all alone."""
    is_demonstration = settings.IS_DEMONSTRATION
    context = {
        "front_doors": front_doors() if is_demonstration else (),
        "doors": navigation.links(navigation.PUBLIC, request.path),
        "sign_ins": demonstration_sign_ins(PersonRole.OFFICER) if is_demonstration else (),
        "demonstration_password": DEMONSTRATION_PASSWORD,
    }
    return render(request, "front/home.html", context)
