"""`zhidai patents check`: what people see, what programs read, and the exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from zhidai.cli import run

LIST = """\
专利号,专利类型,申请日,授权公告日,终止日
CN97101765.4,发明,1997-03-05,2001-11-07,2010-05-05
95115608.X,发明,1995-08-22,1999-06-02,
ZL201710601862.3,发明,2017-07-21,2019-05-07,
"""
WRONG_ROWS = """\
201710911092.4,发明,2017-09-29,,
95115608.X,,,,
CN107527136A,,,,
"""


@pytest.fixture
def patent_list(tmp_path: Path) -> Path:
    file = tmp_path / "清单.csv"
    file.write_text(LIST, encoding="utf-8-sig")
    return file


def test_a_clean_list_is_accepted_and_counted_twice(
    patent_list: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["patents", "check", str(patent_list), "--on", "2010-01-01"])

    told = capsys.readouterr().out
    assert code == 0
    assert "接受 3 件" in told
    assert "拒绝 0 行" in told
    assert "按法律效力有效 1 件" in told
    assert "按公报有效 2 件" in told


def test_rejected_rows_are_told_with_row_and_reason_and_exit_one(
    patent_list: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patent_list.write_text(LIST + WRONG_ROWS, encoding="gb18030")

    code = run(["patents", "check", str(patent_list), "--on", "2010-01-01", "--lang", "en"])

    told = capsys.readouterr().out
    assert code == 1
    assert "accepted 3" in told
    assert "Row 5: 201710911092.4 has the check digit 4, but its digits call for 2" in told
    assert "Row 6: 95115608.X already stands in row 3" in told
    assert "Row 7: CN107527136A is a publication number" in told


def test_the_json_says_the_same_with_money_as_text(
    patent_list: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patent_list.write_text(LIST + WRONG_ROWS, encoding="utf-8")

    code = run(["patents", "check", str(patent_list), "--on", "2010-01-01", "--json"])

    report = json.loads(capsys.readouterr().out)
    assert code == 1
    assert (report["accepted"], report["rejected"]) == (3, 3)
    assert (report["in_force_by_effect"], report["in_force_by_gazette"]) == (1, 2)
    lapsed = report["accepted_rows"][0]["position"]
    assert (lapsed["by_effect"], lapsed["ended_on"]) == ("lapsed", "2009-03-05")
    assert lapsed["fee"]["fee_yuan"] == "6000.00"
    assert report["rejected_rows"][0]["reasons"][0]["code"] == "patent_check_digit_wrong"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--on", "2010-13-01"], "“2010-13-01”不是有效日期"),
        (["--on", "2010-13-01", "--lang", "en"], "2010-13-01 is not a day"),
        (["--on", "2010-01-01", "--lang", "fr"], "本程序没有语言“fr”"),
    ],
)
def test_bad_input_is_one_sentence_on_the_error_stream_and_exit_two(
    patent_list: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    code = run(["patents", "check", str(patent_list), *arguments])

    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert told in printed.err
    assert len(printed.err.splitlines()) == 1


def test_a_missing_file_and_a_missing_argument_exit_two(tmp_path: Path) -> None:
    assert run(["patents", "check", str(tmp_path / "none.csv"), "--on", "2010-01-01"]) == 2
    assert run(["patents", "check"]) == 2


def test_the_environment_chooses_the_language_and_the_option_goes_before_it(
    patent_list: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIDAI_LANG", "en")

    run(["patents", "check", str(patent_list), "--on", "2010-01-01"])
    english = capsys.readouterr().out
    run(["patents", "check", str(patent_list), "--on", "2010-01-01", "--lang", "zh"])
    chinese = capsys.readouterr().out

    assert "accepted 3" in english
    assert "接受 3 件" in chinese


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.count(".") == 2


def test_a_command_that_only_computes_never_imports_django(patent_list: Path) -> None:
    program = (
        "import sys; from zhidai.cli import run; "
        "run(['patents', 'check', sys.argv[1], '--on', '2010-01-01', '--json']); "
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )

    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, str(patent_list)], capture_output=True, check=False
    )

    assert ended.returncode == 0, ended.stderr
