"""Ledgers as banks keep them: each layout is read, or refused with the cell named."""

from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from tests.documents import ledger_layouts as layouts
from tests.documents.ledger_cast import A_AGAIN, FIRST, SECOND, A, B, in_short, ledger_of
from tests.documents.old_excel import ledger_xls
from xlsxwriter.worksheet import Worksheet

from zhidai.core.errors import BadInput
from zhidai.core.ledger.columns import FORMAT, read_column_map, written_column_map
from zhidai.core.ledger.fields import Field
from zhidai.wording.speech import CHINESE, ENGLISH, sentence


@pytest.mark.parametrize(
    ("content", "loans"),
    [
        (layouts.plain(), [A, (SECOND, "2000000.50", "2021-04-06", "2022-04-05")]),
        (layouts.ten_thousands_with_title(), [A, B]),
        (layouts.merged_headings(), [A]),
        (layouts.two_loans_in_columns(), [A, A_AGAIN, B]),
        (layouts.two_loans_in_lines(), [A, A_AGAIN]),
        (layouts.heading_twice_in_row(), [A, A_AGAIN, B]),
        (layouts.borrower_merged_over_rows(), [A, A_AGAIN, B]),
        (
            layouts.several_sheets(),
            [A, ("赣州丙电子有限公司", "500000.00", "2021-03-02", "2022-03-01"), B],
        ),
    ],
)
def test_the_same_loans_are_read_from_every_layout(
    content: bytes, loans: list[tuple[str, ...]]
) -> None:
    ledger = ledger_of(content)

    assert [in_short(loan) for loan in ledger.loans] == loans


def test_a_term_in_months_or_years_leads_to_the_day_of_maturity() -> None:
    ledger = ledger_of(layouts.text_amounts())

    assert [in_short(loan) for loan in ledger.loans] == [
        (FIRST, "3000000.00", "2021-03-01", "2022-03-01"),
        (SECOND, "2000000.00", "2021-04-06", "2022-04-06"),
    ]
    assert [loan.balance for loan in ledger.loans] == [Decimal("3000000.00"), Decimal("0.00")]


def test_a_wrong_credit_code_is_not_used_and_its_cell_is_named() -> None:
    ledger = ledger_of(layouts.text_amounts())

    assert [loan.credit_code for loan in ledger.loans] == ["91350100M000100Y43", ""]
    (told,) = ledger.unused
    assert sentence(told.reason, ENGLISH) == (
        "Cell B3 (统一社会信用代码) holds 91350100M000100Y4Z, which is no unified social credit "
        "code; its length or a check digit is wrong."
    )


def test_rates_are_the_same_as_fraction_as_text_and_under_a_per_cent_heading() -> None:
    rates = [
        ledger_of(content).loans[0].annual_rate
        for content in (
            layouts.plain(),
            layouts.ten_thousands_with_title(),
            layouts.merged_headings(),
            layouts.text_amounts(),
        )
    ]

    assert rates == [Decimal("0.0485")] * 4


def test_a_monthly_rate_is_the_yearly_one_that_it_was_rounded_from() -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("借款人", "贷款金额（万元）", "月利率（‰）", "放款日", "到期日"),
            (FIRST, 300, 4.041667, "2021-03-01", "2022-02-28"),  # 4.85 % a year
            (SECOND, 200, 3.625, "2021-04-06", "2022-04-05"),
        )
    )

    rates = [loan.annual_rate for loan in ledger_of(content).loans]

    assert rates == [Decimal("0.0485"), Decimal("0.0435")]


def test_the_amount_below_overdue_is_not_the_loan() -> None:
    (loan,) = ledger_of(layouts.merged_headings()).loans

    assert (loan.overdue_days, loan.overdue_amount) == (65, Decimal("3000000.00"))
    assert loan.balance == Decimal("3000000.00")


def test_the_day_of_the_title_is_taken_and_a_remark_is_told() -> None:
    ledger = ledger_of(layouts.ten_thousands_with_title())

    assert ledger.stated_on == date(2021, 6, 30)
    assert [sentence(note, ENGLISH) for note in ledger.notes] == [
        "Row 7 of sheet Sheet1 is a remark and was passed over: 制表人：张三"
    ]


def test_lines_that_do_not_match_are_refused_with_both_cells() -> None:
    (row,) = ledger_of(layouts.two_loans_in_lines()).rejected

    assert (row.row, row.borrower) == (3, SECOND)
    assert [sentence(each.reason, ENGLISH) for each in row.problems] == [
        (
            "Cell B3 (贷款金额（万元）) tells 1 where D3 tells 2 loans; "
            "write one line for each loan, or one row."
        )
    ]


def test_each_wrong_cell_is_named_with_what_was_expected() -> None:
    ledger = ledger_of(layouts.wrong_cells())

    said = {
        each.cell: sentence(each.reason, CHINESE)
        for row in ledger.rejected
        for each in row.problems
    }
    assert list(said) == [
        "A3",
        "C4",
        "C5",
        "E6",
        "F7",
        "F8",
        "G9",
        "G10",
        "B11",
        "C12",
        "C13",
        "A16",
    ]
    assert said["A3"].startswith("单元格 A3（借款人）没有值：单元格为空、是 #N/A 一类的错误")
    assert said["C4"] == (
        "单元格 C4（贷款金额）为“300”，没有单位，表头和标题也未注明；请在表头注明万元或元。"
    )
    assert "44256" in said["E6"]
    assert "2021-02-30" in said["F7"]
    assert "大于放款金额 3000000.00 元" in said["G9"]
    assert "台账 2" in said["B11"]


def test_a_cell_that_a_loan_can_do_without_does_not_cost_the_loan() -> None:
    ledger = ledger_of(layouts.wrong_cells())

    kept = {loan.loan_id: loan for loan in ledger.loans}
    assert list(kept) == ["JJ-1", "JJ-13", "JJ-14"]
    assert kept["JJ-1"].patents == ("201710601862.3",)
    assert (kept["JJ-13"].patents, kept["JJ-14"].annual_rate) == ((), None)
    assert [each.cell for each in ledger.unused] == ["H14", "D15"]


def test_a_csv_of_a_chinese_excel_is_read_with_its_marks_for_nothing() -> None:
    ledger = ledger_of(layouts.csv_in_gb18030(), "台账.csv")

    assert [in_short(loan) for loan in ledger.loans] == [A, B]
    assert [loan.overdue_days for loan in ledger.loans] == [None, 65]
    assert all(row.agrees for row in ledger.totals)


@pytest.mark.parametrize("mark", ["\t", ";", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_whatever_stands_between_its_cells(mark: str, encoding: str) -> None:
    lines = (
        ("客户全称", "借据号", "投放金额", "投放日期", "终止日", "在贷余额"),
        (FIRST, "1", '"3,000,000.00元"', "2021/3/1", "2022/2/28", '"3,000,000.00元"'),
        (SECOND, "2", '"2,000,000.00元"', "2021/4/6", "2022/4/5", '"1,500,000.00元"'),
    )
    content = "\r\n".join(mark.join(line) for line in lines).encode(encoding)

    ledger = ledger_of(content, "台账.csv")

    assert [in_short(loan) for loan in ledger.loans] == [A, B]


def test_a_formula_that_was_never_calculated_is_said_at_its_cell() -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("借款主体", "放款金额（万元）", "放款日", "到期日"),
            (FIRST, 300, "2021-03-01", "2022-02-28"),
            (SECOND, None, "2021-04-06", "2022-04-05"),
        )
    )

    (wrong,) = ledger_of(content).rejected[0].problems

    assert "B3" in sentence(wrong.reason, ENGLISH)
    assert "a formula that was never calculated" in sentence(wrong.reason, ENGLISH)


def test_a_number_of_fifteen_digits_is_the_number_that_excel_shows() -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("借款人", "贷款金额（万元）", "放款日", "到期日"),
            (FIRST, 0.1 + 0.2, "2021-03-01", "2022-02-28"),
        )
    )

    (loan,) = ledger_of(content).loans

    assert loan.principal == Decimal("3000.00")


def test_columns_are_mapped_once_and_remembered() -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("甲方", "贷款金额", "利率", "放款日", "到期日", "月末数"),
            (FIRST, 300, 4.85, "2021-03-01", "2022-02-28", 250),
        )
    )
    written = {
        "format": FORMAT,
        "columns": [
            {"heading": "甲方", "field": "borrower"},
            {"heading": "贷款金额", "field": "principal", "unit": "万元"},
            {"heading": "利率", "field": "annual_rate", "unit": "%"},
            {"heading": "月末数", "field": "balance", "unit": "万元"},
        ],
    }

    ledger = ledger_of(content, mapped=written)
    remembered = written_column_map([each.columns for each in ledger.sheets if each.columns])
    again = ledger_of(content, mapped=remembered)

    assert ledger.loans == again.loans
    (loan,) = ledger.loans
    assert (loan.principal, loan.balance) == (Decimal("3000000.00"), Decimal("2500000.00"))
    assert loan.annual_rate == Decimal("0.0485")


def test_what_loans_cannot_do_without_is_asked_for_by_name() -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("甲方", "贷款金额（万元）", "利率", "余额（万元）"), (FIRST, 300, "4%", 1)
        )
    )

    with pytest.raises(BadInput) as refused:
        ledger_of(content)

    assert [each.code for each in refused.value.reasons] == [
        "ledger_column_borrower_missing",
        "ledger_column_drawn_on_missing",
        "ledger_column_due_on_missing",
    ]
    assert "甲方" in sentence(refused.value.reasons[0], ENGLISH)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (
            layouts.workbook(a=layouts.rows(("甲", "乙"), (1, 2))),
            "台账.xlsx",
            "ledger_without_table",
        ),
        (b"PK", "台账.xlsx", "table_file_damaged"),
        (b"%PDF-1.7", "台账.pdf", "ledger_ending_unknown"),
        (b"", "台账.csv", "ledger_without_table"),
    ],
)
def test_what_is_no_ledger_is_refused_in_one_sentence(content: bytes, name: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        ledger_of(content, name)

    assert [each.code for each in refused.value.reasons] == [code]
    assert name in sentence(refused.value.reasons[0], ENGLISH)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ([], "ledger_map_unreadable"),
        (
            {"format": FORMAT, "columns": [{"heading": "甲", "field": "x"}]},
            "ledger_map_field_unknown",
        ),
        (
            {"format": FORMAT, "columns": [{"heading": "甲", "field": "balance", "unit": "$"}]},
            "ledger_map_unit_unknown",
        ),
    ],
)
def test_a_column_file_that_cannot_be_used_is_refused(written: object, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_column_map(written)

    assert refused.value.reasons[0].code == code
    assert sentence(refused.value.reasons[0], CHINESE)


def test_hidden_sheets_are_not_read() -> None:
    def hidden(sheet: layouts.Worksheet, book: layouts.xlsxwriter.Workbook) -> None:
        layouts.rows(
            ("借款人", "贷款金额（万元）", "放款日", "到期日"),
            (SECOND, 100, "2021-03-01", "2022-02-28"),
        )(sheet, book)
        sheet.hide()

    shown = layouts.rows(
        ("借款人", "贷款金额（万元）", "放款日", "到期日"), (FIRST, 300, "2021-03-01", "2022-02-28")
    )

    ledger = ledger_of(layouts.workbook(现=shown, 旧=hidden))

    assert [in_short(loan) for loan in ledger.loans] == [A]
    assert Field.PRINCIPAL in ledger.fields


def test_an_excel_file_of_old_is_read_as_a_new_one() -> None:
    read = ledger_of(ledger_xls(), "台账.xls")

    assert [in_short(one) for one in read.loans] == [
        ("赣州甲科技有限公司（虚构）", "3000000.00", "2021-03-01", "2022-02-28")
    ]
    assert (read.loans[0].loan_id, read.loans[0].annual_rate) == ("JJ-1", Decimal("0.0485"))


def test_headings_of_a_banks_own_are_refused_with_their_cells() -> None:
    content = layouts.workbook(
        说明=layouts.rows(("虚构",)),
        台账=layouts.rows(
            ("某行台账",), ("客户", "额", "起", "止"), (FIRST, 3_000_000, "20210301", "20220301")
        ),
    )

    with pytest.raises(BadInput) as refused:
        ledger_of(content)

    (only,) = refused.value.reasons
    said = sentence(only, ENGLISH)
    assert only.code == "ledger_headings_unknown"
    assert "row 2 of sheet 台账 (A2 客户, B2 额, C2 起, D2 止); known there: 客户." in said


def test_a_title_of_two_units_states_none() -> None:
    ledger = ledger_of(
        layouts.workbook(
            台账=layouts.rows(
                ("单位：万元、元",),
                ("借款人", "贷款金额", "放款日", "到期日"),
                (FIRST, 3_000_000, "20210301", "20220301"),
            )
        )
    )

    (rejected,) = ledger.rejected
    assert [one.reason.code for one in rejected.problems] == ["ledger_amount_without_unit"]


def test_a_hidden_sheet_is_named_and_not_read() -> None:
    def hidden(sheet: Worksheet, book: xlsxwriter.Workbook) -> None:
        layouts.rows(("借款人",))(sheet, book)
        sheet.hide()

    heading = ("借款人", "贷款金额（元）", "放款日", "到期日")
    shown = layouts.rows(heading, (FIRST, 3_000_000, "20210301", "20220301"))

    ledger = ledger_of(layouts.workbook(台账=shown, 旧=hidden))

    assert [one.code for one in ledger.notes] == ["sheet_hidden"]
