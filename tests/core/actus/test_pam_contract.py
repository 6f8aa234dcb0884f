"""PAM contracts: the standard's payoffs and states, worked by hand."""

from decimal import Decimal

import pytest
from tests.core.actus.pam_cast import events, happened, rows, series


def test_a_bullet_loan_pays_out_earns_monthly_interest_and_comes_back() -> None:
    found = events()

    assert rows(found)[:3] == [
        ("2013-01-01", "IED", "-3000.00"),
        ("2013-01-01", "IP", "0.00"),
        ("2013-02-01", "IP", "25.48"),  # 3000 x 10 % x 31 / 365
    ]
    assert rows(found)[-2:] == [("2014-01-01", "IP", "25.48"), ("2014-01-01", "MD", "3000.00")]
    assert found[-1].notional_principal == 0


def test_the_borrower_sees_the_same_events_with_the_other_sign() -> None:
    lender, borrower = events(), events(contractRole="RPL")

    assert [ours.payoff + theirs.payoff for ours, theirs in zip(lender, borrower, strict=True)] == [
        0
    ] * len(lender)


@pytest.mark.parametrize(
    ("cycle", "last"),
    [("P1ML0", ("2013-12-31", "IP", "49.32")), ("P1ML1", ("2013-12-31", "IP", "24.66"))],
)
def test_a_long_stub_takes_the_odd_days_into_the_last_period(
    cycle: str, last: tuple[str, str, str]
) -> None:
    found = events(maturityDate="2013-12-31T00:00:00", cycleOfInterestPayment=cycle)

    assert rows(found, "IP")[-1] == last


def test_a_second_before_midnight_is_the_end_of_the_day() -> None:
    found = events(maturityDate="2013-12-31T23:59:59")

    assert rows(found, "IP")[-1] == ("2013-12-31", "IP", "50.14")  # 61 days from 1 November


@pytest.mark.parametrize(
    ("convention", "march", "april"),
    [
        ("NOS", ("2013-03-31", "25.00"), ("2013-04-30", "25.00")),
        ("SCF", ("2013-04-01", "25.83"), ("2013-04-30", "24.17")),
        ("SCMF", ("2013-03-29", "24.17"), ("2013-04-30", "25.83")),
        ("CSF", ("2013-04-01", "25.00"), ("2013-04-30", "25.00")),
        ("CSMF", ("2013-03-29", "25.00"), ("2013-04-30", "25.00")),
        ("SCP", ("2013-03-29", "24.17"), ("2013-04-30", "25.83")),
        ("SCMP", ("2013-03-29", "24.17"), ("2013-04-30", "25.83")),
        ("CSP", ("2013-03-29", "25.00"), ("2013-04-30", "25.00")),
        ("CSMP", ("2013-03-29", "25.00"), ("2013-04-30", "25.00")),
    ],
)
def test_a_sunday_moves_by_the_convention_and_interest_with_it_or_not(
    convention: str, march: tuple[str, str], april: tuple[str, str]
) -> None:
    found = events(
        initialExchangeDate="2013-02-28T00:00:00",
        cycleAnchorDateOfInterestPayment="2013-02-28T00:00:00",
        endOfMonthConvention="EOM",
        dayCountConvention="30E360ISDA",
        calendar="MF",
        businessDayConvention=convention,
    )

    assert [(day, amount) for day, _, amount in rows(found, "IP")[1:3]] == [march, april]


def test_interest_is_capitalised_to_its_end_and_paid_after_it() -> None:
    found = events(capitalizationEndDate="2013-02-15T00:00:00")

    assert [(day, kind) for day, kind, _ in rows(found)[1:5]] == [
        ("2013-01-01", "IPCI"),
        ("2013-02-01", "IPCI"),
        ("2013-02-15", "IPCI"),
        ("2013-03-01", "IP"),
    ]
    assert (
        f"{found[3].notional_principal:.6f}" == "3037.084031"
    )  # 3025.479452 x (1 + .1 x 14 / 365)
    assert rows(found, "MD") == [("2014-01-01", "MD", "3037.08")]


def test_what_came_before_the_purchase_is_not_the_buyers() -> None:
    found = events(purchaseDate="2013-01-30T00:00:00", priceAtPurchaseDate="1000")

    assert rows(found)[0] == ("2013-01-30", "PRD", "-1023.84")  # price and 29 days accrued
    assert rows(found)[1] == ("2013-02-01", "IP", "25.48")


def test_a_termination_ends_the_contract() -> None:
    found = events(terminationDate="2013-10-17T00:00:00", priceAtTerminationDate="2900")

    assert rows(found)[-1] == ("2013-10-17", "TD", "2913.15")
    assert (found[-1].notional_principal, found[-1].accrued_interest) == (0, 0)


def test_a_variable_rate_follows_its_market_within_caps() -> None:
    found = events(
        cycleAnchorDateOfRateReset="2013-02-01T00:00:00",
        cycleOfRateReset="P6ML1",
        marketObjectCodeOfRateReset="LPR",
        rateSpread="0.01",
        lifeFloor="0.05",
        periodFloor="-0.03",
        observed=series("LPR", ("2013-01-20", "0.0385"), ("2013-07-20", "0.0365")),
    )

    rates = [(str(one.event_date.date()), one.nominal_interest_rate) for one in found]
    assert ("2013-02-01", Decimal("0.07")) in rates  # 4.85 % is more than 3 points below 10 %
    assert ("2013-08-01", Decimal("0.05")) in rates  # 4.65 % is below the floor


def test_a_rate_fixed_already_is_taken_at_the_first_reset() -> None:
    found = events(
        cycleAnchorDateOfRateReset="2013-02-01T00:00:00",
        cycleOfRateReset="P6ML1",
        marketObjectCodeOfRateReset="LPR",
        nextResetRate="0.08",
        observed=series("LPR", ("2013-01-20", "0.05")),
    )

    resets = [one for one in found if one.event_type in ("RRF", "RR")]
    assert [(one.event_type, one.nominal_interest_rate) for one in resets] == [
        ("RRF", Decimal("0.08")),
        ("RR", Decimal("0.05")),
    ]


@pytest.mark.parametrize(
    ("basis", "rate", "fees"),
    [("A", "30", ["30.00", "30.00"]), ("N", "0.05", ["0.00", "12.74"])],
)
def test_a_fee_is_an_amount_or_accrues_on_the_notional(
    basis: str, rate: str, fees: list[str]
) -> None:
    found = events(
        feeBasis=basis,
        feeRate=rate,
        cycleAnchorDateOfFee="2013-01-01T00:00:00",
        cycleOfFee="P1ML0",
    )

    assert [amount for _, _, amount in rows(found, "FP")[:2]] == fees
    assert [kind for _, kind, _ in rows(found)[1:5]] == ["IP", "FP", "IP", "FP"]


@pytest.mark.parametrize(
    ("fee", "paid"), [({"feeRate": "100", "feeBasis": "A"}, "100.00"), (
        {"feeRate": "0.01", "feeBasis": "N"}, "2070.00")]
)  # fmt: skip
def test_a_fee_at_a_maturity_on_the_last_of_february_leaves_the_principal_whole(
    fee: dict[str, str], paid: str
) -> None:
    found = events(
        statusDate="2013-12-31T00:00:00",
        initialExchangeDate="2014-01-01T00:00:00",
        maturityDate="2015-02-28T00:00:00",
        notionalPrincipal="360000",
        dayCountConvention="30E360ISDA",
        cycleAnchorDateOfInterestPayment="2014-02-01T00:00:00",
        cycleOfInterestPayment="P1ML1",
        cycleAnchorDateOfFee="2014-08-01T00:00:00",
        **fee,
    )

    assert rows(found)[-3:] == [
        ("2015-02-28", "IP", "2700.00"),
        ("2015-02-28", "FP", paid),
        ("2015-02-28", "MD", "360000.00"),
    ]
    assert [one.accrued_interest for one in found[-3:]] == [0, 0, 0]


def test_a_prepayment_lowers_the_notional_and_keeps_what_accrued() -> None:
    found = events(seen=[happened("PP", "2013-06-16", "1000")])

    assert ("2013-06-16", "PP", "1000.00") in rows(found)
    july = 3000 * Decimal("0.1") * 15 / 365 + 2000 * Decimal("0.1") * 15 / 365
    assert ("2013-07-01", "IP", f"{july:.2f}") in rows(found)
    assert rows(found)[-1] == ("2014-01-01", "MD", "2000.00")


def test_a_contract_without_the_right_takes_no_prepayment() -> None:
    found = events(prepaymentEffect="N", seen=[happened("PP", "2013-06-16", "1000")])

    assert rows(found, "PP") == []
    assert rows(found)[-1] == ("2014-01-01", "MD", "3000.00")


def test_a_prepayment_may_cost_a_penalty() -> None:
    seen = [happened("PP", "2013-06-16", "1000")]

    found = events(penaltyType="A", penaltyRate="50", seen=seen)

    assert rows(found, "PY", "PP") == [
        ("2013-06-16", "PY", "50.00"),
        ("2013-06-16", "PP", "1000.00"),
    ]


def test_the_events_of_another_contract_are_not_this_ones() -> None:
    other = {**happened("PP", "2013-06-16", "1000"), "contractId": "loan-2"}

    assert rows(events(seen=[other]), "PP") == []


def test_events_after_the_day_asked_for_are_left_out() -> None:
    assert rows(events(to="2013-02-01T00:00:00"))[-1] == ("2013-02-01", "IP", "25.48")


def test_a_running_contract_starts_with_what_has_accrued() -> None:
    running = {"initialExchangeDate": "2012-11-09T00:00:00"}

    stated = events(
        **running, cycleAnchorDateOfInterestPayment="2013-01-09T00:00:00", accruedInterest="0"
    )
    counted = events(**running, cycleAnchorDateOfInterestPayment="2013-01-09T00:00:00")

    assert rows(stated)[0] == ("2013-01-09", "IP", "8.22")  # 10 days from the status date
    assert rows(counted)[0] == ("2013-01-09", "IP", "50.14")  # 61 days from the start


def test_a_scaled_notional_is_paid_back_by_its_index() -> None:
    found = events(
        scalingEffect="0N0",
        cycleAnchorDateOfScalingIndex="2013-07-01T00:00:00",
        scalingIndexAtContractDealDate="100",
        marketObjectCodeOfScalingIndex="CPI",
        observed=series("CPI", ("2013-06-30", "103")),
    )

    assert rows(found, "MD") == [("2014-01-01", "MD", "3090.00")]


def test_payoffs_in_another_currency_are_converted() -> None:
    found = events(settlementCurrency="USD", observed=series("CNY/USD", ("2012-12-31", "0.16")))

    assert (rows(found)[0], found[0].currency) == (("2013-01-01", "IED", "-480.00"), "USD")
