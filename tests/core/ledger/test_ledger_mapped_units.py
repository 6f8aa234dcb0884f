"""A heading mapped by hand keeps the unit that it states itself, which goes before the title's."""

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
