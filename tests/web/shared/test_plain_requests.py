"""What no form of ours sends is turned away before anything reads it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/en/sign-in/?next=a%00b", "/en/%00/"])
def test_a_nul_in_an_address_is_a_bad_request(address: str) -> None:
    answer = Client().get(address)

    assert answer.status_code == 400


def test_a_nul_in_a_form_is_a_bad_request() -> None:
    answer = Client().post("/en/sign-in/", {"username": "a\0b", "password": "x"})

    assert answer.status_code == 400


def test_a_body_beyond_the_limit_is_not_read() -> None:
    answer = Client().post(
        "/en/sign-in/", b"", content_type="text/plain", CONTENT_LENGTH=str(121 * 1024 * 1024)
    )

    assert answer.status_code == 413


def test_pages_for_everybody_may_be_cached_and_those_of_signed_in_people_may_not(
    bank_client: Client,
) -> None:
    assert "no-store" not in Client().get("/en/").headers.get("Cache-Control", "")
    assert bank_client.get("/en/").headers["Cache-Control"] == "no-store"


def test_a_date_that_moved_meanwhile_is_not_moved_again(bank_client: Client) -> None:
    answer = bank_client.post(
        "/en/business-date/", {"by": "60_days", "from": "2021-01-01"}, follow=True
    )

    assert b"it was not moved again" in answer.content
