"""Anomalies planted into the tables are found by the bureau, on its page and at the prompt."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import City, drawn_loan, loan, on
from tests.web.anomalies.conftest import SignIn
from tests.web.loans.pages import OK, text_of

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.core.anomalies.book import AnomalyKind
from zhidai.db.rights.models import Pledge
from zhidai.services.anomalies.queries import anomalies_view
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        return drawn_loan(city)


@pytest.fixture
def planted(key: str) -> str:
    """The right of the loan was pledged twice before, ten days each; its value is too low."""
    on(date(2021, 3, 1))
    case = loan(key).case
    (pledge,) = case.pledges.all()
    for weeks in (4, 8):
        day = date(2021, 3, 1) - timedelta(weeks=weeks)
        Pledge.objects.create(
            right=pledge.right,
            case=case,
            pledgee=pledge.pledgee,
            registration_number=f"Y-虚构-{weeks}",
            registered_on=day,
            released_on=day + timedelta(days=10),
        )
    case.facts["valuation"]["market_value"]["value"] = "3500000.00"
    case.save()
    return str(pledge.right.number)


def test_a_city_without_anomalies_has_none(city: City, key: str) -> None:
    view = anomalies_view(city.bureau)

    assert (view.loans, view.pledges, view.findings) == (1, 1, ())


def test_what_was_planted_is_found_with_its_evidence(city: City, key: str, planted: str) -> None:
    cycles, waited, amount = (each.finding for each in anomalies_view(city.bureau).findings)

    assert (cycles.kind, cycles.subject) == (AnomalyKind.SHORT_CYCLES, planted)
    assert len(cycles.evidence) == 2
    assert waited.kind is AnomalyKind.REGISTRATION_WITHOUT_LOAN
    assert waited.measured == 56
    assert (amount.kind, amount.subject) == (AnomalyKind.AMOUNT_OUT_OF_LINE, key)
    assert amount.measured == Decimal("0.8571")


@pytest.mark.parametrize("who", ["bank", "finance", "enterprise1"])
def test_they_are_for_the_bureau(city: City, key: str, signed_in: SignIn, who: str) -> None:
    with pytest.raises(NotFound):
        anomalies_view(getattr(city, who))
    assert signed_in(getattr(city, who)).get("/en/anomalies/").status_code == 403


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("in short cycles", "2 times", "85.71%", "3 findings in 1 loans and 3 pledges")),
        ("zh-hans", ("反复质押", "2 次", "85.71%", "在 1 笔贷款和 3 项质押中发现 3 处异常")),
    ],
)
def test_the_page_says_what_was_found_by_which_threshold(
    city: City, key: str, planted: str, signed_in: SignIn, language: str, words: tuple[str, ...]
) -> None:
    found = signed_in(city.bureau).get(f"/{language}/anomalies/")

    assert found.status_code == OK
    for word in words:
        assert word in text_of(found), word
    assert f'id="{AnomalyKind.QUARTER_END_BUNCHING}"' in found.content.decode()


def test_the_command_answers_in_json_of_its_schema(
    city: City, key: str, planted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(("anomalies", "--as", "bureau", "--json")) == 1

    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("anomalies"))
    assert [one["kind"] for one in answer["findings"]] == [
        "short_cycles",
        "registration_without_loan",
        "amount_out_of_line",
    ]
    assert answer["parameters"]["caps"][0] == {"yuan": "10000000.00", "clause": "1"}


def book(**changed: Any) -> dict[str, Any]:
    one = {
        "loan": "HT-1", "case": "ZD-1", "enterprise": "甲（虚构）", "bank": "丙银行（虚构）",
        "appraiser": None, "principal": "900000.00", "drawn_on": "2021-02-10",
        "appraised_value": None, "market_value": "1000000.00", **changed,
    }  # fmt: skip
    return {"loans": [one], "pledges": []}


@pytest.mark.parametrize(("principal", "code"), [("800000.00", 0), ("800000.01", 1)])
def test_a_book_in_a_file_is_searched_without_a_platform(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], principal: str, code: int
) -> None:
    file, written = tmp_path / "book.json", book(principal=principal)
    jsonschema.validate(written, output_schema("anomaly-book"))
    file.write_text(json.dumps(written), encoding="utf-8")

    assert run(("anomalies", "--book", str(file), "--on", "2021-06-30", "--lang", "en")) == code

    assert f"{code} findings in 1 loans" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--as"),
        (("--as", "bureau", "--on", "2021-03-01"), "--as"),
        (("--as", "bank"), "by a bureau"),
        (("--as", "nobody"), "nobody"),
        (("--book", "no-such.json", "--on", "2021-03-01"), "no-such.json"),
        (("--book", "BAD", "--on", "2021-03-01"), "loans.0.principal"),
    ],
)
def test_what_cannot_be_searched_is_one_sentence(
    city: City,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(book(principal="much")), encoding="utf-8")
    given = [str(bad) if each == "BAD" else each for each in arguments]

    assert run(("anomalies", *given, "--lang", "en")) == 2

    assert said in capsys.readouterr().err
