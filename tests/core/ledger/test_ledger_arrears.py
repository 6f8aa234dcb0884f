"""Whatever a ledger tells of arrears counts, and a column of it that is not understood is named."""

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
from zhidai.wording.ledger.alerts import notes
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
    assert not found.notes


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
