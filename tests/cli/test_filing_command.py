"""`zhidai filing`: the bank's month at a prompt, in words and in JSON."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.conftest import Make
from tests.services.money_cast import a_city_that_is_paid

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.services.sweep.commands import move_business_date

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("month")]
NUMBER = "BA202103-001"
SEND = ("filing", "send", NUMBER, "--as", "bank", "--note", "下周补交")


@pytest.fixture(scope="module")
def month(made: Make) -> None:
    made(a_city_that_is_paid)
    move_business_date(date(2021, 4, 1))


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    assert run(arguments) == code
    return json.loads(capsys.readouterr().out)


def test_the_list_and_a_filing_are_json_of_their_published_schema(
    capsys: pytest.CaptureFixture[str],
) -> None:
    listed = printed(capsys, "filing", "list", "--as", "bureau", "--month", "2021年3月", "--json")
    shown = printed(capsys, "filing", "show", NUMBER, "--as", "bank", "--json", code=1)

    jsonschema.validate(listed, output_schema("filing-list"))
    jsonschema.validate(shown, output_schema("filing-show"))
    (line,) = listed["filings"]
    assert (line["number"], line["total"], line["missing"]) == (NUMBER, "3000000.00", 3)
    assert shown["filing"]["rows"][0]["drawdown"]["amount"] == "3000000.00"
    assert shown["missing"][0]["paper"] == "business_licence"


@pytest.mark.parametrize(("lang", "word"), [("zh", "营业执照"), ("en", "Business licence")])
def test_a_filing_is_shown_with_its_missing_papers_in_words(
    capsys: pytest.CaptureFixture[str], lang: str, word: str
) -> None:
    assert run(("filing", "show", NUMBER, "--as", "bank", "--lang", lang)) == 1

    said = capsys.readouterr().out
    assert word in said
    assert "2021-04-30" in said


@pytest.mark.parametrize("asked", [("list",), ("show", NUMBER)], ids=["list", "show"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_amount_is_not_broken_on_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: tuple[str, ...],
    lang: str,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    run(("filing", *asked, "--as", "bank", "--lang", lang))

    assert " 3,000,000.00 " in capsys.readouterr().out


def test_the_month_is_sent_returned_sent_again_and_written_as_files(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(SEND) == 0
    give_back = ("filing", "return", NUMBER, "--as", "bureau", "--version", "1")
    assert run((*give_back, "--grounds", "请补齐")) == 0
    assert run((*SEND, "--replaces", "1")) == 0
    for ending in ("pdf", "xlsx"):
        file = tmp_path / f"filing.{ending}"
        export = ("filing", "export", NUMBER, "--as", "bureau", "--version", "2")
        assert run((*export, "-o", str(file))) == 0
        assert file.stat().st_size > 1000
    capsys.readouterr()

    shown = printed(capsys, "filing", "show", NUMBER, "--as", "bureau", "--json", code=1)

    outcomes = [(one["version"], one["outcome"]) for one in shown["versions"]]
    assert outcomes == [(2, "sent"), (1, "returned")]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("filing", "send", NUMBER, "--as", "bank"), 1, "Papers missing: 3."),
        (("filing", "send", NUMBER, "--as", "bureau"), 1, "sent by the bank"),
        (
            ("filing", "receive", NUMBER, "--as", "bureau", "--version", "1"),
            1,
            "has not sent this filing",
        ),
        (("filing", "show", NUMBER, "--as", "bank2"), 2, "There is no such filing"),
        (("filing", "show", "BA-1", "--as", "bank"), 2, "There is no such filing"),
        (("filing", "show", NUMBER, "--as", "nobody"), 2, "nobody"),
        (("filing", "list", "--as", "bank", "--month", "March"), 2, "is not a month"),
        (
            ("filing", "export", NUMBER, "--as", "bank", "--version", "1", "-o", "x.doc"),
            2,
            ".pdf, .xlsx",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    assert run((*arguments, "--lang", "en")) == code

    assert said in capsys.readouterr().err


def test_the_late_list_is_a_negative_finding(capsys: pytest.CaptureFixture[str]) -> None:
    late = ("filing", "list", "--as", "bureau", "--late", "--lang", "en")
    assert run(late) == 0

    move_business_date(date(2021, 5, 1))

    assert run(late) == 1
    assert NUMBER in capsys.readouterr().out
