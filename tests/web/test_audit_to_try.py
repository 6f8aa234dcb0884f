"""The audit of a fictional plan, whose text stands on the page to be changed."""

from datetime import date

import pytest
from django.test import Client
from tests.cast import state_day

from zhidai.core.policy_text.audit import audit
from zhidai.schemes.plan_texts import plan_text, schemes_with_text
from zhidai.schemes.reader import shipped
from zhidai.web.schemes.trying import one_number_changed

pytestmark = pytest.mark.django_db

ADDRESS = "/en/schemes/qinglan-2021/audit/"
TEXT = str(plan_text("qinglan-2021"))


@pytest.fixture(autouse=True)
def _in_the_trial() -> None:
    state_day(date(2021, 3, 1))


def test_only_fictional_plans_bring_their_text() -> None:
    assert schemes_with_text() == ("qinglan-2021",)
    assert plan_text("ganzhou-2020") is None
    assert "虚构" in TEXT[:10]


def test_the_text_stands_on_the_page_and_agrees_as_it_is(client: Client) -> None:
    assert client.get(ADDRESS).context["text_field"].value == TEXT

    answer = client.post(ADDRESS, {"text": TEXT})

    assert answer.context["report"].is_clean


def test_a_number_typed_otherwise_is_red_and_stays_typed(client: Client) -> None:
    changed = TEXT.replace("不良贷款率超过6%", "不良贷款率超过7%")
    assert changed != TEXT

    answer = client.post(ADDRESS, {"text": changed})

    page = answer.content.decode()
    assert [link.url for link in answer.context["open_clauses"]] == ["#audit-9.1"]
    assert 'audit-bad" title="differs from the scheme: npl_stop">7%' in page
    assert answer.context["text_field"].value == changed


def test_one_button_changes_one_number_and_the_audit_finds_it(client: Client) -> None:
    answer = client.post(ADDRESS, {"try": "1"})

    report, shown = answer.context["report"], answer.context["text_field"].value
    assert not report.is_clean
    assert len(shown) == len(TEXT)
    assert sum(one != other for one, other in zip(shown, TEXT, strict=True)) == 1


def test_a_text_without_numbers_is_left_as_it_is() -> None:
    scheme, text = shipped("qinglan-2021"), "本办法没有数字。"

    assert one_number_changed(scheme, text) == text
    assert not audit(scheme, text).is_clean


def test_an_emptied_text_is_refused_in_one_sentence(client: Client) -> None:
    answer = client.post(ADDRESS, {"text": " "})

    assert answer.status_code == 422
    assert "plan.txt" in answer.content.decode()


def test_a_real_plan_shows_the_way_to_one_with_a_text(client: Client) -> None:
    page = client.get("/en/schemes/ganzhou-2020/audit/").content.decode()

    assert 'href="/en/schemes/qinglan-2021/audit/"' in page
    assert "Change one number" not in page
