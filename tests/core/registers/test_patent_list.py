"""Rows of patent lists: every reason at once, and two answers about a lapse."""

from datetime import date

import pytest

from zhidai.core.registers.patent_list import (
    ListedPatent,
    PatentPosition,
    PatentRow,
    check_row,
    position_on,
)
from zhidai.reference.annual_fees import fee_schedule

LAPSED = PatentRow(
    number="CN97101765.4",
    kind="发明",
    filed_on="1997-03-05",
    granted_on="2001年11月7日",
    lapse_gazetted_on="2010-05-05",  # fourteen months after the anniversary of 2009
)


def _position(row: PatentRow, on: date) -> PatentPosition:
    patent = check_row(row)
    assert isinstance(patent, ListedPatent)
    return position_on(patent, on=on, schedule=fee_schedule())


def _codes(row: PatentRow) -> list[str]:
    refused = check_row(row)
    assert isinstance(refused, tuple)
    return [reason.code for reason in refused]


@pytest.mark.parametrize(
    ("on", "by_effect", "by_gazette", "fee"),
    [
        (date(2001, 11, 6), "not_yet_granted", "not_yet_granted", "not_yet_granted"),
        (date(2009, 3, 4), "in_force", "in_force", "payable"),
        (date(2009, 3, 5), "lapsed", "in_force", "payable"),
        (date(2009, 9, 5), "lapsed", "in_force", "in_grace"),
        (date(2010, 5, 4), "lapsed", "in_force", "lapsed"),
        (date(2010, 5, 5), "lapsed", "lapsed", "lapsed"),
        (date(2017, 3, 5), "lapsed", "lapsed", "lapsed"),
    ],
)
def test_a_lapse_takes_effect_long_before_the_gazette_tells_of_it(
    on: date, by_effect: str, by_gazette: str, fee: str
) -> None:
    position = _position(LAPSED, on)

    assert (position.by_effect, position.by_gazette) == (by_effect, by_gazette)
    assert position.fee.status == fee
    assert position.ended_on == (date(2009, 3, 5) if by_effect == "lapsed" else None)


def test_a_patent_without_a_gazetted_end_is_in_force_until_its_term_ends() -> None:
    row = PatentRow(number="97101765.4", filed_on="1997-03-05", granted_on="2001-11-07")

    running, ended = _position(row, date(2017, 3, 4)), _position(row, date(2017, 3, 5))

    assert (running.by_effect, ended.by_effect) == ("in_force", "expired")
    assert ended.ended_on == date(2017, 3, 5)


def test_without_word_of_payments_the_next_fee_is_told_and_its_payment_unknown() -> None:
    row = PatentRow(number="97101765.4", filed_on="1997-03-05", granted_on="2001-11-07")

    fee = _position(row, date(2010, 1, 1)).fee

    assert fee.status == "unknown"
    assert (fee.fee_year, fee.due_on, fee.fee_yuan) == (14, date(2010, 3, 5), 6000)


def test_a_fee_that_the_list_calls_unpaid_ends_the_patent_without_any_gazette() -> None:
    row = PatentRow(
        number="97101765.4", filed_on="1997-03-05", granted_on="2001-11-07", paid_through_year="12"
    )

    position = _position(row, date(2010, 1, 1))

    assert (position.by_effect, position.by_gazette) == ("lapsed", "in_force")
    assert position.ended_on == date(2009, 3, 5)


def test_a_row_without_dates_is_accepted_and_its_position_unknown() -> None:
    position = _position(PatentRow(number="95115608.X"), date(2010, 1, 1))

    assert (position.by_effect, position.fee.status) == ("unknown", "unknown")


def test_a_divisional_filed_before_the_year_in_its_number_is_accepted() -> None:
    row = PatentRow(number="201710601862.3", filed_on="2014-07-21", granted_on="2019-05-07")

    assert isinstance(check_row(row), ListedPatent)


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (PatentRow(number=" "), ["patent_number_missing"]),
        (PatentRow(number="95115608.1", filed_on="1995"),
         ["patent_check_digit_wrong", "calendar_day_unreadable"]),
        (PatentRow(number="95115608.X", kind="实用新型"), ["patent_kind_differs"]),
        (PatentRow(number="95115608.X", kind="商标"), ["patent_kind_unreadable"]),
        (PatentRow(number="95115608.X", filed_on="1996-01-01"), ["patent_filed_after_number"]),
        (PatentRow(number="95115608.X", filed_on="1995-08-01", granted_on="1995-08-01"),
         ["patent_granted_before_filing"]),
        (PatentRow(number="95115608.X", granted_on="2001-01-01", lapse_gazetted_on="2000-01-05"),
         ["patent_lapsed_before_grant"]),
        (PatentRow(number="95115608.X", paid_through_year="21"), ["patent_paid_year_unreadable"]),
        (PatentRow(number="95115608.X", paid_through_year="2009年"),
         ["patent_paid_year_unreadable"]),
    ],
)  # fmt: skip
def test_a_wrong_row_tells_every_reason(row: PatentRow, codes: list[str]) -> None:
    assert _codes(row) == codes
