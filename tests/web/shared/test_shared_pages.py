"""What every page keeps: language, business date, policy header, way around."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.test import Client, override_settings

from zhidai.db.parties.models import Person
from zhidai.web.shared.moving_date import moved

PAGES = ["", "sign-in/", "styleguide/"]
LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}

pytestmark = pytest.mark.usefixtures("city")


class _Reader(HTMLParser):
    """Ids, inline code and heading levels of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.headings: list[str] = []
        self.labelled: set[str] = set()
        self.controls: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name[:2] == "on"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        if tag == "h1":
            self.headings.append(tag)
        if tag == "label":
            self.labelled.add(str(given.get("for")))
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self.controls.add(str(given.get("id")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_its_language_and_the_business_date(
    client: Client, language: str, page: str
) -> None:
    answer = client.get(f"/{language}/{page}")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{LANGUAGES[language]}">' in text
    assert "2021-03-01" in text
    assert ("fictional" if language == "en" else "均为虚构") in text


@pytest.mark.parametrize("page", [page for page in PAGES if page != "styleguide/"])
def test_an_english_page_has_chinese_only_where_it_is_marked_or_a_name(
    client: Client, page: str
) -> None:
    text = client.get(f"/en/{page}").content.decode()

    unmarked = re.sub(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>.*?</\1>', "", text, flags=re.DOTALL)
    assert not re.search(r"[\u4e00-\u9fff]", unmarked)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_heading_labelled_controls_unique_ids_and_no_inline_code(
    client: Client, language: str, page: str
) -> None:
    read = _Reader(client.get(f"/{language}/{page}").content.decode())

    is_catalogue = page == "styleguide/"  # shows a case's heading too
    assert len(read.headings) == (2 if is_catalogue else 1)
    assert read.inline == []
    assert sorted(set(read.ids)) == sorted(read.ids)
    assert read.controls <= read.labelled


@pytest.mark.parametrize("path", ["/", "/en/", "/en/nowhere/", "/static/zhidai/zhidai.css"])
def test_every_answer_carries_the_content_security_policy(client: Client, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_the_bare_address_leads_to_chinese_whatever_the_browser_prefers(client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "en"})

    assert answer.headers["Location"] == "/zh-hans/"


def test_the_switch_leads_to_the_same_page_with_its_filters(client: Client) -> None:
    text = client.get("/zh-hans/styleguide/?page=2").content.decode()

    assert 'href="/en/styleguide/?page=2"' in text


def test_the_first_screen_lists_the_people_of_the_demonstration(client: Client) -> None:
    text = client.get("/zh-hans/").content.decode()

    assert "bank-1" in text
    assert "青峰精工" in text


@override_settings(IS_DEMONSTRATION=False)
def test_outside_the_demonstration_nobody_is_listed(client: Client) -> None:
    for page in ("", "sign-in/"):
        text = client.get(f"/zh-hans/{page}").content.decode()

        assert "bank-1" not in text
        assert "zhidai-demo" not in text


def test_only_signed_in_people_are_offered_to_move_the_date(
    client: Client, city: dict[str, Person]
) -> None:
    before = client.get("/en/").content.decode()

    client.force_login(city["bank"], backend="django.contrib.auth.backends.ModelBackend")
    after = client.get("/en/").content.decode()

    assert "/en/business-date/" not in before
    assert "/en/business-date/" in after


def test_the_date_moves_a_month_to_the_last_day_where_the_month_is_shorter() -> None:
    assert moved(date(2021, 1, 31), "month") == date(2021, 2, 28)
    assert moved(date(2021, 3, 1), "day") == date(2021, 3, 2)
    assert moved(date(2021, 3, 1), "60_days") == date(2021, 4, 30)
    assert moved(date(2021, 3, 1), "year") is None


def test_a_step_that_is_not_offered_moves_nothing(bank_client: Client) -> None:
    with override_settings(ROOT_URLCONF="tests.web.shared.urls_with_handlers"):
        answer = bank_client.post("/en/business-date/", {"by": "century"})

    assert answer.status_code == 400


def test_a_typed_amount_is_read_back(client: Client) -> None:
    def echo(typed: str, language: str = "zh-hans") -> str:
        answer = client.get(f"/{language}/amount-echo/", {"request.amount": typed})
        return answer.content.decode().strip()

    assert echo("3000000") == "¥3,000,000.00 = 300万元"
    assert echo(" １，０００，０００ ") == "¥1,000,000.00 = 100万元"
    assert echo("300万元", "en") == "¥3,000,000.00 = 3 million yuan"
    assert echo("lots") == ""
    assert echo("") == ""
