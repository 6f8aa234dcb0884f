"""Rows of a ledger become loans whose history leads to what is told, or are refused with a cell."""

from datetime import date
from decimal import Decimal

import pytest

from zhidai.core.ledger.cells import Sheet
from zhidai.core.ledger.reading import read_ledger
from zhidai.core.lending.conventions import Repayment
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.takeover.rows import Basis, TakeoverRow, takeover_rows

CUT_OVER = date(2021, 6, 30)
HEADING = ("借据号", "借款人", "放款金额(元)", "年利率", "放款日", "到期日", "余额(元)",
           "逾期天数", "欠息(元)")  # fmt: skip
FIRST_INTEREST = "8083.33"  # 3,000,000 at 4.85 %, 1 to 20 March 2021


def a_row(**changed: object) -> list[object]:
    told: dict[str, object] = dict(
        zip(HEADING, ("J-1", "青禾新材（虚构）", 3000000, "4.85%", "2021-03-01", "2022-03-01",
                      3000000, 0, None), strict=True)
    )  # fmt: skip
    return list((told | changed).values())


def sheet(lines: list[list[object]], *, name: str) -> Sheet:
    cells = tuple(
        tuple(Decimal(str(one)) if isinstance(one, int | float) else one for one in line)
        for line in lines
    )
    return Sheet(file="台账.xlsx", name=name, rows=cells)


def rows(
    *told: list[object], payments: list[list[object]] | None = None, today: date = CUT_OVER
) -> tuple[TakeoverRow, ...]:
    sheets = [sheet([list(HEADING), *told], name="台账")]
    if payments is not None:
        sheets.append(sheet([["借据号", "还款日期", "还款金额(元)"], *payments], name="还款"))
    ledger = read_ledger(sheets, file="台账.xlsx")
    return takeover_rows(ledger, cut_over_on=CUT_OVER, today=today, due_day_counts_as=0)


def codes(row: TakeoverRow) -> list[tuple[str, str]]:
    return [(each.reason.code, each.cell.cell if each.cell else "") for each in row.against]


def test_balances_alone_come_with_the_interest_that_the_contract_asked_for() -> None:
    (row,) = rows(a_row())

    assert row.basis is Basis.CONTRACT
    assert not row.against
    assert [(each.on, each.amount) for each in row.repaid] == [
        (date(2021, 3, 21), Decimal(FIRST_INTEREST)),
        (date(2021, 4, 21), Decimal("12529.17")),
        (date(2021, 5, 21), Decimal("12125.00")),
        (date(2021, 6, 21), Decimal("12529.17")),
    ]
    assert row.state is not None
    assert (row.state.principal_balance, row.state.overdue_days) == (Decimal(3000000), 0)


@pytest.mark.parametrize(
    ("days", "interest", "paid"),
    [(9, "12529.17", 3), (40, "24654.17", 2), (101, "45266.67", 0)],
)
def test_arrears_told_leave_the_newest_interest_unpaid(days: int, interest: str, paid: int) -> None:
    (row,) = rows(a_row(**{"逾期天数": days, "欠息(元)": interest}))

    assert not row.against
    assert len(row.repaid) == paid
    assert row.state is not None
    assert (row.state.overdue_days, row.state.interest_due) == (days, Decimal(interest))


def test_a_sheet_of_payments_is_the_history() -> None:
    """1,000,000 paid with the interest of 21 May: 8,387.81 of it is kept for 21 June."""
    paid = [
        ["J-1", "2021-03-21", FIRST_INTEREST],
        ["J-1", "2021-04-21", 12529.17],
        ["J-1", "2021-05-21", 1012125],
    ]
    (row,) = rows(a_row(**{"余额(元)": 2008387.81}), payments=paid)

    assert row.basis is Basis.PAYMENTS
    assert not row.against
    assert row.state is not None
    assert (row.state.principal_balance, row.state.interest_due) == (Decimal("2008387.81"), 0)


def test_a_loan_that_the_payments_leave_out_is_counted_as_agreed_and_says_so() -> None:
    paid = [["J-1", "2021-03-21", FIRST_INTEREST], ["J-1", "2021-04-21", "12529.17"],
            ["J-1", "2021-05-21", "12125.00"], ["J-1", "2021-06-21", "12529.17"]]  # fmt: skip
    found = rows(a_row(), a_row(借据号="J-2"), payments=paid)

    assert [(row.basis, row.is_left_out, codes(row)) for row in found] == [
        (Basis.PAYMENTS, False, []),
        (Basis.CONTRACT, True, []),
    ]


def test_nought_needs_no_unit() -> None:
    heading = [name.removesuffix("(元)") if name.startswith("欠息") else name for name in HEADING]
    told = dict(zip(HEADING, a_row(**{"欠息(元)": 0}), strict=True))
    ledger = read_ledger([sheet([heading, list(told.values())], name="台账")], file="台账.xlsx")

    (row,) = takeover_rows(ledger, cut_over_on=CUT_OVER, today=CUT_OVER, due_day_counts_as=0)

    assert codes(row) == []


def test_payments_that_lead_elsewhere_are_refused_with_the_cell() -> None:
    (row,) = rows(a_row(逾期天数=None), payments=[["J-1", "2021-03-21", FIRST_INTEREST]])

    assert codes(row) == [("takeover_overdue_days_differs", "H2")]
    assert row.against[0].reason.parameters == {"told": "0", "found": "70"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"借据号": None}, [("takeover_without_number", "A2")]),
        ({"年利率": None}, [("takeover_without_rate", "D2")]),
        ({"年利率": "485%"}, [("ledger_rate_unreadable", "D2")]),
        ({"年利率": "LPR+100bp"}, [("ledger_rate_unreadable", "D2")]),
        ({"放款日": "2021-07-01"}, [("takeover_drawn_later", "E2")]),
        ({"余额(元)": 0}, [("takeover_of_settled_loan", "G2")]),
        ({"余额(元)": 2999999.99}, [("takeover_prepaid_when", "G2")]),
        ({"欠息(元)": 0.01}, [("takeover_overdue_interest_differs", "I2")]),
        ({"逾期天数": 8}, [("takeover_overdue_days_differs", "H2")]),
        ({"逾期天数": 9, "欠息(元)": 12529.16}, [("takeover_overdue_interest_differs", "I2")]),
    ],
)
def test_what_cannot_be_taken_over_says_why_and_where(
    changed: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    (row,) = rows(a_row(**changed))

    assert codes(row) == expected


def test_a_payment_after_the_cut_over_day_is_refused_not_dropped() -> None:
    paid = [["J-1", "2021-07-01", FIRST_INTEREST]]
    (row,) = rows(a_row(), payments=paid)

    assert codes(row) == [("takeover_payment_later", "")]


def test_more_paid_than_was_owed_is_refused() -> None:
    paid = [["J-1", "2021-03-21", 3100000]]
    (row,) = rows(a_row(), payments=paid)

    assert codes(row) == [("loan_overpaid", "")]


@pytest.mark.parametrize(("today", "is_told"), [(21, False), (22, True)])
def test_what_fell_overdue_between_the_cut_over_and_today_is_told_by_no_row(
    today: int, is_told: bool
) -> None:
    """Interest of 21 July counts as overdue from the 22nd, though it may have been paid."""
    (row,) = rows(a_row(), today=date(2021, 7, today))

    assert codes(row) == [("takeover_due_since", "")] * is_told


def test_a_maturity_between_the_cut_over_and_today_is_told_by_no_row() -> None:
    """The last interest falls due with the principal, on the day of maturity."""
    (row,) = rows(a_row(到期日="2021-07-05"), today=date(2021, 7, 19))

    assert codes(row) == [("takeover_due_since", "")]
    assert row.against[0].reason.parameters["due_on"] == date(2021, 7, 5)


def test_money_kept_for_the_next_due_day_pays_it() -> None:
    """Of 2,900,000 paid on 30 June 3,931.54 is kept, all the interest of 21 July: 3,637.50 for nine
    days on 3,000,000 and 294.04 for 21 days on 103,931.54.
    """
    paid = [
        ["J-1", "2021-03-21", FIRST_INTEREST],
        ["J-1", "2021-04-21", 12529.17],
        ["J-1", "2021-05-21", 12125],
        ["J-1", "2021-06-21", 12529.17],
    ]
    kept = [*paid, ["J-1", "2021-06-30", 2900000]]
    (row,) = rows(a_row(**{"余额(元)": 103931.54}), payments=kept, today=date(2021, 7, 22))

    assert codes(row) == []


def test_a_rate_finer_than_what_is_kept_is_refused() -> None:
    (row,) = rows(a_row(年利率="4.85005%"))

    assert codes(row) == [("takeover_rate_too_fine", "D2")]


def test_an_unread_payment_of_a_number_holds_back_every_loan_that_bears_it() -> None:
    """Two drawdowns under J-1 become J-1 and J-1#2; whose payment it is, is not told."""
    second = a_row(**{"放款金额(元)": 1000000, "余额(元)": 1000000, "放款日": "2021-03-02"})
    found = rows(a_row(), second, payments=[["J-1", "2021-03-21", FIRST_INTEREST]])

    assert [(row.loan.loan_id, codes(row)) for row in found] == [
        ("J-1", [("ledger_payment_unread", "")]),
        ("J-1#2", [("ledger_payment_unread", "")]),
    ]


def test_a_loan_that_its_payments_settle_is_not_taken_over() -> None:
    """No balance told: 3,000,000 and the interest of 1 to 20 March, all paid on 21 March."""
    loans = sheet([list(HEADING[:6]), a_row()[:6]], name="台账")
    paid = sheet(
        [["借据号", "还款日期", "还款金额(元)"], ["J-1", "2021-03-21", 3008083.33]], name="还款"
    )
    ledger = read_ledger([loans, paid], file="台账.xlsx")

    (row,) = takeover_rows(ledger, cut_over_on=CUT_OVER, today=CUT_OVER, due_day_counts_as=0)

    assert [code for code, _ in codes(row)] == ["takeover_of_settled_loan"]


def in_another_way(kind: str, number: object = "", **changed: object) -> TakeoverRow:
    """The loan with columns for the way of repayment and the number of instalments."""
    heading = [*HEADING, "还款方式", "还本期数"]
    told = sheet([heading, [*a_row(**changed), kind, number]], name="台账")
    ledger = read_ledger([told], file="台账.xlsx")
    (row,) = takeover_rows(ledger, cut_over_on=CUT_OVER, today=CUT_OVER, due_day_counts_as=0)
    return row


def test_a_single_payment_has_no_history_before_its_maturity() -> None:
    row = in_another_way("到期一次还本付息")

    assert codes(row) == []
    assert row.terms is not None
    assert row.state is not None
    assert (row.terms.repayment, row.repaid) == (Repayment.SINGLE_PAYMENT, ())
    assert (row.state.principal_balance, row.state.interest_due) == (Decimal(3000000), 0)
    # 121 days at 4.85 % over 360, nothing of it due
    assert row.state.interest_accrued == Decimal("48904.17")


def test_principal_in_parts_was_paid_with_the_interest_of_its_due_days() -> None:
    """Due on 1 September 2021, in 5 parts of 600,000 from 21 May on; two are paid by 30 June."""
    told = {"到期日": "2021-09-01", "余额(元)": 1800000}

    row = in_another_way("按月付息，分期还本", 5, **told)

    assert codes(row) == []
    assert [(each.on, str(each.amount)) for each in row.repaid] == [
        (date(2021, 3, 21), "8083.33"),
        (date(2021, 4, 21), "12529.17"),
        (date(2021, 5, 21), "612125.00"),
        (date(2021, 6, 21), "610023.33"),  # interest of 31 days on 2,400,000
    ]
    assert row.state is not None
    assert (row.state.principal_balance, row.state.overdue_days) == (Decimal(1800000), 0)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"余额(元)": 1800000.01}, [("takeover_balance_differs", "G2")]),
        # the part of 21 June is unpaid: overdue day 9 on 30 June
        ({"余额(元)": 2400000, "逾期天数": 9, "欠息(元)": 10023.33}, []),
        ({"余额(元)": 1800000, "逾期天数": 9, "欠息(元)": 10023.33},
         [("takeover_balance_differs", "G2")]),
        ({"余额(元)": 2400000, "逾期天数": 8},
         [("takeover_balance_differs", "G2"), ("takeover_overdue_days_differs", "H2")]),
    ],
)  # fmt: skip
def test_parts_that_are_not_paid_are_told_by_balance_and_arrears(
    changed: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    row = in_another_way("按月付息分期还本", "5期", **({"到期日": "2021-09-01"} | changed))

    assert codes(row) == expected


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("按季付息", "", ("ledger_repayment_unknown", "J2")),
        ("分期还本", "", ("ledger_instalments_missing", "K2")),
        ("分期还本", 14, ("loan_instalments_too_many", "")),
        ("先息后本", 12, None),  # twelve periods of interest
        ("", "", None),
    ],
)
def test_a_way_of_repayment_that_is_not_understood_is_refused_with_its_cell(
    kind: str, number: object, expected: tuple[str, str] | None
) -> None:
    row = in_another_way(kind, number)

    assert codes(row) == [one for one in [expected] if one]


def test_equal_sums_are_taken_over_with_their_own_parts() -> None:
    terms = LoanTerms(
        principal=Decimal(3000000), annual_rate=Decimal("0.0485"), drawn_on=date(2021, 3, 1),
        due_on=date(2022, 3, 1), repayment=Repayment.EQUAL_TOTAL_INSTALMENTS,
    )  # fmt: skip
    paid = [one for one in contract_schedule(terms) if one.due_on <= CUT_OVER]
    left = terms.principal - sum(one.principal for one in paid)

    row = in_another_way("等额本息", **{"余额(元)": float(left)})

    assert codes(row) == []
    assert len(row.repaid) == len(paid)


def test_an_extended_loan_is_taken_over_with_its_first_due_day_and_extended_here() -> None:
    lines = [[*HEADING, "展期到期日"], [*a_row(), "2022-09-01"]]
    ledger = read_ledger([sheet(lines, name="台账")], file="台账.xlsx")

    (row,) = takeover_rows(ledger, cut_over_on=CUT_OVER, today=CUT_OVER, due_day_counts_as=0)

    assert codes(row) == [("takeover_extended", "J2")]
