"""The city is built once for a module; each test's own changes are rolled back around it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

import pytest
from django.db import transaction
from tests.cast import Cast, make_cast
from tests.services.money_cast import City, a_city


class Blocker(Protocol):
    """What is used of pytest-django's guard against tests that touch the database unasked."""

    def unblock(self) -> AbstractContextManager[None]: ...


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Blocker) -> Iterator[City]:
    """A city in a transaction that is never committed; what a module's fixtures add lies in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_city()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cast(kept: None) -> Cast:
    """One party of each kind, agreements filed."""
    return make_cast()
