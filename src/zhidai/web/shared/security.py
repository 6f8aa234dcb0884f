"""The content security policy, set on every answer (Django 6 has one; 5.2 does not).

Pages run no scripts and carry no inline styles, so nothing a person types can become code.
`settings.SECURE_CSP` replaces the policy, in the form Django 6 takes it.
"""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

SELF = "'self'"
NONE = "'none'"
HEADER = "Content-Security-Policy"
NUL = "\0"

POLICY: Mapping[str, Sequence[str]] = {
    "default-src": [SELF],
    "script-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}


def written(policy: Mapping[str, Sequence[str]]) -> str:
    """The policy as its header says it."""
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())


class ContentSecurityPolicy:
    """Sets the header on every answer that has none of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.header = written(getattr(settings, "SECURE_CSP", POLICY))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.header)
        person = getattr(request, "user", None)
        if person is not None and person.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class PlainRequests:
    """Turns away what no form of ours sends: NUL characters and bodies beyond every limit.

    PostgreSQL cannot store a NUL, and a body is read before anybody has signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length[:20]) > settings.REQUEST_LIMIT:
            return HttpResponse(status=413)
        if NUL in request.path or _has_nul(request.GET):
            return HttpResponse(status=400)
        if request.method == "POST" and _has_nul(request.POST):
            return HttpResponse(status=400)
        return self.get_response(request)


def _has_nul(sent: QueryDict) -> bool:
    return any(NUL in text for name, texts in sent.lists() for text in (name, *map(str, texts)))
