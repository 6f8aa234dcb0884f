"""Of balances with their day in the heading that of the ledger's own day counts, and no other."""

from decimal import Decimal

import pytest
from tests.core.ledger.ledger_sheets import (
    FIRST,
    HEADINGS,
    TITLE,
    note_codes,
    read,
    report_of,
    sheet,
)

TITLES = (TITLE, ("单位：万元",))  # with the day 30 June 2021, and without one


def balance_of(title: tuple[str, ...], balances: dict[str, int]) -> tuple[Decimal, list[str]]:
    """The balance read, and what is said of columns not used."""
    others = tuple(name for name in HEADINGS if name != "贷款余额")
    line = FIRST[:3] + FIRST[4:]
    found = report_of(read(sheet(title, (*others, *balances), (*line, *balances.values()))))
    assert found.ledger.rejected == ()
    return found.standings[0].balance / 10_000, note_codes(found)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "heading",
    ["6月末余额", "2021年6月30日贷款余额", "截至6月末余额", "6月份余额", "21年6月末贷款余额",
     "期末贷款余额", "月末余额", "本月末余额", "当前贷款余额", "待还本金"],
)  # fmt: skip
def test_the_balance_of_the_ledgers_day_is_read(title: tuple[str, ...], heading: str) -> None:
    assert balance_of(title, {heading: 100})[0] == 100


@pytest.mark.parametrize(
    "heading", ["期初余额", "年初余额", "上月末余额", "月初余额", "上年末余额"]
)
@pytest.mark.parametrize("title", TITLES)
def test_an_opening_is_no_balance_of_the_day_and_is_named(
    title: tuple[str, ...], heading: str
) -> None:
    balance, said = balance_of(title, {heading: 100})
    assert (balance, "ledger_balance_not_used" in said) == (300, True)
    assert balance_of(title, {heading: 300, "期末余额": 100})[0] == 100
    assert balance_of(title, {"余额": 100, heading: 300})[0] == 100


def test_of_a_column_for_each_month_that_of_the_day_counts() -> None:
    months = {f"{month}月末余额": 300 - 20 * month for month in range(1, 7)}

    assert balance_of(TITLE, months)[0] == 180
    assert balance_of(TITLE, {"2020年6月末余额": 300, "2021年6月末余额": 100})[0] == 100
    assert balance_of(TITLE, {"5月末余额": 300, "余额": 100})[0] == 100


@pytest.mark.parametrize(
    ("title", "balances"),
    [
        (TITLE, {"5月末余额": 100}),
        (TITLE, {"2020年12月末余额": 100}),
        (TITLE, {"6月15日余额": 100}),
        (("单位：万元",), {"5月末余额": 100, "6月末余额": 80}),
    ],
)
def test_where_none_or_several_could_be_meant_they_are_named(
    title: tuple[str, ...], balances: dict[str, int]
) -> None:
    balance, said = balance_of(title, balances)

    assert (balance, "ledger_balance_not_used" in said) == (300, True)
