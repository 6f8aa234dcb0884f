"""Refusals become pages that say what happened, by which clause, and what to do next."""

import pytest
from django.test import Client, override_settings

from zhidai.db.parties.models import Person

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture(autouse=True)
def _own_urls():  # type: ignore[no-untyped-def]
    with override_settings(ROOT_URLCONF="tests.web.shared.urls_with_handlers"):
        yield


def test_a_refusal_names_each_reason_with_its_clause(client: Client) -> None:
    chinese = client.get("/zh-hans/wrong/refused/")
    english = client.get("/en/wrong/refused/")

    assert chinese.status_code == english.status_code == 422
    assert "第 4.2 条" in chinese.content.decode()
    assert "300 has no unit" in english.content.decode()
    assert "clause 4.2" in english.content.decode()
    assert "What to do next" in english.content.decode()


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("bad_input", 422, "没有单位"),
        ("foreign", 404, "找不到页面"),
        ("running", 409, "正在办理中"),
    ],
)
def test_other_outcomes_have_their_own_page(
    client: Client, how: str, status: int, words: str
) -> None:
    answer = client.get(f"/zh-hans/wrong/{how}/")

    assert answer.status_code == status
    assert words in answer.content.decode()


def test_what_is_not_there_and_what_is_not_yours_look_the_same(client: Client) -> None:
    nothing = client.get("/en/nowhere/")
    foreign = client.get("/en/wrong/foreign/")

    def heading(answer) -> str:  # type: ignore[no-untyped-def]
        return answer.content.decode().split("<h1>")[1].split("</h1>")[0]

    assert nothing.status_code == foreign.status_code == 404
    assert heading(nothing) == heading(foreign) == "Page not found"


def test_a_broken_page_says_so_in_the_language_of_its_address(client: Client) -> None:
    client.raise_request_exception = False

    answer = client.get("/en/wrong/broken/")

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_a_database_that_others_keep_busy_is_told_apart_from_what_broke(client: Client) -> None:
    client.raise_request_exception = False

    answer = client.get("/en/wrong/locked/")

    assert answer.status_code == 503
    assert "Many are at work at once" in answer.content.decode()


def test_only_the_named_kinds_of_party_come_in(client: Client, city: dict[str, Person]) -> None:
    def come_in(kind: str):  # type: ignore[no-untyped-def]
        client.force_login(city[kind], backend="django.contrib.auth.backends.ModelBackend")
        return client.get("/zh-hans/for-banks/")

    stranger = client.get("/zh-hans/for-banks/")

    assert stranger.headers["Location"] == "/zh-hans/sign-in/?next=/zh-hans/for-banks/"
    assert come_in("enterprise").status_code == 403
    assert come_in("bank").content.decode() == "赣江银行"


def test_somebody_without_a_party_is_turned_away(client: Client) -> None:
    person = Person.objects.create_user(username="nobody", password="zhidai-demo")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/en/workbench/").status_code == 403
