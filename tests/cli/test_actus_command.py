"""`zhidai loan replay --actus` and `zhidai loan export`: the standard's JSON in and out."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.core.actus.pam_cast import TERMS

from zhidai.cli import run
from zhidai.cli.schema import INPUTS, output_schema

FINE, BAD = 0, 2
LOAN = {
    "terms": {
        "principal": "1000万元",
        "annual_rate": "4.85%",
        "drawn_on": "2021-03-01",
        "due_on": "2022-03-01",
    },
    "events": [],
}


def written(folder: Path, content: object) -> str:
    path = folder / "contract.json"
    path.write_text(json.dumps(content))
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_events_are_printed_as_the_standards_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, {"terms": TERMS, "to": "", "dataObserved": {}, "eventsObserved": []})

    assert run(["loan", "replay", "--actus", path]) == FINE

    events = printed(capsys)
    jsonschema.validate(events, output_schema("actus-events"))
    assert events[0] == {
        "eventDate": "2013-01-01T00:00",
        "eventType": "IED",
        "payoff": -3000,
        "currency": "CNY",
        "notionalPrincipal": 3000,
        "nominalInterestRate": 0.1,
        "accruedInterest": 0,
    }
    assert events[2]["payoff"] == 25.4794520547945


def test_attributes_without_effect_are_named_not_passed_over_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, {"terms": {**TERMS, "creatorID": "bank"}})

    assert run(["loan", "replay", "--actus", path, "--lang", "en"]) == FINE

    assert "Not used: creatorID" in capsys.readouterr().err


def test_an_exported_loan_is_read_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, LOAN)
    assert run(["loan", "export", path, "--id", "L-1", "--guarantee", "70%"]) == FINE
    loan, guarantee = contracts = printed(capsys)
    jsonschema.validate(contracts, output_schema("loan-export"))
    jsonschema.validate({"terms": loan}, INPUTS["actus-contract"]())

    assert run(["loan", "replay", "--actus", written(tmp_path, {"terms": loan})]) == FINE

    events = printed(capsys)
    assert (events[-1]["eventType"], events[-1]["payoff"]) == ("MD", 10_000_000)
    assert round(events[1]["payoff"], 2) == 26944.44  # 20 days at 4.85 % over 360
    assert (guarantee["contractType"], guarantee["coverageOfCreditEnhancement"]) == ("CEG", "0.7")


def test_an_exported_contract_names_both_its_sides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parties = ["--lender", "BANK-1", "--borrower", "FIRM-1", "--guarantor", "GUARANTOR-1"]
    path = written(tmp_path, LOAN)

    assert run(["loan", "export", path, "--id", "L-1", "--guarantee", "70%", *parties]) == FINE

    sides = [(one["creatorID"], one["counterpartyID"]) for one in printed(capsys)]
    assert sides == [("BANK-1", "FIRM-1"), ("BANK-1", "GUARANTOR-1")]


def test_the_events_of_a_loan_are_no_part_of_its_contract_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repaid = {
        "id": "1",
        "kind": "repayment",
        "effective_on": "2021-06-01",
        "recorded_at": "2021-06-01T10:00:00+08:00",
        "amount": "100万元",
    }
    path = written(tmp_path, {**LOAN, "events": [repaid]})

    assert run(["loan", "export", path, "--id", "L-1", "--lang", "en"]) == FINE

    assert "Not used: events" in capsys.readouterr().err


@pytest.mark.parametrize(
    "change",
    [
        {"dayCountConvention": "A364"},
        {"contractType": "ANN"},
        {"notionalPrincipal": ["3000"]},
        {"maturityDate": None},
    ],
)
def test_the_schema_of_a_contract_refuses_what_the_reader_refuses(
    change: dict[str, object],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    contract = {"terms": {**TERMS, **change}}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(contract, INPUTS["actus-contract"]())
    assert run(["loan", "replay", "--actus", written(tmp_path, contract)]) == BAD
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["loan", "replay"], "Name a loan file and a day"),
        (["loan", "replay", "x.json", "--actus", "y.json"], "stands alone"),
        (["loan", "replay", "--actus", "no-such.json"], "no-such.json"),
    ],
)
def test_what_does_not_fit_together_is_said_in_one_sentence(
    command: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--lang", "en"]) == BAD

    assert words in capsys.readouterr().err


def test_a_guarantee_of_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, LOAN)

    assert run(["loan", "export", path, "--id", "L", "--guarantee", "0%", "--lang", "en"]) == BAD

    assert "at most 100%" in capsys.readouterr().err
