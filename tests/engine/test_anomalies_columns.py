"""What is picked out of columns beforehand is all that the searches find anything in."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest

from zhidai.core.anomalies.appraisers import always_high, median
from zhidai.core.anomalies.book import AnomalyParameters, BookLoan, BookPledge
from zhidai.core.anomalies.loans import (
    amounts_out_of_line,
    quarter_end_bunching,
    split_under_a_cap,
)
from zhidai.core.anomalies.pledges import registrations_without_loan, short_cycles
from zhidai.core.money import to_fen
from zhidai.engine import anomalies
from zhidai.reference.anomalies import anomaly_parameters

TODAY = date(2022, 6, 30)
_LENGTHS = (29, 31, 90, 91)
LIMITS: AnomalyParameters = anomaly_parameters(TODAY)
AMOUNTS = [Decimal(each) for each in ("400000", "4500000", "4999999.99", "5000000", "9000000")]
VALUES = [None, *map(Decimal, ("5000000", "6249999.99", "6250000", "8000000", "10000000"))]


def random_loans(seed: int, number: int = 150) -> list[BookLoan]:
    """Amounts and values at the very edges of every threshold; few parties, all of them named."""
    chance = random.Random(seed)  # noqa: S311 - a test's own
    return [
        BookLoan(
            loan=f"借{place}",
            case=f"案{place}",
            enterprise=str(chance.randrange(number // 3)),
            bank=str(bank := chance.randrange(4)),
            appraiser=str(one) if (one := chance.randrange(-1, 5)) >= 0 else None,
            principal=chance.choice(AMOUNTS),
            drawn_on=_day(chance, is_late=bank == 0 and chance.random() < 0.6),
            appraised_value=(value := chance.choice(VALUES)),
            market_value=value and (value / 2 if one == 0 else chance.choice([value, None])),
        )
        for place in range(number)
    ]


def _day(chance: random.Random, *, is_late: bool) -> date:
    return date(2022, 3, 25) if is_late else date(2021, 1, 1) + timedelta(chance.randrange(500))


def in_columns(loans: Sequence[BookLoan]) -> pl.DataFrame:
    rows = [
        (
            each.loan,
            int(each.enterprise),
            int(each.bank),
            None if each.appraiser is None else int(each.appraiser),
            to_fen(each.principal),
            each.drawn_on,
            None if each.appraised_value is None else to_fen(each.appraised_value),
            None if each.market_value is None else int(each.market_value * 100),
        )
        for each in loans
    ]
    return pl.DataFrame(rows, schema=dict(anomalies.LOANS), orient="row")


@pytest.mark.parametrize("seed", range(8))
def test_the_loans_that_are_picked_give_every_finding(seed: int) -> None:
    loans = [
        each
        for each in random_loans(seed)
        if each.market_value is None or each.market_value * 100 % 1 == 0
    ]
    columns = in_columns(loans)

    def of(frame: pl.DataFrame) -> list[BookLoan]:
        return [each for each in loans if each.loan in set(frame["key"])]

    high, usual = anomalies.high(columns, LIMITS)
    named = {str(one): ratio for one, ratio in usual.items()}
    bunched, split = anomalies.bunched(columns, LIMITS), anomalies.split(columns, LIMITS)
    line = anomalies.out_of_line(columns, LIMITS)

    for search, picked in (
        (amounts_out_of_line, line),
        (split_under_a_cap, split),
        (quarter_end_bunching, bunched),
    ):
        assert list(search(of(picked), LIMITS)) == list(search(loans, LIMITS))
    assert list(always_high(of(high), LIMITS, usual=named)) == list(always_high(loans, LIMITS))
    assert len(line) < len(loans)


def test_the_random_books_have_findings_of_every_kind() -> None:
    books = [random_loans(seed) for seed in range(8)]

    for search in (amounts_out_of_line, split_under_a_cap, quarter_end_bunching, always_high):
        assert any(list(search(loans, LIMITS)) for loans in books), search.__name__


@pytest.mark.parametrize("seed", range(8))
def test_the_pledges_that_are_picked_give_every_finding(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test's own
    pledges = [
        BookPledge(
            right=str(chance.randrange(30)),
            case=str(place),
            enterprise="企业（虚构）",
            registered_on=(day := date(2021, 1, 1) + timedelta(chance.randrange(500))),
            released_on=chance.choice(
                [None, *(day + timedelta(days) for days in (29, 31, 90, 91))]
            ),
            loan=None,
            drawn_on=chance.choice([None, *(day + timedelta(days) for days in (30, 31, 60))]),
        )
        for place in range(80)
    ]
    frame = pl.DataFrame(
        [(int(one.right), int(one.case), one.registered_on, one.released_on, one.drawn_on)
         for one in pledges],
        schema={"right": pl.Int64, "case": pl.Int64,
                **dict.fromkeys(["registered_on", "released_on", "drawn_on"], pl.Date)},
        orient="row",
    )  # fmt: skip

    rights = {str(each) for each in anomalies.cycling(frame, LIMITS)}
    cases = {str(each) for each in anomalies.waiting(frame, LIMITS, on=TODAY)["case"]}

    cycles = list(short_cycles(pledges, LIMITS))
    waited = list(registrations_without_loan(pledges, LIMITS, on=TODAY))
    assert list(short_cycles([one for one in pledges if one.right in rights], LIMITS)) == cycles
    some = [one for one in pledges if one.case in cases]
    assert list(registrations_without_loan(some, LIMITS, on=TODAY)) == waited
    assert cycles
    assert waited


@pytest.mark.parametrize("number", [1, 2, 7, 200])
def test_the_median_of_ratios_is_the_exact_one_even_where_floats_are_equal(number: int) -> None:
    chance = random.Random(number)  # noqa: S311 - a test's own
    base = 10**15
    pairs = [(base + chance.randrange(3), base - chance.randrange(3)) for _ in range(number)]
    frame = pl.DataFrame(pairs, schema=["appraised", "accepted"], orient="row")

    assert anomalies.median_ratio(frame) == median(Decimal(a) / Decimal(b) for a, b in pairs)
