"""`zhidai bulletin`: four files, whose words and figures are those of the core."""

import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import python_calamine
from tests.cli.test_stats_command import RECORDS, WRITTEN
from tests.documents.pdf_text import text_of

from zhidai.cli import bulletin as command
from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.cli.stats_facts import bulletin_facts
from zhidai.wording.speech import CHINESE, ENGLISH

FINE, BAD = 0, 2


@pytest.fixture
def facts(tmp_path: Path) -> str:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(WRITTEN, ensure_ascii=False), encoding="utf-8")
    return str(path)


def made(facts: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(["bulletin", facts, "--quarter", "2021Q1", "-o", str(folder), "--json"]) == FINE
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("bulletin"))
    return answer


def test_paper_and_workbook_come_in_both_languages_with_every_sentence(
    facts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = made(facts, tmp_path / "out", capsys)

    assert sorted(Path(one).name for one in answer["files"]) == [
        "bulletin-2021Q1.en.pdf", "bulletin-2021Q1.en.xlsx",
        "bulletin-2021Q1.zh.pdf", "bulletin-2021Q1.zh.xlsx",
    ]  # fmt: skip
    for language in ("zh", "en"):
        sentences = [one[language] for one in answer["sentences"]]
        book = python_calamine.CalamineWorkbook.from_path(
            str(tmp_path / "out" / f"bulletin-2021Q1.{language}.xlsx")
        )
        told = [row[1] for row in book.get_sheet_by_index(0).to_python()]
        assert set(sentences) <= set(told)
        paper = text_of((tmp_path / "out" / f"bulletin-2021Q1.{language}.pdf").read_bytes())
        assert all(_bare(sentence) in _bare(paper) for sentence in sentences)


def _bare(text: str) -> str:
    """Without spaces and line ends, which a paper sets as it likes, and quotes made straight."""
    return "".join(text.split())


def test_each_sentence_names_the_queries_of_its_figures(
    facts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = made(facts, tmp_path, capsys)

    known = {one["query"]: one for one in answer["figures"]}
    assert all(set(one["queries"]) <= known.keys() for one in answer["sentences"])
    assert all(one["queries"] for one in answer["sentences"])
    assert known["registered_amount@2021Q1"]["value"] == "8000000.00"
    assert known["registered_amount@2021Q1"]["counted"] == ["Y-1", "Y-2"]
    (by_rank,) = [one for one in answer["sentences"] if "南康区" in one["zh"]]
    assert "并列第一" in by_rank["zh"]
    assert "tied for first" in by_rank["en"]


def test_the_workbook_lists_the_figures_with_metric_scope_period_value_and_query(
    facts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(facts, tmp_path, capsys)

    book = python_calamine.CalamineWorkbook.from_filelike(
        io.BytesIO((tmp_path / "bulletin-2021Q1.en.xlsx").read_bytes())
    )
    heads, *rows = book.get_sheet_by_name("Figures cited").to_python()
    assert heads == ["Mark", "Metric", "Group", "Period", "Figure", "Left out", "Scope", "Source",
                     "Query"]  # fmt: skip
    assert rows[1] == [
        "2", "Registered pledge amount (yuan)", "Total", "Q1 2021", 8_000_000, 0,
        "示范市（虚构）", "样本台账（虚构）", "registered_amount@2021Q1",
    ]  # fmt: skip


@pytest.mark.parametrize("printed", ["zh", "en"])
def test_marks_of_both_languages_lead_to_the_same_list_of_figures(
    printed: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Banks of equal rank are told in the order of their names, which languages may turn round."""
    names = {CHINESE: ("甲银行", "乙银行"), ENGLISH: ("Alpha Bank", "Zeta Bank")}
    for spoken, banks in names.items():
        loans = [one for one in RECORDS if one["record"] == "loan"][:1] * 2
        records = [
            {**loan, "id": f"L-{place}", "bank": bank, "drawn_on": "2021-02-01",
             "amount": f"{place}00万元", "recorded_at": "2021-02-01T16:00:00+08:00"}
            for place, (loan, bank) in enumerate(zip(loans, banks, strict=True), start=1)
        ]  # fmt: skip
        (tmp_path / f"{spoken}.json").write_text(json.dumps({**WRITTEN, "records": records}))

    def of_language(_path: object, *, spoken: str, **given: Any) -> Any:
        given["platform"] = False
        return bulletin_facts(tmp_path / f"{spoken}.json", spoken=spoken, **given)

    monkeypatch.setattr(command, "bulletin_facts", of_language)
    monkeypatch.setattr(command, "_is_demonstration", lambda: True)
    asked = ["bulletin", "--quarter", "2021Q1", "-o", str(tmp_path / "out"), "--json"]

    assert run([*asked, "--lang", printed]) == FINE

    answer = json.loads(capsys.readouterr().out)
    query = {one["mark"]: one["query"] for one in answer["figures"]}
    told = [one for one in answer["sentences"] if one["code"].startswith("bank_loans")]
    assert len(told) == len(names)
    for one in answer["sentences"]:
        for language in ("zh", "en"):
            marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", one[language])]
            assert sorted({query[mark] for mark in marks}) == sorted(set(one["queries"]))


def test_the_same_facts_give_the_same_bytes(
    facts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = made(facts, tmp_path / "a", capsys), made(facts, tmp_path / "b", capsys)

    for one, other in zip(first["files"], second["files"], strict=True):
        assert Path(one).read_bytes() == Path(other).read_bytes()


def test_on_a_day_the_figures_are_those_of_that_day_and_the_papers_say_it(
    facts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Y-2 was registered on 8 March and recorded on 8 April."""

    def counted(day: str) -> Any:
        arguments = ["--quarter", "2021Q1", "--on", day, "-o", str(tmp_path / day), "--json"]
        assert run(["bulletin", facts, *arguments]) == FINE
        answer = json.loads(capsys.readouterr().out)
        (found,) = (one for one in answer["figures"] if one["query"] == "registrations@2021Q1")
        return found["counted"], answer["complete"]

    assert counted("2021-03-07") == (["Y-1"], False)
    assert counted("2021-04-07") == (["Y-1"], True)
    assert counted("2021-04-08") == (["Y-1", "Y-2"], True)
    paper = (tmp_path / "2021-03-07" / "bulletin-2021Q1.en.pdf").read_bytes()
    assert "Asof2021-03-07" in _bare(text_of(paper))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2199-01-01", "2199-01-01 is still to come"),
        ("2020-12-31", "nothing of 2021Q1"),
    ],
)
def test_a_bulletin_is_not_counted_on_a_day_to_come_nor_before_its_quarter(
    day: str, said: str, facts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--quarter", "2021Q1", "--on", day, "-o", str(tmp_path), "--lang", "en"]

    assert run(["bulletin", facts, *arguments]) == BAD
    (told,) = capsys.readouterr().err.strip().splitlines()
    assert said in told


@pytest.mark.parametrize(
    ("quarter", "folder", "said"),
    [
        ("2021", "out", "is no quarter"),
        ("soon", "out", "is no month, quarter or year"),
        ("2019Q1", "out", "nothing of 2019Q1"),
        ("2021Q1", "facts.json/out", "cannot be written"),
    ],
)
def test_bad_input_is_one_sentence(
    quarter: str,
    folder: str,
    said: str,
    facts: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["bulletin", facts, "--quarter", quarter, "-o", str(tmp_path / folder)]

    assert run([*arguments, "--lang", "en"]) == BAD
    told = capsys.readouterr().err.strip().splitlines()
    assert len(told) == 1
    assert said in told[0]


def test_a_bulletin_is_written_whole_or_not_at_all(
    facts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    (folder / "bulletin-2021Q1.en.xlsx").mkdir(parents=True)
    (folder / "bulletin-2021Q1.zh.pdf").write_bytes(b"earlier")

    assert run(["bulletin", facts, "--quarter", "2021Q1", "-o", str(folder)]) == BAD

    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert (folder / "bulletin-2021Q1.zh.pdf").read_bytes() == b"earlier"
    assert len(list(folder.iterdir())) == 2
