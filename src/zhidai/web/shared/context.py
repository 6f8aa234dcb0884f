"""What every page knows: the business date, who acts, the language and the way around."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from zhidai.services import business_date
from zhidai.services.acting import Acting, acting_as
from zhidai.services.portfolio.scope import default_scheme
from zhidai.web.shared import navigation

ENGLISH = "en"
CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLanguage:
    """The switch: the same page in the other language, named in that language."""

    code: str
    name: str
    url: str


def language() -> str:
    """The language of the page: `zh-hans` or `en`."""
    return ENGLISH if (get_language() or CHINESE).startswith(ENGLISH) else CHINESE


def acting_of(request: HttpRequest) -> Acting | None:
    """Who acts, if somebody is signed in and acts for a party; nobody before the own password."""
    person = getattr(request, "user", None) or AnonymousUser()
    if isinstance(person, AnonymousUser) or person.party_id is None or person.one_time_until:
        return None
    return acting_as(person)


def other_language(request: HttpRequest) -> OtherLanguage:
    """The address of the same page in the other language."""
    here = language()
    code, name = (CHINESE, "中文") if here == ENGLISH else (ENGLISH, "English")
    path = request.get_full_path()
    url = translate_url(path, code)
    if url == path and path.startswith(f"/{here}/"):  # an address that leads nowhere
        url = f"/{code}/" + path.removeprefix(f"/{here}/")
    return OtherLanguage(code=code, name=name, url=url)


def page(request: HttpRequest) -> dict[str, object]:
    """The context processor.

    scheme_id: whose clauses a page names that says nothing else; of the acting party's place.
    """
    acting = acting_of(request)
    entries = navigation.PUBLIC if acting is None else navigation.BY_KIND[acting.kind]
    scheme = navigation.DEFAULT_SCHEME if acting is None else default_scheme(acting)
    stated = business_date.stated()
    return {
        "business_date": stated or business_date.today(),
        "stated_date": stated,
        "is_demonstration": settings.IS_DEMONSTRATION,
        "acting": acting,
        "language": language(),
        "other_language": other_language(request),
        "navigation": navigation.links(entries, request.path, scheme=scheme),
        "scheme_id": scheme,
    }
