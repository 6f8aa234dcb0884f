"""What the figures rest on is said wherever a reader would take them for something else."""

from datetime import date
from decimal import Decimal

import pytest
from tests.core.ledger.ledger_cast import loan, report
from tests.core.ledger.ledger_sheets import (
    FIRST,
    HEADINGS,
    TITLE,
    note_codes,
    read,
    report_of,
    sheet,
)

from zhidai.core.ledger.report import PatentList
from zhidai.core.registers.patent_list import ListedPatent, PatentRow, check_row
from zhidai.wording.ledger.alerts import fees
from zhidai.wording.speech import CHINESE, ENGLISH, sentence


def test_a_loan_drawn_later_is_in_no_figure_of_the_day_subsidies_among_them() -> None:
    later = loan("JJ-2", drawn_on=date(2021, 7, 1), due_on=date(2022, 6, 30))

    found = report(loan("JJ-1"), later)

    assert [one.loan.key for one in found.subsidies] == ["JJ-1"]
    assert "ledger_drawn_later" in note_codes(found)


def test_loans_from_outside_the_schemes_time_count_in_the_ratio_and_that_is_said() -> None:
    early = loan("JJ-2", drawn_on=date(2020, 8, 31), due_on=date(2021, 2, 28))

    found = report(loan("JJ-1"), early)

    assert found.ratio is not None
    assert found.ratio.ratio == Decimal("0.500000")
    (told,) = [one for one in found.notes if one.code == "ledger_outside_counts"]
    assert "JJ-2" in sentence(told, CHINESE)


def test_a_ledger_that_names_no_day_says_which_day_was_taken() -> None:
    columns, first = (*HEADINGS, "逾期天数"), (*FIRST, 0)
    on = date(2021, 7, 20)

    without = report_of(read(sheet(("单位：万元",), columns, first)), on)
    named = report_of(read(sheet(TITLE, columns, first)), on)

    assert note_codes(without) == ["ledger_day_taken"]
    assert "2021-07-20" in sentence(without.notes[0], ENGLISH)
    assert note_codes(named) == ["ledger_days_since"]


@pytest.mark.parametrize(
    "heading",
    [
        "利率‰(月)",
        "利率（月）‰",
        "利率(‰/月)",
        "利率（月‰）",
        "利率(月，‰)",
        "贷款利率(‰)(月)",
        "月利率(‰)",
        "月利率‰",
    ],
)
def test_a_rate_in_per_mille_a_month_is_twelve_times_that_a_year(heading: str) -> None:
    columns = tuple(heading if one == "年利率" else one for one in HEADINGS)
    ledger = read(sheet(TITLE, columns, (*FIRST[:4], 4.041667, *FIRST[5:])))

    assert [one.annual_rate for one in ledger.loans] == [Decimal("0.0485")]


@pytest.mark.parametrize("heading", ["利率(月)", "月利率"])
def test_a_monthly_rate_without_its_measure_is_not_told_to_be_per_cent_a_year(heading: str) -> None:
    columns = tuple(heading if one == "年利率" else one for one in HEADINGS)
    (unused,) = read(sheet(TITLE, columns, (*FIRST[:4], 4.041667, *FIRST[5:]))).unused

    assert unused.reason.code == "ledger_monthly_rate_without_measure"
    assert "‰" in sentence(unused.reason, ENGLISH)


def test_a_line_of_signatures_across_columns_of_amounts_is_a_remark() -> None:
    signed = ("制表人：张三", None, None, "复核：李四", None, "日期：2021-07-01")
    ledger = read(sheet(TITLE, HEADINGS, FIRST, signed))

    assert not ledger.rejected
    assert [one.code for one in ledger.notes] == ["ledger_remark_row"]


def test_a_remark_with_an_amount_beside_it_is_told_as_a_row_left_out() -> None:
    ledger = read(sheet(TITLE, HEADINGS, FIRST, ("备注：另有表外", "A9", 100)))

    assert [one.row for one in ledger.rejected] == [4]


def test_a_patent_that_lapsed_ends_on_the_day_it_lapsed() -> None:
    lapsed = PatentRow(
        number="ZL201710601862.3",
        filed_on="2017-07-21",
        granted_on="2019-07-19",
        paid_through_year="3",
    )
    listed = check_row(lapsed)
    assert isinstance(listed, ListedPatent)
    found = report(loan(), patents=PatentList(patents={str(listed.number): listed}))

    (row,) = fees(found, ENGLISH).rows

    assert (row[3], row[-1]) == ("lapsed", date(2020, 7, 21))


def test_a_column_of_balances_in_unknown_words_is_named() -> None:
    headings = tuple("尚需归还" if name == "贷款余额" else name for name in HEADINGS)
    found = report_of(read(sheet(TITLE, headings, FIRST)))

    (told,) = [one for one in found.notes if one.code == "ledger_balance_not_used"]
    assert "尚需归还" in sentence(told, CHINESE)
    assert "尚需归还" in sentence(told, ENGLISH)


@pytest.mark.parametrize("heading", ["授信余额", "保证金余额", "剩余期限", "剩余天数"])
def test_a_balance_of_something_else_is_not_taken_for_the_loans(heading: str) -> None:
    found = report_of(read(sheet(TITLE, (*HEADINGS, heading), (*FIRST, 100))))

    assert found.standings[0].balance == Decimal(3_000_000)
    assert "ledger_balance_not_used" not in note_codes(found)
