"""The money tests' city, and a browser session for each of its people."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import translation
from tests.conftest import Make
from tests.services.money_cast import City, a_city

from zhidai.db.parties.models import Person
from zhidai.services.acting import Acting

SignIn = Callable[[Acting], Client]


@pytest.fixture(autouse=True)
def _language_is_left_as_found() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="module")
def city(request: pytest.FixtureRequest, made: Make) -> City:
    """A city in a transaction that is never committed; what a module's fixtures add lies in it.

    A file whose tests all need a loan says so (`BEGINS_WITH`), and begins where it is drawn.
    """
    return made(getattr(request.module, "BEGINS_WITH", a_city))


@pytest.fixture
def signed_in(db: None) -> SignIn:
    """A client signed in as whoever acts."""

    def sign_in(acting: Acting) -> Client:
        client = Client()
        client.force_login(
            Person.objects.get(pk=acting.person_id),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return client

    return sign_in
