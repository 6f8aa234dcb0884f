"""`zhidai value twins`: lists as offices export them, in; pairs with their evidence, out."""

import json
from pathlib import Path

import jsonschema
import polars as pl
import pytest
from tests.cli.test_loan_command import run

from zhidai.cli.schema import output_schema

FIRM, OTHER = "示例甲公司(虚构)", "示例乙公司(虚构)"
LIST = f"""申请号,专利类型,专利名称,主分类号,申请日,申请人,发明人
202020000001.7,实用新型,一种便于清洁的纸箱分选装置,B65G1/02(2006.01)I,2020-03-02,{FIRM},赵一;钱二
CN202010000009.8,发明专利,一种便于清洁的纸箱分选装置及其方法,B65G1,2020/3/2,示例甲公司（虚构）,钱二
202120000003.0,实用新型,一种带反馈的便于清洁的纸箱分选装置,B65G1/04,2021年6月1日,{FIRM},赵一
202020000002.1,实用新型,一种果树喷淋装置,A01G25/00,2020-03-02,{OTHER},孙三
202020000002.1,实用新型,一种果树喷淋装置,A01G25/00,2020-03-02,{OTHER},孙三
202020000005.5,发明,一种果树喷淋装置,A01G25/00,2020-03-02,{OTHER},孙三
202020000006.X,实用新型,,A01G25/00,三月,{OTHER},孙三
"""


@pytest.fixture
def patents(tmp_path: Path) -> Path:
    path = tmp_path / "patents.csv"
    path.write_text(LIST, encoding="gb18030")
    return path


def test_twins_and_improvements_of_an_export_are_told_by_its_schema(
    patents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["value", "twins", str(patents), "--json", "--lang", "en"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 0
    jsonschema.validate(answer, output_schema("value-twins"))
    (twin,) = answer["twins"]
    assert twin["first"]["number"] == "202020000001.7"
    assert twin["second"]["number"] == "202010000009.8"
    assert twin["confidence"] == "0.99"
    assert {one["sign"] for one in twin["evidence"]} >= {"title", "class", "inventors"}
    assert ("improvement", "202120000003.0") in {
        (one["relation"], one["second"]["number"]) for one in answer["related"]
    }


def test_rows_that_are_no_filing_are_told_with_every_reason(
    patents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["value", "twins", str(patents), "--json", "--lang", "en"]) == 0

    rejected = json.loads(capsys.readouterr().out)["rejected"]
    said = {one["row"]: " ".join(why["sentence"] for why in one["reasons"]) for one in rejected}
    assert set(said) == {6, 7, 8}
    assert "row 5" in said[6]
    assert "the number is of the kind utility_model" in said[7]
    assert "no title" in said[8]
    assert "三月" in said[8]


def test_the_answer_is_written_as_the_ending_says(
    patents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, table = patents.with_name("pairs.json"), patents.with_name("pairs.parquet")

    assert run(["value", "twins", str(patents), "-o", str(whole)]) == 0
    assert run(["value", "twins", str(patents), "-o", str(table)]) == 0

    printed = capsys.readouterr().out
    jsonschema.validate(json.loads(whole.read_text("utf-8")), output_schema("value-twins"))
    rows = pl.read_parquet(table)
    assert rows["relation"].to_list()[0] == "twin"
    assert "共同发明人: 钱二" in rows["evidence"].to_list()[0]
    assert "同日双报 1 对" in printed


def test_only_what_belongs_to_one_patent_is_told_when_asked(
    patents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["value", "twins", str(patents), "--of", "ZL202120000003.0", "--json"]

    assert run(asked) == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer["twins"] == []
    assert answer["related"]
    assert all("202120000003.0" in (one["first"]["number"], one["second"]["number"])
               for one in answer["related"])  # fmt: skip


@pytest.mark.parametrize(
    ("written", "more", "said"),
    [
        ("申请号,专利名称,申请日\n", (), "no column owner_name"),
        ("申请号,专利号,专利名称,申请日,申请人\n", (), "mean the same"),
        (LIST, ("--of", "202020000099.6"), "is not among the filings of patents.csv"),
        (LIST, ("--of", "202020000001.3"), "check digit"),
        (LIST, ("-o", "pairs.docx"), ".parquet"),
        (LIST, ("-o", "/nonexistent/pairs.json"), "/nonexistent/pairs.json"),
    ],
    ids=["no owner", "two numbers", "not in the list", "wrong number", "ending", "folder"],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence(
    written: str,
    more: tuple[str, ...],
    said: str,
    patents: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    patents.write_text(written, encoding="utf-8")

    code = run(["value", "twins", str(patents), "--lang", "en", *more])

    told = capsys.readouterr().err.strip()
    assert code == 2
    assert said in told
    assert len(told.splitlines()) == 1
