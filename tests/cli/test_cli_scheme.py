"""`zhidai scheme`: what it prints, and its exit codes 0, 1 and 2."""

import json
from pathlib import Path

import pytest
from tests.schemes.minimal_scheme import MINIMAL, copied, spoil

from zhidai.cli import run

FINE, NEGATIVE, BAD = 0, 1, 2


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("ZHIDAI_LANG", raising=False)


def test_the_shipped_schemes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "list"]) == FINE

    shown = capsys.readouterr().out
    assert "ganzhou-2020" in shown
    assert "赣知贷" in shown


def test_a_scheme_is_listed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "list", "--json"]) == FINE

    listed = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed["ganzhou-2020"]["in_force_from"] == "2020-09-29"
    assert len(listed["ganzhou-2020"]["content_hash"]) == 64


def test_a_clause_stands_beside_its_parameters_and_interpretations(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["scheme", "show", "ganzhou-2020", "--clause", "8.2", "--lang", "en"]) == FINE

    shown = capsys.readouterr().out
    for part in ("npl_ratio_max", "5%", "2020-09-29", "must", "more than", "interpretation"):
        assert part in shown


def test_clauses_come_beside_what_encodes_them_as_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["scheme", "show", str(MINIMAL), "--clause", "1", "--json"]) == FINE

    (clause,) = json.loads(capsys.readouterr().out)["clauses"]
    assert [one["name"] for one in clause["parameters"]] == ["amount_max", "term_max"]
    assert [one["id"] for one in clause["rules"]] == ["term", "purpose", "unpledged"]
    assert [one["task"]["id"] for one in clause["tasks"]] == ["apply", "approve"]


def test_the_whole_scheme_shows_every_clause(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "show", str(MINIMAL)]) == FINE

    shown = capsys.readouterr().out
    for part in ("金额与期限", "损失分担", "未编码", "与业务无关"):
        assert part in shown


def test_a_clause_that_is_not_there_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "show", str(MINIMAL), "--clause", "9", "--lang", "en"]) == BAD

    assert "There is no clause 9 in minimal" in capsys.readouterr().err


def test_a_scheme_that_is_not_there_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "check", "atlantis"]) == BAD

    assert "没有名为 atlantis 的方案" in capsys.readouterr().err


def test_a_scheme_without_errors_passes_its_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "check", str(MINIMAL), "--on", "2021-03-01", "--lang", "en"]) == FINE

    assert "minimal: 0 errors" in capsys.readouterr().out


def test_a_failing_example_is_a_negative_finding(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = copied(tmp_path)
    spoil(folder, "examples/above.yaml", "outcome: not_met", "outcome: met")

    assert run(["scheme", "check", str(folder), "--json"]) == NEGATIVE

    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == 1
    assert report["findings"][0]["reason"]["code"] == "check_outcome_differs"


def test_a_folder_that_does_not_load_is_bad_input_with_every_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = copied(tmp_path)
    spoil(folder, "parameters.yaml", "2021-01-01: 1000万元", "2021-01-01: 10000000")
    spoil(folder, "rules.yaml", "parameter: term_max", "parameter: term_mix")

    assert run(["scheme", "check", str(folder), "--lang", "en"]) == BAD

    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("parameters.yaml line 9: 10000000 has no unit")
    assert second.startswith("rules.yaml line 6: there is no parameter term_mix")


def test_a_day_that_cannot_be_read_is_bad_input() -> None:
    assert run(["scheme", "check", str(MINIMAL), "--on", "01/03/2021"]) == BAD


@pytest.mark.parametrize(
    "written",
    ["a" * 300, "a/" + "b" * 5000, "no\x1b[31m\x07such"],
    ids=["long name", "long path", "controls"],
)
def test_a_name_no_folder_can_have_is_one_sentence_without_controls(
    written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scheme", "check", written]) == BAD

    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "\x1b" not in told
    assert "\x07" not in told


def test_a_label_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    spoil(folder, "scheme.yaml", "zh: 最小方案（虚构）", 'zh: "\\e[2J最小方案"')

    assert run(["scheme", "show", str(folder)]) == BAD

    shown = capsys.readouterr()
    assert "scheme.yaml" in shown.err
    assert "\x1b" not in shown.out + shown.err
