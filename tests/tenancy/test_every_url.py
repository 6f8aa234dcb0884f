"""Every url is walked by every kind of party, inside and outside the thing it names."""

import html
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.conf import settings as global_settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override
from tests.tenancy.doors import DOORS, TO_SIGN_IN, Door, Statuses
from tests.tenancy.world import World, make_world, secrets_from

from zhidai.db.history.models import Event
from zhidai.db.parties.models import Person

KEY = {"idempotency_key": "walked through every door"}
FIRST_REFUSAL = 400
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Blocker(Protocol):
    """What is used of pytest-django's guard against tests that touch the database unasked."""

    def unblock(self) -> AbstractContextManager[None]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitors:
    """Signed in once: the session of each person, and what that person must never see."""

    client: Client  # one for all: each new one looks through the static files again
    sessions: Mapping[int, str]
    secrets: Mapping[int | None, frozenset[str]]
    recorded: int  # events before each visit, for whatever a visit changes is undone


@pytest.fixture(scope="module")
def world(loaded_city: None) -> World:
    """Built once, in a transaction that is never committed."""
    return make_world()


@pytest.fixture(scope="module")
def visitors(world: World, django_db_blocker: Blocker) -> Visitors:
    with django_db_blocker.unblock():
        people = {person.pk: person for person in world.people}
        return Visitors(
            client=Client(raise_request_exception=False),
            sessions={key: _session_of(person) for key, person in people.items()},
            secrets={None: secrets_from(None)}
            | {key: secrets_from(person) for key, person in people.items()},
            recorded=Event.objects.count(),
        )


def _session_of(person: Person) -> str:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return str(client.cookies[global_settings.SESSION_COOKIE_NAME].value)


@pytest.fixture(autouse=True)
def _not_a_demonstration(settings: LazySettings) -> None:
    """The demonstration lists all its fictional people to sign in as; a deployment does not."""
    settings.IS_DEMONSTRATION = False


def _patterns(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or f"without a name: {pattern.pattern}"))
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _patterns(pattern, inner)


def test_every_url_has_a_row_in_the_table() -> None:
    assert sorted(_patterns(get_resolver())) == sorted(DOORS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DOORS))
def test_a_url_opens_only_to_those_it_is_for(name: str, world: World, visitors: Visitors) -> None:
    door = DOORS[name]
    chinese, *english = _addresses(name, door, world)
    visits = [
        *_visits(chinese, "get", door.get, door=door, world=world),
        *_visits(chinese, "post", door.post, door=door, world=world),
        *(  # in English once more for those from whom names must be kept
            visit
            for address in english
            for visit in _visits(address, "get", door.get, door=door, world=world)
            if not visit.who.endswith("inside")
        ),
    ]

    wrong = [fault for visit in visits for fault in _faults(visit, visitors)]

    assert wrong == []


def _addresses(name: str, door: Door, world: World) -> list[str]:
    """The url in Chinese and in English."""
    found = []
    for language in ("zh-hans", "en"):
        with override(language):
            found.append(reverse(name, kwargs=world.things[door.thing].arguments))
    return list(dict.fromkeys(found))


def _visits(
    address: str, method: str, statuses: Statuses, *, door: Door, world: World
) -> Iterator["_Visit"]:
    yield _Visit(address, method, "anonymous", None, statuses.anonymous)
    for kind, status in statuses.inside.items():
        person = world.things[door.thing].inside[kind]
        yield _Visit(address, method, f"{kind} inside", person, status)
    for kind, status in statuses.outside.items():
        yield _Visit(address, method, f"{kind} outside", world.outside[kind], status)


class _Visit(NamedTuple):
    address: str
    method: str
    who: str
    person: Person | None
    expected: int

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.address} by {self.who}"


def _faults(visit: _Visit, visitors: Visitors) -> Iterator[str]:
    """What is wrong with one visit; whatever it changed is undone."""
    person = None if visit.person is None else visit.person.pk
    client = visitors.client
    client.cookies.clear()
    if person is not None:
        client.cookies[global_settings.SESSION_COOKIE_NAME] = visitors.sessions[person]
    with transaction.atomic():
        send = client.post if visit.method == "post" else client.get
        response = send(visit.address, KEY if visit.method == "post" else None)
        if response.status_code != visit.expected:
            yield f"{visit}: {response.status_code} instead of {visit.expected}"
        if response.status_code >= FIRST_REFUSAL and Event.objects.count() != visitors.recorded:
            yield f"{visit}: refused, yet something was recorded"
        transaction.set_rollback(True)
    if person is None and response.status_code == TO_SIGN_IN:
        yield from _not_to_sign_in(visit, response)
    text = _text(response, visit.address)
    seen = sorted(secret for secret in visitors.secrets[person] if secret in text)
    if seen:
        yield f"{visit}: shows {seen}"


def _not_to_sign_in(visit: _Visit, response: HttpResponse) -> Iterator[str]:
    """An anonymous visitor is led to the sign-in, or to the first page, and nowhere else."""
    place = response["Location"]
    if place not in {"/zh-hans/", "/en/"} and "/sign-in/?next=" not in place:
        yield f"{visit}: leads to {place}"


def _text(response: HttpResponse, address: str) -> str:
    """What a response shows, without the address that was asked for, which pages repeat."""
    text = html.unescape(response.content.decode(errors="replace"))
    tail = address.removeprefix("/zh-hans").removeprefix("/en")
    for own in {tail, quote(tail), quote(tail, safe="")}:
        text = text.replace(own, "")
    return text
