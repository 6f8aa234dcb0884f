"""Where a recorded breach stands, and for how long it counts (5.2.1, 5.3.1)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.integrity.breaches import (
    Breach,
    BreachStatus,
    breach_status,
    ends_on,
    full_years_since,
    objection_until,
    years_since_breach,
)

HAPPENED, RECORDED = date(2021, 2, 1), date(2021, 3, 1)


def breach(**changed: Any) -> Breach:
    sound = {
        "happened_on": HAPPENED,
        "recorded_on": RECORDED,
        "ends_on": ends_on(HAPPENED, 3),
        **changed,
    }
    return Breach(**sound)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2021, 3, 1), BreachStatus.OPEN_TO_OBJECTION),
        (date(2021, 3, 16), BreachStatus.OPEN_TO_OBJECTION),
        (date(2021, 3, 17), BreachStatus.STANDS),
        (date(2024, 1, 31), BreachStatus.STANDS),
        (date(2024, 2, 1), BreachStatus.EXPIRED),
    ],
)
def test_without_an_objection_it_stands_when_the_days_are_over(
    on: date, status: BreachStatus
) -> None:
    assert objection_until(RECORDED) == date(2021, 3, 16)
    assert breach_status(breach(), on) is status


@pytest.mark.parametrize(
    ("dismissed", "status"),
    [
        (None, BreachStatus.OBJECTED),
        (False, BreachStatus.STANDS),
        (True, BreachStatus.DISMISSED),
    ],
)
def test_an_objection_holds_it_until_it_is_decided(
    dismissed: bool | None, status: BreachStatus
) -> None:
    objected = breach(objected_on=date(2021, 3, 10), is_dismissed=dismissed)

    assert breach_status(objected, date(2021, 12, 1)) is status
    assert years_since_breach([objected], date(2021, 12, 1)) == (0 if dismissed is False else None)


def test_without_a_period_it_never_expires() -> None:
    assert breach_status(breach(ends_on=ends_on(HAPPENED, None)), date(2090, 1, 1)) == "stands"


@pytest.mark.parametrize(
    ("on", "years"), [(date(2024, 1, 31), 2), (date(2024, 2, 1), 3), (date(2024, 2, 2), 3)]
)
def test_whole_years_are_full_on_the_anniversary(on: date, years: int) -> None:
    assert full_years_since(HAPPENED, on) == years


def test_the_newest_breach_that_stands_decides() -> None:
    older = breach(happened_on=date(2019, 5, 1), ends_on=None)

    assert years_since_breach([older, breach()], date(2023, 5, 1)) == 2
    assert years_since_breach([older, breach(is_dismissed=True)], date(2023, 5, 1)) == 4
    assert years_since_breach([], date(2023, 5, 1)) is None


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.integers(0, 4000), st.integers(1, 10))
@settings(max_examples=80)
def test_it_counts_exactly_as_long_as_its_years_are_not_full(
    happened: date, after: int, years: int
) -> None:
    on = happened + timedelta(days=after)
    ends = ends_on(happened, years)

    assert ends is not None
    assert (on < ends) == (full_years_since(happened, on) < years)
