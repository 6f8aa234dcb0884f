"""`zhidai scheme diff`: what people and programs read of two schemes."""

import json
import re
import shutil
from importlib.resources import as_file
from pathlib import Path

import jsonschema
import pytest
from pydantic import TypeAdapter
from tests.architecture.scheme_parts import closed_words, scheme_part_messages, words_of_schemes

from zhidai.cli import run
from zhidai.cli.scheme_diff import DiffAnswer
from zhidai.schemes.clause_views import clause_views
from zhidai.schemes.reader import shipped, shipped_folder, shipped_schemes
from zhidai.wording.scheme_parts import part_lines
from zhidai.wording.speech import translate

FINE, DIFFERS, BAD = 0, 1, 2


@pytest.fixture
def amended(tmp_path: Path) -> str:
    with as_file(shipped_folder("ganzhou-2020")) as folder:
        shutil.copytree(folder, tmp_path / "amended")
    path = tmp_path / "amended" / "parameters.yaml"
    path.write_text(path.read_text().replace("{2020-09-29: 25天}", "{2020-09-29: 30天}"))
    return str(tmp_path / "amended")


def test_a_change_is_shown_in_both_languages(
    amended: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    assert run(["scheme", "diff", "ganzhou-2020", amended, "--lang", "zh"]) == DIFFERS
    chinese = capsys.readouterr().out
    assert run(["scheme", "diff", "ganzhou-2020", amended, "--lang", "en"]) == DIFFERS
    english = capsys.readouterr().out

    assert "25天" in chinese
    assert "共有 1 处不同" in chinese
    assert "(claim_grace)" in chinese
    assert "修改: 数值" in chinese
    assert "30 days" in english
    assert "1 parts differ" in english


def test_programs_read_json(amended: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "diff", "ganzhou-2020", amended, "--json"]) == DIFFERS

    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, TypeAdapter(DiffAnswer).json_schema(mode="serialization"))
    assert [one["name"] for one in found["changes"]] == ["claim_grace"]


def test_a_scheme_against_itself_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "diff", "ganzhou-2020", "ganzhou-2020", "--lang", "en"]) == FINE

    assert "Nothing differs" in capsys.readouterr().out


def test_an_unknown_scheme_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "diff", "ganzhou-2020", "no-such", "--lang", "en"]) == BAD

    assert "no-such" in capsys.readouterr().err


def test_every_family_and_field_has_its_chinese_word() -> None:
    """A new family or field of a scheme that nobody translated is found here."""
    untranslated = [
        message
        for message in scheme_part_messages() | closed_words() | words_of_schemes()
        if translate(message, "zh-hans") == message
    ]

    assert untranslated == []


def test_a_change_says_what_it_moves_in_money(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_file(shipped_folder("ganzhou-2020")) as source:
        folder = Path(shutil.copytree(source, tmp_path / "changed"))
    parameters = folder / "parameters.yaml"
    text = parameters.read_text(encoding="utf-8")
    start = text.index("fee_subsidy_ratio:")
    changed = text[start:].replace("2020-09-29: 50%", "2020-09-29: 40%", 1)
    parameters.write_text(text[:start] + changed, encoding="utf-8")

    assert run(["scheme", "diff", "ganzhou-2020", str(folder), "--json"]) == DIFFERS

    answer = json.loads(capsys.readouterr().out)
    money = {(one["figure"], one["of"]): (one["old"], one["new"]) for one in answer["money"]}
    assert money["granted", "guarantee_fee"] == ("15000.00", "12000.00")
    moved = {one for one in money if not one[0].startswith("reading.")}
    assert moved == {
        ("granted", "guarantee_fee"),
        ("granted", "appraisal_fee"),
        ("cap_binds", "guarantee_fee"),
        ("cap_binds", "appraisal_fee"),
        ("net_cost", ""),
        ("borrower_bears", "10000000/365"),
    }
    assert answer["money_not_computed"] == []


@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("zh", "营业收入（上年度） 不超过4亿元 (", "营业收入（上年度） 不满4亿元 ("),
        ("en", "at most", "less than"),
    ],
)
def test_a_changed_test_is_said_in_words(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    before: str,
    after: str,
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    with as_file(shipped_folder("qinglan-2021")) as source:
        folder = Path(shutil.copytree(source, tmp_path / "changed"))
    path = folder / "rules.yaml"
    test = "{fact: enterprise.revenue, compare: at_most, parameter: revenue_max}"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(test, test.replace("at_most", "less_than")), encoding="utf-8")

    assert run(["scheme", "diff", "qinglan-2021", str(folder), "--lang", lang]) == DIFFERS

    said = capsys.readouterr().out
    assert "revenue_max" not in said
    assert "enterprise.revenue" not in said
    assert before in said
    assert after in said


@pytest.mark.parametrize("scheme_id", shipped_schemes())
def test_nothing_beside_a_clause_is_left_in_the_words_of_the_files(scheme_id: str) -> None:
    scheme = shipped(scheme_id)

    said = [
        text
        for view in clause_views(scheme)
        for one in view.parts
        for _, text in part_lines(one.part, scheme, "zh-hans")
    ]

    assert [text for text in said if re.search("[a-z]{3,}[_ .][a-z]{3,}", text)] == []
