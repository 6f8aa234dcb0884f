"""Loss shares and the recovery waterfall: exact sums, never more than came in."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import day

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.loss_sharing import (
    loss_shares,
    share_loss,
    shares_in_force,
    split_by_weights,
)
from zhidai.core.guarantees.recovery import RecoveryReceipt, distribute

SUGGESTED = loss_shares(
    {"guarantor": Decimal("0.7"), "bank": Decimal("0.2"), "appraiser": Decimal("0.1")}
)
LOSSES = share_loss(Decimal("10000000.00"), SUGGESTED)


def receipt(gross: str, costs: str = "0.00", on: str = "2022-09-01") -> RecoveryReceipt:
    return RecoveryReceipt(received_on=day(on), gross=Decimal(gross), costs=Decimal(costs))


def test_a_loss_is_shared_seventy_twenty_ten() -> None:
    assert {
        "guarantor": Decimal("7000000.00"),
        "bank": Decimal("2000000.00"),
        "appraiser": Decimal("1000000.00"),
    } == LOSSES


def test_the_signed_agreement_replaces_the_suggested_shares() -> None:
    agreed = loss_shares({"guarantor": Decimal("0.6"), "bank": Decimal("0.4")})

    assert shares_in_force(agreed=agreed, suggested=SUGGESTED) == agreed
    assert shares_in_force(agreed=None, suggested=SUGGESTED) == SUGGESTED


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ({"guarantor": "0.7", "bank": "0.2"}, "loss_shares_not_summing"),
        ({"guarantor": "1.1", "bank": "-0.1"}, "loss_share_out_of_range"),
    ],
)
def test_shares_that_are_not_a_whole_are_bad_input(shares: dict[str, str], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        loss_shares({party: Decimal(share) for party, share in shares.items()})

    assert refused.value.reasons[0].code == code


def test_costs_come_first_and_the_rest_goes_back_in_proportion() -> None:
    (only,) = distribute([receipt("1200000.00", "200000.00")], losses=LOSSES)

    assert only.costs_paid == Decimal("200000.00")
    assert only.parts == {
        "guarantor": Decimal("700000.00"),
        "bank": Decimal("200000.00"),
        "appraiser": Decimal("100000.00"),
    }
    assert only.to_pledgor == 0


def test_costs_that_the_first_receipt_does_not_cover_are_carried_to_the_next() -> None:
    first, second = distribute(
        [receipt("50000.00", "80000.00"), receipt("130000.00")], losses=LOSSES
    )

    assert (first.costs_paid, first.costs_carried) == (Decimal("50000.00"), Decimal("30000.00"))
    assert set(first.parts.values()) == {Decimal("0.00")}
    assert second.costs_paid == Decimal("30000.00")
    assert sum(second.parts.values()) == Decimal("100000.00")


def test_what_exceeds_the_loss_is_the_pledgors() -> None:
    first, second = distribute([receipt("9000000.00"), receipt("1500000.00")], losses=LOSSES)

    assert first.to_pledgor == 0
    assert second.to_pledgor == Decimal("500000.00")
    assert set(second.still_lost.values()) == {Decimal("0.00")}


def test_a_negative_receipt_is_bad_input() -> None:
    with pytest.raises(BadInput) as refused:
        distribute([receipt("-1.00")], losses=LOSSES)

    assert refused.value.reasons[0].code == "recovery_amount_negative"


FEN = st.integers(0, 2_000_000_000).map(lambda fen: Decimal(fen) / 100)
WEIGHTS = st.dictionaries(st.sampled_from("abcdef"), FEN, min_size=1)


@settings(max_examples=100, deadline=None)
@given(total=FEN, weights=WEIGHTS)
def test_splits_sum_exactly_and_are_within_a_fen_of_proportion(
    total: Decimal, weights: dict[str, Decimal]
) -> None:
    whole = sum(weights.values(), Decimal(0))

    parts = split_by_weights(total, weights)

    if whole == 0:
        assert not any(parts.values())
        return
    assert sum(parts.values()) == total
    for name, part in parts.items():
        assert abs(part - total * weights[name] / whole) < Decimal("0.01")


@settings(max_examples=100, deadline=None)
@given(
    loss=FEN,
    hundredths=st.lists(st.integers(0, 100), min_size=2, max_size=2),
    receipts=st.lists(st.tuples(FEN, FEN), max_size=6),
)
def test_the_waterfall_never_pays_more_than_came_in(
    loss: Decimal, hundredths: list[int], receipts: list[tuple[Decimal, Decimal]]
) -> None:
    low, high = sorted(hundredths)
    shares = loss_shares(
        {
            "guarantor": Decimal(low) / 100,
            "bank": Decimal(high - low) / 100,
            "appraiser": Decimal(100 - high) / 100,
        }
    )
    losses = share_loss(loss, shares)
    came = [RecoveryReceipt(received_on=day("2022-09-01"), gross=g, costs=c) for g, c in receipts]

    distributions = distribute(came, losses=losses)

    returned = dict.fromkeys(losses, Decimal(0))
    for one in distributions:
        assert one.costs_paid + sum(one.parts.values()) + one.to_pledgor == one.receipt.gross
        assert min(one.parts.values()) >= 0
        assert one.to_pledgor >= 0
        assert one.to_pledgor == 0 or not any(one.still_lost.values())
        for party, part in one.parts.items():
            returned[party] += part
            assert one.still_lost[party] == losses[party] - returned[party] >= 0
    for party, back in returned.items():  # in step to the fen, however many receipts
        in_step = sum(returned.values()) * losses[party] / loss if loss else Decimal(0)
        assert abs(back - in_step) <= Decimal("0.01") * len(came)
