"""Rows of totals in ledgers: held against the rows that they count."""

from decimal import Decimal

import pytest
from tests.documents import ledger_layouts as layouts
from tests.documents.ledger_cast import FIRST, SECOND, A, in_short, ledger_of


def test_totals_are_held_against_the_loans_above_them() -> None:
    agreeing = ledger_of(layouts.ten_thousands_with_title()).totals
    several = ledger_of(layouts.several_sheets()).totals

    assert [(row.cell, row.stated, row.agrees) for row in agreeing] == [
        ("C6", Decimal("5000000.00"), True),
        ("G6", Decimal("4505000.00"), True),
    ]
    assert [(row.cell, row.added) for row in several if not row.agrees] == [
        ("C7", Decimal("3500000.00"))
    ]
    assert len(several) == 6


BRANCHES = ("支行", "借款人", "贷款金额（万元）", "放款日", "到期日")
DAYS = ("2021-03-01", "2022-02-28")
EAST = ("城东支行", FIRST, 300, *DAYS)
WEST = ("城西支行", SECOND, 200, *DAYS)


@pytest.mark.parametrize(
    "rows",
    [
        (EAST, ("城东支行 小计", None, 300), WEST, ("城西支行", "小计", 200), ("总 计", None, 500)),
        (("合计2笔", None, 500), ("城东支行小计", None, 300), EAST, (None, "小计：", 200), WEST),
        (EAST, ("小计", None, 300), WEST, ("小计", None, 200), ("分行合计", None, 500),
         ("城东支行", SECOND, 100, *DAYS), ("东部小计", None, 100), ("分行合计（1笔）", None, 100),
         ("全辖总计", None, 600)),
    ],
)  # fmt: skip
def test_subtotals_of_groups_are_held_against_the_rows_they_count(
    rows: tuple[tuple[object, ...], ...],
) -> None:
    ledger = ledger_of(layouts.workbook(台账=layouts.rows(BRANCHES, *rows)))

    assert not ledger.rejected
    assert len(ledger.loans) + len(ledger.totals) == len(rows)
    assert all(one.agrees for one in ledger.totals)


def test_a_subtotal_of_which_a_row_is_missing_differs_from_the_rows_of_its_group() -> None:
    ledger = ledger_of(
        layouts.workbook(
            台账=layouts.rows(
                BRANCHES, EAST, ("城东支行小计", None, 350), WEST, ("城西支行小计", None, 200)
            )
        )
    )

    assert [(one.label, one.added, one.agrees) for one in ledger.totals] == [
        ("城东支行小计", Decimal(3_000_000), False),
        ("城西支行小计", Decimal(2_000_000), True),
    ]


def test_a_loan_whose_columns_end_in_a_word_for_totals_stays_a_loan() -> None:
    ledger = ledger_of(
        layouts.workbook(台账=layouts.rows(BRANCHES, ("全行合计", FIRST, 300, *DAYS)))
    )

    assert [in_short(loan) for loan in ledger.loans] == [A]
