"""`zhidai value overrides`: values set by officers as JSON, in; how they lean, out."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.test_loan_command import run

from zhidai.cli.schema import output_schema
from zhidai.cli.valuation_schema import overrides_schema

ONE: dict[str, Any] = {
    "patent_number": "ZL201510000001.0", "on": "2024-06-30", "internal": "50万元",
    "value": "60万元", "by": "赵一(虚构)", "reason": "已有两家企业书面询价",
}  # fmt: skip


def reported(folder: Path, written: object, *more: str) -> int:
    path = folder / "overrides.json"
    path.write_text(json.dumps(written), encoding="utf-8")
    return run(["value", "overrides", str(path), *more])


def test_overrides_are_reported_by_officer_by_the_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = {"overrides": [ONE, ONE | {"value": "45万元"}]}

    assert reported(tmp_path, file, "--json") == 0

    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(file, overrides_schema())
    jsonschema.validate(answer, output_schema("value-overrides"))
    assert answer["added"] == "50000.00"
    assert answer["officers"][0]["median_ratio"] == "1.0500"


def test_people_read_findings_in_their_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = {"overrides": [ONE | {"value": "150万元", "reason": "看好"}]}

    assert reported(tmp_path, file) == 1
    chinese = capsys.readouterr().out
    assert reported(tmp_path, file, "--lang", "en") == 1
    english = capsys.readouterr().out

    assert "定为内部估值的 3.0000 倍" in chinese
    assert "过于简略" in chinese
    assert "at 3.0000 of its internal value" in english
    assert "says little" in english


def test_amounts_are_whole_in_a_terminal_of_eighty_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    many = [ONE | {"internal": "1000万元", "value": "1999万元"}]

    for language in ("zh", "en"):
        reported(tmp_path, {"overrides": many}, "--lang", language)
        assert "+9,990,000.00" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"overrides": []}, "1 to 10,000"),
        ({"overrides": [ONE | {"internal": "0.00"}]}, "0.00, which cannot be"),
        ({"overrides": [ONE | {"reason": ""}]}, "reason must be text"),
        ({"overrides": [{**ONE, "who": "x"}]}, "field who"),
        (
            {"overrides": [ONE, ONE | {"value": "80"}]},
            "overrides[1] (ZL201510000001.0).value: 80 does not say its unit; write for instance",
        ),
        ({"overrides": [ONE | {"on": "昨天"}]}, ".on: 昨天 is not a day; write it like 2021-03-01"),
        (
            {"overrides": [ONE | {"patent_number": "ZL201510000001.1"}]},
            "overrides[0] (ZL201510000001.1).patent_number: ",
        ),
        ([ONE], "is not a JSON object; write its fields in braces"),
    ],
)
def test_what_cannot_be_reported_is_refused_in_one_sentence(
    wrong: object, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reported(tmp_path, wrong, "--lang", "en") == 2

    told = capsys.readouterr().err.strip()
    assert said in told
    assert len(told.splitlines()) == 1
