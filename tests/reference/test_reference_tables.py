"""The dated tables: held against other programs, and honest about how far they are known."""

from datetime import date, timedelta
from decimal import Decimal

import chinese_calendar
import pytest
import QuantLib

from zhidai.core.errors import BadInput
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.lpr import Tenor, lpr_on
from zhidai.reference.table import origin_of
from zhidai.reference.working_days import working_days


def _days_of_the_table() -> list[date]:
    table = working_days()
    count = (table.known_until - table.known_from).days
    return [table.known_from + timedelta(days=days) for days in range(count + 1)]


def test_the_working_days_agree_with_chinesecalendar_on_every_day() -> None:
    differing = [
        day
        for day in _days_of_the_table()
        if working_days().is_working_day(day) != chinese_calendar.is_workday(day)
    ]

    assert differing == []


def test_the_working_days_agree_with_the_interbank_calendar_of_quantlib() -> None:
    interbank = QuantLib.China(QuantLib.China.IB)

    differing = [
        day
        for day in _days_of_the_table()
        if working_days().is_working_day(day)
        != interbank.isBusinessDay(QuantLib.Date(day.day, day.month, day.year))
    ]

    assert differing == []


def test_every_listed_day_off_is_a_weekday_and_every_made_up_day_a_weekend() -> None:
    assert all(day.weekday() < 5 for day in working_days().holidays)
    assert all(day.weekday() >= 5 for day in working_days().makeup_days)


@pytest.mark.parametrize(
    ("day", "rate", "since"),
    [
        (date(2019, 8, 20), "0.0425", date(2019, 8, 20)),
        (date(2021, 3, 1), "0.0385", date(2020, 4, 20)),
        (date(2021, 12, 19), "0.0385", date(2020, 4, 20)),
        (date(2021, 12, 20), "0.038", date(2021, 12, 20)),
    ],
)
def test_the_lpr_of_a_day_is_the_newest_published_quote(day: date, rate: str, since: date) -> None:
    quote = lpr_on(day)

    assert (quote.rate, quote.since, quote.confirmed) == (Decimal(rate), since, True)


def test_the_lpr_over_five_years_moves_on_its_own() -> None:
    assert lpr_on(date(2021, 12, 20), tenor=Tenor.OVER_FIVE_YEARS).rate == Decimal("0.0465")


def test_an_lpr_beyond_the_last_confirmed_day_says_so() -> None:
    assert lpr_on(date(2025, 7, 31)).confirmed
    assert not lpr_on(date(2025, 8, 1)).confirmed


def test_there_is_no_lpr_before_its_first_quote() -> None:
    with pytest.raises(BadInput) as refused:
        lpr_on(date(2019, 8, 19))

    assert refused.value.reasons[0].code == "lpr_before_first_quote"


def test_an_assessment_is_handed_the_same_quotes() -> None:
    tables = reference_tables()

    quote = tables.lpr_on(date(2021, 3, 1))
    assert quote is not None
    assert quote.one_year == Decimal("0.0385")
    assert tables.lpr_confirmed_until == date(2025, 7, 31)
    assert "工业" in tables.size_standards


@pytest.mark.parametrize("name", ["lpr", "working_days", "annual_fees", "enterprise_sizes"])
def test_every_table_names_its_source(name: str) -> None:
    assert len(origin_of(name).source) > 10
