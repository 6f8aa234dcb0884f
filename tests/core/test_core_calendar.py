"""Periods end as the Civil Code says, and an unpublished working day is never called sure."""

from datetime import date

import pytest

from zhidai.core.calendar import (
    WorkingDays,
    add_months,
    days_between,
    parse_day,
    period_end,
    period_end_on_working_day,
)
from zhidai.core.errors import BadInput

# The days around the National Day of 2021: 1 to 7 October off, Saturday 9 October worked.
OCTOBER_2021 = WorkingDays(
    holidays=frozenset(date(2021, 10, day) for day in (1, 4, 5, 6, 7)),
    makeup_days=frozenset({date(2021, 10, 9)}),
    known_from=date(2021, 1, 1),
    known_until=date(2021, 12, 31),
)


@pytest.mark.parametrize(
    "written",
    [
        "2021-03-01",
        "2021/3/1",
        "2021.3.1",
        "20210301",
        "2021年3月1日",
        "2021年3月1号",
        "２０２１－０３－０１",  # noqa: RUF001
        " 2021-03-01 00:00:00 ",
        "2021-03-01T00:00:00",
    ],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert parse_day(written) == date(2021, 3, 1)


@pytest.mark.parametrize("written", ["2021-02-30", "01/03/2021", "2021-3/1", "2021", "3月1日"])
def test_what_is_not_a_day_is_refused(written: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_day(written)

    assert refused.value.reasons[0].code == "calendar_day_unreadable"


@pytest.mark.parametrize("written", ["", "  ", "\n"])
def test_a_day_that_is_left_empty_is_told_so(written: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_day(written)

    assert refused.value.reasons[0].code == "calendar_day_missing"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2021, 12, 15), 1, date(2022, 1, 15)),
        (date(2021, 3, 31), -1, date(2021, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2021, 1, 15), -13, date(2019, 12, 15)),
    ],
)
def test_a_month_that_has_no_such_day_ends_on_its_last(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


def test_the_day_of_the_event_is_not_counted() -> None:
    assert period_end(date(2021, 3, 1), days=60) == date(2021, 4, 30)
    assert period_end(date(2021, 3, 1), days=25) == date(2021, 3, 26)
    assert period_end(date(2021, 1, 31), months=1) == date(2021, 2, 28)
    assert period_end(date(2020, 2, 29), years=3) == date(2023, 2, 28)


def test_a_period_has_exactly_one_length() -> None:
    with pytest.raises(TypeError):
        period_end(date(2021, 3, 1))
    with pytest.raises(TypeError):
        period_end(date(2021, 3, 1), days=1, months=1)


def test_a_last_day_on_a_holiday_moves_to_the_next_working_day() -> None:
    due = period_end_on_working_day(date(2021, 9, 1), OCTOBER_2021, days=30)

    assert due.on == date(2021, 10, 8)
    assert due.confirmed


def test_a_saturday_that_is_made_up_for_is_a_working_day() -> None:
    assert OCTOBER_2021.is_working_day(date(2021, 10, 9))
    assert not OCTOBER_2021.is_working_day(date(2021, 10, 10))
    assert not OCTOBER_2021.is_working_day(date(2021, 10, 1))


def test_beyond_the_published_calendar_a_working_day_is_an_estimate_that_says_so() -> None:
    due = OCTOBER_2021.next_working_day(date(2022, 1, 1))

    assert due.on == date(2022, 1, 3)
    assert [reason.code for reason in due.reasons] == ["calendar_day_estimated"]
    with pytest.raises(BadInput) as refused:
        OCTOBER_2021.is_working_day(date(2022, 1, 1))
    assert refused.value.reasons[0].code == "calendar_day_unpublished"


def test_days_between_counts_the_first_day_and_not_the_last() -> None:
    assert days_between(date(2021, 3, 1), date(2022, 3, 1)) == 365
    assert days_between(date(2021, 3, 1), date(2021, 3, 1)) == 0


@pytest.mark.parametrize("written", ["9999-12-31", "0001-01-01", "1899-12-31", "22010101"])
def test_a_year_that_stands_for_no_end_or_is_a_slip_is_refused(written: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_day(written)

    assert refused.value.reasons[0].code == "calendar_day_out_of_range"
    assert parse_day("1900-01-01"), parse_day("2200-12-31")
