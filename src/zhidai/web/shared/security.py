"""The content security policy, set on every answer (Django 6 has one; 5.2 does not).

Pages carry no inline scripts and no inline styles, so nothing a person types can become code.
`settings.SECURE_CSP` replaces the policy, in the form Django 6 takes it.
"""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SELF = "'self'"
NONE = "'none'"
HEADER = "Content-Security-Policy"

POLICY: Mapping[str, Sequence[str]] = {
    "default-src": [SELF],
    "script-src": [SELF],
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
        return response
