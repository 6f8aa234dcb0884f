"""What a borrower of 3,000,000 for a year pays, gets back, and when."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from tests.core.lending.loan_cast import DRAWN_ON, DUE_ON, loan
from tests.core.subsidies.subsidy_cast import GANZHOU

from zhidai.core.lending.borrower_cost import BorrowerCost, CashKind
from zhidai.core.subsidies.expected_cost import expected_cost, expected_subsidies

FEES = {"guarantee_fee": Decimal("30000.00"), "appraisal_fee": Decimal("30000.00")}
YUAN = Decimal(1)


def three_million() -> BorrowerCost:
    terms = loan("3000000.00")
    statement = expected_subsidies(terms, fees=FEES, settings=GANZHOU)
    return expected_cost(terms, fees=FEES, statement=statement, clause_of_fee=lambda _: "9.3")


def test_the_borrower_of_three_million() -> None:
    cost = three_million()

    paid = cost.paid.quantize(YUAN, rounding=ROUND_HALF_UP)
    back = cost.back.quantize(YUAN, rounding=ROUND_DOWN)
    assert paid == 207_521
    assert back == 148_016
    assert paid - back == 59_505
    assert (cost.effective_annual_cost * 100).quantize(Decimal("0.01")) == Decimal("1.98")


def test_the_totals_to_the_fen() -> None:
    cost = three_million()

    assert cost.interest == Decimal("147520.85")
    assert cost.fees == Decimal("60000.00")
    assert cost.paid == Decimal("207520.85")
    assert cost.back == Decimal("148016.67")
    assert cost.net == Decimal("59504.18")


def test_the_last_running_total_is_what_the_loan_cost() -> None:
    cost = three_million()

    assert cost.calendar[-1].running_total == -cost.net
    assert sum(line.change for line in cost.calendar) == -cost.net


def test_the_calendar_runs_from_drawdown_to_subsidies() -> None:
    cost = three_million()

    kinds = [line.movement.kind for line in cost.calendar]
    assert kinds[:3] == [CashKind.DISBURSEMENT, CashKind.GUARANTEE_FEE, CashKind.APPRAISAL_FEE]
    assert kinds.count(CashKind.INTEREST) == 13
    assert kinds[-5:] == [
        CashKind.PRINCIPAL,
        CashKind.INTEREST_SUBSIDY,
        CashKind.INTEREST_SUBSIDY,
        CashKind.GUARANTEE_FEE_SUBSIDY,
        CashKind.APPRAISAL_FEE_SUBSIDY,
    ]
    assert (cost.calendar[0].movement.on, cost.calendar[-1].movement.on) == (DRAWN_ON, DUE_ON)
    assert {line.movement.payer for line in cost.calendar[-4:]} == {"province", "beneficiary"}
