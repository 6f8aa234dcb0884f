"""`zhidai loan`: what people see, what programs read, and the exit codes."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from zhidai.cli import run
from zhidai.cli.loan_schema import loan_schema
from zhidai.cli.schema import output_schema

FINE, BAD = 0, 2
TERMS = {
    "principal": "1000万元",
    "annual_rate": "4.85%",
    "drawn_on": "2021-03-01",
    "due_on": "2022-03-01",
}
REPAYMENT = {
    "id": "R-1",
    "kind": "repayment",
    "amount": "26944.44",
    "effective_on": "2021-03-21",
    "recorded_at": "2021-04-02T09:00:00+08:00",
}
AT = "2021-06-01T09:00:00+08:00"
HISTORY = (
    {"id": "E", "kind": "extension", "due_on": "2022-09-01", "consents": ["bank", "guarantor"]},
    {"id": "P", "kind": "pause", "until": "2021-04-30"},
    {"id": "M", "kind": "misuse", "amount": "100万元"},
    {"id": "D", "kind": "drawdown", "amount": "500万元"},
    {"id": "W", "kind": "waiver", "amount": "1.00", "part": "interest"},
    {"id": "O", "kind": "write_off", "amount": "2.00", "part": "principal"},
    {"id": "R", "kind": "repayment", "amount": "3.00"},
    {"id": "V", "kind": "reversal", "reverses": "R"},
)
AGREED = {**TERMS, "commitment": "2000万元", "misuse_markup": "100%"}


def dated(*events: dict[str, object], on: str = "2021-04-01") -> tuple[dict[str, object], ...]:
    return tuple({**each, "effective_on": on, "recorded_at": AT} for each in events)


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("ZHIDAI_LANG", raising=False)


def loan_file(folder: Path, terms: object = TERMS, events: object = (REPAYMENT,)) -> str:
    path = folder / "loan.json"
    path.write_text(json.dumps({"terms": terms, "events": list(events)}))  # type: ignore[call-overload]
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_loan_is_replayed_to_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["loan", "replay", loan_file(tmp_path), "--on", "2021-05-20", "--json"]) == FINE

    answer = printed(capsys)
    assert answer["state"]["interest_paid"] == "26944.44"
    assert answer["state"]["interest_due"] == "41763.89"
    assert answer["state"]["overdue_days"] == 29
    assert answer["owed_to_bank"] == "10080833.33"
    assert answer["risk_class"] == "special_mention"


@pytest.mark.parametrize(
    ("terms", "fits"),
    [
        (TERMS, True),
        ({**TERMS, "settlement": "drawdown_day", "due_day_counts_as": "1"}, True),
        ({**TERMS, "working_day_rule": "following"}, True),
        ({**TERMS, "working_day_rule": "sometimes"}, False),
        ({**TERMS, "repayment": "single_payment", "rounding": "carried"}, True),
        ({**TERMS, "allocation": "oldest_first", "prepayment_interest": "to_the_due_day"}, True),
        ({**TERMS, "repayment": "interest_then_instalments", "instalments": "4"}, True),
        ({**TERMS, "repayment": "interest_then_instalments", "instalments": "four"}, False),
        ({**TERMS, "overdue_markup": "50%", "misuse_markup": "100%"}, True),
        ({**TERMS, "compounding": "unpaid_interest", "commitment": "2000万元"}, True),
        ({**TERMS, "compounding": "always"}, False),
        ({**TERMS, "settlement": "monthly"}, False),
        ({**TERMS, "principal": 10_000_000}, False),
        ({"principal": "1000万元"}, False),
    ],
)
def test_the_published_schema_takes_what_the_command_takes(
    tmp_path: Path, terms: object, fits: bool
) -> None:
    path = loan_file(tmp_path, terms)
    written = json.loads(Path(path).read_text(encoding="utf-8"))

    assert jsonschema.Draft202012Validator(loan_schema()).is_valid(written) is fits
    assert (run(["loan", "replay", path, "--on", "2021-05-20"]) == FINE) is fits


def test_known_at_leaves_out_what_was_recorded_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["loan", "replay", loan_file(tmp_path), "--on", "2021-04-01", "--json"]

    assert run([*asked, "--known-at", "2021-04-01T23:59:00+08:00"]) == FINE
    then = printed(capsys)
    assert run(asked) == FINE
    now = printed(capsys)

    assert (then["state"]["status"], now["state"]["status"]) == ("overdue", "running")


def test_people_read_it_in_either_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = loan_file(tmp_path)

    assert run(["loan", "replay", path, "--on", "2021-05-20"]) == FINE
    chinese = capsys.readouterr().out
    assert run(["loan", "replay", path, "--on", "2021-05-20", "--lang", "en"]) == FINE
    english = capsys.readouterr().out

    assert "已逾期 29 天" in chinese
    assert "关注" in chinese
    assert "Overdue for 29 days, since 2021-04-22." in english
    assert "special mention" in english


@pytest.mark.parametrize(
    ("rate", "contract_on", "resolved"),
    [
        ("LPR+100bp", "2021-03-01", "0.0485"),
        ("LPR + 100个基点", "2021-03-01", "0.0485"),
        ("LPR加100个基点", "2020-04-19", "0.0505"),  # the day before the cut to 3.85%
        ("LPR+100bp", "2020-04-20", "0.0485"),
        ("LPR5Y-20bp", "2021-03-01", "0.0445"),
        ("LPR", "2021-03-01", "0.0385"),
    ],
)
def test_a_rate_may_be_the_lpr_of_the_contracts_day_and_a_margin(
    rate: str, contract_on: str, resolved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = {**TERMS, "annual_rate": rate, "contract_on": contract_on}

    assert run(["loan", "replay", loan_file(tmp_path, terms), "--on", "2021-05-20", "--json"]) == 0

    assert printed(capsys)["annual_rate"] == resolved


def test_an_lpr_that_is_not_published_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last, after = (
        {**TERMS, "annual_rate": "LPR+50bp", "drawn_on": drawn_on, "due_on": "2026-07-01"}
        for drawn_on in ("2025-07-31", "2025-08-01")
    )

    assert run(["loan", "replay", loan_file(tmp_path, last, ()), "--on", "2025-09-01"]) == FINE
    capsys.readouterr()
    path = loan_file(tmp_path, after, ())
    assert run(["loan", "replay", path, "--on", "2025-09-01", "--lang", "en"]) == BAD

    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(
        "terms.annual_rate: The LPR for 2025-08-01 is not published in the table here"
    )
    assert len(shown.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("amount", "", "events[1].amount: The amount is left empty; write"),
        ("amount", "-1.00", "events[1].amount: The amount -1.00 is negative"),
        ("amount", "1.005元", "events[1].amount: The amount 1.005元 is finer than one fen"),
        ("amount", "NaN", "events[1].amount: NaN cannot be read as an amount"),
        ("amount", "1e400", "events[1].amount: 1e400 cannot be read as an amount"),
        ("amount", "1,000", "events[1].amount: 1,000 does not say its unit"),
        ("effective_on", "2021-02-29", "events[1].effective_on: 2021-02-29 is not a day"),
        ("effective_on", " ", "events[1].effective_on: The day is left empty"),
        ("effective_on", "2021-02-28", "The event R-2 takes effect on 2021-02-28, before"),
    ],
)
def test_what_an_event_cannot_say_is_told_with_its_place(
    field: str, written: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = {
        "id": "R-1", "kind": "repayment", "amount": "１０００元", "effective_on": "2021-03-21",
        "recorded_at": "2021-03-21T16:00:00+08:00",
    }  # fmt: skip
    path = loan_file(tmp_path, TERMS, (first, {**first, "id": "R-2", field: written}))

    assert run(["loan", "replay", path, "--on", "2021-05-20", "--lang", "en"]) == BAD

    shown = capsys.readouterr()
    assert (shown.out, len(shown.err.splitlines())) == ("", 1)
    assert shown.err.startswith(said)


def test_a_file_that_is_no_object_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "loan.json"
    path.write_text("[]", encoding="utf-8")

    assert run(["loan", "replay", str(path), "--on", "2021-05-20", "--lang", "en"]) == BAD

    assert "loan.json is not a JSON object" in capsys.readouterr().err


def test_instalments_of_principal_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = {**TERMS, "repayment": "interest_then_instalments", "instalments": "3"}
    path = loan_file(tmp_path, terms, ())

    assert run(["loan", "replay", path, "--on", "2021-03-02", "--lang", "en"]) == FINE
    assert "3,333,333.34" in capsys.readouterr().out
    assert run(["loan", "replay", path, "--on", "2021-03-02", "--json"]) == FINE
    answer = printed(capsys)
    parts = answer["state"]["principal_instalments"]

    assert [part["amount"] for part in parts] == ["3333333.33", "3333333.33", "3333333.34"]
    first = answer["state"]["instalments"][0]
    assert (first["due_on"], first["interest"], first["status"]) == (
        "2021-03-21",
        "26944.44",
        "expected",
    )
    jsonschema.validate(answer, output_schema("loan-replay"))


def test_what_a_payment_was_used_for_has_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repaid = {"id": "R", "kind": "repayment", "amount": "26944.44"}
    path = loan_file(tmp_path, TERMS, dated(repaid, on="2021-03-21"))

    assert run(["loan", "replay", path, "--on", "2021-05-20", "--json"]) == FINE

    answer = printed(capsys)
    (use,) = answer["state"]["allocations"]
    assert (use["effective_on"], use["interest"], use["principal"]) == (
        "2021-03-21",
        "26944.44",
        "0.00",
    )
    jsonschema.validate(answer, output_schema("loan-replay"))


def test_a_history_of_every_kind_of_event_is_replayed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = loan_file(tmp_path, AGREED, dated(*HISTORY))
    asked = ["loan", "replay", path, "--on", "2021-05-21"]
    schema = jsonschema.Draft202012Validator(loan_schema())

    assert schema.is_valid(json.loads(Path(path).read_text(encoding="utf-8")))
    assert run([*asked, "--json"]) == FINE
    state = printed(capsys)["state"]
    assert run([*asked, "--lang", "en"]) == FINE
    english = capsys.readouterr().out
    assert run(asked) == FINE
    chinese = capsys.readouterr().out

    assert (state["principal_lent"], state["principal_repaid"]) == ("15000000.00", "0.00")
    assert (state["interest_waived"], state["principal_written_off"]) == ("1.00", "2.00")
    assert (state["due_on"], state["paused_days"]) == ("2022-09-01", 30)
    assert Decimal(state["penalty_due"]) > 0
    assert "Falls due on 2022-09-01, extended from 2022-03-01." in english
    assert "30 days past due were paused and do not count." in english
    assert "Penalty" in english
    assert "由 2022-03-01 展期" in chinese
    assert "罚息" in chinese


def test_the_schemes_measure_and_the_five_classes_stand_side_by_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = [{"balance": "111.2万元", "class": "doubtful"}]
    path = tmp_path / "debtor.json"
    loan = {"terms": TERMS, "events": [REPAYMENT], "other_credits": others}
    path.write_text(json.dumps(loan), encoding="utf-8")
    asked = ["loan", "replay", str(path), "--on", "2021-05-20", "--scheme", "ganzhou-2020"]

    assert jsonschema.Draft202012Validator(loan_schema()).is_valid(loan)
    assert run([*asked, "--json"]) == FINE
    standing = printed(capsys)["standing"]
    assert run([*asked, "--lang", "en"]) == FINE
    english = capsys.readouterr().out
    assert run(asked) == FINE
    chinese = capsys.readouterr().out

    assert standing["by_scheme"] == {
        "scheme": "ganzhou-2020",
        "clause": "8.2",
        "from_overdue_day": 1,
        "is_non_performing": True,
    }
    assert (standing["by_days"], standing["by_debtor"]) == ("special_mention", "substandard")
    assert "8.2: counted as non-performing (from overdue day 1)" in english
    assert "substandard, as 1,112,000.00 of 11,112,000.00 is non-performing" in english
    assert "8.2：计入不良" in chinese
    assert "按债务人全部债权的分类：次级" in chinese


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({}, "other_credits"),
        ([{"balance": "-1.00元", "class": "loss"}], "-1.00"),
        ([{"balance": "1.00", "class": "bad"}], "bad"),
        ([{"balance": "1.00"}], "class"),
    ],
)
def test_other_credits_that_cannot_be_read_are_one_sentence(
    others: object, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "debtor.json"
    path.write_text(json.dumps({"terms": TERMS, "events": [], "other_credits": others}))

    assert run(["loan", "replay", str(path), "--on", "2021-05-20"]) == BAD

    shown = capsys.readouterr()
    assert len(shown.err.splitlines()) == 1
    assert said in shown.err


def test_days_that_may_still_move_are_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years = {"drawn_on": "2026-06-01", "due_on": "2027-06-01"}
    path = loan_file(tmp_path, {**TERMS, **years, "working_day_rule": "following"}, ())

    assert run(["loan", "replay", path, "--on", "2026-06-02", "--lang", "en"]) == FINE

    assert "2026-12-31" in capsys.readouterr().out


def test_an_actus_contract_is_not_made_of_terms_that_it_cannot_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = loan_file(tmp_path, {**TERMS, "working_day_rule": "following"})

    assert run(["loan", "export", path, "--id", "L", "--lang", "en"]) == BAD

    assert "working_day_rule is following" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("terms", "events", "said"),
    [
        ({**TERMS, "principal": "300"}, (), "300"),
        ({**TERMS, "annual_rate": "4.85"}, (), "4.85"),
        ({**TERMS, "annual_rate": "485天"}, (), "4.85%"),
        ({**TERMS, "annual_rate": "LPR+1"}, (), "LPR+100bp"),
        ({**TERMS, "annual_rate": "LPR+1%"}, (), "LPR+100bp"),
        ({**TERMS, "annual_rate": "LPR-500bp"}, (), "-0.0115"),
        ({**TERMS, "annual_rate": "LPR+100bp", "contract_on": "2019-08-19"}, (), "2019-08-20"),
        ({**TERMS, "contract_on": "2021-03-02"}, (), "2021-03-02"),
        ({**TERMS, "drawn_on": "2021-02-30"}, (), "2021-02-30"),
        ({**TERMS, "settlement": "weekly"}, (), "weekly"),
        ({**TERMS, "day_count": "30/360"}, (), "30/360"),
        ({**TERMS, "due_day_counts_as": 1}, (), "due_day_counts_as"),
        ({**TERMS, "repayment": "interest_then_instalments"}, (), "0"),
        ({**TERMS, "repayment": "interest_then_instalments", "instalments": "-3"}, (), "-3"),
        ({**TERMS, "repayment": "interest_then_instalments", "instalments": "14"}, (), "13"),
        ({**TERMS, "instalments": "3"}, (), "bullet_monthly_interest"),
        ({**TERMS, "colour": "red"}, (), "colour"),
        ({"principal": "1000万元"}, (), "annual_rate"),
        ([], (), "terms"),
        (TERMS, ("R-1",), "events[0]"),
        (TERMS, ({**REPAYMENT, "kind": "gift"},), "gift"),
        (TERMS, ({**REPAYMENT, "amount": "1.001元"},), "1.001"),
        (TERMS, ({**REPAYMENT, "recorded_at": "2021-03-21"},), "recorded_at"),
        (TERMS, ({**REPAYMENT, "effective_on": "2021-02-01"},), "R-1"),
        (TERMS, ({**REPAYMENT, "amount": "2000万元"},), "R-1"),
        (TERMS, (REPAYMENT, REPAYMENT), "R-1"),
        ({**TERMS, "overdue_markup": "20%"}, (), "20"),
        ({**TERMS, "commitment": "999万元"}, (), "9,990,000"),
        (TERMS, ({**REPAYMENT, "part": "interest"},), "part"),
        (TERMS, dated({"id": "E", "kind": "extension", "due_on": "2022-09-01"}), "consents"),
        (TERMS, dated({**HISTORY[0], "consents": "bank"}), "consents"),
        (TERMS, dated({**HISTORY[0], "consents": [1]}), "consents"),
        (TERMS, dated({**HISTORY[0], "consents": []}), "E"),
        (TERMS, dated({**HISTORY[0], "due_on": "2022-02-01"}), "2022-02-01"),
        (TERMS, dated(HISTORY[1], on="2021-05-01"), "2021-04-30"),
        (TERMS, dated(HISTORY[2]), "加收比例"),
        (TERMS, dated(HISTORY[3]), "15,000,000.00"),
        (TERMS, dated({**HISTORY[4], "amount": "26944.45"}), "26,944.44"),
        (TERMS, dated({**HISTORY[4], "amount": "1.001元"}), "1.001"),
        (TERMS, dated({**HISTORY[4], "part": "fees"}), "fees"),
        (TERMS, dated({**HISTORY[5], "amount": "1001万元"}), "10,000,000"),
        (TERMS, dated(HISTORY[3], on="2021-02-28"), "2021-02-28"),
        (TERMS, dated({"id": "V", "kind": "reversal", "reverses": "R-9"}), "R-9"),
        (TERMS, ({**REPAYMENT, "split": {"bank": "1.00"}},), "26,944.44"),
    ],
)
def test_bad_input_is_one_sentence_that_says_where(
    terms: object,
    events: object,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["loan", "replay", loan_file(tmp_path, terms, events), "--on", "2021-06-01"]) == BAD

    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert said in shown.err
