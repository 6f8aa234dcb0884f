"""Under which scheme an enterprise applies: those open to it, and the one that it chose."""

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from zhidai.core.policy.scheme import Scheme
from zhidai.services.acting import Acting
from zhidai.services.parties.queries import scheme_of, schemes_open_to
from zhidai.web.self_check.choice import SCHEME, address_of
from zhidai.web.shared.components import Link
from zhidai.web.shared.context import language


def chosen(request: HttpRequest, open_to: tuple[Scheme, ...]) -> Scheme | None:
    """The scheme that the address names, or the only one; None: it is to be chosen, or none is."""
    if len(open_to) == 1:
        return open_to[0]
    return next((one for one in open_to if one.id == request.GET.get(SCHEME)), None)


def usual_scheme(request: HttpRequest, acting: Acting) -> Scheme:
    """The chosen one, else the first that is open, else the place's: whose words a form uses."""
    open_to = schemes_open_to(acting)
    return chosen(request, open_to) or next(iter(open_to), None) or scheme_of(acting)


def ways(schemes: tuple[Scheme, ...], query: QueryDict) -> list[Link]:
    """The application under each scheme; what the address carries goes with it."""
    rest = query.copy()
    rest.pop(SCHEME, None)
    return [
        Link(
            label=one.title.in_language(language()),
            url=f"{reverse('enterprise:apply')}?{address_of(one, rest.urlencode())}",
        )
        for one in schemes
    ]
