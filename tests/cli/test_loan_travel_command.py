"""`zhidai loan travel`: what people see, what programs read, the file, and the exit codes."""

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.core.guarantees.test_claimed_loan import written

from zhidai.cli import run
from zhidai.cli.loan_schema import claimed_loan_schema
from zhidai.cli.schema import output_schema

FINE, BAD = 0, 2


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "260")
    monkeypatch.delenv("ZHIDAI_LANG", raising=False)


def claim_file(folder: Path, **change: object) -> str:
    path = folder / "claim.json"
    path.write_text(json.dumps(written(**change)), encoding="utf-8")
    return str(path)


def asked(path: str, *more: str) -> list[str]:
    return ["loan", "travel", path, "--on", "2022-01-01", *more]


def test_people_see_each_step_and_that_the_sums_close(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(asked(claim_file(tmp_path), "--lang", "en")) == FINE

    shown = capsys.readouterr().out
    assert "Paid to the bank on the claim" in shown
    assert (
        "Shares asked of the payers: in 2,400,000.00, out 2,195,000.00, unpaid 205,000.00, "
        "difference 0.00." in shown
    )
    assert shown.rstrip().endswith("Closes to the fen")


def test_chinese_is_what_people_see_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(asked(claim_file(tmp_path))) == FINE

    shown = capsys.readouterr().out
    assert "银行留抵评估机构欠款" in shown
    assert "《民法典》第 568 条" in shown


def test_parties_are_called_by_name_whatever_their_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shares = {"insurer": "50%", "compensation_fund": "30%", "bank": "20%"}
    path = claim_file(tmp_path, claimed_on="2021-07-20", shares=shares, payments=[], recoveries=[])

    assert run(asked(path, "--scheme", "qinglan-2021")) == FINE

    shown = capsys.readouterr().out
    assert "保险公司" in shown
    assert "风险补偿资金池" in shown
    assert "insurer" not in shown
    assert "compensation_fund" not in shown


def test_without_a_scheme_a_party_is_called_by_its_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = claim_file(
        tmp_path, shares={"insurer": "80%", "bank": "20%"}, payments=[], recoveries=[]
    )

    assert run(asked(path)) == FINE

    shown = capsys.readouterr().out
    assert "保险公司" in shown
    assert "insurer" not in shown


def test_programs_read_what_the_schema_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(asked(claim_file(tmp_path), "--json")) == FINE

    answer: Any = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("loan-travel"))
    assert answer["closes"] is True
    last = answer["journey"]["movements"][-1]
    assert {"place": "asked", "party": "appraiser", "amount": "205000.00"} in last["remains"]


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({}, True),
        ({"recoveries": [{"received_on": "2021-09-01", "gross": "100万元"}]}, True),
        ({"payments": [{"payer": "guarantor", "amount": "1万元"}]}, False),
        ({"notice": "2021-05-20"}, False),
    ],
)
def test_the_published_schema_takes_what_the_command_takes(
    tmp_path: Path, change: dict[str, object], fits: bool
) -> None:
    path = claim_file(tmp_path, **change)

    validator = jsonschema.Draft202012Validator(claimed_loan_schema())
    assert validator.is_valid(written(**change)) is fits
    assert (run(asked(path)) == FINE) is fits


def test_the_file_has_a_row_for_each_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "steps.csv"

    assert run(asked(claim_file(tmp_path), "-o", str(out), "--json", "--lang", "en")) == FINE

    movements = json.loads(capsys.readouterr().out)["journey"]["movements"]
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == len(movements)
    assert rows[-1]["Owed by Appraiser"] == "205000.00"


def test_a_payment_above_what_is_asked_is_one_sentence_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = claim_file(
        tmp_path,
        payments=[{"payer": "guarantor", "amount": "2100000.01", "paid_on": "2021-06-01"}],
    )
    out = tmp_path / "steps.csv"

    assert run(asked(path, "-o", str(out), "--lang", "en")) == BAD

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(
        "guarantor would have paid 2,100,000.01 yuan on a claim of 2,100,000.00"
    )
    assert not out.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"payments": [{"payer": "guarantor", "amount": "1元", "paid_on": "2021-05-19"}]},
            "Money of 2021-05-19 cannot be paid or recovered on the claim of 2021-05-20",
        ),
        (
            {"recoveries": [{"received_on": "2021-05-01", "gross": "100元"}]},
            "Money of 2021-05-01 cannot be paid or recovered on the claim of 2021-05-20",
        ),
    ],
)
def test_money_on_a_claim_does_not_come_before_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object], said: str
) -> None:
    assert run(asked(claim_file(tmp_path, **change), "--lang", "en")) == BAD

    assert capsys.readouterr().err.startswith(said)


def test_money_of_the_enterprise_after_the_claim_is_a_recovery(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = written()
    late = {
        "id": "late", "kind": "repayment", "amount": "100万元",
        "effective_on": "2021-08-01", "recorded_at": "2021-08-01T09:00:00+08:00",
    }  # fmt: skip
    whole["events"] = [*whole.get("events", []), late]
    path = tmp_path / "claim.json"
    path.write_text(json.dumps(whole), encoding="utf-8")

    assert run(asked(str(path), "--lang", "en")) == BAD

    assert "late of 2021-08-01 comes after the claim of 2021-05-20" in capsys.readouterr().err


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_a_narrow_terminal_or_a_pipe_shows_every_amount_whole(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    width: str,
) -> None:
    monkeypatch.setenv("COLUMNS", width)

    assert run(asked(claim_file(tmp_path), "--lang", "en")) == FINE

    shown = capsys.readouterr().out
    assert "\N{HORIZONTAL ELLIPSIS}" not in shown
    assert "2021-05-20" in shown
    assert "2,100,000.00" in shown


@pytest.mark.parametrize(
    ("claimed_on", "scheme", "said"),
    [
        ("2021-03-21", "", "nothing of the loan was overdue"),
        ("2021-03-22", "", None),
        ("2021-05-19", "ganzhou-2020", "overdue for 59 days"),
        ("2021-05-20", "ganzhou-2020", None),
    ],
)
def test_a_claim_needs_what_its_scheme_asks_for(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    claimed_on: str,
    scheme: str,
    said: str | None,
) -> None:
    path = claim_file(tmp_path, claimed_on=claimed_on)
    more = ("--scheme", scheme) if scheme else ()

    code = run(asked(path, "--lang", "en", *more))

    assert code == (FINE if said is None else BAD)
    assert said is None or said in capsys.readouterr().err
