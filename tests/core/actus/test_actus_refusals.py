"""Contracts that are refused, each in one sentence that says what to do."""

import pytest
from tests.core.actus.pam_cast import events, happened, series

from zhidai.core.errors import BadInput
from zhidai.wording.speech import sentence


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"contractType": "ANN"}, "Contract type ANN is not carried out here"),
        ({"without": ("maturityDate",)}, "does not say maturityDate"),
        ({"without": ("dayCountConvention",)}, "does not say dayCountConvention"),
        ({"dayCountConvention": "A364"}, "dayCountConvention is A364, which the standard does not"),
        ({"notionalPrincipal": "three"}, "notionalPrincipal is three, which is not a number"),
        ({"notionalPrincipal": "NaN"}, "notionalPrincipal is NaN, which is not a number"),
        ({"notionalPrincipal": "-1"}, "notionalPrincipal is -1; it must not be below zero"),
        ({"penaltyRate": "-0.01"}, "penaltyRate is -0.01; it must not be below zero"),
        ({"maturityDate": "2013-13-01"}, "maturityDate is 2013-13-01, which is not a time"),
        ({"maturityDate": "2014-01-01T00:00:00+08:00"}, "without a zone"),
        ({"maturityDate": "2013-01-01T00:00:00"}, "not after initialExchangeDate, 2013-01-01"),
        (
            {"purchaseDate": "2014-02-01", "priceAtPurchaseDate": "1"},
            "maturityDate is 2014-01-01, which is not after purchaseDate",
        ),
        (
            {
                "purchaseDate": "2013-06-01",
                "priceAtPurchaseDate": "1",
                "terminationDate": "2013-05-01",
                "priceAtTerminationDate": "1",
            },
            "terminationDate is 2013-05-01, which is not after purchaseDate",
        ),
        ({"notionalPrincipal": "1e30"}, "notionalPrincipal is 1e30, which is not a number"),
        ({"notionalPrincipal": ["3000"]}, "notionalPrincipal is ['3000']; write a text or a"),
        ({"currency": True}, "currency is True; write a text or a number"),
        ({"scalingEffect": "00M"}, "only 000, I00, 0N0, IN0 is"),
        ({"prepaymentEffect": "X"}, "prepaymentEffect is X, which the standard does not have"),
        ({"cycleOfInterestPayment": "monthly"}, "The cycle monthly cannot be read"),
        ({"cycleOfInterestPayment": "P0ML0"}, "The cycle P0ML0 cannot be read"),
        ({"cycleOfInterestPayment": "P-1ML0"}, "The cycle P-1ML0 cannot be read"),
        ({"cycleOfInterestPayment": "P6M1YL0"}, "The cycle P6M1YL0 cannot be read"),
        ({"cyclePointOfInterestPayment": "B"}, "only E is"),
        ({"cyclePointOfRateReset": "E"}, "only B is"),
        ({"calendar": "CN"}, "calendar is CN, which the standard does not have; write one of NC"),
        ({"cycleOfIntrestPayment": "P1ML0"}, "write cycleOfInterestPayment if that is meant"),
        ({"calender": "MF"}, "an attribute calender, which is not one; write calendar"),
        ({"LifeCap": "0.2"}, "write lifeCap if that is meant"),
        ({"lifeFloor": "0.051", "lifeCap": "0.05"}, "lifeFloor is 0.051, above lifeCap"),
        (
            {"maturityDate": "2199-01-01T00:00:00", "cycleOfInterestPayment": "P1DL0"},
            "more than 40,000",
        ),
        (
            {"cycleAnchorDateOfRateReset": "2013-02-01", "marketObjectCodeOfRateReset": "LPR"},
            "follows LPR",
        ),
        (
            {"cycleAnchorDateOfRateReset": "2013-02-01"},
            "does not say marketObjectCodeOfRateReset",
        ),
        (
            {"scalingEffect": "I00", "cycleOfScalingIndex": "P1ML1"},
            "does not say scalingIndexAtContractDealDate",
        ),
        ({"seen": [happened("XX", "2013-02-01")]}, "observed event of type XX"),
        ({"seen": [happened("PP", "2013-02-01", "-5")]}, "value is -5; it must not be below zero"),
        ({"seen": [happened("PP", "2013-02-01", "3000.01")]}, "more than the 3000 still owed"),
        (
            {"observed": series("LPR", ("2013-01-20", "0.05"), ("2013-01-20", "0.06"))},
            "two different values of LPR at 2013-01-20T00:00:00",
        ),
        ({"seen": [happened("PP", "2012-02-01", "5")]}, "lies before the contract starts"),
        ({"feeRate": "0.05", "cycleOfFee": "P1ML0"}, "does not say feeBasis"),
        ({"purchaseDate": "2013-02-01"}, "does not say priceAtPurchaseDate"),
    ],
)
def test_a_contract_that_cannot_be_carried_out_is_refused_in_one_sentence(
    change: dict[str, object], words: str
) -> None:
    with pytest.raises(BadInput) as refused:
        events(**change)  # type: ignore[arg-type]

    assert words in sentence(refused.value.reasons[0], "en")


@pytest.mark.parametrize(
    "other",
    [
        {"lifeFloor": "0.05", "lifeCap": "0.05"},
        {"notionalPrincipal2": "1", "arrayCycleOfInterestPayment": "P1ML0", "creatorID": "x"},
        {"cycleOfPrincipalRedemption": "P1ML0", "contractDealDate": "2012-12-01T00:00:00"},
    ],
)
def test_what_another_type_of_contract_has_is_passed_over(other: dict[str, object]) -> None:
    assert events(**other) == events()


def test_a_rate_not_yet_published_is_never_guessed() -> None:
    with pytest.raises(BadInput) as refused:
        events(
            cycleAnchorDateOfRateReset="2013-02-01T00:00:00",
            marketObjectCodeOfRateReset="LPR",
            observed=series("LPR", ("2013-02-20", "0.05")),
        )

    assert "has no value published by 2013-02-01" in sentence(refused.value.reasons[0], "en")
