"""Every url is walked by every kind of party, inside and outside the thing it names."""

import html
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override
from tests.tenancy.doors import DOORS, Door, Statuses
from tests.tenancy.world import World, make_world, secrets_from

from zhidai.db.history.models import Event
from zhidai.db.parties.models import Person

Visitor = tuple[str, Person | None, int]  # who it is, the person, the status expected
KEY = {"idempotency_key": "walked through every door"}
FIRST_REFUSAL = 400
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Blocker(Protocol):
    """What is used of pytest-django's guard against tests that touch the database unasked."""

    def unblock(self) -> AbstractContextManager[None]: ...


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Blocker) -> Iterator[World]:
    """Built once, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


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
def test_a_url_opens_only_to_those_it_is_for(name: str, world: World) -> None:
    door = DOORS[name]
    addresses = _addresses(name, door, world)

    wrong = [
        *_walk(addresses[:1], "get", _visitors(door.get, door, world)),
        *_walk(addresses[:1], "post", _visitors(door.post, door, world)),
        *_walk(addresses[1:], "get", _visitors(door.get, door, world)),
    ]

    assert wrong == []


def _addresses(name: str, door: Door, world: World) -> list[str]:
    """The url in Chinese and in English."""
    found = []
    for language in ("zh-hans", "en"):
        with override(language):
            found.append(reverse(name, kwargs=world.things[door.thing].arguments))
    return list(dict.fromkeys(found))


def _visitors(statuses: Statuses, door: Door, world: World) -> list[Visitor]:
    inside = world.things[door.thing].inside
    return [
        ("anonymous", None, statuses.anonymous),
        *((f"{kind} inside", inside[kind], status) for kind, status in statuses.inside.items()),
        *(
            (f"{kind} outside", world.outside[kind], status)
            for kind, status in statuses.outside.items()
        ),
    ]


def _walk(addresses: list[str], method: str, visitors: list[Visitor]) -> Iterator[str]:
    for address in addresses:
        for who, person, expected in visitors:
            yield from _faults(address, method, who, person, expected)


def _faults(
    address: str, method: str, who: str, person: Person | None, expected: int
) -> Iterator[str]:
    """What is wrong with one visit; whatever it changed is undone."""
    with transaction.atomic():
        client = Client(raise_request_exception=False)
        if person is not None:
            client.force_login(person, backend=BACKEND)
        before = Event.objects.count()
        response = client.post(address, KEY) if method == "post" else client.get(address)
        visit = f"{method.upper()} {address} by {who}"
        if response.status_code != expected:
            yield f"{visit}: {response.status_code} instead of {expected}"
        if response.status_code >= FIRST_REFUSAL and Event.objects.count() != before:
            yield f"{visit}: refused, yet something was recorded"
        if person is None and expected == 302 and "sign-in" not in response.get("Location", "/"):
            yield from _not_to_sign_in(visit, address, response)
        seen = [secret for secret in secrets_from(person) if secret in _text(response, address)]
        if seen:
            yield f"{visit}: shows {seen}"
        transaction.set_rollback(True)


def _not_to_sign_in(visit: str, address: str, response: HttpResponse) -> Iterator[str]:
    """The only redirects that do not lead to the sign-in are those to the first page."""
    if response["Location"] not in {"/zh-hans/", "/en/"}:
        yield f"{visit}: leads to {response['Location']}"


def _text(response: HttpResponse, address: str) -> str:
    """What a response shows, without the address that was asked for, which pages repeat."""
    text = html.unescape(response.content.decode(errors="replace"))
    tail = address.removeprefix("/zh-hans").removeprefix("/en")
    for own in {tail, quote(tail), quote(tail, safe="")}:
        text = text.replace(own, "")
    return text
