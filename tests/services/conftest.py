"""The city is built once for a module; each test's own changes are rolled back around it."""

from contextlib import AbstractContextManager
from typing import Protocol

import pytest
from tests.cast import Cast, make_cast
from tests.conftest import Make
from tests.services.money_cast import City, a_city


class Blocker(Protocol):
    """What is used of pytest-django's guard against tests that touch the database unasked."""

    def unblock(self) -> AbstractContextManager[None]: ...


@pytest.fixture(scope="module")
def city(request: pytest.FixtureRequest, made: Make) -> City:
    """A city in a transaction that is never committed; what a module's fixtures add lies in it.

    A file whose tests all need a loan says so (`BEGINS_WITH`), and begins where it is drawn.
    """
    return made(getattr(request.module, "BEGINS_WITH", a_city))


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    """One party of each kind, agreements filed."""
    return made(make_cast)
