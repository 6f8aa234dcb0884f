"""A sheet of payments beside the ledger: the loans are replayed and held against what is told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.ledger.ledger_cast import TOLD, ledger, loan

from zhidai.core.ledger.cells import CellValue, Sheet
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import Ledger, LedgerLoan, Payment
from zhidai.core.ledger.reading import read_ledger
from zhidai.core.ledger.replayed import replayed
from zhidai.core.ledger.report import report_on
from zhidai.core.ledger.standing import OverdueBasis
from zhidai.core.ledger.subsidy import SubsidyBasis
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms
from zhidai.reference.ledger_tables import ledger_tables
from zhidai.schemes.reader import shipped
from zhidai.wording.speech import ENGLISH, sentence

LOANS = (
    ("借款人", "借据号", "贷款金额（万元）", "年利率（%）", "放款日", "到期日"),
    ("赣州甲科技有限公司", "JJ-1", Decimal(300), Decimal("4.85"), "2021-03-01", "2022-02-28"),
)
PAID = ("借据号", "还款日期", "还款金额（元）")
ZERO = Decimal("0.00")


def sheet(name: str, *rows: tuple[CellValue, ...]) -> Sheet:
    return Sheet(file="台账.xlsx", name=name, rows=rows)


def read(*payments: tuple[CellValue, ...], heading: tuple[str, ...] = PAID) -> Ledger:
    return read_ledger(
        [sheet("还款流水", ("2021年还款流水",), heading, *payments), sheet("台账", *LOANS)],
        file="台账.xlsx",
    )


def schedule_of(one: LedgerLoan) -> tuple[tuple[date, Decimal], ...]:
    terms = LoanTerms(
        principal=one.principal, annual_rate=one.annual_rate or ZERO, drawn_on=one.drawn_on,
        due_on=one.due_on,
    )  # fmt: skip
    return tuple((due.due_on, due.interest) for due in contract_schedule(terms))


def with_payments(one: LedgerLoan, *payments: tuple[date, Decimal]) -> Ledger:
    rows = tuple(
        Payment(sheet="还款", row=row, loan=one.loan_id, paid_on=day, amount=amount)
        for row, (day, amount) in enumerate(payments, start=2)
    )
    return replace(ledger(one, fields=one.told), payments=rows)


# ---------------------------------------------------------------- reading the payments


def test_a_sheet_of_payments_is_known_wherever_it_stands_in_the_file() -> None:
    found = read(("JJ-1", "2021-03-21", Decimal("8083.33")), ("合计", None, Decimal("8083.33")))

    assert [(one.loan, one.paid_on, one.amount) for one in found.payments] == [
        ("JJ-1", date(2021, 3, 21), Decimal("8083.33"))
    ]
    assert found.rejected == ()
    assert [(one.name, one.has_payments) for one in found.sheets] == [
        ("台账", False), ("还款流水", True),
    ]  # fmt: skip


def test_principal_and_interest_apart_are_one_payment() -> None:
    found = read(
        ("JJ-1", "2021-03-21", Decimal(1000), Decimal("8083.33")),
        heading=("借据号", "还款日期", "归还本金（元）", "归还利息（元）"),
    )

    assert [one.amount for one in found.payments] == [Decimal("9083.33")]


@pytest.mark.parametrize(
    ("payment", "said"),
    [
        (("JJ-9", "2021-03-21", Decimal(1)), "Cell A3 (借据号): JJ-9 is the number of no loan"),
        ((None, "2021-03-21", Decimal(1)), "Cell A3 (借据号) holds no value"),
        (("JJ-1", "21/03/2021", Decimal(1)), "Cell B3 (还款日期) holds 21/03/2021; expected a day"),
        (("JJ-1", None, Decimal(1)), "Cell B3 (还款日期) holds no value"),
        (("JJ-1", "2021-03-21", None), "Cell C3 (还款金额（元）) tells no amount above zero"),
        (("JJ-1", "2021-03-21", Decimal(0)), "Cell C3 (还款金额（元）) tells no amount above zero"),
        (
            ("JJ-1", "2021-03-21", Decimal(-1)),
            "Cell C3 (还款金额（元）) holds -1; an amount cannot",
        ),
        (("JJ-1", "2021-03-21", Decimal("0.001")), "which is a fraction of a fen"),
    ],
)
def test_a_payment_that_cannot_be_used_is_refused_with_its_cell(
    payment: tuple[CellValue, ...], said: str
) -> None:
    (rejected,) = read(payment).rejected

    assert said in " ".join(sentence(each.reason, ENGLISH) for each in rejected.problems)


def test_a_number_that_two_loans_bear_is_refused() -> None:
    loans = (
        *LOANS,
        ("赣州甲科技有限公司", "JJ-1", Decimal(1), Decimal(4), "2021-04-01", "2022-02-28"),
    )

    found = read_ledger(
        [sheet("台账", *loans), sheet("还款", PAID, ("JJ-1", "2021-05-21", Decimal(1)))],
        file="台账.xlsx",
    )

    (rejected,) = found.rejected
    assert [each.reason.code for each in rejected.problems] == ["ledger_payment_of_several"]


# ---------------------------------------------------------------- replaying


@given(paid=st.integers(1, 11))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_loan_whose_last_instalments_are_unpaid_is_overdue_since_the_first_of_them(
    paid: int,
) -> None:
    told = frozenset({Field.BORROWER, Field.PRINCIPAL, Field.DRAWN_ON, Field.DUE_ON})
    one = loan(balance=None, overdue_days=None, told=told)
    schedule = schedule_of(one)
    first_unpaid = schedule[paid][0]
    on = date(2022, 2, 27)

    (filled,) = replayed(with_payments(one, *schedule[:paid]), on=on, due_day_counts_as=0)[0].loans

    assert filled.balance == one.principal
    assert filled.interest_paid == sum((amount for _, amount in schedule[:paid]), ZERO)
    assert filled.overdue_days == max((on - first_unpaid).days, 0)


def test_what_is_told_is_kept_and_the_difference_is_said() -> None:
    one = loan(overdue_days=5)
    schedule = schedule_of(one)
    on = date(2021, 6, 30)

    filled, (check,) = replayed(with_payments(one, *schedule[:4]), on=on, due_day_counts_as=0)

    assert filled.loans[0].overdue_days == 5
    assert (check.overdue_days_told, check.overdue_days, check.differs) == (5, 0, True)
    assert (check.balance_told, check.balance) == (one.principal, one.principal)


def test_a_ledger_that_its_payments_lead_to_agrees() -> None:
    one = loan(overdue_days=0)

    _, (check,) = replayed(
        with_payments(one, *schedule_of(one)[:4]), on=date(2021, 6, 30), due_day_counts_as=0
    )

    assert not check.differs


def test_an_empty_sheet_of_payments_means_that_nothing_was_paid() -> None:
    filled, (check,) = replayed(read(), on=date(2021, 6, 30), due_day_counts_as=0)

    assert filled.loans[0].overdue_days == (date(2021, 6, 30) - date(2021, 3, 21)).days
    assert check.payments == 0


def test_a_loan_with_a_payment_that_could_not_be_read_is_not_replayed() -> None:
    found = read(("JJ-1", "2021-03-21", Decimal("8083.33")), ("JJ-1", "21.4.2021", Decimal(1)))

    filled, (check,) = replayed(found, on=date(2021, 6, 30), due_day_counts_as=0)

    assert filled.loans == found.loans
    assert [each.code for each in check.reasons] == ["ledger_payment_unread"]


def test_a_payment_that_could_not_be_read_holds_back_each_loan_of_its_number() -> None:
    found = read(("JJ-1", "21.4.2021", Decimal(1)))
    second = replace(found.loans[0], loan_id="JJ-1#2", row=9)

    _, checks = replayed(
        replace(found, loans=(*found.loans, second)), on=date(2021, 6, 30), due_day_counts_as=0
    )

    assert [each.reasons[0].code for each in checks] == ["ledger_payment_unread"] * 2


def test_a_payment_above_the_debt_is_said_and_changes_nothing() -> None:
    one = loan()

    filled, (check,) = replayed(
        with_payments(one, (date(2021, 4, 1), Decimal("4000000.00"))),
        on=date(2021, 6, 30),
        due_day_counts_as=0,
    )

    assert [each.code for each in check.reasons] == ["loan_overpaid"]
    assert filled.loans == (one,)


def test_a_loan_repaid_by_its_payments_is_subsidised_on_what_was_paid() -> None:
    told = frozenset({Field.BORROWER, Field.PRINCIPAL, Field.DRAWN_ON, Field.DUE_ON})
    one = loan(balance=None, overdue_days=None, told=told, due_on=date(2021, 5, 31))
    payments = [*schedule_of(one)]
    last_day, last_interest = payments[-1]
    payments[-1] = (last_day, last_interest + one.principal)

    found = report_on(
        with_payments(one, *payments),
        shipped("ganzhou-2020"),
        on=date(2021, 6, 30),
        tables=ledger_tables(),
    )

    (subsidy,) = found.subsidies
    assert found.standings[0].balance == ZERO
    assert (subsidy.basis, subsidy.closed_on) == (SubsidyBasis.INTEREST_TOLD, date(2021, 5, 31))
    assert subsidy.interest == sum((amount for _, amount in schedule_of(one)), ZERO)


def test_with_payments_the_ledger_need_not_tell_balances_or_arrears() -> None:
    told = TOLD - {Field.BALANCE, Field.OVERDUE_DAYS}
    one = loan(balance=None, overdue_days=None, told=told)

    found = report_on(
        with_payments(one, *schedule_of(one)[:1]),
        shipped("ganzhou-2020"),
        on=date(2021, 6, 30),
        tables=ledger_tables(),
    )

    assert found.standings[0].overdue_days == (date(2021, 6, 30) - date(2021, 4, 21)).days
    assert found.standings[0].basis is OverdueBasis.REPLAYED
    assert [each.code for each in found.notes] == ["ledger_payments_read", "ledger_day_taken"]
