"""Reversals, and events that cannot be."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.core.lending.loan_cast import (
    TEN_MILLION,
    day,
    extension,
    happened,
    loan,
    on,
    refused,
    repayment,
)

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import replay


def reversal(of: str, on_day: str = "2021-06-01", **others: Any) -> LoanEvent:
    return happened("reversal", on_day, reverses=of, **others)


def test_a_reversed_event_leaves_no_trace() -> None:
    wrong = repayment("4000000.00", "2021-03-11", number="R-1")

    assert on("2021-05-01", wrong, reversal("R-1")) == on("2021-05-01")
    assert on("2021-05-01", wrong, reversal("R-1")).allocations == ()


def test_before_its_reversal_was_recorded_the_event_was_known() -> None:
    wrong = repayment("26944.44", "2021-03-21", number="R-1")
    taken_back = reversal("R-1")
    history = [wrong, taken_back]

    then = replay(
        loan(), history, on=day("2021-04-01"), known_at=taken_back.recorded_at - timedelta(hours=1)
    )
    now = replay(loan(), history, on=day("2021-04-01"), known_at=taken_back.recorded_at)

    assert (then.overdue_days, now.overdue_days) == (0, 11)


def test_an_impossible_event_can_be_reversed() -> None:
    too_much = repayment("99999999.00", "2021-03-11", number="R-1")
    too_early = repayment("1.00", "2021-02-01", number="R-2")

    both = (reversal("R-1"), reversal("R-2", number="second"))
    assert on("2021-05-01", too_much, too_early, *both) == on("2021-05-01")


@pytest.mark.parametrize("kind", ["extension", "pause", "write_off", "drawdown"])
def test_every_kind_of_event_can_be_reversed(kind: str) -> None:
    made = {
        "extension": extension("2021-04-01", "2022-09-01"),
        "pause": happened("pause", "2021-04-01", until=day("2021-04-30")),
        "write_off": happened("write_off", "2021-04-01", "1.00"),
        "drawdown": happened("drawdown", "2021-04-01", "1.00"),
    }[kind]
    terms = loan(commitment=Decimal("20000000.00"))

    with_it = replay(terms, [made], on=day("2022-06-01"))
    without = replay(terms, [made, reversal(made.id)], on=day("2022-06-01"))

    assert without == replay(terms, [], on=day("2022-06-01"))
    assert with_it != without


def test_reversals_of_nothing_and_twice_are_refused() -> None:
    once = repayment("1.00", "2021-03-21", number="R-1")
    first, second = reversal("R-1", number="V-1"), reversal("R-1", number="V-2")

    assert refused(loan(), reversal("R-9"))[0] == "loan_reversal_of_nothing"
    assert refused(loan(), once, first, reversal("V-1", number="V-3"))[0] == (
        "loan_reversal_of_nothing"
    )
    assert refused(loan(), once, first, second)[0] == "loan_reversed_twice"
    early = reversal("R-1", recorded_at=once.recorded_at - timedelta(seconds=1))
    assert refused(loan(), once, early)[0] == "loan_reversal_recorded_before"


# Events that cannot be


@pytest.mark.parametrize(
    ("kind", "others", "code"),
    [
        ("drawdown", {"amount": "0.00"}, "loan_event_amount_invalid"),
        ("waiver", {"amount": "-1.00"}, "loan_event_amount_invalid"),
        ("write_off", {"amount": "1.001"}, "loan_event_amount_invalid"),
        ("misuse", {"amount": "-1.00"}, "loan_event_amount_invalid"),
        ("pause", {"amount": "1.00", "until": date(2021, 5, 1)}, "loan_event_amount_not_wanted"),
        ("reversal", {"amount": "1.00", "reverses": "R-1"}, "loan_event_amount_not_wanted"),
        ("reversal", {}, "loan_reversal_of_nothing"),
        ("pause", {}, "loan_event_without_day"),
        ("pause", {"until": date(2021, 3, 31)}, "loan_event_ends_before"),
        ("misuse", {"until": date(2021, 3, 31)}, "loan_event_ends_before"),
        ("extension", {"consents": ("bank",)}, "loan_event_without_day"),
        ("extension", {"due_on": date(2022, 9, 1)}, "loan_extension_without_consent"),
        (
            "extension",
            {"due_on": date(2022, 9, 1), "consents": ("bank", "")},
            "loan_extension_without_consent",
        ),
        (
            "extension",
            {"due_on": date(2022, 9, 1), "consents": ("bank",), "annual_rate": Decimal(5)},
            "loan_rate_invalid",
        ),
    ],
)
def test_events_that_cannot_be_are_bad_input(kind: str, others: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as found:
        happened(kind, "2021-04-01", **others)

    assert found.value.reasons[0].code == code


def test_a_commitment_below_the_first_drawdown_is_bad_input() -> None:
    assert loan(commitment=TEN_MILLION).committed == TEN_MILLION
    with pytest.raises(BadInput) as found:
        loan(commitment=TEN_MILLION - Decimal("0.01"))
    assert found.value.reasons[0].code == "loan_commitment_below_principal"
