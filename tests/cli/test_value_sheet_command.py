"""`zhidai value sheet`: a deal on one page, in both languages, the same bytes again."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.test_loan_command import run
from tests.documents.pdf_text import text_of

from zhidai.cli.schema import output_schema
from zhidai.cli.valuation_schema import deal_schema

MODEL, INVENTION = "202020000001.7", "202010000009.8"
FIRM = "示例甲公司(虚构)"
PATENT = f"""申请号,专利类型,专利名称,主分类号,申请日,授权公告日,权利人,归属收入,提成率,年费缴至
{MODEL},实用新型,一种便于清洁的纸箱分选装置,B65G1/02,2020-03-02,2020-11-20,{FIRM},1200万元,2.25%,2025-03-02
"""
FILINGS = f"""申请号,专利名称,主分类号,申请日,申请人,发明人
{MODEL},一种便于清洁的纸箱分选装置,B65G1/02,2020-03-02,{FIRM},赵一;钱二
{INVENTION},一种便于清洁的纸箱分选装置及其方法,B65G1/02,2020-03-02,{FIRM},赵一;钱二
"""
STATED = {
    "revenue": "1500万元", "royalty_rate": "6%", "growth": "8%", "technology_share": "100%",
    "life": "8年", "discount": "12%", "tax": "0%", "timing": "year_end",
}  # fmt: skip
REPORT = {
    "appraiser": "示例评估公司(虚构)", "report_number": "PG-2023-001", "patent_number": MODEL,
    "on": "2023-05-30", "method": "income", "value": "600万元", "parameters": STATED,
}  # fmt: skip
DEAL: dict[str, Any] = {
    "deal": {
        "number": "ZD-2024-017", "bank": "示例银行(虚构)", "borrower": FIRM, "pledgor": FIRM,
        "fictional": "yes",
    },
    "on": "2024-06-30",
    "patent_number": f"ZL{MODEL}",
    "loan": {
        "amount": "100万元", "annual_rate": "4.85%", "term": "24个月", "funding_cost": "2.5%",
        "default_probability": "2%",
    },
    "loss_shares": {"guarantor": "70%", "bank": "20%", "appraiser": "10%"},
    "facts": {"already_pledged": "no", "contract_complete": "yes"},
    "reports": [REPORT],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "patent.csv").write_text(PATENT, encoding="utf-8")
    (tmp_path / "filings.csv").write_text(FILINGS, encoding="utf-8")
    return tmp_path


def sheet(folder: Path, deal: object, *more: str, name: str = "sheet.pdf") -> int:
    (folder / "deal.json").write_text(json.dumps(deal), encoding="utf-8")
    files = ["--patent", str(folder / "patent.csv"), "-o", str(folder / name)]
    return run(["value", "sheet", str(folder / "deal.json"), *files, *more])


def filings(folder: Path) -> tuple[str, str]:
    return "--filings", str(folder / "filings.csv")


def pages(made: bytes) -> int:
    return len(re.findall(rb"/Type/Page\b", made))


def test_a_deal_stands_on_one_page_with_its_sources(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sheet(folder, DEAL, *filings(folder), "--json") == 1

    answer = json.loads(capsys.readouterr().out)
    made = (folder / "sheet.pdf").read_bytes()
    text = text_of(made)
    assert pages(made) == 1
    for shown in (
        "ZD-2024-017",
        f"{Decimal(answer['value']['mean']):,.2f}",
        f"{Decimal(answer['risk']['expected_loss']):,.2f}",
        f"{Decimal(answer['comparisons'][0]['gap']):+,.2f}",
        INVENTION,
        "存在，可豁免",
        "质权人书面表示知悉",
        "比我方的18%低6个百分点",
        *(one["sha256"][:16] for one in answer["inputs"]),
    ):
        assert shown in text


def test_the_answer_keeps_to_its_schema_and_its_parts_add_up(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sheet(folder, DEAL, *filings(folder), "--json") == 1

    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(DEAL, deal_schema())
    jsonschema.validate(answer, output_schema("value-sheet"))
    risk = answer["risk"]
    assert sum(map(Decimal, risk["expected_loss_by_party"].values())) == Decimal(
        risk["expected_loss"]
    )
    assert risk["fee_days"] == 2
    assert [one["number"] for one in answer["related"]] == [INVENTION]
    standing = [one["ground"] for one in answer["grounds"] if one["answer"] == "stands"]
    assert standing == ["twin"]
    assert [one["name"] for one in answer["inputs"]] == ["deal.json", "patent.csv", "filings.csv"]


def test_made_again_it_is_the_same_to_the_byte_wherever_the_files_lie(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("patent.csv", "filings.csv"):
        (elsewhere / name).write_bytes((folder / name).read_bytes())

    sheet(folder, DEAL, *filings(folder), name="one.pdf")
    sheet(elsewhere, DEAL, *filings(elsewhere), name="two.pdf")

    capsys.readouterr()
    assert (folder / "one.pdf").read_bytes() == (elsewhere / "two.pdf").read_bytes()
    changed = DEAL | {"on": "2024-07-01"}
    sheet(folder, changed, *filings(folder), name="one.pdf")
    assert (folder / "one.pdf").read_bytes() != (elsewhere / "two.pdf").read_bytes()


def test_the_fullest_sheet_still_is_one_page_in_both_languages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = [f"2020{kind}{at:07}" for at in range(30, 45) for kind in "2"]
    rows = "".join(_row(body) for body in more)
    (folder / "filings.csv").write_text(FILINGS + rows, encoding="utf-8")
    reports = [REPORT | {"report_number": f"PG-{at}"} for at in range(12)]
    long = DEAL | {"reports": reports, "deal": DEAL["deal"] | {"borrower": "示例" * 40}}

    for language in ("zh", "en"):
        assert sheet(folder, long, *filings(folder), "--lang", language) == 1

        made = (folder / "sheet.pdf").read_bytes()
        assert pages(made) == 1
        text = text_of(made)
        assert ("and12more" if language == "en" else "另有12项") in text
        assert ("and7morereports" if language == "en" else "另有7份报告") in text
    capsys.readouterr()


def test_what_is_found_in_a_second_report_stands_on_the_sheet_as_well(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = {"parameters": STATED | {"royalty_rate": "2.25%", "tax": "25%"}, "on": "2024-05-30"}
    sound = REPORT | {"report_number": "PG-1", "method": "market"}
    second = REPORT | kept | {"report_number": "PG-2", "appraiser": "样本评估公司(虚构)"}
    sound.pop("parameters")

    assert sheet(folder, DEAL | {"reports": [sound, second]}, "--json", "--lang", "en") == 1

    answer = json.loads(capsys.readouterr().out)
    text = text_of((folder / "sheet.pdf").read_bytes())
    found = [one["sentence"] for one in answer["comparisons"][1]["findings"]]
    assert found
    assert all("".join(one.split()) in text for one in found)
    assert text.index("Whatwasfoundinthereports") < text.index("discountsat12%")


def _row(body: str) -> str:
    from zhidai.core.registers.patent_numbers import check_digit_of

    title = "一种便于清洁的纸箱分选装置的改进结构及其连接组件"
    return f"{body}.{check_digit_of(body)},{title},B65G1/02,2021-03-02,{FIRM},赵一;钱二\n"


def test_a_value_set_by_an_officer_stands_beside_ours_and_changes_no_other_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    override = {"value": "60万元", "by": "赵一(虚构)", "reason": "已有两家企业书面询价"}
    assert sheet(folder, DEAL, "--json") == 1
    plain = json.loads(capsys.readouterr().out)

    assert sheet(folder, DEAL | {"override": override}, "--json") == 1

    answer = json.loads(capsys.readouterr().out)
    ratio = (60_000_000 / Decimal(plain["value"]["mean"])).quantize(Decimal("0.01"))
    text = text_of((folder / "sheet.pdf").read_bytes())
    assert answer["deal"]["override"]["value"] == "600000.00"
    assert {name: answer[name] for name in ("value", "risk", "comparisons", "grounds")} == {
        name: plain[name] for name in ("value", "risk", "comparisons", "grounds")
    }
    assert f"赵一(虚构)人工定值：600,000.00元，为均值的{ratio.normalize():f}%" in text
    assert "已有两家企业书面询价" in text


def test_without_reports_or_a_list_the_sheet_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = {"same_day_invention": "no", "preserved": "no"}
    bare = {name: value for name, value in DEAL.items() if name != "reports"} | {"facts": facts}

    assert sheet(folder, bare, "--lang", "en") == 0

    text = text_of((folder / "sheet.pdf").read_bytes())
    capsys.readouterr()
    assert "Noappraisalreportwasgiven." in text
    assert "Notlookedfor" in text
    assert "notknown:ask" in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"loss_shares": {"guarantor": "70%"}}, "has no bank"),
        ({"loss_shares": {"bank": "20%", "guarantor": "70%"}}, "0.9"),
        ({"facts": {"pledged": "no"}}, "field pledged"),
        ({"facts": {"preserved": "perhaps"}}, "yes, no"),
        ({"loan": DEAL["loan"] | {"term": "121个月"}}, "121个月, which cannot be"),
        ({"loan": DEAL["loan"] | {"amount": "0.00"}}, "0.00, which cannot be"),
        ({"patent_number": INVENTION}, "is not in patent.csv"),
        ({"reports": []}, "1 to 10,000"),
    ],
)
def test_a_deal_that_cannot_be_read_is_refused_and_the_old_sheet_stays(
    change: dict[str, Any], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sheet.pdf").write_bytes(b"old")

    assert sheet(folder, DEAL | change, "--lang", "en") == 2

    told = capsys.readouterr().err.strip()
    assert said in told
    assert len(told.splitlines()) == 1
    assert (folder / "sheet.pdf").read_bytes() == b"old"


def test_a_list_without_the_patent_or_a_folder_that_is_not_there_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "filings.csv").write_text(FILINGS.replace(MODEL, "202020000099.6"), "utf-8")

    assert sheet(folder, DEAL, *filings(folder), "--lang", "en") == 2
    assert sheet(folder, DEAL, "--lang", "en", name="nowhere/sheet.pdf") == 2

    first, second = capsys.readouterr().err.strip().splitlines()
    assert "is not among the filings of filings.csv" in first
    assert "cannot be written" in second


def test_a_report_later_than_the_sheet_is_refused_and_nothing_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = DEAL | {"reports": [REPORT | {"on": "2024-07-01"}]}

    assert sheet(folder, later, "--lang", "en") == 2

    assert "is of 2024-07-01, after 2024-06-30" in " ".join(capsys.readouterr().err.split())
    assert not (folder / "sheet.pdf").exists()


def test_an_application_by_the_book_is_not_granted_whatever_is_stated(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = PATENT.replace(",年费缴至", ",年费缴至,法律状态").replace(
        ",2025-03-02", ",2025-03-02,审中"
    )
    (folder / "patent.csv").write_text(rows.replace("2020-11-20", ""), encoding="utf-8")
    stated = {**DEAL, "facts": {"granted": "yes"}}
    del stated["reports"]

    assert sheet(folder, stated, "--json", "--lang", "en") == 1

    answer = json.loads(capsys.readouterr().out)
    grounds = {one["ground"]: one["answer"] for one in answer["grounds"]}
    assert answer["patent"]["status"] == "pending"
    assert (grounds["not_granted"], grounds["ended"]) == ("stands", "clear")
    assert "application,notgranted" in text_of((folder / "sheet.pdf").read_bytes())
