"""The page of a patent asks what its owner alone can know."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from tests.cast import INVENTION, make_cast

from zhidai.db.parties.models import Person
from zhidai.db.rights.models import IpRight

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _language_is_left_as_found() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def test_the_owner_declares_a_pledge_outside_the_platform_on_the_page_of_the_patent() -> None:
    cast, client = make_cast(), Client()
    person = Person.objects.get(pk=cast.enterprise.person_id)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/en/enterprise/patents/{INVENTION}/"

    asked = client.get(address).content.decode()
    names = [part.split('"')[0] for part in asked.split('name="')]
    (field,) = {name for name in names if name.endswith("already_pledged")}
    done = client.post(address, {field: "yes", "idempotency_key": "pledged elsewhere"})

    assert done.status_code == 302
    assert IpRight.objects.get(number=INVENTION).facts["already_pledged"]["value"] is True
