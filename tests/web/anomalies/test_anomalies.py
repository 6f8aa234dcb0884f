"""Anomalies planted into the tables are found by the bureau, on its page and at the prompt."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests.services.money_cast import City, a_lending_city, fresh_key, loan, on
from tests.web.anomalies.conftest import SignIn
from tests.web.loans.pages import OK, text_of

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.core.anomalies.book import AnomalyKind
from zhidai.core.anomalies.dealing import seen_as
from zhidai.db.anomalies.models import AnomalyClosing
from zhidai.db.rights.models import Pledge
from zhidai.services.anomalies.commands import deal_with_finding
from zhidai.services.anomalies.queries import anomalies_view, finding_view
from zhidai.services.anomalies.views import FindingView
from zhidai.services.history.queries import verify
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


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
        ("en", ("in short cycles", "2 times", "85.71%", ": 3. Searched: loans 1, pledges 3")),
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


def test_one_kind_is_shown_alone_where_it_is_asked_for(
    city: City, key: str, planted: str, signed_in: SignIn
) -> None:
    found = signed_in(city.bureau).get("/en/anomalies/?kind=short_cycles&page=9")

    assert found.status_code == OK
    assert planted in text_of(found)
    assert f'id="{AnomalyKind.AMOUNT_OUT_OF_LINE}"' not in found.content.decode()


def test_a_finding_dealt_with_leaves_the_open_ones_until_new_evidence_comes_up(
    city: City, key: str, planted: str, signed_in: SignIn
) -> None:
    client = signed_in(city.bureau)
    address = reverse("anomalies:deal_with", args=["short_cycles", planted])
    form = client.get(address)
    seen = form.context["command"].hidden["seen"]
    sent = {"seen": seen, "idempotency_key": fresh_key()}

    silent = client.post(address, {**sent, "reason": "  "})
    stale = client.post(address, {**sent, "seen": "older", "reason": "已核（虚构）"})
    done = client.post(address, {**sent, "idempotency_key": fresh_key(), "reason": "已核（虚构）"})

    assert (silent.status_code, stale.status_code, done.status_code) == (422, 422, 302)
    (open_first, *_), (closed,) = _by_status(city)
    assert open_first.kind is not AnomalyKind.SHORT_CYCLES
    assert (closed.closings[0].reason, closed.closings[0].holds) == ("已核（虚构）", True)
    assert "已核（虚构）" not in text_of(client.get("/en/anomalies/"))
    assert "已核（虚构）" in text_of(client.get("/en/anomalies/?status=dealt_with"))
    again = client.post(address, {**sent, "idempotency_key": fresh_key(), "reason": "再核"})
    assert again.status_code == 422

    one = Pledge.objects.filter(right__number=planted, released_on__isnull=False).earliest("id")
    Pledge.objects.create(
        right=one.right,
        case=one.case,
        pledgee=one.pledgee,
        registration_number="Y-虚构-12",
        registered_on=date(2020, 12, 1),
        released_on=date(2020, 12, 11),
    )

    (reopened, *_), closed_now = _by_status(city)
    assert (reopened.kind, closed_now) == (AnomalyKind.SHORT_CYCLES, [])
    assert [line.holds for line in reopened.closings] == [False]
    text = text_of(client.get("/zh-hans/anomalies/"))
    assert "重新列入：有新依据" in text
    assert "已核（虚构）" in text
    assert list(verify()) == []


def _by_status(city: City) -> tuple[list[FindingView], list[FindingView]]:
    findings = anomalies_view(city.bureau).findings
    return [one for one in findings if one.is_open], [one for one in findings if not one.is_open]


def test_a_closing_is_never_changed(city: City, key: str, planted: str) -> None:
    found = finding_view(city.bureau, AnomalyKind.SHORT_CYCLES, planted)
    deal_with_finding(
        city.bureau,
        "short_cycles",
        planted,
        seen=seen_as(found.finding),
        text="已核（虚构）",
        key=fresh_key(),
    )

    for change in (
        lambda: AnomalyClosing.objects.update(reason="other"),
        AnomalyClosing.objects.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_is_dealt_with_no_longer_fails_the_command(
    city: City, key: str, planted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for view in anomalies_view(city.bureau).findings:
        deal_with_finding(
            city.bureau,
            str(view.kind),
            view.finding.subject,
            seen=seen_as(view.finding),
            text="已核（虚构）",
            key=fresh_key(),
        )

    assert run(("anomalies", "--as", "bureau", "--json")) == 0

    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("anomalies"))
    assert [one["reason"] for one in answer["dealt_with"]] == ["已核（虚构）"] * 3


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
    assert answer["parameters"]["caps"][0] == "10000000.00"


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

    assert f": {code}. Searched: loans 1" in capsys.readouterr().out


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
