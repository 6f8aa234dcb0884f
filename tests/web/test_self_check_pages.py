"""The self-check in the browser: no sign-in, answers in the address, nothing lost."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from tests.documents.pdf_text import text_of

from zhidai.db.history.models import BusinessDate
from zhidai.db.portfolio.models import Breaker, BreakerAction

pytestmark = pytest.mark.django_db

ELIGIBLE = {
    "request.route": "indirect",
    "request.amount": "3000000",
    "request.term": "12",
    "request.rate": "4.85",
    "enterprise.industry": "工业",
    "enterprise.employees": "120",
    "enterprise.revenue": "5000万元",
    "unmet-enterprise_conditions": "none",
    "patents-0-kind": "invention",
    "patents-0-filing_date": "2017年7月21日",
    "unmet-patent_conditions": "none",
    "valuation.appraised_value": "500万元",
}


@pytest.fixture(autouse=True)
def _in_the_trial(db: None) -> Iterator[None]:
    BusinessDate.objects.create(day=date(2021, 3, 1))
    with translation.override("zh-hans"):
        yield


def _get(
    client: Client, page: str, language: str = "en", **answers: str | list[str]
) -> HttpResponse:
    sent = {**ELIGIBLE, **{name.replace("__", "-"): text for name, text in answers.items()}}
    return client.get(f"/{language}/self-check/{page}", sent)  # type: ignore[return-value]


def _text(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh-hans", "符合：按所填内容"), ("en", "Yes: on these answers")],
)
def test_twelve_answers_give_the_worked_figures(
    client: Client, language: str, expected: str
) -> None:
    page = _get(client, "result/", language)

    assert page.status_code == 200
    for shown in (expected, "¥207,520.85", "¥148,016.67", "¥59,504.18", "1.98%", "¥4,000,000.00"):
        assert shown in _text(page)


def test_the_form_asks_twelve_questions_and_proposes_term_and_rate(client: Client) -> None:
    page = client.get("/en/self-check/")

    fields = [field for _, fields in page.context["parts"] for field in fields]
    assert len(fields) == 12
    assert {field.name: field.value for field in fields if field.value} == {
        "request.term": "12",
        "request.rate": "4.85",
    }


def test_an_industry_measured_by_assets_is_asked_for_them(client: Client) -> None:
    result = _get(client, "result/", **{"enterprise.industry": "建筑业"})
    form = _get(client, "", **{"enterprise.industry": "建筑业"})

    assert "Total assets at the end of last year" in _text(result)
    fields = [field.name for _, fields in form.context["parts"] for field in fields]
    assert "enterprise.total_assets" in fields
    assert "enterprise.employees" not in fields


def test_what_stands_against_it_is_named_with_clause_and_remedy(client: Client) -> None:
    page = _get(
        client,
        "result/",
        **{
            "request.amount": "10000001",
            "unmet__patent_conditions": ["co_owner_consents"],
        },
    )

    text = _text(page)
    assert page.status_code == 200
    assert "No: on these answers" in text
    for clause in ("1", "4.2", "5.1.3.3"):
        assert f"#clause-{clause}" in text
    assert "at most 4,000,000 yuan" in text
    assert "Cash calendar" not in text


def test_missing_answers_are_named_and_link_back_to_their_question(client: Client) -> None:
    page = client.get("/en/self-check/result/", {"request.amount": "300万元"})

    text = _text(page)
    assert "answers are missing" in text
    assert "#unmet-patent_conditions-0" in text
    assert "#enterprise-industry" in text


def test_what_was_supposed_is_said_on_the_page(client: Client) -> None:
    page = _get(client, "result/")

    assert "What was supposed" in _text(page)
    assert "New business is stopped: no" in _text(page)


def test_bad_input_comes_back_with_422_one_sentence_each_and_everything_typed(
    client: Client,
) -> None:
    page = _get(
        client,
        "result/",
        **{
            "request.amount": "300.123",
            "patents__0__filing_date": "2031-01-01",
            "unmet__patent_conditions": ["none", "patent_tradeable"],
        },
    )

    text = _text(page)
    assert page.status_code == 422
    assert [error.field_id for error in page.context["errors"]] == [
        "request-amount",
        "patents-0-filing_date",
        "unmet-patent_conditions-0",
    ]
    assert "Error: " in text
    assert 'value="300.123"' in text
    assert 'value="2031-01-01"' in text
    assert "request.amount:" not in text


def test_a_condition_that_is_not_on_the_list_is_refused(client: Client) -> None:
    page = _get(client, "result/", unmet__patent_conditions="no_such_rule")

    assert page.status_code == 422
    assert "no_such_rule" in _text(page)


def test_the_switch_keeps_the_answers(client: Client) -> None:
    page = _get(client, "result/")

    url = page.context["other_language"].url
    assert url.startswith("/zh-hans/self-check/result/?")
    assert "¥207,520.85" in _text(client.get(url))


def test_the_answers_can_be_changed_from_the_result(client: Client) -> None:
    page = _get(client, "result/")

    form = client.get(page.context["change_url"])
    assert 'value="3000000"' in _text(form)
    assert form.context["errors"] == ()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_result_can_be_taken_along_as_pdf(client: Client, language: str) -> None:
    paper = _get(client, "result.pdf", language, **{"request.amount": "450万元"})

    assert paper.status_code == 200
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")


def test_after_the_trial_the_form_says_so_and_no_result_is_given(client: Client) -> None:
    BusinessDate.objects.update(day=date(2023, 9, 29))

    form = client.get("/en/self-check/")
    result = _get(client, "result/")

    assert "2023-09-28" in _text(form)
    assert result.status_code == 422
    assert "not in force" in _text(result)


TALENT = {
    "scheme": "example-talent-loan",
    "request.route": "direct",
    "request.amount": "400万元",
    "request.term": "24",
    "request.rate": "4",
    "enterprise.talent_class": "senior",
    "enterprise.rd_intensity": "20",
    "enterprise.rd_stage": "yes",
    "unmet-patent_conditions": "none",
}


def test_what_only_one_scheme_asks_is_on_its_form_and_settles_its_result(client: Client) -> None:
    BusinessDate.objects.update(day=date(2026, 3, 2))

    form = client.get("/en/self-check/", {"scheme": "example-talent-loan"})
    result = client.get("/en/self-check/result/", TALENT)

    names = [field.name for _, fields in form.context["parts"] for field in fields]
    assert set(names) == set(TALENT) - {"scheme"}
    assert "Yes: on these answers" in _text(result)
    assert "¥5,000,000.00" in _text(result)


def test_an_own_question_left_open_is_named_and_linked_to(client: Client) -> None:
    BusinessDate.objects.update(day=date(2026, 3, 2))
    open_ended = {name: typed for name, typed in TALENT.items() if "rd_intensity" not in name}

    result = client.get("/en/self-check/result/", open_ended)

    assert "answers are missing" in _text(result)
    assert "#enterprise-rd_intensity" in _text(result)


@pytest.fixture
def stopped() -> None:
    breaker = Breaker.objects.create(scheme="ganzhou-2020", is_tripped=True)
    BreakerAction.objects.create(
        breaker=breaker, action="trip", effective_on=date(2021, 2, 20), grounds="daily_work",
        overdue_balance=400_000_000, total_balance=3_200_000_000,
    )  # fmt: skip


@pytest.mark.usefixtures("stopped")
def test_while_new_business_is_stopped_the_answer_is_no_plain_yes(client: Client) -> None:
    page = _get(client, "result/")
    paper = _get(client, "result.pdf")

    shown = _text(page)
    assert "Not now: new business is stopped since 2021-02-20" in shown
    assert "Yes: on these answers" not in shown
    assert "The ratio of overdue loans is above its ceiling and new business is stopped" in shown
    assert "8.2" in shown
    assert "New business is stopped: no" not in page.context["supposed"].__str__()
    assert "¥207,520.85" in shown  # what the loan would cost is shown all the same
    said = text_of(paper.content)
    assert "Notnow:newbusinessisstoppedsince2021-02-20" in said
    assert "theconditionsarenotmet" not in said
    assert "eligible" not in said
    assert "makeiteligible" not in _text(page).replace(" ", "")


@pytest.mark.usefixtures("stopped")
def test_a_stop_beside_another_refusal_is_named_with_it(client: Client) -> None:
    page = _get(client, "result/", **{"request.amount": "10000001"})

    assert "No: on these answers" in _text(page)
    assert "New business is not stopped" in _text(page)
