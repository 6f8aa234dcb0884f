"""A claimed loan from bare facts: what follows from them closes to the fen, whatever they are."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import DRAWN_ON, DUE_ON, loan, repayment

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.claim_file import read_claimed_loan
from zhidai.core.guarantees.claimed_loan import ClaimFacts, ClaimPaid, claimed_loan
from zhidai.core.guarantees.journey import Journey, Place, Travel
from zhidai.core.guarantees.loan_journey import loan_journey
from zhidai.core.guarantees.loss_sharing import share_loss
from zhidai.core.guarantees.recovery import RecoveryReceipt
from zhidai.wording.speech import ENGLISH, sentence

SHARES = {"guarantor": Decimal("0.7"), "bank": Decimal("0.2"), "appraiser": Decimal("0.1")}
FEN = st.integers(min_value=1, max_value=900_000_000)
DAYS = st.integers(min_value=0, max_value=600)


def yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


def written(**claim: object) -> dict[str, Any]:
    return {
        "terms": {
            "principal": "300万元",
            "annual_rate": "4.85%",
            "drawn_on": "2021-03-01",
            "due_on": "2022-03-01",
        },
        "events": [],
        "claim": {
            "claimed_on": "2021-05-20",
            "shares": {"guarantor": "70%", "bank": "20%", "appraiser": "10%"},
            "payments": [{"payer": "guarantor", "amount": "210万元", "paid_on": "2021-06-01"}],
            "recoveries": [{"received_on": "2021-09-01", "gross": "100万元", "costs": "5万元"}],
            **claim,
        },
    }


def journey_of(file: object, on: date = date(2022, 1, 1)) -> Journey:
    found, claim = read_claimed_loan(json.loads(json.dumps(file)))
    return loan_journey(claimed_loan(found.terms, found.events, claim, on=on))


def test_a_written_claim_is_worked_out() -> None:
    made = journey_of(written())

    assert made.closes
    assert made.total(Travel.COSTS) == 50_000
    assert made.total(Travel.RETURNED, party="guarantor") == 665_000
    assert made.total(Travel.RETURNED, party="bank") == 190_000
    assert made.total(Travel.SET_OFF, party="appraiser") == 95_000
    assert made.standing(Place.PAID, "guarantor") == 2_100_000 - 665_000
    assert made.standing(Place.ASKED, "appraiser") == 300_000 - 95_000


def test_a_surplus_pays_the_interest_first_and_then_the_pledgor() -> None:
    """Paid in full by both payers, the pledge fetches 4,000,000 on the day after."""
    payments = [
        {"payer": "guarantor", "amount": "210万元", "paid_on": "2021-06-01"},
        {"payer": "appraiser", "amount": "30万元", "paid_on": "2021-06-01"},
    ]
    proceeds = [{"received_on": "2021-06-02", "gross": "400万元", "costs": "20万元"}]

    made = journey_of(written(payments=payments, recoveries=proceeds))

    # At 404.1666 a day for 3,000,000: 20, 31 and 30 days fell due; from 21 May 11 days of it
    # and one of 600,000 at 80.8333.
    interest = Decimal("8083.33") + Decimal("12529.17") + Decimal("12125.00") + Decimal("4526.67")
    assert made.total(Travel.TO_INTEREST) == interest
    assert made.total(Travel.TO_PLEDGOR) == 4_000_000 - 200_000 - 3_000_000 - interest
    assert made.movements[-1].remains == ()
    assert made.closes


def test_without_a_claim_the_loan_still_travels() -> None:
    file = {name: value for name, value in written().items() if name != "claim"}

    made = journey_of(file, on=date(2021, 5, 20))

    assert made.closes
    assert made.standing(Place.BOOKS) == 3_000_000


def test_before_the_day_of_the_claim_nothing_is_shared() -> None:
    assert journey_of(written(), on=date(2021, 5, 19)).standing(Place.BOOKS) == 3_000_000
    assert journey_of(written(), on=date(2021, 5, 20)).standing(Place.BOOKS) == 0


def _paid(**change: str) -> dict[str, object]:
    payment = {"payer": "guarantor", "amount": "210万元", "paid_on": "2021-06-01"}
    return {"payments": [{**payment, **change}]}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_paid(payer="insurer"), "The claim asks nothing of insurer"),
        (_paid(payer="bank"), "The claim asks nothing of bank"),
        (_paid(amount="2100000.01"), "guarantor would have paid 2,100,000.01 yuan on a claim of"),
        (_paid(amount="-1元"), "-1"),
        ({"claimed_on": "2021-02-28"}, "lies before the drawdown on 2021-03-01"),
        ({"shares": {"guarantor": "70", "bank": "30%"}}, "70"),
        (
            {"shares": {"guarantor": "70天", "bank": "30%"}},
            "The share of guarantor is a percentage",
        ),
        ({"shares": {"guarantor": "70%", "bank": "20%"}}, "they must add up to 1"),
        ({"payments": {}}, "claim.payments"),
        ({"payment": []}, "payment"),
        ({"recoveries": [{"received_on": "2021-09-01"}]}, "gross"),
        ({"recoveries": [{"received_on": "2021-09-01", "gross": 5}]}, "gross"),
    ],
)
def test_a_claim_that_cannot_be_is_one_clear_sentence(change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as refused:
        journey_of(written(**change))

    assert said in sentence(refused.value.reasons[0], ENGLISH)


def test_beside_a_claim_its_payments_stand_in_the_claim() -> None:
    file = written()
    file["events"] = [
        {
            "id": "P-1",
            "kind": "claim_payment",
            "amount": "1万元",
            "effective_on": "2021-06-01",
            "recorded_at": "2021-06-01T09:00:00+08:00",
        }
    ]

    with pytest.raises(BadInput) as refused:
        journey_of(file)

    assert refused.value.reasons[0].code == "claim_file_event_of_claim"


def change(kind: str, on: str, **more: str) -> dict[str, str]:
    return {
        "id": f"{kind} {on} {more.get('part', '')}",
        "kind": kind,
        "effective_on": on,
        "recorded_at": f"{on}T09:00:00+08:00",
        **more,
    }


PAID = {
    "payments": [
        {"payer": "guarantor", "amount": "210万元", "paid_on": "2021-06-01"},
        {"payer": "appraiser", "amount": "30万元", "paid_on": "2021-06-01"},
    ],
}
OFF = change("write_off", "2021-07-01", amount="60万元", part="principal")
INTEREST_OFF = change("write_off", "2021-07-01", amount="1万元", part="interest")


def test_the_banks_share_is_written_off_and_recovered_to_the_fen() -> None:
    file = {**written(**PAID), "events": [OFF, INTEREST_OFF]}

    made = journey_of(file)

    assert made.closes
    assert made.total(Travel.PRINCIPAL_WRITTEN_OFF) == 600_000
    assert made.standing(Place.BORNE) == 0
    assert made.standing(Place.OFF_BOOKS) == 600_000 - 190_000  # a fifth of 950,000 came back
    recovered = [{"received_on": "2021-09-01", "gross": "310万元", "costs": "5万元"}]
    whole = journey_of({**written(**PAID, recoveries=recovered), "events": [OFF, INTEREST_OFF]})
    assert whole.closes
    assert (whole.standing(Place.OFF_BOOKS), whole.standing(Place.INTEREST_OFF_BOOKS)) == (0, 0)


def test_changes_before_a_claim_are_shared_with_what_they_left() -> None:
    misuse = change("misuse", "2021-03-11", markup="50%")
    called = change("acceleration", "2021-03-20")
    given_up = change("waiver", "2021-05-25", amount="100元", part="penalty")
    file = {**written(), "events": [misuse, called, given_up]}

    made = journey_of(file)

    assert made.closes
    assert made.total(Travel.INTEREST_WAIVED) == 100
    # 10 days at 4.85 %, 9 at 7.275 % to the acceleration; then 7.275 % of what is unpaid, monthly
    assert made.total(Travel.INTEREST_DUE) == Decimal("84281.90")


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (change("write_off", "2021-05-19", amount="1元", part="principal"),
         "write_off_before_claim"),
        (change("write_off", "2021-07-01", amount="1元", part="principal"),
         "write_off_while_payers_owe"),
        (change("waiver", "2021-05-20", amount="1元", part="principal"), "change_after_claim"),
        (change("pause", "2021-05-21", until="2021-06-21"), "change_after_claim"),
        (change("extension", "2021-05-21", due_on="2022-06-01", consents="银行"),
         "change_after_claim"),
    ],
)  # fmt: skip
def test_a_claim_leaves_no_room_for_some_changes(event: dict[str, Any], code: str) -> None:
    if "consents" in event:
        event = {**event, "consents": [event["consents"]]}

    with pytest.raises(BadInput) as refused:
        journey_of({**written(), "events": [event]})

    assert refused.value.reasons[0].code == code


@st.composite
def claims(draw: st.DrawFn) -> tuple[Decimal, ClaimFacts]:
    """A repayment before the claim, payments within the shares, any receipts."""
    claimed_on = DUE_ON + timedelta(days=draw(st.integers(min_value=60, max_value=90)))
    repaid = yuan(draw(st.integers(min_value=1, max_value=600_000_000)))
    principal = Decimal("10000000.00")
    parts = share_loss(principal - Decimal("6100000.00"), SHARES)  # less than any claim comes to
    paid = [
        ClaimPaid(payer=payer, amount=amount, paid_on=claimed_on + timedelta(days=draw(DAYS)))
        for payer in ("guarantor", "appraiser")
        for amount in [yuan(draw(st.integers(0, int(parts[payer] * 100))))]
        if amount
    ]
    recoveries = draw(
        st.lists(
            st.builds(
                RecoveryReceipt,
                received_on=DAYS.map(lambda days: claimed_on + timedelta(days=days)),
                gross=FEN.map(yuan),
                costs=st.integers(0, 50_000_000).map(yuan),
            ),
            max_size=4,
        )
    )
    # A receipt may set off what a payment was to pay later: payments come first here.
    last_paid = max((one.paid_on for one in paid), default=claimed_on)
    later: Callable[[RecoveryReceipt], RecoveryReceipt] = lambda one: RecoveryReceipt(  # noqa: E731
        received_on=max(one.received_on, last_paid), gross=one.gross, costs=one.costs
    )
    ordered = sorted(map(later, recoveries), key=lambda one: one.received_on)
    return repaid, ClaimFacts(
        claimed_on=claimed_on, shares=SHARES, payments=tuple(paid), recoveries=tuple(ordered)
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claims(), st.integers(min_value=0, max_value=900))
def test_on_any_day_of_any_claim_every_sum_closes(
    made: tuple[Decimal, ClaimFacts], days: int
) -> None:
    repaid, claim = made
    on = DUE_ON + timedelta(days=days)
    events = (repayment(repaid, DRAWN_ON + timedelta(days=30)),)

    journey = loan_journey(claimed_loan(loan(), events, claim, on=on))

    assert journey.closes
    unpaid = sum((each.amount for each in journey.movements[-1].remains), Decimal(0))
    went_in = journey.total(Travel.LENT, Travel.INTEREST_DUE, Travel.INTEREST_ACCRUED)
    ended = journey.total(
        Travel.INTEREST_REPAID, Travel.PRINCIPAL_REPAID,
        Travel.SET_OFF, Travel.RETURNED, Travel.TO_INTEREST,
    )  # fmt: skip
    assert went_in == ended + unpaid


def received(on: str, gross: str, costs: str = "0元") -> dict[str, str]:
    return {"received_on": on, "gross": gross, "costs": costs}


UNCOVERED = received("2021-06-20", "1万元", "5万元")


@pytest.mark.parametrize(
    ("receipts", "back"),
    [
        ([UNCOVERED, received("2021-07-20", "3万元")], 0),
        ([UNCOVERED, received("2021-07-20", "4万元")], 0),
        ([UNCOVERED, received("2021-07-20", "4.01万元")], 70),
        ([UNCOVERED, received("2021-06-20", "5万元")], 7_000),  # of one day
    ],
)
def test_costs_that_a_receipt_leaves_come_before_all_of_the_next_in_any_order_of_the_file(
    receipts: list[dict[str, str]], back: int
) -> None:
    paid = [
        {"payer": "guarantor", "amount": "210万元", "paid_on": "2021-06-01"},
        {"payer": "appraiser", "amount": "30万元", "paid_on": "2021-06-01"},
    ]

    for order in (receipts, receipts[::-1]):
        made = journey_of(written(payments=paid, recoveries=order))

        assert made.closes
        assert made.total(Travel.RETURNED, party="guarantor") == back


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claims(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_claim_is_written_down_decides_nothing(
    made: tuple[Decimal, ClaimFacts], chance: Random
) -> None:
    repaid, claim = made
    events = (repayment(repaid, DRAWN_ON + timedelta(days=30)),)
    shuffled = replace(
        claim,
        payments=tuple(chance.sample(claim.payments, len(claim.payments))),
        recoveries=tuple(chance.sample(claim.recoveries, len(claim.recoveries))),
    )
    on = DUE_ON + timedelta(days=900)

    books = [claimed_loan(loan(), events, each, on=on) for each in (claim, shuffled)]

    assert books[0] == books[1]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claims())
def test_nobody_gets_back_more_than_its_share_and_shares_are_kept(
    made: tuple[Decimal, ClaimFacts],
) -> None:
    repaid, claim = made
    events = (repayment(repaid, DRAWN_ON + timedelta(days=30)),)
    books = claimed_loan(loan(), events, claim, on=DUE_ON + timedelta(days=900))

    journey = loan_journey(books)

    assert books.claim is not None
    for party, loss in books.claim.losses.items():
        assert 0 <= journey.total(Travel.SET_OFF, Travel.RETURNED, party=party) <= loss
