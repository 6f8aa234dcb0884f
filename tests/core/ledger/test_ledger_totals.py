"""A ledger's own totals are held against the loans read, or said not to have been."""

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

from zhidai.wording.ledger.alerts import totals
from zhidai.wording.speech import ENGLISH, sentence

DAYS = "逾期天数"
SIDE_BY_SIDE = (
    "借款人", "贷款1金额", "贷款1放款日期", "贷款1到期日", "贷款1余额",
    "贷款2金额", "贷款2放款日期", "贷款2到期日", "贷款2余额", "年利率", "逾期天数",
)  # fmt: skip
ONE = ("2021-03-01", "2022-03-01")
TWO = ("2021-05-06", "2022-05-06")


@pytest.mark.parametrize("unread", [None, "#REF!", "见附表"])
def test_a_total_that_could_not_be_read_agrees_with_nothing_and_is_said(unread: str | None) -> None:
    wrong_day = (*SECOND[:5], "二〇二一年", SECOND[6])
    ledger = read(
        sheet(
            TITLE, (*HEADINGS, DAYS), (*FIRST, 0), (*wrong_day, 0), ("合计", None, unread, unread)
        )
    )

    found = report_of(ledger)

    assert [(one.cell, one.stated, one.agrees) for one in ledger.totals] == [
        ("C5", None, False),
        ("D5", None, False),
    ]
    assert {row[-1] for row in totals(found, ENGLISH).rows} == {"could not be read"}
    assert note_codes(found) == ["ledger_rows_left_out", *["ledger_total_unread"] * 2]
    assert "C5" in sentence(found.notes[1], ENGLISH)


def test_a_column_that_the_ledger_does_not_add_up_is_shown_and_needs_no_word() -> None:
    ledger = read(sheet(TITLE, (*HEADINGS, DAYS), (*FIRST, 0), ("合计", None, 300)))

    found = report_of(ledger)

    assert not found.notes
    assert [row[-1] for row in totals(found, ENGLISH).rows] == ["agrees", "could not be read"]


def test_totals_of_loans_side_by_side_are_held_against_the_loans_of_their_column() -> None:
    ledger = read(
        sheet(
            TITLE,
            SIDE_BY_SIDE,
            ("赣州甲公司", 300, *ONE, 300, 200, *TWO, 150, "4.85%", None),
            ("赣州乙公司", "150\n250", *ONE, "150\n250", None, None, None, None, "4.85%", None),
            ("合计", 550, None, None, 700, 200, None, None, 150),
        )
    )

    assert [(one.cell, one.added, one.agrees) for one in ledger.totals] == [
        ("B5", Decimal(7_000_000), False),
        ("E5", Decimal(7_000_000), True),
        ("F5", Decimal(2_000_000), True),
        ("I5", Decimal(1_500_000), True),
    ]
    assert note_codes(report_of(ledger)) == ["ledger_total_differs"]
