"""The day a book is valued on where none is asked for: never one that is still to come."""

from datetime import date

import polars as pl
import pytest
from tests.services.refusals import bad_input_told

from zhidai.engine.valuation.reading import latest_day, read_book

TODAY = date(2024, 6, 30)
BOOK = {
    "申请号": ["201510000001.0", "201510000002.5", "202410000003.9"],
    "专利类型": ["发明"] * 3,
    "申请日": ["2015-03-01", "2015-03-01", "2016-03-01"],
    "授权日": ["2018-03-01", None, None],
    "失效日": [None, None, None],
    "届满日": ["2035-03-01", None, None],
    "年费缴至": ["2025-03-01", "2034-01-01", None],
}


def book(**columns: list[str | None]) -> pl.DataFrame:
    return pl.DataFrame(BOOK | columns, schema_overrides={"失效日": pl.String})


def test_a_term_and_a_paid_fee_never_set_the_day() -> None:
    assert latest_day(book(), today=TODAY) == date(2018, 3, 1)


@pytest.mark.parametrize("column", ["申请日", "授权日", "失效日"])
@pytest.mark.parametrize(
    ("day", "is_to_come"), [("2024-06-29", False), ("2024-06-30", False), ("2024-07-01", True)]
)
def test_what_can_only_have_happened_is_rejected_after_today_and_does_not_move_the_book(
    column: str, day: str, is_to_come: bool
) -> None:
    written = [BOOK[column][0], BOOK[column][1], day]

    on = latest_day(book(**{column: written}), today=TODAY)
    good, rejected = read_book(book(**{column: written}), on=on, today=TODAY)

    assert on == (date(2018, 3, 1) if is_to_come else date.fromisoformat(day))
    assert len(good) == (2 if is_to_come else 3)
    assert [(one.row, one.reasons[0].code) for one in rejected] == (
        [(4, "valuation_day_to_come")] if is_to_come else []
    )
    assert [one.reasons[0].parameters["column"] for one in rejected] == [column] * len(rejected)


def test_a_past_day_asked_for_keeps_what_happened_between_it_and_today() -> None:
    lapsed = book(失效日=[None, None, "2024-06-01"])

    good, rejected = read_book(lapsed, on=date(2020, 1, 1), today=TODAY)

    assert (len(good), rejected) == (3, [])


def test_a_book_of_days_to_come_alone_has_no_day() -> None:
    later: list[str | None] = ["2035-01-01"] * 3

    with bad_input_told() as told:
        latest_day(book(申请日=later, 授权日=later), today=TODAY)

    assert told.codes == {("valuation_day_unknown", None)}
