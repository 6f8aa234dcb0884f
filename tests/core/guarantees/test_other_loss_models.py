"""Bases, caps and triggers of other cities' plans."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.loss_base import (
    BaseTerms,
    LossFacts,
    advance_of,
    loss_base,
    parts_of_claim,
    share_within_caps,
)
from zhidai.core.guarantees.loss_sharing import share_loss
from zhidai.core.guarantees.triggers import LoanHistory, TriggerTerms, falls_due_on
from zhidai.core.policy.claim_triggers import NplClass, OverdueOf, TriggerMetric
from zhidai.core.policy.losses import LossBase, Unstated
from zhidai.core.policy.quantity import parse_quantity

SHARES = {"insurer": Decimal("0.5"), "fund": Decimal("0.3"), "bank": Decimal("0.2")}
NET_IP = BaseTerms(
    base=LossBase.IP_SHARE_OF_NET_PRINCIPAL,
    clause="6.3",
    ip_share_min=Decimal("0.6"),
    ip_share_unstated=Unstated.REFUSED,
)


def facts(ip_share: str | None = "0.7", recovered: str = "200000") -> LossFacts:
    return LossFacts(
        principal=Decimal(1_000_000),
        recovered=Decimal(recovered),
        balance=Decimal(900_000),
        ip_share=None if ip_share is None else Decimal(ip_share),
    )


@pytest.mark.parametrize(
    ("base", "yuan"),
    [
        (LossBase.PRINCIPAL, 1_000_000),
        (LossBase.NET_PRINCIPAL, 800_000),
        (LossBase.PRINCIPAL_BALANCE, 900_000),
        (LossBase.IP_SHARE_OF_PRINCIPAL, 700_000),
        (LossBase.IP_SHARE_OF_NET_PRINCIPAL, 560_000),
    ],
)
def test_each_base_takes_its_part_of_the_loss(base: LossBase, yuan: int) -> None:
    assert loss_base(facts(), BaseTerms(base=base, clause="6.3")) == yuan


@pytest.mark.parametrize(
    ("ip_share", "code"),
    [(None, "loss_ip_share_unstated"), ("0.59", "loss_ip_share_too_small")],
)
def test_a_share_unstated_or_too_small_gets_nothing(ip_share: str | None, code: str) -> None:
    found = loss_base(facts(ip_share), NET_IP)

    assert isinstance(found, tuple)
    assert (found[0].code, found[0].clause) == (code, "6.3")


def test_the_least_share_itself_is_enough() -> None:
    assert loss_base(facts("0.6"), NET_IP) == Decimal(480_000)


def test_what_the_funds_room_does_not_hold_falls_on_the_bank() -> None:
    parts = share_within_caps(
        Decimal(1_000_000), SHARES, room={"fund": Decimal(120_000)}, rest_to="bank"
    )

    assert parts == {"insurer": 500_000, "fund": 120_000, "bank": 380_000}


def test_a_rest_for_somebody_who_bears_nothing_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        share_within_caps(Decimal(1), SHARES, room={}, rest_to="guarantor")

    assert refused.value.reasons[0].code == "loss_rest_to_unknown"


def test_the_fund_pays_half_at_once_and_the_rest_after_disposal() -> None:
    assert advance_of(Decimal("100000.01"), Decimal("0.5")) == (
        Decimal("50000.00"),
        Decimal("50000.01"),
    )


def test_a_third_paid_at_once_is_a_third() -> None:
    third = parse_quantity("三分之一").amount

    assert advance_of(Decimal(300_000), third) == (Decimal(100_000), Decimal(200_000))


FEN = st.integers(0, 10**10).map(lambda fen: Decimal(fen) / 100)


@settings(max_examples=80)
@given(loss=FEN, room=FEN, more=FEN)
def test_parts_sum_to_the_loss_and_more_room_never_lowers_the_funds_part(
    loss: Decimal, room: Decimal, more: Decimal
) -> None:
    little = share_within_caps(loss, SHARES, room={"fund": room}, rest_to="bank")
    plenty = share_within_caps(loss, SHARES, room={"fund": room + more}, rest_to="bank")

    assert sum(little.values()) == loss == sum(plenty.values())
    assert little["fund"] <= room
    assert little["fund"] <= plenty["fund"]
    assert min(little.values()) >= 0


HISTORY = LoanHistory(
    principal_overdue_since=date(2026, 5, 1),
    interest_overdue_since=date(2026, 4, 21),
    classified={NplClass.SUBSTANDARD: date(2026, 7, 20), NplClass.LOSS: date(2027, 1, 31)},
    written_off_on=date(2027, 3, 1),
)


@pytest.mark.parametrize(
    ("terms", "day"),
    [
        (TriggerTerms(metric=TriggerMetric.DAYS_OVERDUE, days=60), date(2026, 6, 19)),
        (TriggerTerms(metric=TriggerMetric.DAYS_OVERDUE, of=OverdueOf.PRINCIPAL, days=60),
         date(2026, 6, 29)),
        (TriggerTerms(metric=TriggerMetric.DAYS_OVERDUE, days=1), date(2026, 4, 21)),
        (TriggerTerms(metric=TriggerMetric.FIVE_CLASS, npl_class=NplClass.SUBSTANDARD,
                      after=parse_quantity("30天")), date(2026, 8, 19)),
        (TriggerTerms(metric=TriggerMetric.FIVE_CLASS, npl_class=NplClass.DOUBTFUL),
         date(2027, 1, 31)),
        (TriggerTerms(metric=TriggerMetric.WRITTEN_OFF, after=parse_quantity("3个月")),
         date(2027, 6, 1)),
    ],
)  # fmt: skip
def test_compensation_falls_due_by_each_measure(terms: TriggerTerms, day: date) -> None:
    assert falls_due_on(terms, HISTORY) == day
    assert falls_due_on(terms, LoanHistory()) is None


def test_the_fen_of_a_tie_goes_to_the_party_that_the_scheme_names_first() -> None:
    loss, shares = Decimal("852795.78"), {"guarantor": Decimal("0.7"), "bank": Decimal("0.2")}
    shares["appraiser"] = Decimal("0.1")

    parts = parts_of_claim(loss, base=loss, shares=shares, room={})

    # 596957.046, 170559.156 and 85279.578: one fen is left for two remainders of 0.6.
    assert parts == share_loss(loss, shares)
    assert parts["guarantor"] == Decimal("596957.05")
