"""The scheme pages: every clause, number, duty and open question can be read in both languages."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from zhidai.core.policy.scheme import Coverage
from zhidai.db.history.models import BusinessDate
from zhidai.schemes.plan_texts import plan_text
from zhidai.schemes.reader import shipped
from zhidai.web.schemes.words import written_values

pytestmark = pytest.mark.django_db

SCHEME = shipped("ganzhou-2020")
PAGES = ("", "routes/", "duties/", "questions/")


@pytest.fixture(autouse=True)
def _in_the_trial(db: None) -> Iterator[None]:
    BusinessDate.objects.create(day=date(2021, 3, 1))
    with translation.override("zh-hans"):
        yield


def _page(client: Client, page: str = "", language: str = "en") -> str:
    found = client.get(f"/{language}/schemes/ganzhou-2020/{page}")
    assert found.status_code == 200
    return found.content.decode()


def test_the_list_leads_to_each_scheme_with_its_validity_and_version(client: Client) -> None:
    text = client.get("/en/schemes/").content.decode()

    assert "/en/schemes/ganzhou-2020/" in text
    assert "2020-09-29 to 2023-09-28" in text
    assert SCHEME.content_hash[:12] in text


def test_every_clause_has_its_anchor(client: Client) -> None:
    text = _page(client)

    assert [clause for clause in SCHEME.clauses if f'id="clause-{clause}"' not in text] == []


def test_a_clause_stands_beside_its_number_rule_and_open_question(client: Client) -> None:
    text = _page(client)

    section = text.split('id="clause-4.2"')[1].split('id="clause-4.3"')[0]
    assert "at most 80%" in section
    assert "since 2020-09-29" in section.lower()
    assert "in principle" in section.lower()
    assert "questions/#year_of_the_ceiling" in section


@pytest.mark.parametrize(
    ("day", "shown", "beside"),
    [
        (date(2021, 3, 1), "50%", "40% since 2027-01-01"),
        (date(2026, 12, 31), "50%", "40% since 2027-01-01"),
        (date(2027, 1, 1), "40%", "50% since 2021-02-01"),
    ],
)
def test_of_a_dated_number_the_one_in_force_on_the_day_is_shown(
    client: Client, day: date, shown: str, beside: str
) -> None:
    BusinessDate.objects.update(day=day)
    text = client.get("/en/schemes/qinglan-2021/").content.decode()

    row = text.split('id="clause-8.1"')[1].split("interest subsidy</dt>")[1].split("</dd>")[0]
    told = row.split("<dd", 1)[1].split(">", 1)[1].strip()
    assert told.startswith(shown)
    assert beside in told
    number = shipped("qinglan-2021").parameters["city_interest_share"]
    later = written_values(number, "en", on=day)
    assert later.startswith(shown)
    assert ("2027-01-01" in later) is (shown == "50%")


@pytest.mark.parametrize(
    "coverage", [each for each in Coverage if each is not Coverage.NOT_ENCODED]
)
def test_the_filter_shows_the_clauses_of_one_coverage(client: Client, coverage: str) -> None:
    text = _page(client, f"?coverage={coverage}")

    wanted = {each.id for each in SCHEME.clauses.values() if each.coverage == coverage}
    shown = {each for each in SCHEME.clauses if f'id="clause-{each}"' in text}
    assert shown == wanted


def test_an_unknown_coverage_filters_nothing(client: Client) -> None:
    assert 'id="clause-9.3"' in _page(client, "?coverage=nonsense")


def test_each_route_is_shown_step_by_step(client: Client) -> None:
    text = _page(client, "routes/", "zh-hans")

    labels = [step.label.zh for route in SCHEME.routes.values() for step in route.steps]
    assert [label for label in labels if label not in text] == []


def test_each_duty_names_who_owes_it_to_whom(client: Client) -> None:
    text = _page(client, "duties/", "zh-hans")

    assert [duty.label.zh for duty in SCHEME.duties if duty.label.zh not in text] == []
    assert "Covering notice" in _page(client, "duties/")


def test_each_open_question_shows_its_readings_and_that_none_is_confirmed(client: Client) -> None:
    page = client.get("/zh-hans/schemes/ganzhou-2020/questions/")

    questions = page.context["questions"]
    assert [each.id for each in questions] == list(SCHEME.interpretations)
    for shown in questions:
        chosen = SCHEME.interpretations[shown.id]
        reading = next(each for each in chosen.readings if each.id == chosen.chosen)
        assert shown.readings[0].value == reading.label.zh
    assert page.content.decode().count("未确认") == page.context["unconfirmed"]


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_there_in_both_languages(client: Client, page: str) -> None:
    chinese, english = _page(client, page, "zh-hans"), _page(client, page, "en")

    assert SCHEME.title.zh in chinese
    assert SCHEME.title.en in english


def test_outside_its_days_the_scheme_is_shown_as_no_longer_in_force(client: Client) -> None:
    BusinessDate.objects.update(day=date(2023, 9, 29))

    assert "No longer in force" in _page(client)


@pytest.mark.parametrize("page", PAGES)
def test_an_unknown_scheme_is_not_found(client: Client, page: str) -> None:
    assert client.get(f"/en/schemes/no-such-plan/{page}").status_code == 404


PLAN = str(plan_text("qinglan-2021"))


def _audited(client: Client, text: str, name: str = "plan.txt") -> HttpResponse:
    upload = SimpleUploadedFile(name, text.encode(), content_type="text/plain")
    return client.post("/en/schemes/qinglan-2021/audit/", {"policy": upload})


def test_a_plan_that_agrees_with_its_scheme_leaves_nothing_open(client: Client) -> None:
    found = _audited(client, PLAN)

    assert found.status_code == 200
    assert "Nothing is open" in found.content.decode()
    assert "70 / 70" in found.content.decode()


def test_one_number_changed_turns_red_beside_its_clause(client: Client) -> None:
    text = PLAN
    changed = text.replace("不良贷款率超过6%", "不良贷款率超过7%")
    assert changed != text

    found = _audited(client, changed).content.decode()

    clause = found.split('id="audit-9.1"')[1].split('id="audit-9.2"')[0]
    assert 'audit-bad" title="differs from the scheme: npl_stop">7%' in clause
    assert "npl_stop" in clause


@pytest.mark.parametrize(("name", "text"), [("plan.pdf", "%PDF-1.7"), ("plan.txt", "")])
def test_a_file_that_is_no_plan_is_refused_in_one_sentence(
    client: Client, name: str, text: str
) -> None:
    found = _audited(client, text, name)

    assert found.status_code == 422
    assert "error" in found.content.decode()


def test_the_money_of_a_plan_stands_on_its_page_and_on_paper(client: Client) -> None:
    page = _page(client, "xray/")
    paper = client.get("/en/schemes/ganzhou-2020/xray/", {"paper": "pdf"})
    wrong = client.get("/en/schemes/ganzhou-2020/xray/", {"recovery": "much"})

    assert ("1.43%" in page, "<svg" in page) == (True, True)
    assert '<option value="indirect" selected>' in page  # whose figures these are
    assert paper.content.startswith(b"%PDF")
    assert wrong.status_code == 422


@pytest.mark.parametrize("scheme", ["qinglan-2021", "ganzhou-2020", "example-portfolio-pledge"])
@pytest.mark.parametrize("paper", ["", "pdf"])
def test_a_reference_loan_of_nothing_is_said_to_be_none(
    client: Client, scheme: str, paper: str
) -> None:
    found = client.get(f"/en/schemes/{scheme}/xray/", {"amount": "0元", "paper": paper})

    assert found.status_code == 422
    assert "must be above zero" in found.content.decode()


def test_premises_that_a_route_does_not_ask_for_are_left_behind_on_another(client: Client) -> None:
    given = {"insurance_premium": "1%", "registration_fee": "500元", "ip_share": "80%"}
    address = "/en/schemes/qinglan-2021/xray/"

    insured = client.get(address, {**given, "route": "insured"}).content.decode()
    guaranteed = client.get(address, {**given, "route": "guaranteed"})
    unread = client.get("/en/schemes/ganzhou-2020/xray/", {"ip_share": "80%"})

    assert ("1.00% (given)" in insured, "80.00% (given)" in insured) == (True, True)
    assert guaranteed.status_code == unread.status_code == 200
    assert "1.00% (given)" not in guaranteed.content.decode()
    assert "500 yuan (given)" in guaranteed.content.decode()
