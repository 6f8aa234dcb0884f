"""Signing in, signing out, and being locked out."""

import pytest
from django.test import Client, override_settings

pytestmark = pytest.mark.usefixtures("city")


def _sign_in(client: Client, password: str, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/en/sign-in/", {"username": "bank-1", "password": password, **more})


def test_the_right_password_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    answer = _sign_in(client, "zhidai-demo", next="/en/styleguide/")

    assert answer.headers["Location"] == "/en/styleguide/"


def test_another_site_is_never_the_next_page(client: Client) -> None:
    answer = _sign_in(client, "zhidai-demo", next="https://elsewhere.example/")

    assert answer.headers["Location"] == "/en/workbench/"


def test_a_wrong_password_is_422_with_a_summary_and_keeps_the_name(client: Client) -> None:
    answer = _sign_in(client, "not-it-77")

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in text
    assert 'href="#username"' in text
    assert 'value="bank-1"' in text
    assert "not-it-77" not in text.split("<main")[1]


def test_five_wrong_passwords_lock_the_name_even_for_the_right_one(client: Client) -> None:
    answers = [_sign_in(client, "not-it-77").status_code for _ in range(5)]

    locked = _sign_in(client, "zhidai-demo")

    assert answers == [422, 422, 422, 422, 429]
    assert locked.status_code == 429
    assert "Wait 15 minutes" in locked.content.decode()


def test_signing_out_needs_a_post(bank_client: Client) -> None:
    by_link = bank_client.get("/en/sign-out/")
    by_button = bank_client.post("/en/sign-out/")

    assert by_link.status_code == 405
    assert by_button.headers["Location"] == "/en/"
    assert "_auth_user_id" not in bank_client.session


@override_settings(ROOT_URLCONF="tests.web.shared.urls_with_handlers")
def test_the_workbench_is_the_home_of_the_acting_party(bank_client: Client) -> None:
    assert bank_client.get("/en/workbench/").headers["Location"] == "/en/bank/"
