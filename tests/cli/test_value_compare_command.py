"""`zhidai value compare`: reports as JSON, in; the gap by cause, findings and statistics, out."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest
from tests.cli.test_loan_command import run

from zhidai.cli.schema import output_schema
from zhidai.cli.valuation_schema import appraisals_schema
from zhidai.engine.valuation.synthesis import fictional_patents

NUMBER = "201510000001.0"
PATENT = f"""申请号,专利类型,主分类号,申请日,授权公告日,权利要求数,权利人类型,归属收入,提成率
{NUMBER},发明专利,A61K1/00,2015-03-01,2018-03-01,10,企业,800万元,3.75%
"""
STATED = {
    "revenue": "800万元", "royalty_rate": "7.5%", "growth": "0%", "technology_share": "100%",
    "life": "12年", "discount": "13%", "tax": "25%", "obsolescence": "8%",
}  # fmt: skip


def written(**changes: object) -> dict[str, Any]:
    report = {
        "appraiser": "示例评估公司(虚构)", "report_number": "PG-2024-001", "patent_number": NUMBER,
        "on": "2024-06-30", "method": "income", "value": "300万元", "parameters": STATED,
    }  # fmt: skip
    return {"reports": [report | changes]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "patent.csv").write_text(PATENT, encoding="utf-8")
    (tmp_path / "reports.json").write_text(json.dumps(written()), encoding="utf-8")
    return tmp_path


def compared(folder: Path, *more: str) -> int:
    files = [str(folder / "reports.json"), "--patent", str(folder / "patent.csv")]
    return run(["value", "compare", *files, "--lang", "en", *more])


def test_the_gap_is_split_to_the_fen_by_its_schema(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compared(folder, "--json") == 1

    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("value-compare"))
    (one,) = answer["comparisons"]
    parts = {part["cause"]: Decimal(part["amount"]) for part in one["parts"]}
    assert sum(parts.values()) == Decimal(one["gap"])
    assert set(parts) == {"royalty", "discount", "life", "chances", "unexplained"}
    assert {it["code"] for it in one["findings"]} >= {
        "appraisal_life_beyond_term",
        "appraisal_royalty_outside_range",
        "appraisal_discount_low",
    }
    assert answer["appraisers"][0]["reports"] == 1


def test_people_read_causes_and_findings_in_both_languages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compared(folder) == 1
    english = capsys.readouterr().out
    assert run(["value", "compare", str(folder / "reports.json"), "--patent",
                str(folder / "patent.csv")]) == 1  # fmt: skip
    chinese = capsys.readouterr().out

    assert "Royalty rate" in english
    assert "5 points below ours of 18%" in english
    assert "提成率" in chinese
    assert "比我方的 18% 低 5 个百分点" in chinese
    assert "Cause" not in chinese


def test_reports_on_a_book_are_set_beside_its_own_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, values = tmp_path / "book.parquet", tmp_path / "values.parquet"
    fictional_patents(200, seed=7).write_parquet(book)
    valuing = ["value", "book", str(book), "-o", str(values), "--on", "2023-12-31"]
    assert run(valuing) == 0
    row = pl.read_parquet(values).sort("value_mean").row(-1, named=True)
    file = tmp_path / "reports.json"
    reports = [
        written(patent_number=row["patent_number"], on="2023-12-31", value=text)["reports"][0]
        for text in ("100万元", "400万元")
    ]
    file.write_text(json.dumps({"reports": reports}), encoding="utf-8")
    capsys.readouterr()

    assert run(["value", "compare", str(file), "--book", str(book), "--json"]) == 1

    answer = json.loads(capsys.readouterr().out)
    assert [Decimal(one["internal"]) for one in answer["comparisons"]] == [
        Decimal(f"{row['value_mean']:.2f}")
    ] * 2
    assert answer["patents"][0]["apart"] == "4.0000"
    assert answer["appraisers"][0]["spread"] is not None


def test_the_published_form_takes_what_is_read() -> None:
    jsonschema.validate(written(), appraisals_schema())
    cost = written(method="cost")
    del cost["reports"][0]["parameters"]
    jsonschema.validate(cost, appraisals_schema())
    income = written()
    del income["reports"][0]["parameters"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(income, appraisals_schema())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reports": []}, "1 to 10,000"),
        (written(value=3_000_000), "value must be text"),
        (written(value="3000000"), "3000000"),
        (written(method="guess"), "income, cost, market"),
        (written(extra="x"), "field extra"),
        (written(parameters=STATED | {"tax": "125%"}), "125%, which cannot be"),
        (written(parameters=STATED | {"discount": "18天"}), "write a per cent"),
        (written(parameters=STATED | {"life": "51年"}), "51年, which cannot be"),
        (written(parameters=STATED | {"growth": "-100%"}), "-100%, which cannot be"),
        (written(parameters={"revenue": "800万元"}), "has no royalty_rate"),
        (written(patent_number="201510000009.7"), "is not in patent.csv"),
    ],
)
def test_a_report_that_cannot_be_read_is_refused_in_one_sentence(
    wrong: dict[str, Any], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "reports.json").write_text(json.dumps(wrong), encoding="utf-8")

    assert compared(folder) == 2

    told = capsys.readouterr().err.strip()
    assert said in told
    assert len(told.splitlines()) == 1


def test_reports_come_as_rows_of_a_table_too_and_a_wrong_cell_is_named_by_its_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heading = (
        "评估机构,报告编号,专利号,评估基准日,评估方法,评估值,年收入,提成率,增长率,技术分成,"
        "收益年限,折现率,所得税率,技术衰减率\n"
    )
    row = (
        f"示例评估公司(虚构),PG-2024-001,{NUMBER},2024-06-30,收益法,300万元,800万元,7.5%,0%,100%,"
        "12年,13%,25%,8%\n"
    )
    assert compared(folder, "--json") == 1
    as_json = json.loads(capsys.readouterr().out)
    table = folder / "reports.csv"
    asked = ["value", "compare", str(table), "--patent", str(folder / "patent.csv")]

    table.write_bytes((heading + row).encode("gb18030"))
    assert run([*asked, "--json", "--lang", "en"]) == 1
    assert json.loads(capsys.readouterr().out) == as_json

    table.write_text(heading + row + row.replace("800万元", "800").replace("001", "002"), "utf-8")
    assert run([*asked, "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("Row 3, 年收入: 800 does not say its unit")

    table.write_text(heading + row.replace("7.5%", "0.075").replace("12年", ""), "utf-8")
    assert run([*asked, "--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("第 2 行“收益年限”为空")


def test_a_single_patent_without_revenue_is_not_valued_without_its_like(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = PATENT.replace(",归属收入,提成率", "").replace(",800万元,3.75%", "")
    (folder / "patent.csv").write_text(bare, encoding="utf-8")

    assert compared(folder) == 2

    assert "--book" in capsys.readouterr().err


def test_book_and_patent_together_or_neither_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compared(folder, "--book", str(folder / "patent.csv")) == 2
    assert run(["value", "compare", str(folder / "reports.json")]) == 2

    assert len(capsys.readouterr().err.strip().splitlines()) == 2


def test_a_report_of_a_day_to_come_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compared(folder, "--on", "2024-06-29") == 2

    said = " ".join(capsys.readouterr().err.split())
    assert "The report PG-2024-001 is of 2024-06-30, after 2024-06-29" in said
