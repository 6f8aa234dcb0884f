"""Loans that a ledger tells more than once, or in one cell: told apart, or refused."""

import pytest
from tests.documents import ledger_layouts as layouts
from tests.documents.ledger_cast import FIRST, SECOND, A, in_short, ledger_of


def test_several_drawdowns_under_one_contract_are_told_apart() -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("借款人", "合同号", "贷款金额（万元）", "放款日", "到期日"),
            (FIRST, "HT-1", 300, "2021-03-01", "2022-02-28"),
            (FIRST, "HT-1", 100, "2021-05-10", "2022-05-09"),
        )
    )

    assert [loan.key for loan in ledger_of(content).loans] == ["HT-1", "HT-1#2"]


@pytest.mark.parametrize(
    ("unit", "number", "amount", "cell"),
    [
        ("元", "HT-1", 3_000_000, "B2"),
        ("元", "ht－1 ", 3_000_000, "B2"),
        ("元", "HT-1", 3_000_012, "C2"),
        ("万元", "HT-1", 3_000_000, "C2"),
        ("元", "HT-1", 3_100_000, None),
        ("元", "HT-2", 3_000_000, None),
    ],
)
def test_a_loan_told_once_more_in_another_unit_is_refused_by_its_number(
    unit: str, number: str, amount: int, cell: str | None
) -> None:
    def drawn(unit: str, number: str, amount: int) -> layouts.Draw:
        return layouts.rows(
            ("借款人", "合同号", f"贷款金额（{unit}）", "放款日", "到期日"),
            (FIRST, number, amount, "2021-03-01", "2022-02-28"),
        )

    ledger = ledger_of(
        layouts.workbook(总行=drawn("万元", "HT-1", 300), 支行=drawn(unit, number, amount))
    )

    refused = [each.cell for row in ledger.rejected for each in row.problems]
    assert refused == ([] if cell is None else [cell])
    assert len(ledger.loans) == (2 if cell is None else 1)
    assert not ledger.notes


@pytest.mark.parametrize(("heading", "number"), [("合同号", None), ("借据号", "JJ-7")])
def test_a_loan_that_no_number_tells_from_another_is_counted_and_said(
    heading: str, number: str | None
) -> None:
    days = ("2021-03-01", "2022-02-28")
    ledger = ledger_of(
        layouts.workbook(
            一=layouts.rows(
                ("借款人", "合同号", "贷款金额（万元）", "放款日", "到期日"),
                (FIRST, "HT-1", 300, *days),
            ),
            二=layouts.rows(
                ("借款人", heading, "贷款金额（元）", "放款日", "到期日"),
                (FIRST, number, 3_000_000, *days),
            ),
        )
    )

    assert len(ledger.loans) == 2
    assert [one.code for one in ledger.notes] == ["ledger_maybe_twice"]


def test_one_amount_for_two_loans_side_by_side_is_refused() -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("单位：万元",),
            ("企业名称", "贷款1金额", "贷款1放款日", "贷款1到期日", "贷款2金额", "贷款2放款日",
             "贷款2到期日", "余额"),
            (FIRST, 300, "2021-03-01", "2022-02-28", 100, "2021-05-10", "2022-05-09", 400),
        )
    )  # fmt: skip

    ledger = ledger_of(content)

    assert ledger.loans == ()
    assert {each.cell for row in ledger.rejected for each in row.problems} == {"H3"}


def test_an_amount_merged_over_two_rows_is_never_counted_twice() -> None:
    def draw(sheet: layouts.Worksheet, book: layouts.xlsxwriter.Workbook) -> None:
        layouts.rows(
            ("企业名称", "贷款金额（万元）", "放款日", "到期日"),
            (FIRST, None, "2021-03-01", "2022-02-28"),
            (SECOND, None, "2021-03-01", "2022-02-28"),
        )(sheet, book)
        sheet.merge_range("B2:B3", 300, book.add_format())

    ledger = ledger_of(layouts.workbook(台账=draw))

    assert [in_short(loan) for loan in ledger.loans] == [A]
    assert [each.cell for row in ledger.rejected for each in row.problems] == ["B3"]
