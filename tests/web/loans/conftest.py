"""The money tests' city, and a browser session for each of its people."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_city

from zhidai.db.parties.models import Person
from zhidai.services.acting import Acting

SignIn = Callable[[Acting], Client]


@pytest.fixture(autouse=True)
def _language_is_left_as_found() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Blocker) -> Iterator[City]:
    """A city in a transaction that is never committed; what a module's fixtures add lies in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_city()
        transaction.set_rollback(True)


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
