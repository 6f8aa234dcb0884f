"""`zhidai value reconcile`: the approaches of a deal as JSON, in; one value with its parts, out."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.test_loan_command import run

from zhidai.cli.schema import output_schema
from zhidai.cli.valuation_schema import approaches_schema

SALES = [
    {"what": f"示例交易{place}(虚构)", "on": "2023-05-10", "price": price, "adjustments": {}}
    for place, price in enumerate(("60万元", "50万元", "70万元"))
]
FILE: dict[str, Any] = {
    "on": "2024-06-29",
    "income": {"value": "676612.56元", "source": "zhidai value book"},
    "cost": {
        "spent": [{"what": "研发人员", "on": "2019-07-01", "amount": "80万元"}],
        "price_growth": "2%", "profit": "10%", "used": "6年", "left": "8年",
    },
    "market": {"comparables": SALES},
    "weights": {"income": "60%", "cost": "10%", "market": "30%"},
    "reason": "收益数据最可靠",
}  # fmt: skip


def reconciled(folder: Path, written: object, *more: str) -> int:
    path = folder / "approaches.json"
    path.write_text(json.dumps(written), encoding="utf-8")
    return run(["value", "reconcile", str(path), *more])


def test_three_approaches_make_one_value_by_its_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reconciled(tmp_path, FILE, "--json") == 0

    jsonschema.validate(FILE, approaches_schema())
    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("value-reconcile"))
    assert answer["cost"]["value"] == "555194.92"
    assert answer["reconciled"]["value"] == "641487.03"
    assert answer["reconciled"]["parts"]["market"] == "180000.00"


def test_people_read_parts_reason_and_findings_in_their_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = FILE | {"market": {"comparables": SALES[:2]}}

    assert reconciled(tmp_path, few) == 1
    chinese = capsys.readouterr().out
    assert reconciled(tmp_path, few, "--lang", "en") == 1
    english = capsys.readouterr().out

    assert "市场法" in chinese
    assert "可比交易只有 2 个" in chinese
    assert "by market" in english
    assert "Reason for the weights: 收益数据最可靠" in english


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weights": {"income": "60%", "cost": "40%"}}, "a weight for each value"),
        ({"weights": {"income": "60%", "cost": "10%", "market": "31%"}}, "101%"),
        ({"weights": {"guess": "100%"}}, "guess"),
        ({"market": {"comparables": []}}, "1 to 1,000"),
        ({"on": "2019-06-30"}, "2019-07-01"),
        ({"reason": " "}, "reason must be text"),
    ],
)
def test_what_cannot_be_reconciled_is_refused_in_one_sentence(
    change: dict[str, Any], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reconciled(tmp_path, FILE | change, "--lang", "en") == 2

    told = capsys.readouterr().err.strip()
    assert said in told
    assert len(told.splitlines()) == 1
