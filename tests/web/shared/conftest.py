from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from zhidai.db.history.models import BusinessDate
from zhidai.db.parties.models import Party, Person


@pytest.fixture(autouse=True)
def _language_is_left_as_found() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def city(db: None) -> dict[str, Person]:
    """A demonstration on 2021-03-01 with one person each of a bank and an enterprise."""
    BusinessDate.objects.create(day=date(2021, 3, 1))
    people = {}
    for kind, name, english in (
        ("bank", "赣江银行", "Ganjiang Bank"),
        ("enterprise", "青峰精工", "Qingfeng Precision"),
    ):
        party = Party.objects.create(
            kind=kind, name=name, name_en=english, place="赣州市", is_fictional=True
        )
        people[kind] = Person.objects.create_user(
            username=f"{kind}-1",
            password="zhidai-demo",
            party=party,
            full_name="周岚",
            full_name_en="Zhou Lan",
        )
    return people


@pytest.fixture
def bank_client(city: dict[str, Person], client: Client) -> Client:
    client.force_login(city["bank"], backend="django.contrib.auth.backends.ModelBackend")
    return client
