"""`zhidai warnings`: what a party is told of, in words and in JSON."""

import json
from datetime import date

import jsonschema
import pytest
from tests.conftest import Make
from tests.services.money_cast import a_city_that_is_paid, loan, on

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.services.early_warning.commands import report_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("warned")]


@pytest.fixture(scope="module")
def warned(made: Make) -> None:
    city = made(a_city_that_is_paid)
    case = loan(city.lent).case
    report_event(
        city.guarantor,
        case.number,
        trigger="litigation",
        happened_on=date(2021, 3, 1),
        source="民事起诉状（虚构）",
        key="report",
    )


def test_the_list_is_json_of_its_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(("warnings", "--as", "bank", "--json")) == 0

    listed = json.loads(capsys.readouterr().out)
    jsonschema.validate(listed, output_schema("warnings"))
    (line,) = listed["warnings"]
    assert (line["trigger"], line["due_on"], line["outcome"]) == ("litigation", "2021-03-11", None)


@pytest.mark.parametrize(("lang", "word"), [("zh", "企业涉诉"), ("en", "Lawsuit")])
def test_a_warning_past_its_day_is_a_negative_finding(
    capsys: pytest.CaptureFixture[str], lang: str, word: str
) -> None:
    assert run(("warnings", "--as", "bank", "--lang", lang)) == 0
    on(date(2021, 3, 12))

    assert run(("warnings", "--as", "bank", "--lang", lang)) == 1

    assert word in capsys.readouterr().out


def test_others_are_told_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for who, options in (("bank2", ()), ("bank", ("--severity", "urgent")), ("treasury", ())):
        assert run(("warnings", "--as", who, *options, "--lang", "en")) == 0
        assert "0 warnings" in capsys.readouterr().out
