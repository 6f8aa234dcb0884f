"""Of a sheet for each month the newest tells how a loan stands, also by its name alone."""

from datetime import date
from decimal import Decimal

import pytest
from tests.core.ledger.ledger_sheets import HEADINGS, read, report_of, sheet

from zhidai.core.errors import BadInput
from zhidai.core.ledger.cells import Sheet
from zhidai.core.ledger.sheet_months import days_of
from zhidai.wording.speech import CHINESE, sentence

OTHER = ("赣州乙公司", "A2", 500, 500, "4.85%", "2021-05-01", "2022-05-01", 0)


def of_month(name: str, *more: tuple[object, ...], balance: int, days: int, title: str) -> Sheet:
    first = ("赣州甲公司", "A1", 300, balance, "4.85%", "2021-03-01", "2022-03-01", days)
    return sheet((f"单位：万元 {title}",), (*HEADINGS, "逾期天数"), first, *more, name=name)


@pytest.mark.parametrize(
    ("may", "june", "titles"),
    [
        ("5月", "6月", ("", "")),
        ("2021年5月", "2021年6月", ("", "")),
        ("202105", "202106", ("", "")),
        ("台账2021-05", "台账2021-6月末", ("", "")),
        ("五月份", "六月份", ("", "")),
        ("5月末", "6月末", ("截至2021年5月31日", "截至2021年6月30日")),
        ("一", "二", ("截至2021年5月31日", "截至2021年6月30日")),
    ],
)
@pytest.mark.parametrize("newest_first", [False, True])
def test_the_newest_month_counts(
    may: str, june: str, titles: tuple[str, str], *, newest_first: bool
) -> None:
    sheets = [
        of_month(may, OTHER, balance=300, days=0, title=titles[0]),
        of_month(june, OTHER, balance=280, days=15, title=titles[1]),
    ]

    found = report_of(read(*(reversed(sheets) if newest_first else sheets)))

    assert found.ratio is not None
    assert (found.ratio.total, found.ratio.ratio) == (Decimal(7_800_000), Decimal("0.358974"))


def test_a_loan_that_stands_on_an_earlier_month_alone_is_told() -> None:
    ledger = read(
        of_month("5月", OTHER, balance=300, days=0, title=""),
        of_month("6月", balance=280, days=15, title=""),
    )

    (told,) = ledger.notes
    assert len(ledger.loans) == 2
    assert told.code == "ledger_sheet_of_earlier_month"
    assert all(word in sentence(told, CHINESE) for word in ("5月", "6月", "1 笔"))


@pytest.mark.parametrize(
    ("names", "days"),
    [
        (("11月", "12月", "1月"), [(2001, 11, 30), (2001, 12, 31), (2002, 1, 31)]),
        (("1月", "12月", "11月"), [(2001, 1, 31), (2000, 12, 31), (2000, 11, 30)]),
        (("2021年12月", "1月"), [(2021, 12, 31), (2022, 1, 31)]),
        (("10月", "2月"), [(2001, 10, 31), (2001, 2, 28)]),
        (("20210630", "台账", "2021-2022", "2021"), [(2021, 6, 30), None, None, None]),
    ],
)
def test_a_month_without_a_year_is_of_the_year_of_the_sheet_before(
    names: tuple[str, ...], days: list[tuple[int, int, int] | None]
) -> None:
    found = days_of([(name, None) for name in names])

    assert found == [None if one is None else date(*one) for one in days]


def test_days_overdue_count_on_from_the_day_of_their_own_sheet() -> None:
    late = ("赣州乙公司", "A2", 500, 500, "4.85%", "2020-06-01", "2022-05-01", 10)
    ledger = read(
        of_month("5月", late, balance=300, days=0, title="截至2021年5月31日"),
        of_month("6月", balance=280, days=40, title="截至2021年6月30日"),
    )

    assert ledger.stated_on == date(2021, 6, 30)
    days = {one.key: one.overdue_days for one in report_of(ledger, date(2021, 7, 25)).standings}
    assert days == {"A1": 65, "A2": 65}
    with pytest.raises(BadInput, match="ledger_day_before_its_own"):
        report_of(ledger, date(2021, 5, 31))


def test_a_newer_sheet_that_has_its_day_in_its_name_alone_gives_the_ledger_its_day() -> None:
    ledger = read(
        of_month("5月", balance=300, days=10, title="截至2021年5月31日"),
        of_month("6月", balance=280, days=40, title=""),
    )

    assert ledger.stated_on == date(2021, 6, 30)
    (standing,) = report_of(ledger, date(2021, 7, 25)).standings
    assert standing.overdue_days == 65
    (told,) = [one for one in ledger.notes if one.code == "ledger_day_by_sheet_name"]
    assert "2021-06-30" in sentence(told, CHINESE)


def test_a_table_below_another_on_one_sheet_counts_from_its_own_day() -> None:
    headings = (*HEADINGS, "逾期天数")
    late = ("赣州乙公司", "A2", 300, 300, "4.85%", "2020-06-01", "2022-05-01", 5)
    first = ("赣州甲公司", "A1", 300, 300, "4.85%", "2021-03-01", "2022-03-01", 40)
    rows = sheet(
        ("截至2021年6月30日 单位：万元",), headings, first, ("截至2021年5月31日",), headings, late
    )
    ledger = read(rows)

    assert ledger.rejected == ()
    days = {one.key: one.overdue_days for one in report_of(ledger, date(2021, 6, 30)).standings}
    assert days == {"A1": 40, "A2": 35}
