"""The first screen: four doors with figures that are worked out, each leading somewhere real."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import translation
from tests.cast import make_cast_without_agreements, state_day
from tests.documents.pdf_text import text_of

from zhidai.web.deal.sample import DEFAULTS, offered
from zhidai.web.front.doors import front_doors
from zhidai.web.front.speeds import speeds

pytestmark = pytest.mark.django_db
OK, UNPROCESSABLE = 200, 422


@pytest.fixture(autouse=True)
def _in_the_trial() -> Iterator[None]:
    state_day(date(2021, 3, 1))
    with translation.override("zh-hans"):
        yield


def test_each_door_of_the_demonstration_shows_a_figure_and_leads_to_a_page(
    client: Client, settings: LazySettings
) -> None:
    settings.IS_DEMONSTRATION = True
    make_cast_without_agreements()

    doors = front_doors()

    assert [door.title for door in doors] == [
        "主管部门经办人",
        "银行信贷人员",
        "企业财务负责人",
        "工程师",
    ]
    page = client.get("/zh-hans/").content.decode()
    assert all(door.figure in page for door in doors)
    for door in doors:
        if door.username is None:
            assert client.get(door.url).status_code == OK


@pytest.mark.parametrize("day", ["2022-01-01", "2025-07-16", "2099-12-31"])
def test_the_first_screen_and_the_deal_stand_on_any_business_date(client: Client, day: str) -> None:
    state_day(date.fromisoformat(day))

    assert all(door.figure != "—" for door in front_doors()[1:])
    assert "9.00 million yuan" in client.get("/en/deal/").content.decode()


def test_the_sample_patent_bears_a_number_of_the_year_in_which_it_was_filed() -> None:
    numbers = [
        str(offered(DEFAULTS, on=day, months_left=72).deal.patent)
        for day in (date(2021, 12, 31), date(2022, 1, 1))
    ]

    assert numbers == ["201720099001.5", "201820099001.X"]


def test_a_door_whose_figure_cannot_be_worked_out_stays_open_without_it(
    client: Client, settings: LazySettings
) -> None:
    """No patent number is of a year after 2099."""
    settings.IS_DEMONSTRATION = True
    state_day(date(2150, 1, 1))

    page = client.get("/zh-hans/")

    assert page.status_code == OK
    assert page.context["front_doors"][1].figure == "—"
    assert client.get("/en/deal/").status_code == UNPROCESSABLE


def test_the_net_cost_of_three_million_is_the_one_that_the_command_line_prints() -> None:
    """zhidai loan cost for 2021-03-01 to 2022-03-01 at 4.85 %: 59,504.18."""
    assert front_doors()[2].figure == "¥59,504.18"


def test_a_deployment_without_a_demonstration_has_no_figures_to_show(
    client: Client, settings: LazySettings
) -> None:
    settings.IS_DEMONSTRATION = False

    assert "您是哪一位" not in client.get("/zh-hans/").content.decode()


def test_speeds_are_measured_once() -> None:
    found = speeds()

    assert found.assessments > 0
    assert found.patents > 0
    assert speeds() is found


def test_a_deal_shows_both_values_the_gap_the_twin_and_what_binds_the_limit(
    client: Client,
) -> None:
    text = client.get("/en/deal/").content.decode()

    assert "9.00 million yuan" in text
    assert "201710099007.7" in text
    assert "binds" in text
    assert "The report counts 8 years" in text


def test_changing_the_royalty_moves_our_value_and_the_limit(client: Client) -> None:
    low, high = (
        client.get("/en/deal/", {"royalty": royalty}).context["figures"]
        for royalty in ("3.5%", "7%")
    )

    assert low[0].value == high[0].value
    assert float(high[1].value.split()[0]) == pytest.approx(
        2 * float(low[1].value.split()[0]), abs=0.02
    )
    assert low[2].value != high[2].value


def test_a_value_above_the_plans_ceiling_is_bound_by_the_ceiling(client: Client) -> None:
    figures = client.get("/en/deal/", {"royalty": "20%", "value": "3000万元"}).context["figures"]

    assert figures[2].value == "10.00 million yuan"
    assert figures[2].clause in {"1", "4.2"}


@pytest.mark.parametrize(("more", "is_above"), [("-0.01", False), ("0", False), ("0.01", True)])
def test_a_loan_asked_for_above_the_limit_is_said_to_be_refused(
    client: Client, more: str, *, is_above: bool
) -> None:
    figures = client.get("/en/deal/").context["figures"]
    limit = Decimal(figures[2].note.partition(":")[0].replace("¥", "").replace(",", ""))

    page = client.get("/en/deal/", {"amount": f"{limit + Decimal(more)}元"})

    assert ("would be refused, never cut" in page.content.decode()) is is_above


def test_a_value_of_zero_is_no_number_of_times(client: Client) -> None:
    page = client.get("/en/deal/", {"royalty": "0%"}).content.decode()

    assert "None" not in page
    assert "our value is zero" in page


def test_the_deal_sheet_comes_as_a_pdf_of_the_same_numbers(client: Client) -> None:
    page = client.get("/en/deal/", {"paper": "pdf", "amount": "200万元"})

    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF-")


def test_a_sheet_without_files_says_what_it_is_made_of(client: Client) -> None:
    """Nothing was given but the figures of the page, so no list of files is named."""
    said = text_of(client.get("/en/deal/", {"paper": "pdf"}).content)

    assert "Madeofthefiguresabovealone" in said
    assert "thelistnamedbelow" not in said
    assert "SHA-256" not in said


def test_the_english_deal_begins_in_english_and_reads_what_it_shows(client: Client) -> None:
    page = client.get("/en/deal/")
    shown = {field.name: field.value for field in page.context["fields"]}

    assert shown["revenue"] == "40 million yuan"
    assert not any("万" in value or "年" in value for value in shown.values())
    written = client.get("/zh-hans/deal/", shown)
    assert [one.note for one in written.context["figures"]] == [
        one.note for one in client.get("/zh-hans/deal/").context["figures"]
    ]


def test_a_limit_in_yuan_says_yuan_once(client: Client) -> None:
    limit = client.get("/en/deal/").context["figures"][2]

    assert limit.note.startswith("¥")
    assert "yuan:" not in limit.note
