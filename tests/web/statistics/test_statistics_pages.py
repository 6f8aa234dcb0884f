"""The pages of figures: what the page shows is what the core counts, in both languages."""

import csv
import html
import io
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest
import python_calamine
from django.test import Client

from zhidai.core.statistics.metrics import Metric
from zhidai.db.parties.models import Person
from zhidai.services.demonstration.stories import state_day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

OK, UNPROCESSABLE, NOT_FOUND = 200, 422, 404
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(scope="module")
def city(loaded_city: None) -> None:
    state_day(date(2021, 2, 1))


def visit(username: str, page: str = "", *, language: str = "en", **asked: str):  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(Person.objects.get(username=username), backend=BACKEND)
    return client.get(f"/{language}/statistics/{page}?{urlencode(asked)}")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("metric", list(Metric))
def test_every_metric_has_its_page_with_definition_scope_and_source(
    metric: Metric, language: str
) -> None:
    found = visit("bureau", language=language, metric=metric, by="bank")

    text = html.unescape(found.content.decode())
    assert found.status_code == OK
    assert found.context["definition"] in text
    assert found.context["view"].source in text
    assert "<svg" in text
    assert "chart-drawing by-time" in text  # a narrow screen opens it at the newest period


def test_the_table_and_the_chart_show_the_same_figures() -> None:
    found = visit("bureau", metric="amount_disbursed", by="bank")

    rows = [[str(cell.text) for _, cell in row] for row in found.context["table"].rows]
    assert rows[1][:2] == ["Q4 2020, from 2020-10-26 on", "29,000,000.00"]
    assert sorted(rows[1][3:]) == ["10,000,000.00", "19,000,000.00"]
    assert "Demonstration Bank (fictional)" in found.context["chart"]


def test_a_bank_counts_only_its_own() -> None:
    found = visit("bank", metric="amount_disbursed")

    rows = [[str(cell.text) for _, cell in row] for row in found.context["table"].rows]
    assert rows[-1][1] == "19,000,000.00"
    assert "Demonstration Bank (fictional)" in found.context["view"].scope


def test_a_figure_leads_to_the_cases_that_it_was_counted_from() -> None:
    table = visit("bureau", metric="amount_disbursed", by="bank").context["table"]
    (_, cell) = table.rows[1][4]
    client = Client()
    client.force_login(Person.objects.get(username="bureau"), backend=BACKEND)

    found = client.get(cell.url)

    text = found.content.decode()
    amounts = [str(row[4][1].text) for row in found.context["table"].rows]
    assert found.status_code == OK
    assert str(cell.text) == f"{sum(int(one.replace(',', '')[:-3]) for one in amounts):,}.00"
    assert "amount_disbursed@2020Q4/bank=" in text
    assert str(found.context["table"].total[4][1].text) == str(cell.text)


def test_an_average_shows_what_weighs_and_its_weight_and_both_sums() -> None:
    found = visit("bureau", "figure/", metric="average_rate", of="2020Q4")
    saved = visit("bureau", "figure/lines/", metric="average_rate", of="2020Q4").content

    heads, *lines, last = csv.reader(io.StringIO(saved.decode("utf-8-sig")))
    weighed, weight = (sum(Decimal(line[place]) for line in lines) for place in (4, 5))
    assert heads[4:] == ["Amount × rate (yuan a year)", "Amount disbursed (yuan)"]
    assert (Decimal(last[4]), Decimal(last[5])) == (weighed, weight) == (weighed, 29_000_000)
    assert f"{weighed / weight * 100:.2f}% (a year)" in found.content.decode()


def test_a_group_that_there_is_none_of_and_a_case_of_others_are_not_found() -> None:
    asked = {"metric": "amount_disbursed", "by": "bank", "of": "2020Q4"}

    other = visit("bank", "figure/", **asked, group="Specimen Bank (fictional)")

    assert other.status_code == NOT_FOUND
    assert visit("bureau", "figure/", **asked, group="nobody").status_code == NOT_FOUND


def test_a_group_of_no_dimension_is_refused_with_a_sentence() -> None:
    found = visit("bureau", "figure/", metric="loans_disbursed", of="2020Q4", group="nobody")

    text = html.unescape(found.content.decode())
    assert found.status_code == UNPROCESSABLE
    assert 'The group "nobody" is of no dimension.' in text


def test_what_was_known_by_the_end_of_the_business_date_can_be_asked() -> None:
    assert visit("bureau", metric="loans_disbursed", known_on="2021-02-01").status_code == OK


def test_a_period_in_which_the_facts_begin_says_from_when() -> None:
    found = visit("bureau", metric="loans_disbursed", period="year")

    rows = [[str(cell.text) for _, cell in row] for row in found.context["table"].rows]
    assert [(row[0], row[2]) for row in rows] == [
        ("2021, to date", "not compared: 2020, from 2020-10-26 on"),
        ("2020, from 2020-10-26 on", "—"),
    ]


def test_as_reported_then_lists_what_is_different_today() -> None:
    found = visit("bureau", metric="loans_disbursed", known_on="2020-11-20")

    rows = [[str(cell.text) for _, cell in row] for row in found.context["revisions"].rows]
    assert rows == [["Total", "Q4 2020", "2", "4", "2 facts"]]


def test_the_periods_shown_end_with_the_day_of_which_it_is_told() -> None:
    found = visit("bureau", metric="loans_disbursed", known_on="2020-11-20")

    rows = [[str(cell.text) for _, cell in row] for row in found.context["table"].rows]
    assert [row[:2] for row in rows] == [["Q4 2020, from 2020-10-26 on, to date", "2"]]


def test_a_published_series_stands_in_a_table_of_its_own_with_its_break() -> None:
    found = visit("bureau", metric="registered_amount")

    (part,) = found.context["published"]
    changes = [str(row[3][1].text) for row in part.table.rows]
    assert "CNIPA" in part.source
    assert changes[:3] == ["—", "break: trademarks are counted beside patents", "+42.11%"]
    assert visit("bureau", metric="loans_disbursed").context["published"] == []


def test_the_workbook_holds_what_the_page_shows() -> None:
    found = visit("bureau", "export/", metric="amount_disbursed", by="bank")

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(found.content))
    heads, first, *_rest = book.get_sheet_by_index(0).to_python()
    assert heads[2] == "Figure (yuan)"
    assert (first[2], first[6]) == (29_000_000, "amount_disbursed@2020Q4")
    assert ["Source", "this platform's records"] in book.get_sheet_by_index(1).to_python()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"metric": "sums"}, "is no metric"),
        ({"by": "colour"}, "cannot be told apart by"),
        ({"period": "week"}, "is no length of a period"),
        ({"since": "yesterday"}, "yesterday"),
        ({"since": "2021-02-02", "until": "2021-02-01"}, "before they begin"),
        ({"known_on": "2021-02-02"}, "2021-02-02 is still to come, for today is 2021-02-01"),
    ],
)
def test_a_bad_question_is_said_and_the_default_answered(asked: dict[str, str], said: str) -> None:
    found = visit("bureau", **asked)

    text = found.content.decode()
    assert found.status_code == UNPROCESSABLE
    assert said in text
    assert "Pledge registrations" in text


def test_a_party_without_a_case_has_nothing_to_count() -> None:
    found = visit("guarantor2", metric="loans_disbursed", until="2020-10-01")

    assert found.status_code == OK


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_bulletin_of_the_last_quarter_stands_on_a_page_and_leads_to_cases(
    language: str,
) -> None:
    found = visit("finance", "bulletin/", language=language)

    text = html.unescape(found.content.decode())
    sentences = [text for part in found.context["parts"] for text in part["sentences"]]
    assert found.status_code == OK
    assert sentences
    assert all(sentence in text for sentence in sentences)
    assert "registrations@2020Q4" in text
    assert "/statistics/figure/?metric=registrations" in text


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_paper_and_workbook_of_the_bulletin_are_one_click_away(
    form: str, begins: bytes, language: str
) -> None:
    page = visit("bureau", "bulletin/", quarter="2020Q4")
    (address,) = [
        str(each.url)
        for each in page.context["files"]
        if f"in={language}" in each.url and f"form={form}" in each.url
    ]
    client = Client()
    client.force_login(Person.objects.get(username="bureau"), backend=BACKEND)

    found = client.get(address)

    assert found.status_code == OK
    assert found.content.startswith(begins)
    assert f"bulletin-2020Q4.{language}.{form}" in found["Content-Disposition"]


@pytest.mark.parametrize("quarter", ["2019Q1", "2020", "soon"])
def test_a_quarter_without_facts_is_said_and_the_last_one_shown(quarter: str) -> None:
    found = visit("bureau", "bulletin/", quarter=quarter)

    assert found.status_code == UNPROCESSABLE
    assert "registrations@2020Q4" in found.content.decode()
    assert visit("bureau", "bulletin/file/", quarter=quarter).status_code == UNPROCESSABLE
