"""Where the standard leaves room, or its parts differ: what is done here, one choice a test."""

import pytest
from tests.core.actus.pam_cast import events, happened, rows, series

from zhidai.core.actus.terms import ContractRole

LPR = series("LPR", ("2012-12-20", "0.05"))


def days(found: list[tuple[str, str, str]]) -> list[str]:
    return [day for day, _, _ in found]


def test_midnight_may_be_written_as_the_end_of_the_day_before() -> None:
    assert rows(events(maturityDate="2013-12-31T24:00:00")) == rows(events())


@pytest.mark.parametrize(
    ("cycle", "falls_due"),
    [
        ("P1Y6ML1", ["2013-01-01", "2014-07-01", "2015-01-01"]),
        ("P6M15DL1", ["2013-01-01", "2013-07-16", "2014-01-31", "2014-08-15", "2015-01-01"]),
        ("P1HL1", ["2013-01-01", "2013-07-01", "2014-01-01", "2014-07-01", "2015-01-01"]),
        ("P9999YL1", ["2013-01-01", "2015-01-01"]),
    ],
)
def test_a_cycle_is_any_period_of_whole_days(cycle: str, falls_due: list[str]) -> None:
    found = events(maturityDate="2015-01-01T00:00:00", cycleOfInterestPayment=cycle)

    assert days(rows(found, "IP")) == falls_due


def test_without_an_anchor_interest_is_first_due_a_cycle_after_the_start() -> None:
    found = events(
        initialExchangeDate="2013-01-31T00:00:00", without=("cycleAnchorDateOfInterestPayment",)
    )

    assert days(rows(found, "IP"))[:3] == ["2013-02-28", "2013-03-31", "2013-04-30"]


def test_without_a_cycle_interest_and_fees_are_due_at_maturity() -> None:
    found = events(
        without=("cycleAnchorDateOfInterestPayment", "cycleOfInterestPayment"),
        feeRate="30",
        feeBasis="A",
    )

    assert rows(found) == [
        ("2013-01-01", "IED", "-3000.00"),
        ("2014-01-01", "IP", "300.00"),
        ("2014-01-01", "FP", "30.00"),
        ("2014-01-01", "MD", "3000.00"),
    ]


def test_a_capitalisation_that_ends_on_a_day_off_is_not_put_off() -> None:
    found = events(
        capitalizationEndDate="2013-06-01T00:00:00",  # a Saturday
        calendar="MF",
        businessDayConvention="SCF",
    )

    assert rows(found)[5:8] == [
        ("2013-05-01", "IPCI", "0.00"),
        ("2013-06-01", "IPCI", "0.00"),
        ("2013-07-01", "IP", "25.69"),  # 3,126.18 x 10 % x 30 / 365
    ]


def test_a_day_off_at_maturity_is_not_put_off() -> None:
    found = events(maturityDate="2013-12-28T00:00:00", calendar="MF", businessDayConvention="SCF")

    assert days(rows(found))[-2:] == ["2013-12-28", "2013-12-28"]


def test_nothing_happens_after_the_contract_has_ended() -> None:
    found = events(
        maturityDate="2013-12-01T00:00:00",  # a Sunday; interest due the day before is put off
        cycleAnchorDateOfInterestPayment="2013-01-30T00:00:00",
        cycleOfInterestPayment="P1ML1",
        calendar="MF",
        businessDayConvention="SCF",
        seen=[happened("PP", "2013-12-03", "10")],
        to="2014-06-30T00:00:00",
    )

    assert rows(found)[-2:] == [
        ("2013-12-01", "IP", "26.30"),  # 32 days since 30 October
        ("2013-12-01", "MD", "3000.00"),
    ]


def test_before_a_purchase_nothing_is_the_buyers() -> None:
    bought = {"purchaseDate": "2013-03-15T00:00:00", "priceAtPurchaseDate": "2900"}

    assert events(**bought, to="2013-03-14T00:00:00") == ()
    assert [kind for _, kind, _ in rows(events(**bought, to="2013-04-01T00:00:00"))] == [
        "PRD",
        "IP",
    ]


@pytest.mark.parametrize("role", list(ContractRole))
def test_each_side_of_a_contract_pays_what_the_other_receives(role: ContractRole) -> None:
    terms = {
        "accruedInterest": "7",
        "feeRate": "0.01",
        "feeBasis": "N",
        "feeAccrued": "3",
        "cycleOfFee": "P3ML1",
        "purchaseDate": "2013-02-15T00:00:00",
        "priceAtPurchaseDate": "2900",
        "terminationDate": "2013-11-15T00:00:00",
        "priceAtTerminationDate": "2950",
        "penaltyType": "N",
        "penaltyRate": "0.02",
    }
    seen = [happened("PP", "2013-06-16", "1000")]

    lender, side = events(**terms, seen=seen), events(**terms, seen=seen, contractRole=role)

    assert {"PRD", "PY", "PP", "IP", "FP", "TD"} == {one.event_type for one in lender}
    for ours, theirs in zip(lender, side, strict=True):
        assert theirs.payoff == (ours.payoff if role.sign > 0 else ours.payoff.copy_negate())
        assert abs(theirs.notional_principal) == abs(ours.notional_principal)


def test_a_borrowers_prepayment_may_be_written_as_a_payment() -> None:
    as_amount = events(contractRole="RPL", seen=[happened("PP", "2013-06-16", "1000")])
    as_payment = events(contractRole="RPL", seen=[happened("PP", "2013-06-16", "-1000")])

    assert as_amount == as_payment
    assert as_amount[-1].payoff == -2000


def test_at_one_instant_a_prepayment_comes_before_interest_and_interest_before_fees() -> None:
    found = events(
        seen=[happened("PP", "2013-07-01", "1000")],
        penaltyType="R",
        penaltyRate="0.01",
        feeRate="5",
        feeBasis="A",
        cycleOfFee="P6ML1",
        cycleOfRateReset="P6ML1",
        marketObjectCodeOfRateReset="LPR",
        observed=LPR,
    )

    assert [row for row in rows(found) if row[0] == "2013-07-01"] == [
        ("2013-07-01", "PY", "2.47"),  # a month at 1 % on 3,000
        ("2013-07-01", "PP", "1000.00"),
        ("2013-07-01", "IP", "24.66"),  # June on the whole principal
        ("2013-07-01", "FP", "5.00"),
        ("2013-07-01", "RR", "0.00"),
    ]


def test_scaling_comes_after_a_purchase_and_not_at_all_after_a_termination() -> None:
    scaled = {
        "scalingEffect": "INO",
        "cycleAnchorDateOfScalingIndex": "2013-03-01T00:00:00",
        "cycleOfScalingIndex": "P6ML1",
        "scalingIndexAtContractDealDate": "100",
        "marketObjectCodeOfScalingIndex": "CPI",
        "observed": series("CPI", ("2013-01-01", "110")),
    }

    bought = events(**scaled, purchaseDate="2013-03-01", priceAtPurchaseDate="2900")
    sold = events(**scaled, terminationDate="2013-09-01", priceAtTerminationDate="2900")

    assert [kind for _, kind, _ in rows(bought)[:2]] == ["PRD", "SC"]
    assert rows(sold)[-1][:2] == ("2013-09-01", "TD")
    assert rows(bought, "IP")[0] == ("2013-04-01", "IP", "28.03")  # 25.479 x 1.1


def test_interest_and_principal_start_with_multipliers_of_their_own() -> None:
    found = events(
        scalingEffect="IN0", interestScalingMultiplier="1.2", notionalScalingMultiplier="1.5"
    )

    assert rows(found)[2] == ("2013-02-01", "IP", "30.58")  # 25.479 x 1.2
    assert rows(found)[-1] == ("2014-01-01", "MD", "4500.00")
    assert rows(events(scalingEffect="I00", notionalScalingMultiplier="1.5"))[-1][2] == "3000.00"


@pytest.mark.parametrize("floor", ["0.02", "-0.02"])
def test_a_period_floor_is_how_far_the_rate_may_fall_however_it_is_signed(floor: str) -> None:
    found = events(
        cycleAnchorDateOfRateReset="2013-02-01T00:00:00",
        marketObjectCodeOfRateReset="LPR",
        periodFloor=floor,
        observed=LPR,
    )

    assert f"{found[-1].nominal_interest_rate:.2f}" == "0.08"  # the market says 5 %


def test_an_option_that_nobody_used_is_an_event_that_pays_nothing() -> None:
    found = events(
        cycleAnchorDateOfOptionality="2013-04-01T00:00:00",
        cycleOfOptionality="P3ML1",
        penaltyType="A",
        penaltyRate="50",
        seen=[happened("PP", "2013-07-01", "1000")],
    )

    assert rows(found, "PP", "PY") == [
        ("2013-04-01", "PP", "0.00"),
        ("2013-07-01", "PY", "50.00"),
        ("2013-07-01", "PP", "1000.00"),
        ("2013-10-01", "PP", "0.00"),
    ]
    assert rows(events(cycleOfOptionality="P3ML1", prepaymentEffect="N"), "PP") == []


@pytest.mark.parametrize("penalty", [{"penaltyType": "N"}, {"penaltyType": "O"}, {}])
def test_a_penalty_of_nothing_is_no_event(penalty: dict[str, str]) -> None:
    found = events(**penalty, seen=[happened("PP", "2013-06-16", "1000")])

    assert rows(found, "PY") == []


def test_a_running_contract_has_accrued_since_interest_was_paid_not_since_it_was_due() -> None:
    shifted = {"calendar": "MF", "businessDayConvention": "SCF"}

    put_off = events(**shifted, statusDate="2013-06-10T00:00:00")  # 1 June was a Saturday
    to_come = events(**shifted, statusDate="2013-06-02T00:00:00")

    assert rows(put_off)[0] == ("2013-07-01", "IP", "23.01")  # 28 days from Monday, 3 June
    assert rows(to_come)[0] == ("2013-06-03", "IP", "27.12")  # 33 days from 1 May


def test_an_event_on_the_status_date_has_happened() -> None:
    found = events(statusDate="2013-01-01T00:00:00", accruedInterest="0")

    assert rows(found)[0] == ("2013-02-01", "IP", "25.48")
