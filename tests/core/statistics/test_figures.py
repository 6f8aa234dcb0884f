"""What may be added and compared, ranked and revised, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.statistics.statistics_cast import at, fictional_city

from zhidai.core.errors import BadInput
from zhidai.core.labels import Label
from zhidai.core.statistics.counting import Question, figures
from zhidai.core.statistics.districts import district_of
from zhidai.core.statistics.facts import Facts, known_at
from zhidai.core.statistics.figures import Dimension, Figure, Group, change, total
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain, parse_period, period_of
from zhidai.core.statistics.ranking import ranking
from zhidai.core.statistics.revisions import revisions
from zhidai.core.statistics.series import (
    Break,
    on_the_period_before,
    on_the_year_before,
    series,
)


def figure(period: str = "2021Q1", value: str | None = "10", **changes: object) -> Figure:
    given: dict[str, object] = {
        "metric": Metric.REGISTRATIONS,
        "scope": "示范市",
        "source": "样本",
        "period": parse_period(period),
        "value": None if value is None else Decimal(value),
        **changes,
    }
    return Figure(**given)  # type: ignore[arg-type]


def district(name: str, value: str | None, **changes: object) -> Figure:
    return figure(value=value, group=Group(by=Dimension.DISTRICT, name=name), **changes)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021Q1", "2021Q1"), ("2021-q4", "2021Q4"), ("2021年第1季度", "2021Q1"),
        ("2021年三季度", "2021Q3"), ("2021-03", "2021-03"), ("2021年12月", "2021-12"),
        ("2021", "2021"), ("2021年", "2021"),
    ],
)  # fmt: skip
def test_periods_are_read_as_people_write_them(written: str, meant: str) -> None:
    assert str(parse_period(written)) == meant


@pytest.mark.parametrize("written", ["", "2021Q5", "2021-13", "2021-00", "Q1", "21Q1", "1900", "x"])
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(BadInput, match="statistics_period_unreadable"):
        parse_period(written)


@given(day=st.dates(date(1950, 1, 1), date(2100, 12, 31)), grain=st.sampled_from(list(Grain)))
@settings(max_examples=60)
def test_a_day_lies_in_its_period_and_the_next_one_begins_where_it_ends(
    day: date, grain: Grain
) -> None:
    period = period_of(day, grain)

    assert period.first_on <= day <= period.last_on
    assert (period.next.first_on - period.last_on).days == 1
    assert period.year_before.last_on.year == period.last_on.year - 1
    assert parse_period(str(period)) == period


@pytest.mark.parametrize(
    "other",
    [
        {"metric": Metric.LOANS_DISBURSED},
        {"source": "另一来源"},
        {"scope": "另一地区"},
    ],
)
def test_figures_of_another_metric_source_or_scope_never_meet(other: dict[str, object]) -> None:
    one, strange = figure(), figure("2021Q2", **other)

    for meet in (
        lambda: change(one, strange),
        lambda: total([one, strange]),
        lambda: series([one, strange]),
    ):
        with pytest.raises(BadInput, match="statistics_series_mixed"):
            meet()


def test_registered_amounts_are_never_added_to_loans_disbursed() -> None:
    registered = figure(metric=Metric.REGISTERED_AMOUNT, value="300000000")
    disbursed = figure("2021Q2", metric=Metric.AMOUNT_DISBURSED, value="300000000")

    with pytest.raises(BadInput) as refused:
        total([registered, disbursed])

    assert refused.value.reasons[0].parameters["what"] == Label(zh="指标", en="metrics")


def test_a_quarter_and_a_month_inside_it_are_not_added() -> None:
    with pytest.raises(BadInput, match="statistics_periods_overlap"):
        total([figure("2021Q1"), figure("2021-03")])
    with pytest.raises(BadInput, match="statistics_periods_overlap"):
        series([figure("2021Q4"), figure("2021")])


@pytest.mark.parametrize("metric", [Metric.BORROWERS, Metric.AVERAGE_RATE, Metric.PLEDGE_RATIO])
def test_head_counts_and_ratios_are_added_over_nothing(metric: Metric) -> None:
    with pytest.raises(BadInput, match="statistics_not_additive"):
        total([figure("2021Q1", metric=metric), figure("2021Q2", metric=metric)])
    with pytest.raises(BadInput, match="statistics_not_additive"):
        total([district("东区", "1", metric=metric), district("西区", "2", metric=metric)])


def test_a_balance_is_added_over_groups_of_one_day_only() -> None:
    east = district("东区", "1.00", metric=Metric.BALANCE)
    west = district("西区", "2.00", metric=Metric.BALANCE)

    assert total([east, west]) == Decimal("3.00")
    with pytest.raises(BadInput, match="statistics_not_additive"):
        total([figure("2021Q1", metric=Metric.BALANCE), figure("2021Q2", metric=Metric.BALANCE)])


def test_the_whole_is_not_added_to_its_parts_and_nothing_twice() -> None:
    for wrong in (
        [figure(), district("东区", "1")],
        [district("东区", "1"), district("东区", "1")],
    ):
        with pytest.raises(BadInput):
            total(wrong)


def test_a_sum_with_a_missing_part_is_missing() -> None:
    assert total([figure("2021Q1"), figure("2021Q2", None)]) is None


def test_flows_of_the_quarters_are_the_flow_of_the_year() -> None:
    facts = fictional_city()
    for metric in (Metric.REGISTRATIONS, Metric.AMOUNT_DISBURSED, Metric.FIRST_TIME_PLEDGORS):
        days = {"since": date(2020, 1, 1), "until": date(2020, 12, 31)}
        quarters = figures(facts, Question(metric=metric, grain=Grain.QUARTER, **days))
        year = figures(facts, Question(metric=metric, grain=Grain.YEAR, **days))

        assert total(quarters) == year[0].value


def test_a_change_has_a_difference_and_a_ratio_of_the_earlier_figure() -> None:
    found = change(figure("2020Q1", "16"), figure("2021Q1", "23"))

    assert (found.difference, found.ratio) == (Decimal(7), Decimal("0.4375"))


@pytest.mark.parametrize(("earlier", "later"), [(None, "3"), ("3", None)])
def test_no_change_is_said_of_a_figure_that_is_missing(
    earlier: str | None, later: str | None
) -> None:
    found = change(figure("2020Q1", earlier), figure("2021Q1", later))

    assert (found.difference, found.ratio) == (None, None)


def test_a_quarter_to_date_is_not_compared_with_a_whole_one() -> None:
    found = change(figure("2020Q1", "10"), figure("2021Q1", "3", complete=False))

    assert (found.difference, found.ratio) == (None, None)


def test_a_rise_from_zero_has_no_ratio() -> None:
    found = change(figure("2020Q1", "0"), figure("2021Q1", "3"))

    assert (found.difference, found.ratio) == (Decimal(3), None)


BROKEN = Break(from_on=date(2020, 1, 1), what=Label(zh="并入商标", en="trademarks included"))


def test_no_change_is_computed_across_a_break_but_both_sides_are_shown() -> None:
    found = series(
        [figure("2020", "30"), figure("2018", "10"), figure("2021", "36")], breaks=[BROKEN]
    )

    steps = on_the_period_before(found)

    assert [str(one.figure.period) for one in steps] == ["2018", "2020", "2021"]
    assert [one.broken for one in steps] == [None, BROKEN, None]
    assert steps[1].change is None
    assert steps[2].change is not None
    assert steps[2].change.ratio == Decimal("0.2")


@pytest.mark.parametrize(
    ("day", "is_broken"),
    [("2020-12-31", True), ("2020-01-02", True), ("2020-01-01", False), ("2021-12-31", True),
     ("2022-01-01", False)],
)  # fmt: skip
def test_a_break_counts_after_the_first_day_of_one_period_up_to_the_last_of_the_other(
    day: str, is_broken: bool
) -> None:
    broken = Break(from_on=date.fromisoformat(day), what=Label(zh="变", en="change"))

    steps = on_the_year_before(series([figure("2020"), figure("2021")], breaks=[broken]))

    assert (steps[1].broken is not None) is is_broken


def test_year_on_year_takes_the_same_quarter_and_not_the_one_before() -> None:
    found = series([figure("2020Q1", "8"), figure("2020Q4", "20"), figure("2021Q1", "10")])

    last = on_the_year_before(found)[-1]

    assert last.change is not None
    assert last.change.ratio == Decimal("0.25")


def test_equal_figures_share_a_rank_and_the_next_one_is_skipped() -> None:
    ranks = ranking(
        [figure(value="99"), district("丁", None), district("丙", "3"), district("乙", "5"),
         district("甲", "5"), district("戊", "0")]
    )  # fmt: skip

    assert [(one.figure.group.name, one.place, one.shared, one.among) for one in ranks] == [
        ("乙", 1, True, 4), ("甲", 1, True, 4), ("丙", 3, False, 4), ("戊", 4, False, 4),
    ]  # fmt: skip


def test_facts_that_do_not_say_their_district_take_no_place_among_the_districts() -> None:
    ranks = ranking([district("", "9"), district("甲", "5"), district("乙", "3")])

    assert [(one.figure.group.name, one.place, one.among) for one in ranks] == [
        ("甲", 1, 2), ("乙", 2, 2),
    ]  # fmt: skip


def test_a_ranking_is_of_one_period() -> None:
    with pytest.raises(BadInput, match="statistics_series_mixed"):
        ranking([district("甲", "1"), replace(district("乙", "2"), period=parse_period("2021Q2"))])


def of_first_quarter(facts: Facts, metric: Metric) -> tuple[Figure, ...]:
    days = {"since": date(2021, 1, 1), "until": date(2021, 3, 31)}
    return figures(facts, Question(metric=metric, grain=Grain.QUARTER, **days))


def test_what_was_reported_then_differs_by_exactly_the_facts_recorded_later() -> None:
    facts = fictional_city()
    instant = at(date(2021, 4, 1), 0)

    then = of_first_quarter(known_at(facts, instant), Metric.AMOUNT_DISBURSED)
    now = of_first_quarter(facts, Metric.AMOUNT_DISBURSED)
    (found,) = revisions(then, now)

    late = [
        one
        for one in facts.loans
        if date(2021, 1, 1) <= one.drawn_on <= date(2021, 3, 31)
        and one.recorded_at is not None
        and one.recorded_at > instant
    ]
    assert set(found.added) == {one.id for one in late}
    assert found.removed == ()
    assert found.difference == sum(one.amount for one in late)
    assert late


def test_a_release_that_became_known_later_had_not_happened_then() -> None:
    facts = fictional_city()
    one = next(each for each in facts.registrations if each.released_on is not None)
    assert one.released_recorded_at is not None

    before = known_at(facts, at(one.released_recorded_at.date(), 0))
    after = known_at(facts, one.released_recorded_at)

    assert next(each for each in before.registrations if each.id == one.id).released_on is None
    assert next(each for each in after.registrations if each.id == one.id).released_on is not None


@pytest.mark.parametrize("hours", [0, 8, -5])
def test_an_instant_is_the_same_in_whatever_zone_it_is_written(hours: int) -> None:
    facts = fictional_city()
    night = datetime(2021, 3, 31, 17, tzinfo=UTC)  # the first of April in China

    then = known_at(facts, night.astimezone(timezone(timedelta(hours=hours))))

    assert then.covers_until == date(2021, 4, 1)
    assert then == known_at(facts, night)


def test_facts_that_all_lie_after_the_covered_days_leave_nothing_known_then() -> None:
    one = replace(fictional_city().registrations[0], registered_on=date(2021, 5, 16))
    late = Facts(scope="甲", source="乙", covers_until=date(2021, 5, 15), registrations=(one,))

    then = known_at(late, at(date(2021, 6, 1)))

    assert (then.covers_from, then.covers_until) == (date(2021, 5, 15), date(2021, 5, 15))


def test_facts_that_do_not_say_when_they_were_recorded_cannot_be_told_apart_by_it() -> None:
    facts = fictional_city()
    undated = replace(facts, loans=(replace(facts.loans[0], recorded_at=None),))

    with pytest.raises(BadInput, match="statistics_fact_undated"):
        known_at(undated, at(date(2021, 4, 1)))


def test_nothing_differs_where_nothing_was_recorded_later() -> None:
    now = of_first_quarter(fictional_city(), Metric.BALANCE)

    assert revisions(now, now) == ()


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("赣州市章贡区演示路1号（虚构）", "章贡区"), ("江西省赣州市南康区某路", "南康区"),
        ("瑞金市某镇", "瑞金市"), ("赣州市 赣县区 某大道", "赣县区"), ("于都县某路", "于都县"),
        ("赣州市演示路1号", None), ("赣州市文化小区3号", None), ("", None),
    ],
)  # fmt: skip
def test_the_district_is_the_one_that_the_address_names(address: str, district: str | None) -> None:
    assert district_of(address, place="赣州市") == district


def test_scope_and_source_must_be_named() -> None:
    with pytest.raises(BadInput, match="statistics_without_source"):
        figure(source=" ")
    with pytest.raises(BadInput, match="statistics_without_scope"):
        Facts(scope="", source="样本")
