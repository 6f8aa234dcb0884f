"""The drawn journey: at every station between, as many yuan leave as arrive."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.guarantees.test_claimed_loan import claims, journey_of, written
from tests.core.lending.loan_cast import DRAWN_ON, DUE_ON, loan, repayment

from zhidai.core.guarantees.claimed_loan import ClaimFacts, claimed_loan
from zhidai.core.guarantees.journey import Journey, Travel
from zhidai.core.guarantees.journey_picture import Flow, Station, Stop, journey_picture
from zhidai.core.guarantees.loan_journey import loan_journey

ENDS = {Stop.REPAID, Stop.MADE_GOOD, Stop.LOST, Stop.STILL_UNPAID}


def arriving(flows: Iterable[Flow], station: Station) -> Decimal:
    return sum((each.amount for each in flows if each.target == station), Decimal(0))


def leaving(flows: Iterable[Flow], station: Station) -> Decimal:
    return sum((each.amount for each in flows if each.origin == station), Decimal(0))


def test_the_written_claim_is_drawn_from_the_books_to_who_bears_what() -> None:
    picture = journey_picture(journey_of(written()))

    drawn = {(one.origin.stop, one.target.stop, one.target.party): one.amount
             for one in picture.loan}  # fmt: skip
    assert drawn[Stop.UNPAID_PRINCIPAL, Stop.SHARE, "guarantor"] == 2_100_000
    assert drawn[Stop.SHARE, Stop.PAID, "guarantor"] == 2_100_000
    assert drawn[Stop.PAID, Stop.LOST, "guarantor"] == 2_100_000 - 665_000
    assert drawn[Stop.SHARE, Stop.OWED, "appraiser"] == 205_000
    assert drawn[Stop.SHARE, Stop.LOST, "bank"] == 600_000 - 190_000
    back = {one.target.party: one.amount for one in picture.recoveries}
    assert back == {
        "": Decimal(50_000),
        "guarantor": Decimal(665_000),
        "bank": Decimal(190_000),
        "appraiser": Decimal(95_000),
    }


def test_without_a_claim_the_unpaid_stays_in_the_books() -> None:
    file = {name: value for name, value in written().items() if name != "claim"}

    picture = journey_picture(journey_of(file))

    assert {one.target.stop for one in picture.loan} == {
        Stop.UNPAID_PRINCIPAL,
        Stop.UNPAID_INTEREST,
        Stop.STILL_UNPAID,
    }
    assert picture.recoveries == ()


@settings(max_examples=60)
@given(claims(), st.integers(min_value=0, max_value=900))
def test_no_yuan_is_lost_or_made_between_stations(
    made: tuple[Decimal, ClaimFacts], days: int
) -> None:
    repaid, claim = made
    events = (repayment(repaid, DRAWN_ON + timedelta(days=30)),)
    journey = loan_journey(claimed_loan(loan(), events, claim, on=DUE_ON + timedelta(days=days)))

    flows = journey_picture(journey).loan

    between = {one.target for one in flows if one.target.stop not in ENDS}
    assert all(arriving(flows, each) == leaving(flows, each) for each in between)
    assert all(one.origin.column < one.target.column for one in flows)
    assert _into(flows) == _in(journey)


def _into(flows: Iterable[Flow]) -> Decimal:
    return sum((one.amount for one in flows if one.origin.column == 0), Decimal(0))


def _in(journey: Journey) -> Decimal:
    return journey.total(Travel.LENT, Travel.INTEREST_DUE, Travel.INTEREST_ACCRUED)
