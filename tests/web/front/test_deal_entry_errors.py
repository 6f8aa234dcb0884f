"""A figure of the deal page that cannot be is told at its field, in words, with what to write."""

import pytest
from django.test import Client

from zhidai.web.deal.page import LABELS, UNPROCESSABLE
from zhidai.web.deal.sample import DEFAULTS, IN_ENGLISH

pytestmark = pytest.mark.django_db
OK = 200
WRONG = (
    "abc",
    "-5",
    "-5%",
    "-5元",
    "109年",
    "500%",
    "12",
    "3美元",
    "9999999999999999元",
    "x" * 500,
)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", list(DEFAULTS))
def test_what_cannot_be_is_said_at_its_field_in_words(
    client: Client, name: str, language: str
) -> None:
    shown = (IN_ENGLISH if language == "en" else DEFAULTS)[name]
    for text in WRONG:
        page = client.get(f"/{language}/deal/", {name: text})

        assert page.status_code == UNPROCESSABLE, text
        errors = {one.name: one.error for one in page.context["fields"] if one.error}
        assert list(errors) == [name]
        assert text[:20] in errors[name]
        assert shown in errors[name]
        assert not any(mark in errors[name] for mark in ("_", "[", "reports", "201720099001"))
        (summed,) = page.context["errors"]
        assert summed.field_id == name
        assert summed.text.endswith(errors[name])
        assert summed.text.startswith(str(LABELS[name]) if language == "en" else "")
        assert [one.value for one in page.context["fields"] if one.name == name] == [text]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"royalty": "500%"}, "“500%”超过了 100%；请填写 0% 至 100% 的百分数，例如 3.5%。"),
        ({"royalty": "-5"}, "“-5”小于零；请填写 0% 至 100% 的百分数，例如 3.5%。"),
        ({"stated_royalty": "5"}, "“5”没有写百分号；请填写 0% 至 100% 的百分数，例如 6%。"),
        ({"value": "900"}, "“900”没有写单位，无法判断是元还是万元；请带单位填写，例如 900万元。"),
        ({"amount": "0元"}, "“0元”不能作为贷款金额；请填写大于零的金额，例如 300万元。"),
        ({"revenue": "-1万元"}, "“-1万元”小于零；请填写不小于零的金额，例如 4000万元。"),
        ({"years_left": "10年"}, (
            "“10年”不可能是已授权实用新型的剩余年限；请填写 1 个月至 9 年（整月），例如 6年。"
        )),
        ({"life": "51年"}, "“51年”不可能是收益年限；请填写大于 0、不超过 50 年的期限，例如 8年。"),
    ],
)  # fmt: skip
def test_each_kind_of_mistake_has_its_sentence(
    client: Client, given: dict[str, str], said: str
) -> None:
    page = client.get("/zh-hans/deal/", given)

    assert [one.error for one in page.context["fields"] if one.error] == [said]


def test_two_mistakes_are_told_in_the_order_of_the_form_and_nothing_is_computed(
    client: Client,
) -> None:
    page = client.get("/en/deal/", {"discount": "abc", "amount": "-1", "paper": "pdf"})

    assert [one.field_id for one in page.context["errors"]] == ["amount", "discount"]
    assert "Nothing was computed anew" in page.content.decode()
    assert page["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    "given",
    [
        {"royalty": "12％"}, {"royalty": "0%"}, {"discount": "100%"}, {"life": "5.5年"},
        {"years_left": "108个月"}, {"years_left": "1个月"}, {"revenue": "0元"},
        {"amount": "0.01元"}, {"value": "5 million yuan"}, {"life": "50年"},
        {"stated_royalty": "百分之五"},
    ],
)  # fmt: skip
def test_what_can_be_is_computed(client: Client, given: dict[str, str]) -> None:
    page = client.get("/en/deal/", given)

    assert page.status_code == OK
    assert not page.context["errors"]


def test_every_figure_of_the_page_has_its_reading() -> None:
    assert list(LABELS) == list(DEFAULTS)
