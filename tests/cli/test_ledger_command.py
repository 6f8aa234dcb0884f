"""`zhidai ledger report`: a bank's file in, every workbook of the report out."""

import io
import json
from datetime import date, datetime
from pathlib import Path

import jsonschema
import pytest
import python_calamine
from tests.documents import ledger_layouts as layouts

from zhidai.cli import run
from zhidai.cli.schema import output_schema

FINE, BAD = 0, 2
HEADING = (
    "借款人", "借据号", "放款金额", "年利率（%）", "放款日期", "到期日", "贷款余额", "逾期天数",
    "担保公司", "评估价值", "担保费", "专利号",
)  # fmt: skip
LEDGER = layouts.workbook(
    台账=layouts.rows(
        ("截至2021年6月30日", None, "单位：万元"),
        HEADING,
        ("赣州甲科技有限公司", "JJ-1", 300, 4.85, date(2021, 5, 10), date(2022, 5, 9), 300, 0,
         "赣州示范担保有限公司", 500, 3, "ZL201710601862.3"),
        ("=赣州乙材料有限公司", "JJ-2", 200, 4.35, date(2021, 3, 1), date(2022, 2, 28), 200, 65,
         "", 400, None, ""),
        ("赣州丙电子有限公司", "JJ-3", "约50", 4.35, date(2021, 3, 1), date(2022, 2, 28), 50, 0,
         "", 400, None, ""),
        ("合计", None, 550, None, None, None, 550),
    )
)  # fmt: skip
FILES = {
    "COLUMNS.json", "clocks.xlsx", "filing-2021-05.xlsx", "loans.xlsx", "ratio.xlsx",
    "rejects.xlsx", "report.html", "report.json", "subsidies.xlsx", "warnings.xlsx",
}  # fmt: skip


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(LEDGER)
    return path


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_workbook_of_the_report_is_written(bank_file: Path, tmp_path: Path) -> None:
    assert run(["ledger", "report", str(bank_file), "-o", str(tmp_path / "out")]) == FINE

    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


def test_amounts_are_numbers_and_days_are_days_in_the_filing(
    bank_file: Path, tmp_path: Path
) -> None:
    run(["ledger", "report", str(bank_file), "-o", str(tmp_path / "out")])

    (table,) = sheets(tmp_path / "out" / "filing-2021-05.xlsx").values()
    heading = next(row for row in table if "借款人" in row)
    filed = dict(zip(heading, table[table.index(heading) + 1], strict=True))
    assert filed["金额（元）"] == 3000000.0
    assert filed["放款日"] in (date(2021, 5, 10), datetime(2021, 5, 10))  # noqa: DTZ001
    assert filed["质押率"] == 0.6
    assert filed["借款企业营业执照 (9.2.1)"] == "☐"


def test_a_name_that_looks_like_a_formula_stays_text(bank_file: Path, tmp_path: Path) -> None:
    run(["ledger", "report", str(bank_file), "-o", str(tmp_path / "out")])

    table = sheets(tmp_path / "out" / "loans.xlsx")["读出的贷款"]
    assert "=赣州乙材料有限公司" in [cell for row in table for cell in row]


def test_the_report_keeps_to_its_schema(
    bank_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["ledger", "report", str(bank_file), "-o", str(tmp_path / "out"), "--json"]

    assert run(arguments) == FINE

    printed = json.loads(capsys.readouterr().out)
    jsonschema.validate(printed, output_schema("ledger-report"))
    written = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert printed == written
    assert printed["ratio"]["total"] == "5000000.00"
    assert printed["ratio"]["overdue"] == "2000000.00"
    assert [row["problems"][0]["cell"] for row in printed["rejected"]] == ["C5"]
    assert [row["added"] for row in printed["totals"]] == ["5000000.00", "5000000.00"]


def test_a_reject_names_its_cell_in_both_languages(bank_file: Path, tmp_path: Path) -> None:
    for language, sheet, reason in (
        ("zh", "未能读取的内容", "单元格 C5（放款金额）为“约50”"),
        ("en", "What could not be read", "Cell C5 (放款金额) holds 约50"),
    ):
        out = tmp_path / language

        assert run(["ledger", "report", str(bank_file), "-o", str(out), "--lang", language]) == FINE

        cells = [cell for row in sheets(out / "rejects.xlsx")[sheet] for cell in row]
        assert any(str(cell).startswith(reason) for cell in cells)


def test_the_page_needs_nothing_from_elsewhere_and_keeps_names_as_text(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(
        layouts.workbook(
            台账=layouts.rows(
                ("截至2021年6月30日",),
                ("借款人", "贷款金额（元）", "放款日", "到期日"),
                ("<script>alert(1)</script>", 3000000, "2021-05-10", "2022-05-09"),
            )
        )
    )

    assert run(["ledger", "report", str(path), "-o", str(tmp_path / "out")]) == FINE

    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page


def test_the_columns_of_one_report_serve_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(
        layouts.workbook(
            台账=layouts.rows(
                ("借款人", "贷款金额", "放款日", "到期日"),
                ("赣州甲科技有限公司", 300, "2021-05-10", "2022-05-09"),
            )
        )
    )
    out, columns = tmp_path / "out", tmp_path / "out" / "COLUMNS.json"
    arguments = ["ledger", "report", str(path), "-o", str(out), "--on", "2021-06-30"]
    run([*arguments, "--json"])
    assert json.loads(capsys.readouterr().out)["loans"] == []
    mapping = json.loads(columns.read_text(encoding="utf-8"))
    for column in mapping["columns"]:
        if column["heading"] == "贷款金额":
            column["unit"] = "万元"
    columns.write_text(json.dumps(mapping), encoding="utf-8")

    assert run([*arguments, "--map", str(columns), "--json"]) == FINE

    (loan,) = json.loads(capsys.readouterr().out)["loans"]
    assert loan["principal"] == "3000000.00"
    assert json.loads(columns.read_text(encoding="utf-8")) == mapping


def test_a_patent_list_brings_the_fee_dates(
    bank_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patents = tmp_path / "专利.csv"
    patents.write_text(
        "专利号,申请日,授权公告日,已缴年度\n"
        "ZL201710601862.3,2017-07-21,2019-07-19,4\n"
        "ZL201710601862.4,2017-07-21,2019-07-19,4\n",
        encoding="utf-8",
    )

    arguments = ["ledger", "report", str(bank_file), "-o", str(tmp_path / "out")]
    assert run([*arguments, "--patents", str(patents), "--json"]) == FINE

    (patent,) = json.loads(capsys.readouterr().out)["patents"]
    assert (patent["fee_due_on"], patent["days_left"]) == ("2021-07-21", 21)
    assert patent["loans"] == ["JJ-1"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--on", "2021-06-29"], "stands on 2021-06-30"),
        (["--scheme", "nowhere-1999"], "nowhere-1999"),
        (["--map", "missing.json"], "missing.json"),
        (["--patents", "missing.csv"], "missing.csv"),
    ],
)
def test_bad_input_is_one_sentence_and_writes_nothing(
    bank_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    out = tmp_path / "out"

    assert run(["ledger", "report", str(bank_file), "-o", str(out), "--lang", "en", *more]) == BAD

    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_ledger_of_which_no_loan_can_be_read_says_the_cells_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Amounts whose unit stands nowhere: the most usual reason, and a report without figures."""
    path, out = tmp_path / "台账.csv", tmp_path / "out"
    path.write_text(
        "借款人,放款金额,放款日期,到期日\n"
        + "".join(f"赣州{name}公司,3000000,2021-05-10,2022-05-09\n" for name in "甲乙丙丁"),
        encoding="utf-8",
    )

    code = run(
        ["ledger", "report", str(path), "-o", str(out), "--on", "2021-06-30", "--lang", "en"]
    )

    said = " ".join(capsys.readouterr().out.split())
    assert code == 1
    assert "No loan of this file could be read" in said
    assert "Cell B2" in said
    assert "Cell B4" in said
    assert "Cell B5" not in said
    assert (out / "rejects.xlsx").is_file()


def test_a_ledger_without_a_day_asks_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(layouts.plain())

    assert run(["ledger", "report", str(path), "-o", str(tmp_path / "o"), "--lang", "en"]) == BAD

    assert "give the day" in capsys.readouterr().err


def test_a_patent_list_may_be_a_sheet_of_the_ledgers_own_file_below_a_title(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(
        layouts.workbook(
            台账=layouts.rows(
                ("截至2021年6月30日",),
                ("借款人", "贷款金额（万元）", "放款日", "到期日", "专利号"),
                ("赣州甲科技有限公司", 300, "2021-05-10", "2022-05-09", "ZL201710601862.3"),
            ),
            专利=layouts.rows(
                ("质押专利清单",),
                ("序号", "专利号", "申请日", "授权公告日", "已缴年度"),
                (1, "ZL201710601862.3", date(2017, 7, 21), "2019.7.19", 4),
            ),
        )
    )

    assert run(["ledger", "report", str(path), "-o", str(tmp_path / "out"), "--json"]) == FINE

    printed = json.loads(capsys.readouterr().out)
    assert [one["fee_due_on"] for one in printed["patents"]] == ["2021-07-21"]
    assert "ledger_warn_fee_near" in [one["reason"]["code"] for one in printed["warnings"]]
    assert "ledger_sheet_without_table" not in [one["code"] for one in printed["notes"]]


def test_every_figure_of_the_ratio_is_a_number_in_the_workbook(
    bank_file: Path, tmp_path: Path
) -> None:
    run(["ledger", "report", str(bank_file), "-o", str(tmp_path / "out")])

    (table,) = sheets(tmp_path / "out" / "ratio.xlsx").values()
    said = {row[0]: row[1] for row in table if len(row) > 1}
    assert said["贷款余额合计（元）"] == 5_000_000.0
    assert said["逾期率（方案口径）"] == 0.4
    assert said["叫停线"] == 0.05


def test_a_ledger_with_headings_of_its_own_is_mapped_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, begun = tmp_path / "own.xlsx", tmp_path / "map.json"
    path.write_bytes(
        layouts.workbook(
            台账=layouts.rows(
                ("客户", "额", "起", "止"), ("甲公司", 3_000_000, "20210301", "20220301")
            )
        )
    )
    assert run(["ledger", "report", str(path), "-o", str(tmp_path / "out")]) == BAD
    assert run(["ledger", "columns", str(path), "-o", str(begun)]) == FINE

    written = json.loads(begun.read_text(encoding="utf-8"))
    assert [one["field"] for one in written["columns"]] == ["borrower", None, None, None]
    for column, meant in zip(
        written["columns"][1:], ("principal", "drawn_on", "due_on"), strict=True
    ):
        column["field"] = meant
        column["unit"] = "元" if meant == "principal" else None
    begun.write_text(json.dumps(written), encoding="utf-8")
    capsys.readouterr()

    arguments = ["ledger", "report", str(path), "-o", str(tmp_path / "out"), "--map", str(begun)]
    assert run([*arguments, "--on", "2021-06-30", "--json"]) == FINE
    assert json.loads(capsys.readouterr().out)["ratio"]["total"] == "3000000.00"


def test_a_ledger_without_its_day_names_the_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "借款人,贷款金额（元）,放款日,到期日\n甲公司,1,2021-03-01,2022-03-01\n", encoding="utf-8"
    )

    assert run(["ledger", "report", str(path), "-o", str(tmp_path / "out")]) == BAD
    assert "--on" in capsys.readouterr().err
