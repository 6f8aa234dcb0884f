"""Whatever a ledger tells of arrears counts, and a column of it that is not understood is named."""

from datetime import date
from decimal import Decimal

import pytest
from tests.core.ledger.ledger_sheets import (
    FIRST,
    HEADINGS,
    SECOND,
    TITLE,
    note_codes,
    read,
    report_of,
    sheet,
)

from zhidai.core.errors import BadInput
from zhidai.core.ledger.columns import FORMAT, read_column_map
from zhidai.core.ledger.standing import OverdueBasis
from zhidai.wording.ledger.alerts import checks, notes
from zhidai.wording.speech import CHINESE, ENGLISH, sentence

HALF = Decimal("0.500000")


@pytest.mark.parametrize(
    ("headings", "first", "second", "days"),
    [
        (("本金逾期天数", "利息逾期天数"), (0, 75), (0, 0), 75),
        (("利息逾期天数", "本金逾期天数"), (75, 0), (0, 0), 75),
        (("逾期天数", "欠息天数"), (5, None), (0, "-"), 5),
        (("利息逾期天数",), (75,), (0,), 75),
        (("欠息天数",), (75,), (0,), 75),
        (("拖欠天数",), (75,), (0,), 75),
        (("是否逾期",), ("是",), ("否",), 1),
        (("逾期状态",), ("逾期",), ("正常",), 1),
        (("是否逾期", "逾期天数"), ("是", 75), ("否", 0), 75),
    ],
)
def test_the_longer_of_all_that_tells_of_arrears_counts(
    headings: tuple[str, ...],
    first: tuple[object, ...],
    second: tuple[object, ...],
    days: int,
) -> None:
    ledger = read(sheet(TITLE, (*HEADINGS, *headings), (*FIRST, *first), (*SECOND, *second)))

    found = report_of(ledger)

    assert [one.overdue_days for one in found.standings] == [days, 0]
    assert found.ratio is not None
    assert (found.ratio.ratio, found.ratio.tripped) == (HALF, True)
    assert note_codes(found) == (["ledger_since_not_told"] if days == 1 else [])


def test_days_of_interest_below_a_heading_for_both_count_as_well() -> None:
    above = (*HEADINGS, "逾期", None)
    below = (*[None] * len(HEADINGS), "本金天数", "利息天数")
    ledger = read(sheet(TITLE, above, below, (*FIRST, 0, 75), (*SECOND, 0, 0)))

    assert [one.overdue_days for one in report_of(ledger).standings] == [75, 0]


def test_a_loan_said_to_be_overdue_rests_on_that_word_alone() -> None:
    found = report_of(read(sheet(TITLE, (*HEADINGS, "是否逾期"), (*FIRST, "是"))))

    assert found.standings[0].basis is OverdueBasis.AMOUNT_ONLY


def test_a_word_that_is_neither_yes_nor_no_is_refused_at_its_cell() -> None:
    (row,) = read(sheet(TITLE, (*HEADINGS, "是否逾期"), (*FIRST, "展期中"))).rejected

    assert [(one.cell, one.reason.code) for one in row.problems] == [
        ("H3", "ledger_yes_or_no_unreadable")
    ]


@pytest.mark.parametrize("heading", ["逾期", "欠款情况", "垫款日期", "代偿金额", "展期次数"])
def test_a_column_of_arrears_that_is_not_understood_is_named(heading: str) -> None:
    ledger = read(sheet(TITLE, (*HEADINGS, "逾期天数", heading), (*FIRST, 0, "3个月")))

    found = report_of(ledger)

    assert note_codes(found) == ["ledger_arrears_not_used"]
    for language in (ENGLISH, CHINESE):
        assert heading in sentence(found.notes[0], language)
        assert notes(found, language).rows


def test_a_ledger_whose_column_of_arrears_is_not_understood_is_not_said_to_have_none() -> None:
    found = report_of(read(sheet(TITLE, (*HEADINGS, "逾期"), (*FIRST, "3个月"))))

    told = [sentence(one, ENGLISH) for one in found.notes]
    assert note_codes(found) == ["ledger_no_arrears_column", "ledger_arrears_not_used"]
    assert told[0].startswith("No column of arrears was understood")


def test_a_heading_mapped_to_nothing_stays_unused_below_a_title() -> None:
    mapped = read_column_map(
        {"format": FORMAT, "columns": [{"heading": "逾期天数", "field": None}]}
    )

    ledger = read(sheet(TITLE, (*HEADINGS, "逾期天数"), (*FIRST, 75)), mapped=mapped)

    assert ledger.loans[0].overdue_days is None
    assert note_codes(report_of(ledger)) == ["ledger_no_arrears_column", "ledger_arrears_not_used"]


def test_two_columns_mapped_to_one_field_are_refused_by_their_headings() -> None:
    days = ("本金逾期天数", "利息逾期天数")
    mapped = read_column_map(
        {
            "format": FORMAT,
            "columns": [{"heading": one, "field": "overdue_days"} for one in days],
        }
    )

    with pytest.raises(BadInput) as refused:
        read(sheet(TITLE, (*HEADINGS, *days), (*FIRST, 0, 75)), mapped=mapped)

    (why,) = refused.value.reasons
    assert why.code == "ledger_map_field_twice"
    assert all(one in sentence(why, ENGLISH) for one in (*days, "overdue_days"))


# ---------------------------------------------------------------- loans that were extended

EXTENDED = (
    "借款人", "借据号", "贷款金额", "贷款余额", "年利率", "放款日期", "到期日", "展期到期日",
    "逾期天数",
)  # fmt: skip
FIRST_TERM = ("赣州甲公司", "A1", 300, 300, "4.85%", "2020-12-01", "2021-05-01")


@pytest.mark.parametrize(
    ("until", "days", "due_on", "first_due_on"),
    [
        ("2021-11-01", 0, date(2021, 11, 1), date(2021, 5, 1)),
        ("2021-06-29", 1, date(2021, 6, 29), date(2021, 5, 1)),
        (None, 60, date(2021, 5, 1), None),
        ("2021-05-01", 60, date(2021, 5, 1), None),
    ],
)
def test_an_extended_loan_is_due_on_the_later_day_and_keeps_the_first_one_beside_it(
    until: str | None, days: int, due_on: date, first_due_on: date | None
) -> None:
    ledger = read(sheet(TITLE, EXTENDED, (*FIRST_TERM, until, 0)))

    (found,) = report_of(ledger).standings

    assert found.overdue_days == days
    assert (found.loan.due_on, found.loan.first_due_on) == (due_on, first_due_on)


def test_an_extension_to_before_the_first_due_day_is_refused_at_its_cell() -> None:
    (row,) = read(sheet(TITLE, EXTENDED, (*FIRST_TERM, "2021-04-30", 0))).rejected

    assert [(one.cell, one.reason.code) for one in row.problems] == [
        ("H3", "ledger_extended_to_before")
    ]


def test_rules_on_the_term_and_the_guarantee_are_held_against_the_first_due_day() -> None:
    first = (*FIRST_TERM[:5], "2020-10-15", "2021-01-05")
    found = report_of(
        read(sheet(TITLE, (*EXTENDED, "担保公司"), (*first, "2022-04-30", 0, "赣州担保")))
    )

    codes = [one.reason.code for one in found.warnings]
    assert codes == ["ledger_warn_guarantee_period"]


# ---------------------------------------------------------------- days that nobody told

PAYMENTS = sheet(
    ("借据号", "还款日期", "还款金额（元）"), ("A1", "2021-03-21", 8083.33), name="还款"
)


def test_days_taken_from_the_replay_are_not_said_to_be_the_ledgers() -> None:
    found = report_of(read(sheet(TITLE, HEADINGS, FIRST, SECOND), PAYMENTS))

    assert [(one.overdue_days, one.basis) for one in found.standings] == [
        (70, OverdueBasis.REPLAYED),
        (101, OverdueBasis.REPLAYED),
    ]
    assert [(one.payments, one.differs) for one in found.checks] == [(1, False), (0, False)]
    assert note_codes(found) == ["ledger_payments_read", "ledger_loans_without_payments"]
    assert "A2" in sentence(found.notes[1], ENGLISH)


def test_a_loan_of_which_nothing_was_told_is_not_said_to_agree() -> None:
    untold = (*HEADINGS[:3], *HEADINGS[4:])
    ledger = read(sheet(TITLE, untold, (*FIRST[:3], *FIRST[4:])), PAYMENTS)

    section = checks(report_of(ledger), ENGLISH)

    assert section is not None
    assert [row[-1] for row in section.rows] == ["nothing was told to hold against it"]
