"""A change that rounds to nothing has no sign, and a sentence says how small it is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhidai.core.statistics.bulletin import Statement
from zhidai.core.statistics.figures import WHOLE, Figure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain, period_of
from zhidai.core.statistics.series import Step, on_the_year_before, series
from zhidai.wording.bulletin_sentences import said
from zhidai.wording.statistics import change_text, signed_percent


def step(metric: Metric, earlier: str, later: str) -> Step:
    first = Figure(
        metric=metric, scope="示范市", source="台账", group=WHOLE, value=Decimal(earlier),
        period=period_of(date(2020, 3, 1), Grain.QUARTER),
    )  # fmt: skip
    second = replace(first, value=Decimal(later), period=period_of(date(2021, 3, 1), Grain.QUARTER))
    return on_the_year_before(series([first, second]))[-1]


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        ("0.00004", "±0.00%"),
        ("-0.00004", "±0.00%"),
        ("0.00005", "+0.01%"),
        ("-0.00005", "-0.01%"),
        ("0", "±0.00%"),
    ],
)
def test_the_sign_is_of_the_number_as_it_is_written(ratio: str, text: str) -> None:
    assert signed_percent(Decimal(ratio)) == text


@pytest.mark.parametrize(
    ("earlier", "later", "text"),
    [
        ("86831680.00", "83831680.00", "-3.45%"),  # -3.45496... %
        ("32000000.06", "33000000.05", "+3.12%"),  # 3.1249999... %
        ("32000000", "33000000", "+3.13%"),  # 3.125 %
        ("100000000", "100004999.99", "±0.00%"),
        ("100000000", "100005000", "+0.01%"),
        ("100005000", "100000000", "±0.00%"),  # -0.0049997... %
    ],
)
def test_a_change_is_rounded_once_to_the_two_decimals_that_are_written(
    earlier: str, later: str, text: str
) -> None:
    assert change_text(step(Metric.BALANCE, earlier, later), "en") == text


def test_points_and_days_likewise() -> None:
    assert change_text(step(Metric.AVERAGE_RATE, "0.048501", "0.0485"), "en") == "±0.00 points"
    assert change_text(step(Metric.AVERAGE_RATE, "0.0486", "0.0485"), "en") == "-0.01 points"
    assert change_text(step(Metric.DAYS_TO_DRAWDOWN, "29", "28.5"), "en") == "-0.5"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "less than 0.01% more than"), ("zh-hans", "增长不足0.01%")]
)
def test_a_sentence_says_how_small_a_change_is(language: str, words: str) -> None:
    one = step(Metric.AMOUNT_DISBURSED, "1000000000", "1000000100")
    statement = Statement(code="more", figures={"figure": one.figure}, step=one)
    numbers = {each.query: place for place, each in enumerate(statement.rests_on, start=1)}

    assert words in said(statement, numbers, language, of_a_city=True)
