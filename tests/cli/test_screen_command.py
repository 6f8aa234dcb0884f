"""`zhidai screen`: a register in, a white list and the rejects out."""

import csv
import json
import shutil
from pathlib import Path

import jsonschema
import polars
import pytest
from benchmarks.register import write_register

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.schemes.reader import shipped_folder

FINE, BAD = 0, 2
ROWS = 40


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    write_register(path, ROWS)
    return path


def screened(register: Path, out: Path, *more: str) -> int:
    return run(
        ["screen", str(register), "--scheme", "ganzhou-2020", "--on", "2021-03-01",
         "-o", str(out), *more]
    )  # fmt: skip


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_every_enterprise_has_its_answer_with_the_clause(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"

    assert screened(register, out) == FINE

    rows = rows_of(out)
    assert len(rows) == ROWS
    refused = [row for row in rows if row["outcome"] == "not_eligible"]
    assert refused
    assert all(row["clause"] and row["reasons"] for row in refused)
    assert "符合条件" in capsys.readouterr().out


def test_the_report_keeps_to_its_schema(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert screened(register, tmp_path / "out.jsonl", "--json") == FINE

    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, output_schema("screen"))
    (one,) = report["schemes"]
    assert one["eligible"] + one["not_eligible"] + one["missing"] == report["screened"] == ROWS


def test_rows_that_cannot_be_read_go_to_the_rejects_with_the_reason(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = register.read_text(encoding="utf-8-sig").splitlines()
    code = lines[1].split(",")[0]
    lines[2] = lines[2].replace(lines[2].split(",")[0], code)  # the first once more
    lines[3] = lines[3].replace(lines[3].split(",")[0], "91360700000000021X")  # a wrong digit
    lines[4] += ",one,cell,more"
    register.write_text("\n".join(lines), encoding="utf-8-sig")
    out = tmp_path / "out.csv"

    assert screened(register, out, "--lang", "en") == FINE

    rejects = rows_of(tmp_path / "out.rejects.csv")
    assert [row["row"] for row in rejects] == ["3", "4", "5"]
    assert "stands in row 2 already" in rejects[0]["reason"]
    assert "more cells than there are columns" in rejects[2]["reason"]
    assert len(rows_of(out)) == ROWS - 3
    assert "3 rows were rejected" in " ".join(capsys.readouterr().out.split())


def test_all_forms_say_the_same(register: Path, tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "xlsx"):
        assert screened(register, tmp_path / f"out.{ending}") == FINE

    table = polars.read_parquet(tmp_path / "out.parquet")
    assert table["outcome"].to_list() == [row["outcome"] for row in rows_of(tmp_path / "out.csv")]


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    write_register(tmp_path / "register.csv", 620)
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"

    assert screened(tmp_path / "register.csv", one, "--workers", "1") == FINE
    assert screened(tmp_path / "register.csv", two, "--workers", "2") == FINE

    assert one.read_bytes() == two.read_bytes()


def test_a_folder_says_what_the_shipped_scheme_says(register: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(str(shipped_folder("ganzhou-2020")), tmp_path / "my-city")
    shipped, own = tmp_path / "shipped.csv", tmp_path / "own.csv"

    assert screened(register, shipped) == FINE
    asked = ["screen", str(register), "--scheme", str(folder), "--on", "2021-03-01"]
    assert run([*asked, "-o", str(own)]) == FINE

    assert own.read_bytes() == shipped.read_bytes()


def test_what_was_there_before_stays_where_nothing_can_be_written(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "folder.csv"
    out.mkdir()

    assert screened(register, out, "--lang", "en") == BAD

    assert "What was there before is untouched" in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder.csv", "register.csv"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--scheme", "no-such"], "no-such"),
        (["--scheme", "qinglan-2021", "--on", "2021-01-31"], "2021-02-01"),
    ],
)
def test_a_scheme_that_cannot_be_asked_is_refused(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert screened(register, tmp_path / "out.csv", "--lang", "en", *more) == BAD

    assert said in capsys.readouterr().err


def test_a_formula_in_a_name_stays_a_text(register: Path, tmp_path: Path) -> None:
    text = register.read_text(encoding="utf-8-sig")
    register.write_text(text.replace("虚构企业0号有限公司", "=1+1"), encoding="utf-8-sig")
    out = tmp_path / "out.csv"

    assert screened(register, out) == FINE

    assert rows_of(out)[0]["name"] == "'=1+1"
