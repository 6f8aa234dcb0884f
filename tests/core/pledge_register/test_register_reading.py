"""Lists of registrations as bureaus keep them: read, joined by number, refused by the cell."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.ledger.cells import CellValue, Merged, Sheet, origins
from zhidai.core.pledge_register.columns import (
    FORMAT,
    RegisterMap,
    read_register_map,
    written_register_map,
)
from zhidai.core.pledge_register.reading import PledgeRegister, read_register
from zhidai.core.statistics.facts import MIXED

CITY = "赣州市"
HEADING = (
    "登记号",
    "出质人",
    "登记日期",
    "担保金额（万元）",
    "区县",
    "专利类型",
    "质权人",
    "注销日期",
)
FIRST = ("Y1", "甲公司", date(2021, 1, 8), Decimal(300), "章贡区", "发明专利", "示范银行", None)


def sheet(*rows: tuple[CellValue, ...], merged: tuple[Merged, ...] = ()) -> Sheet:
    return Sheet(file="登记.xlsx", name="登记", rows=rows, origin=origins(iter(merged)))


def read(*rows: tuple[CellValue, ...], mapped: RegisterMap | None = None) -> PledgeRegister:
    return read_register([sheet(*rows)], file="登记.xlsx", place=CITY, mapped=mapped)


def problem_of(register: PledgeRegister) -> tuple[str, str]:
    (rejected,) = register.rejected
    (problem,) = rejected.problems
    return problem.cell, problem.reason.code


def test_a_plain_list_is_read_as_it_stands() -> None:
    (one,) = read(HEADING, FIRST).registered

    assert (one.id, one.pledgor, one.registered_on) == ("Y1", "甲公司", date(2021, 1, 8))
    assert one.amount == Decimal("3000000.00")
    assert (one.district, one.kind, one.bank) == ("章贡区", "invention", "示范银行")


def test_titles_units_and_headings_of_two_rows_are_understood() -> None:
    rows = (
        ("质押登记台账",),
        ("截至2021年3月31日", None, None, "单位：万元"),
        ("出质人", "质押登记", None, "注册地址"),
        (None, "登记日期", "登记金额", None),
        ("甲公司", "2021.1.8", Decimal(300), "江西省赣州市南康区示范路1号"),
    )
    blocks = (
        Merged(first_row=2, last_row=3, first_column=0, last_column=0),
        Merged(first_row=2, last_row=2, first_column=1, last_column=2),
        Merged(first_row=2, last_row=3, first_column=3, last_column=3),
    )

    found = read_register([sheet(*rows, merged=blocks)], file="登记.xlsx", place=CITY)

    (one,) = found.registered
    assert (one.registered_on, one.amount) == (date(2021, 1, 8), Decimal("3000000.00"))
    assert one.district == "南康区"
    assert found.stated_on == date(2021, 3, 31)


def test_rows_of_one_number_are_one_registration_and_its_amount_counts_once() -> None:
    second = (*FIRST[:5], "实用新型", *FIRST[6:])
    without_amount = (*FIRST[:3], None, *FIRST[4:])

    (one,) = read(HEADING, FIRST, second, without_amount).registered

    assert (one.rows, one.kind, one.amount) == (3, MIXED, Decimal("3000000.00"))


def test_one_number_with_another_amount_is_refused_by_its_cell() -> None:
    found = read(HEADING, FIRST, (*FIRST[:3], Decimal(200), *FIRST[4:]))

    assert problem_of(found) == ("A3", "register_number_twice")
    assert len(found.registered) == 1


def test_the_kind_is_taken_from_the_patent_numbers_where_no_column_says() -> None:
    heading = ("出质人", "登记日", "专利号")
    numbers = "ZL201710601862.3；ZL201710911092.2"

    (one,) = read(heading, ("甲公司", date(2021, 1, 8), numbers)).registered

    assert one.kind == "invention"


@pytest.mark.parametrize(
    ("numbers", "kind", "told"),
    [
        ("ZL201710601862.4", "", ["C2"]),
        ("ZL201710601862.3、201710911092.3", "invention", ["C2"]),
        ("201710601862", "", ["C2"]),
        ("CN107236417A", "", ["C2"]),
        ("第12345678号、12345678", "", []),
        ("一种示例装置", "", []),
    ],
)
def test_a_patent_number_with_an_error_is_told_by_its_cell_and_the_registration_stays(
    numbers: str, kind: str, told: list[str]
) -> None:
    found = read(("出质人", "登记日", "专利号"), ("甲公司", date(2021, 1, 8), numbers))

    assert [one.kind for one in found.registered] == [kind]
    assert [one.cell for one in found.unused] == told


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("Y2", None, *FIRST[2:]), ("B2", "register_cell_empty")),
        (("Y2", "乙公司", None, *FIRST[3:]), ("C2", "register_cell_empty")),
        (("Y2", "乙公司", "2021-02-30", *FIRST[3:]), ("C2", "ledger_day_unreadable")),
        ((*FIRST[:3], "约300", *FIRST[4:]), ("D2", "ledger_amount_unreadable")),
        ((*FIRST[:3], Decimal(-1), *FIRST[4:]), ("D2", "ledger_amount_negative")),
        (("Y2", "7", *FIRST[2:]), ("B2", "ledger_borrower_is_number")),
        ((*FIRST[:7], date(2021, 1, 7)), ("H2", "register_released_before")),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_by_its_cell(
    row: tuple[CellValue, ...], expected: tuple[str, str]
) -> None:
    found = read(HEADING, row)

    assert not found.registered
    assert problem_of(found) == expected


def test_an_amount_without_any_unit_is_never_taken_for_yuan() -> None:
    found = read(("出质人", "登记日期", "登记金额"), ("甲公司", date(2021, 1, 8), Decimal(300)))

    assert problem_of(found) == ("C2", "ledger_amount_without_unit")


def test_an_unknown_kind_is_told_and_the_registration_stays() -> None:
    found = read(HEADING, (*FIRST[:5], "飞机", *FIRST[6:]))

    assert [one.reason.code for one in found.unused] == ["register_kind_unknown"]
    assert found.registered[0].kind == ""


def test_totals_are_held_against_the_rows_and_remarks_are_told() -> None:
    found = read(
        HEADING,
        FIRST,
        ("合计", None, None, Decimal(300)),
        HEADING,
        ("小计", None, None, Decimal(400)),
        ("制表人：示例",),
    )

    assert [one.code for one in found.notes] == [
        "ledger_heading_again",
        "ledger_remark_row",
        "register_total_agrees",
        "register_total_differs",
    ]
    assert len(found.registered) == 1


def test_two_equal_rows_without_numbers_are_both_counted_and_said() -> None:
    heading, row = ("出质人", "登记日期"), ("甲公司", date(2021, 1, 8))

    found = read(heading, row, row)

    assert len(found.registered) == 2
    assert [one.code for one in found.notes] == ["register_maybe_twice"]


def test_what_is_no_such_list_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        read(("姓名", "年龄", "住址"), ("甲", Decimal(30), "赣州"))
    assert refused.value.reasons[0].code == "register_without_table"

    with pytest.raises(BadInput) as refused:
        read(("出质人", "担保金额（元）"), ("甲公司", Decimal(30)))
    assert refused.value.reasons[0].code == "register_column_registered_on_missing"


@pytest.mark.parametrize("rows", [((),), (("姓名", "年龄"), ("甲", Decimal(30)))])
def test_where_there_is_no_heading_nobody_is_told_to_choose_one(
    rows: tuple[tuple[CellValue, ...], ...],
) -> None:
    with pytest.raises(BadInput) as refused:
        read(*rows)

    assert refused.value.reasons[0].code == "register_without_headings"


def test_a_column_mapped_once_is_understood_again() -> None:
    rows = (("借方", "出质人", "登记日期"), ("3000000", "甲公司", date(2021, 1, 8)))
    written = written_register_map([layout for _, layout in read(*rows).layouts])
    columns = written["columns"]
    assert isinstance(columns, list)
    for entry in columns:
        if entry["heading"] == "借方":
            entry |= {"field": "amount", "unit": "元"}

    mapped = read(*rows, mapped=read_register_map(written))

    assert mapped.registered[0].amount == Decimal("3000000.00")


@pytest.mark.parametrize(
    "written",
    [
        [],
        {"format": FORMAT},
        {"format": FORMAT, "columns": [{"heading": "甲", "field": "x"}]},
        {"format": FORMAT, "columns": [{"heading": "甲", "field": "amount", "unit": "$"}]},
        {"format": FORMAT, "columns": [{"field": "amount"}]},
    ],
)
def test_a_column_file_that_cannot_be_used_is_refused(written: object) -> None:
    with pytest.raises(BadInput) as refused:
        read_register_map(written)
    assert refused.value.reasons[0].code.startswith("column_file_")


_CELLS = st.one_of(
    st.none(),
    st.sampled_from([*HEADING, "合计", "约300", "2021.1.8", "300万元", "发明、商标"]),
    st.decimals(0, 10**9, places=2),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
)


# Said of registrations that were read, beside the rows themselves.
_OF_REGISTERED = ("register_maybe_twice", "register_amount_not_told", "register_amount_large")


@given(rows=st.lists(st.lists(_CELLS, min_size=8, max_size=8).map(tuple), max_size=8))
@settings(max_examples=25, deadline=None)
def test_no_row_is_lost_silently(rows: list[tuple[CellValue, ...]]) -> None:
    """Each row that says something is a registration, a part of one, refused, or told."""
    found = read(HEADING, *rows)

    said = sum(any(cell is not None for cell in row) for row in rows)
    told = [one for one in found.notes if one.code not in _OF_REGISTERED]
    kept = sum(one.rows for one in found.registered) + len(found.rejected)
    totals = sum("合计" in row for row in rows)
    assert said - totals <= kept + len(told) <= said + totals


def test_what_is_in_no_figure_or_too_large_to_be_true_is_said() -> None:
    headless = Sheet(file="登记.xlsx", name="三月", rows=(FIRST,))
    hidden = Sheet(file="登记.xlsx", name="旧", rows=(), is_hidden=True)
    without = ("Y2", "乙公司", date(2021, 1, 9), None, "章贡区", "发明专利", "示范银行", None)
    yuan = (
        "Y3",
        "丙公司",
        date(2021, 1, 9),
        Decimal(3_000_000),
        "章贡区",
        "发明专利",
        "银行",
        None,
    )

    found = read_register(
        [sheet(HEADING, FIRST, without, yuan), headless, hidden], file="登记.xlsx", place=CITY
    )

    assert [one.code for one in found.notes] == [
        "register_sheet_without_heading",
        "sheet_hidden",
        "register_amount_large",
        "register_amount_not_told",
    ]


def test_a_subtotal_is_held_against_the_rows_since_the_last_one() -> None:
    second = (
        "Y2",
        "乙公司",
        date(2021, 2, 8),
        Decimal(200),
        "南康区",
        "发明专利",
        "示范银行",
        None,
    )

    def total(label: str, amount: int) -> tuple[CellValue, ...]:
        return (label, None, None, Decimal(amount), None, None, None, None)

    found = read(
        HEADING, FIRST, total("章贡 小计", 300), second, total("南康小计", 200), total("合计", 500)
    )

    assert [one.code for one in found.notes] == ["register_total_agrees"] * 3


def test_a_mapped_heading_keeps_its_own_unit_whatever_the_title_states() -> None:
    said = {"出资方": "pledgor", "哪天": "registered_on", "多少（万元）": "amount"}
    mapped = read_register_map(
        {"format": FORMAT, "columns": [{"heading": h, "field": f} for h, f in said.items()]}
    )

    found = read(("单位：元", None, None), tuple(said), ("甲", "2021-05-10", "300"), mapped=mapped)

    assert [one.amount for one in found.registered] == [Decimal(3_000_000)]
