"""`zhidai ledger registrations`: a bureau's file in, statistics, rankings and the bulletin out."""

import json
from pathlib import Path

import jsonschema
import pytest

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.documents.register_sample import sample_register

FINE, BAD = 0, 2
FILES = {
    "REGISTER-COLUMNS.json", "bulletin-2021Q1.en.pdf", "bulletin-2021Q1.en.xlsx",
    "bulletin-2021Q1.zh.pdf", "bulletin-2021Q1.zh.xlsx", "rankings.xlsx", "registrations.xlsx",
    "rejects.xlsx", "report.json", "statistics.xlsx",
}  # fmt: skip


def test_every_file_of_the_report_is_written_and_its_figures_follow_the_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register, out = tmp_path / "登记.xlsx", tmp_path / "out"
    register.write_bytes(sample_register())

    code = run(["ledger", "registrations", str(register), "-o", str(out), "--json"])

    printed = json.loads(capsys.readouterr().out)
    jsonschema.validate(printed, output_schema("ledger-registrations"))
    assert code == FINE
    assert {path.name for path in out.iterdir()} == FILES
    assert json.loads((out / "report.json").read_text()) == printed
    assert printed["figures"][0]["value"] == "20"
    assert printed["rejected"]["登记.xlsx"][0]["problems"][0]["cell"] == "F67"

    columns = str(out / "REGISTER-COLUMNS.json")
    again = ["ledger", "registrations", str(register), "-o", str(out), "--map", columns]
    assert run([*again, "--quarter", "2020Q4", "--lang", "en"]) == FINE
    assert "2020Q4" in capsys.readouterr().out


def test_a_list_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    register, out = tmp_path / "登记.csv", tmp_path / "out"
    register.write_text("甲,乙\n1,2\n")

    assert run(["ledger", "registrations", str(register), "-o", str(out)]) == BAD
    assert not out.exists()


def test_headings_of_a_bureaus_own_are_mapped_in_the_file_that_a_command_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register, begun = tmp_path / "登记.csv", tmp_path / "map.json"
    register.write_text(
        "质押登记\n序,甲方,哪天,数额\n1,赣州甲科技有限公司,2021-01-08,300\n", encoding="utf-8"
    )
    report = ["ledger", "registrations", str(register), "-o", str(tmp_path / "out")]
    assert run([*report, "--lang", "en"]) == BAD
    assert "zhidai ledger columns --registrations" in capsys.readouterr().err

    begin = ["ledger", "columns", str(register), "--registrations", "-o", str(begun)]
    assert run([*begin, "--lang", "en"]) == FINE

    assert f"zhidai ledger registrations … --map {begun}" in capsys.readouterr().out
    written = json.loads(begun.read_text(encoding="utf-8"))
    assert [one["heading"] for one in written["columns"]] == ["序", "甲方", "哪天", "数额"]
    meanings = (("pledgor", None), ("registered_on", None), ("amount", "万元"))
    for column, (field, unit) in zip(written["columns"][1:], meanings, strict=True):
        column |= {"field": field, "unit": unit}
    begun.write_text(json.dumps(written), encoding="utf-8")
    assert run([*report, "--map", str(begun), "--json"]) == FINE
    assert "3000000.00" in capsys.readouterr().out
