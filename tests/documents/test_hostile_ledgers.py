"""Ledgers of branches that look harmless: each row is read right, or refused by its cell."""

import pytest
from tests.documents import ledger_layouts as layouts
from tests.documents.ledger_layouts import rows

from zhidai.core.ledger.loan import Ledger
from zhidai.core.ledger.reading import read_ledger
from zhidai.documents.ledger_sheets import read_ledger_sheets

JIA, YI = "赣州甲科技有限公司", "赣州乙材料有限公司"
HEADING = ("借款人", "借据号", "放款金额（万元）", "放款日", "到期日", "余额（万元）")
DAYS = ("2021-03-01", "2022-02-28")
FIRST = (JIA, "J-1", 300, *DAYS, 300)


def ledger_of(**sheets: layouts.Draw) -> Ledger:
    content = layouts.workbook(**sheets)
    return read_ledger(read_ledger_sheets(content, name="台账.xlsx"), file="台账.xlsx")


def amounts(ledger: Ledger) -> list[tuple[str, int]]:
    return [(one.borrower, int(one.principal)) for one in ledger.loans]


def refused(ledger: Ledger) -> list[tuple[str, str]]:
    return [(one.cell, one.reason.code) for row in ledger.rejected for one in row.problems]


def unused(ledger: Ledger) -> list[tuple[str, str]]:
    return [(one.cell, one.reason.code) for one in ledger.unused]


def told(ledger: Ledger) -> list[str]:
    return [one.code for one in ledger.notes]


def test_a_heading_that_comes_again_in_another_unit_counts_in_that_unit() -> None:
    in_yuan = tuple(text.replace("万元", "元") for text in HEADING)

    ledger = ledger_of(一=rows(HEADING, FIRST, in_yuan, (YI, "J-2", 2_000_000, *DAYS, 2_000_000)))

    assert amounts(ledger) == [(JIA, 3_000_000), (YI, 2_000_000)]


def test_a_line_of_unit_above_a_repeated_heading_counts_for_what_stands_below() -> None:
    heading = tuple(text.removesuffix("（万元）") for text in HEADING)

    ledger = ledger_of(
        一=rows(
            ("单位：万元",), heading, FIRST, ("单位：元",), heading,
            (YI, "J-2", 2_000_000, *DAYS, 2_000_000),
        )
    )  # fmt: skip

    assert amounts(ledger) == [(JIA, 3_000_000), (YI, 2_000_000)]


def test_a_second_table_below_is_read_by_its_own_columns_and_each_total_held_to_its_rows() -> None:
    ledger = ledger_of(
        一=rows(
            ("一、正常贷款",), HEADING, FIRST, ("合计", None, 300, None, None, 300),
            ("二、逾期贷款",), ("借款人", "放款日", "到期日", "逾期天数", "放款金额（万元）"),
            (YI, "2021-01-06", "2021-04-05", 30, 200), ("合计", None, None, None, 200),
        )
    )  # fmt: skip

    assert amounts(ledger) == [(JIA, 3_000_000), (YI, 2_000_000)]
    assert ledger.loans[1].overdue_days == 30
    assert told(ledger) == ["ledger_group_row"]
    assert all(one.agrees for one in ledger.totals)


def test_a_loan_that_stands_on_a_sheet_for_each_month_is_as_the_newest_tells() -> None:
    gone = (YI, "J-2", 200, *DAYS, 200)

    ledger = ledger_of(
        三月=rows(("截至2021年3月31日",), HEADING, FIRST, gone),
        四月=rows(("截至2021年4月30日",), HEADING, (*FIRST[:5], 250)),
    )

    assert [(one.sheet, one.balance) for one in ledger.loans] == [
        ("四月", 2_500_000),
        ("三月", 2_000_000),
    ]
    assert refused(ledger) == [("B3", "ledger_loan_twice")]
    assert told(ledger) == ["ledger_sheet_of_earlier_day"]


@pytest.mark.parametrize(("currency", "count"), [("USD", 0), ("人民币", 1), ("CNY", 1), (None, 1)])
def test_a_loan_in_another_currency_is_never_counted_as_yuan(
    currency: str | None, count: int
) -> None:
    ledger = ledger_of(一=rows((*HEADING, "币种"), (*FIRST, currency)))

    assert len(ledger.loans) == count
    assert refused(ledger) == ([] if count else [("G2", "ledger_currency_other")])


@pytest.mark.parametrize("word", ["作废", "未放款", "已 撤销"])
def test_a_row_that_is_struck_out_in_words_is_refused_by_them(word: str) -> None:
    ledger = ledger_of(一=rows((*HEADING, "备注"), (*FIRST, word), (YI, "J-2", 200, *DAYS, 200)))

    assert amounts(ledger) == [(YI, 2_000_000)]
    assert refused(ledger) == [("G2", "ledger_loan_void")]


def test_marks_that_point_at_the_row_above_are_no_names() -> None:
    heading = (*HEADING, "担保公司")

    ledger = ledger_of(
        一=rows(heading, (*FIRST, "示范担保"), ("〃", "J-2", 200, *DAYS, 200, None),
                (YI, "J-3", 100, *DAYS, 100, "同上"))
    )  # fmt: skip

    assert refused(ledger) == [("A3", "ledger_borrower_ditto")]
    assert unused(ledger) == [("G4", "ledger_cell_ditto")]
    assert [one.guarantor for one in ledger.loans] == ["示范担保", ""]


def test_loan_numbers_of_which_excel_lost_digits_are_not_used() -> None:
    ledger = ledger_of(
        一=rows(
            HEADING,
            (JIA, 36070120210301000001, 300, *DAYS, 300),
            (JIA, 36070120210301000002, 300, *DAYS, 300),
            (YI, 100000000000001, 300, *DAYS, 300),
        )
    )

    assert [one.loan_id for one in ledger.loans] == ["", "", "100000000000001"]
    assert unused(ledger) == [
        ("B2", "ledger_number_digits_lost"),
        ("B3", "ledger_number_digits_lost"),
    ]
    assert told(ledger) == ["ledger_maybe_twice"]


@pytest.mark.parametrize(
    ("heading", "rate", "is_read"),
    [
        ("利率（‰）", 4.04, False),
        ("利率（‰）", 14.9, False),
        ("利率（‰）", 15, True),
        ("月利率（‰）", 4.04, True),
    ],
)
def test_a_rate_in_per_mille_too_little_for_a_year_is_not_taken_for_a_years(
    heading: str, rate: float, is_read: bool
) -> None:
    ledger = ledger_of(一=rows((*HEADING, heading), (*FIRST, rate)))

    assert (ledger.loans[0].annual_rate is not None) == is_read
    assert unused(ledger) == ([] if is_read else [("G2", "ledger_rate_month_or_year")])


def test_names_of_groups_averages_and_parts_of_totals_are_told_and_no_rows_lost() -> None:
    ledger = ledger_of(
        一=rows(
            HEADING, ("城东支行",), FIRST,
            ("其中：科技型", None, 300), ("平均", None, 300, None, None, 300),
            ("城西支行",), (YI, "J-2", 200, *DAYS, 200),
        )
    )  # fmt: skip

    assert len(ledger.loans) == 2
    assert not ledger.rejected
    assert told(ledger) == [
        "ledger_group_row", "ledger_remark_row", "ledger_remark_row", "ledger_group_row",
    ]  # fmt: skip


def test_what_was_drawn_goes_before_what_was_agreed_and_a_term_needs_its_first_day() -> None:
    heading = ("借款人", "合同金额（万元）", "本次放款（万元）", "贷款期限")

    ledger = ledger_of(
        一=rows(heading, (JIA, 500, 300, "2021.03.01-2022.02.28"), (YI, 500, 200, "12个月"))
    )

    assert amounts(ledger) == [(JIA, 3_000_000)]
    assert refused(ledger) == [("D3", "ledger_term_without_start")]
