"""Facts up to a day: what happened later, and what was recorded later, is not in them."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from tests.core.statistics.statistics_cast import BEIJING

from zhidai.core.errors import BadInput
from zhidai.core.statistics.cutoff import up_to
from zhidai.core.statistics.facts import DrawnLoan, Facts, Registration, Repayment

DAY = date(2021, 3, 10)
END = datetime.combine(DAY, time.max, BEIJING)
REGISTERED = Registration(
    id="Y-1", pledgor="甲", registered_on=DAY, released_on=date(2021, 3, 11), amount=Decimal(100)
)
DRAWN = DrawnLoan(
    id="L-1",
    borrower="甲",
    amount=Decimal(100),
    drawn_on=date(2021, 1, 1),
    due_on=date(2022, 1, 1),
    repayments=tuple(Repayment(on=day, principal=Decimal(10)) for day in (DAY, date(2021, 3, 11))),
)
FACTS = Facts(
    scope="示范市（虚构）",
    source="样本（虚构）",
    registrations=(REGISTERED, replace(REGISTERED, id="Y-2", registered_on=date(2021, 3, 11))),
    loans=(DRAWN, replace(DRAWN, id="L-2", drawn_on=date(2021, 3, 11), repayments=())),
)


def test_what_happened_on_the_day_counts_and_what_happened_on_the_next_does_not() -> None:
    found = up_to(FACTS, DAY, end=END)

    assert [(one.id, one.released_on) for one in found.registrations] == [("Y-1", None)]
    assert [one.id for one in found.loans] == ["L-1"]
    assert [one.on for one in found.loans[0].repayments] == [DAY]
    assert found.loans[0].balance_on(date(2021, 3, 31)) == Decimal(90)
    assert (found.first_day, found.covers_until) == (date(2021, 1, 1), DAY)


def test_facts_that_end_before_the_day_end_where_they_did() -> None:
    ended = replace(FACTS, covers_until=date(2021, 3, 9))

    assert up_to(ended, DAY, end=END).covers_until == date(2021, 3, 9)


def test_what_was_recorded_after_the_day_was_not_known_on_it() -> None:
    known, late = (datetime(2021, 3, day, 9, tzinfo=BEIJING) for day in (10, 11))
    dated = replace(FACTS, loans=(), registrations=(replace(REGISTERED, recorded_at=known),))
    recorded_late = replace(dated, registrations=(replace(REGISTERED, recorded_at=late),))

    assert len(up_to(dated, DAY, end=END).registrations) == 1
    assert not up_to(recorded_late, DAY, end=END).registrations


def test_facts_of_which_only_some_say_when_they_were_recorded_are_refused() -> None:
    recorded = replace(REGISTERED, recorded_at=datetime(2021, 3, 10, 9, tzinfo=BEIJING))

    with pytest.raises(BadInput, match="statistics_fact_undated"):
        up_to(replace(FACTS, registrations=(recorded,)), DAY, end=END)
