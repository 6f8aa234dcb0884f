"""`zhidai scheme audit` and `zhidai scheme draft`: what they print, and exit codes 0, 1 and 2."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from tests.policy_mutations import fictional

from zhidai.cli import run
from zhidai.cli.schema import output_schema

FINE, NEGATIVE, BAD = 0, 1, 2


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("ZHIDAI_LANG", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(fictional.FOLDER, tmp_path / "yunxi"))


@pytest.fixture
def other_text(tmp_path: Path) -> Path:
    """The plan with one word changed that no number hangs on, and one number."""
    text = fictional.text().replace("立即暂停", "暂停").replace("不超过10倍", "不超过12倍")
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_open_is_said_and_exits_with_0(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scheme", "audit", str(folder), "--text", str(fictional.PLAN)]) == FINE

    shown = capsys.readouterr().out
    assert "27 个参数中有 27 个与表述一致" in shown
    assert "没有未决事项。" in shown


def test_findings_are_shown_clause_by_clause_and_exit_with_1(
    folder: Path, other_text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["scheme", "audit", str(folder), "--text", str(other_text), "--lang", "en"]

    assert run(asked) == NEGATIVE

    shown = capsys.readouterr().out
    assert shown.index("clause 3.3") < shown.index("clause 4.2")
    assert "leverage_max is 10倍, but the text has" in shown
    assert "3 findings are open." in shown


def test_an_audit_as_json_keeps_to_its_schema(
    folder: Path, other_text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scheme", "audit", str(folder), "--text", str(other_text), "--json"]) == NEGATIVE

    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("scheme-audit"))
    assert answer["open"] == 3
    span = next(one["span"] for one in answer["report"]["findings"] if one["parameter"])
    text = other_text.read_text(encoding="utf-8")
    assert text[span["start"] : span["end"]].endswith("12倍")


def test_sealing_confirms_what_stands_now(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(fictional.text().replace("立即暂停", "暂停"), encoding="utf-8")
    asked = ["scheme", "audit", str(folder), "--text", str(other)]
    assert run(asked) == NEGATIVE

    assert run([*asked, "--seal"]) == FINE

    assert run(asked) == FINE
    capsys.readouterr()


def test_a_scheme_without_seals_says_that_words_were_not_compared(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "seals.yaml").unlink()

    assert run(["scheme", "audit", str(folder), "--text", str(fictional.PLAN)]) == FINE

    assert "没有条款经过确认" in capsys.readouterr().out


def test_a_draft_loads_and_is_audited(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "draft"

    assert (
        run(["scheme", "draft", "--text", str(fictional.PLAN), "-o", str(target), "--json"]) == FINE
    )
    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("scheme-draft"))
    assert answer["clauses"] == 23
    assert run(["scheme", "check", str(target)]) == FINE
    assert run(["scheme", "audit", str(target), "--text", str(fictional.PLAN)]) == NEGATIVE
    assert run(["scheme", "draft", "--text", str(fictional.PLAN), "-o", str(target)]) == BAD
    assert "不是空的" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["audit", "ganzhou-2020"], ["draft", "-o", "new"]])
def test_a_file_that_holds_no_policy_exits_with_2(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4")

    assert run(["scheme", command[0], *command[1:], "--text", str(scan)]) == BAD

    assert "是 PDF" in capsys.readouterr().err


def test_no_scheme_is_drafted_from_a_text_without_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "plan.txt"
    text.write_text("本市企业可以申请贷款。", encoding="utf-8")

    asked = ["scheme", "draft", "--text", str(text), "-o", str(tmp_path / "d"), "--lang", "en"]

    assert run(asked) == BAD
    assert "has no clause numbers" in capsys.readouterr().err
    assert not (tmp_path / "d").exists()


def test_a_draft_is_never_written_over_what_stands_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("mine")
    asked = ["scheme", "draft", "--text", str(fictional.PLAN), "--lang", "en", "-o"]

    assert run([*asked, str(tmp_path / "mine")]) == BAD
    assert "is not empty; name a new one" in capsys.readouterr().err
    assert run([*asked, str(tmp_path / "mine" / "file")]) == BAD
    assert "a folder has this name" in " ".join(capsys.readouterr().err.split())
    assert (tmp_path / "mine" / "file").read_text() == "mine"
