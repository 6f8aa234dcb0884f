"""Counting on columns answers what the plain counting answers, on cities drawn at random."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.statistics.statistics_cast import fictional_city
from tests.engine.statistics.columns_cast import in_columns

from zhidai.core.errors import BadInput
from zhidai.core.statistics.bulletin import bulletin
from zhidai.core.statistics.contributions import OF_METRICS, Adding, added_up
from zhidai.core.statistics.counting import Question, figures
from zhidai.core.statistics.facts import (
    Application,
    DrawnLoan,
    Enterprise,
    Facts,
    FurtherDrawdown,
    Places,
    Registration,
    Repayment,
    known_at,
)
from zhidai.core.statistics.figures import Dimension, Figure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain, parse_period
from zhidai.core.statistics.report import report
from zhidai.engine.statistics.columns import known_at as known_in_columns
from zhidai.engine.statistics.lines import lines_of
from zhidai.services.statistics.behind import totals_behind

FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 800).map(lambda days: FIRST + timedelta(days=days))
INSTANTS = st.integers(0, 800).map(
    lambda days: datetime(2020, 1, 1, 17, tzinfo=UTC) + timedelta(days)  # a day later in China
)
WHO = st.sampled_from(["甲", "乙", "丙", "丁"])
FEN = st.integers(1, 3_000_000_000).map(lambda fen: Decimal(fen).scaleb(-2))
PLACES = st.builds(
    Places,
    district=st.sampled_from(["", "东区", "西区"]),
    bank=st.sampled_from(["", "示范银行"]),
    industry=st.sampled_from(["工业", "软件"]),
    ip_kind=st.sampled_from(["invention", "mixed"]),
)
REPAYMENTS = st.lists(
    st.builds(Repayment, on=DAYS, principal=FEN, recorded_at=INSTANTS), max_size=3
).map(tuple)
FURTHER = st.lists(
    st.builds(FurtherDrawdown, on=DAYS, amount=FEN, recorded_at=INSTANTS), max_size=2
).map(lambda found: tuple(sorted(found, key=lambda one: one.on)))
REGISTRATION = st.builds(
    Registration, id=st.just(""), pledgor=WHO, registered_on=DAYS, amount=st.none() | FEN,
    released_on=st.none() | DAYS, places=PLACES, recorded_at=INSTANTS,
    released_recorded_at=INSTANTS,
)  # fmt: skip
LOAN = st.builds(
    DrawnLoan, id=st.just(""), borrower=WHO, amount=FEN, drawn_on=DAYS, due_on=DAYS,
    rate=st.none() | st.integers(0, 300_000).map(lambda each: Decimal(each) / 1_000_000),
    collateral_value=st.none() | FEN, applied_on=st.none() | DAYS, repayments=REPAYMENTS,
    further=FURTHER,
    places=PLACES, recorded_at=INSTANTS,
)  # fmt: skip
APPLICATION = st.builds(
    Application, id=st.just(""), applicant=WHO, applied_on=DAYS, places=PLACES,
    recorded_at=INSTANTS,
)  # fmt: skip
ENTERPRISE = st.builds(
    Enterprise, id=WHO, active_from=DAYS, active_until=st.none() | DAYS, places=PLACES,
    recorded_at=INSTANTS,
)  # fmt: skip
QUESTION = st.builds(
    Question,
    metric=st.sampled_from(list(Metric)),
    grain=st.sampled_from(list(Grain)),
    since=st.just(date(2020, 5, 1)),
    until=st.sampled_from([date(2020, 6, 1), date(2022, 6, 30)]),
    by=st.none() | st.sampled_from(list(Dimension)),
)


@st.composite
def cities(draw: st.DrawFn) -> Facts:
    """Any facts with their numbers: also those that no casework would write."""

    def numbered(letter: str, kind: list[object]) -> tuple[object, ...]:
        return tuple(replace(one, id=f"{letter}{place}") for place, one in enumerate(kind))  # type: ignore[type-var]

    return Facts(
        scope="示范市（虚构）",
        source="样本（虚构）",
        covers_from=draw(st.none() | DAYS.filter(lambda day: day < date(2020, 12, 31))),
        covers_until=draw(st.none() | st.just(date(2021, 5, 15))),
        registrations=numbered("Y", draw(st.lists(REGISTRATION, max_size=12))),  # type: ignore[arg-type]
        loans=numbered("L", draw(st.lists(LOAN, max_size=12))),  # type: ignore[arg-type]
        applications=numbered("A", draw(st.lists(APPLICATION, max_size=6))),  # type: ignore[arg-type]
        enterprises=tuple(draw(st.lists(ENTERPRISE, max_size=4, unique_by=lambda one: one.id))),
    )


def plain(found: tuple[Figure, ...]) -> list[Figure]:
    return [replace(one, counted=tuple(one.counted)) for one in found]


def lengths(found: tuple[Figure, ...]) -> list[int]:
    return [len(one.counted) for one in found]


@settings(max_examples=150)
@given(facts=cities(), question=QUESTION)
def test_columns_count_what_the_plain_counting_counts(facts: Facts, question: Question) -> None:
    by_columns, expected = figures(in_columns(facts), question), figures(facts, question)

    assert lengths(by_columns) == lengths(expected)
    assert plain(by_columns) == list(expected)
    for one in by_columns:
        assert_lines_add_up(one)


def assert_lines_add_up(one: Figure) -> None:
    """What is added line by line comes to the figure; of a median the middle of the lines does."""
    lines, contribution = lines_of(one.counted), OF_METRICS[one.metric]
    if contribution.adding is Adding.MEDIAN:
        assert one.value == (median(map(int, lines["part"])) if len(lines) else None)
    elif one.value is not None:
        assert added_up(contribution, totals_behind(one.counted, contribution)) == one.value


@settings(max_examples=60)
@given(facts=cities(), question=QUESTION, at=INSTANTS)
def test_what_was_known_then_is_the_same_on_columns(
    facts: Facts, question: Question, at: datetime
) -> None:
    then = figures(known_in_columns(in_columns(facts), at), question)

    assert plain(then) == list(figures(known_at(facts, at), question))


@pytest.mark.parametrize("metric", list(Metric))
@pytest.mark.parametrize("by", [None, Dimension.DISTRICT])
def test_a_report_on_columns_is_the_plain_one(metric: Metric, by: Dimension | None) -> None:
    facts, at = fictional_city(), datetime(2021, 3, 1, tzinfo=UTC)
    question = Question(
        metric=metric, grain=Grain.QUARTER, since=FIRST, until=date(2022, 1, 31), by=by
    )
    columns = in_columns(facts)

    found = report(columns, question, then=known_in_columns(columns, at))
    expected = report(facts, question, then=known_at(facts, at))

    assert plain(found.figures) == list(expected.figures)
    assert [(one.figure.query, one.place) for one in found.ranks] == [
        (one.figure.query, one.place) for one in expected.ranks
    ]
    assert [one.change and one.change.ratio for one in found.year_on_year] == [
        one.change and one.change.ratio for one in expected.year_on_year
    ]
    assert [(one.difference, one.added, one.removed) for one in found.revisions] == [
        (one.difference, one.added, one.removed) for one in expected.revisions
    ]


def test_a_bulletin_on_columns_cites_the_figures_of_the_plain_one() -> None:
    facts, quarter = fictional_city(), parse_period("2021Q1")

    found, expected = bulletin(in_columns(facts), quarter), bulletin(facts, quarter)

    assert plain(found.cited) == list(expected.cited)
    assert [one.code for part in found.parts for one in part.statements] == [
        one.code for part in expected.parts for one in part.statements
    ]


def test_sums_beyond_sixty_four_bits_stay_exact() -> None:
    facts = Facts(
        scope="示范市（虚构）",
        source="样本（虚构）",
        loans=tuple(
            DrawnLoan(
                id=f"L{number}", borrower="甲", amount=Decimal("9999999999999.99"), drawn_on=FIRST,
                due_on=FIRST, rate=Decimal("0.999999"),
            )
            for number in range(9)
        ),
    )  # fmt: skip
    question = Question(metric=Metric.AVERAGE_RATE, grain=Grain.YEAR, since=FIRST, until=FIRST)

    assert plain(figures(in_columns(facts), question)) == list(figures(facts, question))


def test_a_fact_that_does_not_say_when_it_was_recorded_is_named() -> None:
    facts = fictional_city()
    undated = replace(facts, loans=(*facts.loans[:3], replace(facts.loans[3], recorded_at=None)))

    with pytest.raises(BadInput, match="statistics_fact_undated") as refused:
        known_in_columns(in_columns(undated), datetime(2021, 1, 1, tzinfo=UTC))

    assert refused.value.reasons[0].parameters["fact"] == "L-3"


def test_of_two_registrations_of_one_case_on_a_day_one_is_the_first_of_its_pledgor() -> None:
    """Columns name both by their case."""
    one = Registration(id="甲1", pledgor="甲", registered_on=FIRST)
    both = in_columns(Facts(scope="示范市", source="样本", registrations=(one,)))
    both = replace(both, registrations=pl.concat([both.registrations, both.registrations]))
    question = Question(
        metric=Metric.FIRST_TIME_PLEDGORS, grain=Grain.MONTH, since=FIRST, until=FIRST
    )

    (found,) = figures(both, question)

    assert (found.value, tuple(found.counted)) == (1, ("甲1",))
