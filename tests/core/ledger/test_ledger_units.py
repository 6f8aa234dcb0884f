"""Units of headings: of those mapped by hand, and of one amount that two columns tell."""

from decimal import Decimal

import pytest
from tests.core.ledger.ledger_sheets import read, sheet

from zhidai.core.ledger.columns import FORMAT, ColumnMap, read_column_map, written_column_map
from zhidai.core.ledger.layout import columns_in

OWN = ("谁借的", "编码", "放了多少（万元）", "剩多少（万元）", "几厘（%）", "哪天放", "哪天还")
FIELDS = ("borrower", "loan_id", "principal", "balance", "annual_rate", "drawn_on", "due_on")
LOAN = ("赣州甲公司", "A1", 300, 100, 4.85, "2021-03-01", "2022-03-01")


def mapped(*units: str | None, headings: tuple[str, ...] = OWN) -> ColumnMap:
    return read_column_map(
        {
            "format": FORMAT,
            "columns": [
                {"heading": heading, "field": field, "unit": unit}
                for heading, field, unit in zip(
                    headings, FIELDS, units or (None,) * len(headings), strict=True
                )
            ],
        }
    )


@pytest.mark.parametrize("title", ["截至2021年6月30日", "截至2021年6月30日 单位：元"])
def test_a_mapped_heading_keeps_its_own_unit_whatever_the_title_states(title: str) -> None:
    found = read(sheet((title,), OWN, LOAN), mapped=mapped())

    (loan,) = found.loans
    assert (loan.principal, loan.balance) == (Decimal(3_000_000), Decimal(1_000_000))
    assert loan.annual_rate == Decimal("0.0485")


def test_a_mapped_heading_below_a_group_keeps_the_units_of_both() -> None:
    groups = ("", "", "情形（万元）", "", "", "", "")
    own = ("谁借的", "编码", "放了", "剩了（元）", "几厘（%）", "哪天放", "哪天还")
    said = (*own[:2], *(f"情形（万元） / {one}" for one in own[2:]))
    line = (*LOAN[:3], 1_000_000, *LOAN[4:])

    found = read(sheet(("截至2021年6月30日",), groups, own, line), mapped=mapped(headings=said))

    (loan,) = found.loans
    assert (loan.principal, loan.balance) == (Decimal(3_000_000), Decimal(1_000_000))


def test_a_unit_that_a_person_chose_goes_before_the_headings_own() -> None:
    units = (None, None, "元", None, None, None, None)
    line = (*LOAN[:2], 3_000_000, *LOAN[3:])

    found = read(sheet(("截至2021年6月30日",), OWN, line), mapped=mapped(*units))

    assert found.loans[0].principal == Decimal(3_000_000)


def test_the_column_file_tells_the_unit_of_a_heading_that_is_not_understood() -> None:
    columns = columns_in(sheet(OWN, LOAN), ColumnMap())
    assert columns is not None

    written = written_column_map([columns])["columns"]

    assert isinstance(written, list)
    assert {"heading": "放了多少（万元）", "field": None, "unit": "万元"} in written
    assert {"heading": "谁借的", "field": None, "unit": None} in written


TWICE = (
    "借款人", "借据号", "放款金额（万元）", "放款金额（元）", "余额（万元）",
    "年利率", "放款日期", "到期日",
)  # fmt: skip


@pytest.mark.parametrize(("wan", "yuan"), [(300, 3_000_000), (300.12, 3_001_234.56)])
def test_one_amount_in_two_units_is_one_loan_in_the_finer_one(wan: float, yuan: float) -> None:
    line = ("赣州甲公司", "A1", wan, yuan, 100, "4.85%", "2021-03-01", "2022-03-01")

    found = read(sheet(("截至2021年6月30日",), TWICE, line))

    (loan,) = found.loans
    assert (loan.principal, loan.balance) == (Decimal(str(yuan)), Decimal(1_000_000))
    assert found.sheets[0].columns is not None
    assert found.sheets[0].columns.passed_over == ("放款金额（万元）",)


def test_two_columns_that_tell_another_amount_each_are_refused_by_the_cell() -> None:
    line = ("赣州甲公司", "A1", 301, 3_000_000, 100, "4.85%", "2021-03-01", "2022-03-01")

    (rejected,) = read(sheet(("截至2021年6月30日",), TWICE, line)).rejected

    assert [(one.cell, one.reason.code) for one in rejected.problems] == [
        ("C3", "ledger_amounts_differ")
    ]


@pytest.mark.parametrize("day", ["2021年3月1号", "2021年3月1日"])
def test_a_day_is_read_as_it_is_spoken(day: str) -> None:
    first = (*LOAN[:5], day, "2022年3月1号")

    found = read(sheet(("截至2021年6月30号",), OWN, first), mapped=mapped())

    assert found.loans[0].drawn_on.isoformat() == "2021-03-01"
    assert str(found.stated_on) == "2021-06-30"


def test_two_loans_side_by_side_may_count_in_different_units() -> None:
    headings = (
        "借款人", "借据号", "放款金额（万元）", "放款日期", "到期日",
        "借据号", "放款金额（元）", "放款日期", "到期日",
    )  # fmt: skip
    line = (
        "赣州甲公司", "A1", 300, "2021-03-01", "2022-03-01",
        "A2", 1_000_000, "2021-04-01", "2022-04-01",
    )  # fmt: skip

    ledger = read(sheet(("截至2021年6月30日",), headings, line))

    assert ledger.rejected == ()
    assert {one.loan_id: one.principal for one in ledger.loans} == {
        "A1": Decimal(3_000_000),
        "A2": Decimal(1_000_000),
    }
