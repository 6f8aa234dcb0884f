"""From the self-check into the application: what was answered there is not asked again."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from tests.cast import INVENTION, Cast, make_cast
from tests.conftest import Make

from zhidai.db.cases.models import Case
from zhidai.db.history.models import BusinessDate, Event
from zhidai.db.parties.models import Agreement, Person
from zhidai.documents.word_text import text_of_document

pytestmark = pytest.mark.django_db
ANSWERS = {
    "request.route": "indirect",
    "request.amount": "3000000",
    "request.term": "10",
    "request.rate": "4.5",
    "enterprise.industry": "工业",
    "enterprise.employees": "120",
    "enterprise.revenue": "5000万元",
    "unmet-enterprise_conditions": "none",
    "patents-0-kind": "utility_model",
    "patents-0-filing_date": "2017-07-21",
}
APPLY = "/en/enterprise/apply/"


@pytest.fixture(scope="module")
def cast(made: Make) -> Iterator[Cast]:
    with translation.override("zh-hans"):
        yield made(make_cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    person = Person.objects.get(pk=cast.enterprise.person_id)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def query(**more: str) -> str:
    given = QueryDict(mutable=True)
    given.update({**ANSWERS, **more})
    return given.urlencode()


def test_the_application_takes_the_answers_over_and_the_first_task_shows_them(
    client: Client,
) -> None:
    page = client.get(f"{APPLY}?{query()}").content.decode()
    assert "Taken over from the self-check" in page
    assert 'value="3000000"' in page
    assert "10 months" in page
    assert "4.5% a year" in page
    assert "120 persons" in page
    assert "个月" not in page.partition("<main")[2]
    (chosen,) = re.findall(r'name="partners" value="([^"]+)"[^>]* checked', page)

    sent = {"partners": chosen, "amount": "3000000", "rights": INVENTION, "idempotency_key": "once"}
    opened = client.post(f"{APPLY}?{query()}", sent)

    assert opened.status_code == 302
    case = Case.objects.get()
    assert case.facts["request"]["term"]["value"] == "10个月"
    assert case.facts["enterprise"]["employees"]["value"] == "120人"
    assert case.facts["enterprise"]["good_prospects"]["value"] is True
    payload = Event.objects.filter(stream__name=f"case:{case.number}").latest("sequence").payload
    assert payload["facts"]["request"]["rate"] == "4.5%/年"
    task = client.get(f"/en/cases/{case.number}/tasks/file_patents/").content.decode()
    assert 'name="request.term"' in task
    assert 'value="10"' in task
    assert 'value="4.5"' in task

    word = client.get(f"/en/cases/{case.number}/annex.docx").content
    paper = client.get(f"/en/cases/{case.number}/annex.pdf").content
    assert "工业" in text_of_document(word)
    assert paper.startswith(b"%PDF-")
    assert client.get(f"/en/cases/{case.number}/annex.odt").status_code == 404


def test_figures_typed_in_one_language_are_taken_over_in_the_other(client: Client) -> None:
    english = {"request.amount": "3 million", "enterprise.revenue": "50 million yuan"}

    chinese_page = client.get(f"/zh-hans/enterprise/apply/?{query(**english)}").content.decode()
    english_page = client.get(f"{APPLY}?{query(**{'request.amount': '300万元'})}").content.decode()

    assert "5000万元" in chinese_page
    assert 'value="3,000,000"' in chinese_page
    assert 'value="3,000,000"' in english_page
    assert "50,000,000 yuan" in english_page


def test_answers_that_cannot_be_read_are_not_taken_over(client: Client) -> None:
    page = client.get(f"{APPLY}?{query(**{'request.rate': 'dear'})}")

    assert page.status_code == 200
    assert "Taken over" not in page.content.decode()


def test_a_patent_entered_on_the_way_begins_with_what_was_answered(client: Client) -> None:
    page = client.get(f"/en/enterprise/patents/new/?{query()}").content.decode()

    assert 'value="2017-07-21"' in page
    assert "utility_model" in page


def test_the_self_check_offers_the_plans_form_and_the_way_to_apply(client: Client) -> None:
    BusinessDate.objects.update_or_create(pk=1, defaults={"day": date(2021, 3, 1)})
    page = client.get(f"/en/self-check/result/?{query()}").content.decode()
    word = client.get(f"/en/self-check/annex.docx?{query()}").content
    paper = client.get(f"/en/self-check/annex.pdf?{query()}").content

    assert "Apply with these answers" in page
    assert "annex.docx" in page
    assert "实用新型，申请日 2017-07-21" in text_of_document(word)
    assert paper.startswith(b"%PDF-")
    other = f"/en/self-check/annex.pdf?scheme=qinglan-2021&{query()}"
    assert client.get(other).status_code in {404, 422}
    assert client.get("/en/self-check/annex.pdf?request.amount=dear").status_code == 422


def test_partners_that_are_gone_by_then_are_not_exchanged_for_others(client: Client) -> None:
    direct, _indirect = re.findall(
        r'name="partners" value="([^"]+)"', client.get(APPLY).content.decode()
    )
    until = date(2023, 12, 31)
    Agreement.objects.filter(number="直接1号").update(in_force_from=until, in_force_until=until)

    sent = {"partners": direct, "amount": "3000000", "rights": INVENTION, "idempotency_key": "gone"}
    answer = client.post(APPLY, sent)

    assert answer.status_code == 422
    assert not Case.objects.exists()
