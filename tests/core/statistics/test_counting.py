"""Every metric counted once more in a naive loop over the raw facts, and at its boundaries."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.core.statistics.naive_counting import naive
from tests.core.statistics.statistics_cast import fictional_city

from zhidai.core.errors import BadInput
from zhidai.core.statistics.counting import Question, figures
from zhidai.core.statistics.facts import (
    DrawnLoan,
    Facts,
    FurtherDrawdown,
    Places,
    Registration,
    Repayment,
)
from zhidai.core.statistics.figures import WHOLE, Dimension, Figure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain

SINCE, UNTIL = date(2020, 1, 1), date(2021, 12, 31)


def asked(
    facts: Facts, metric: Metric, grain: Grain = Grain.QUARTER, by: Dimension | None = None
) -> tuple[Figure, ...]:
    return figures(facts, Question(metric=metric, grain=grain, since=SINCE, until=UNTIL, by=by))


@pytest.mark.parametrize("by", [None, *Dimension])
@pytest.mark.parametrize("grain", list(Grain))
@pytest.mark.parametrize("metric", list(Metric))
def test_every_figure_is_what_a_naive_loop_over_the_raw_facts_finds(
    metric: Metric, grain: Grain, by: Dimension | None
) -> None:
    facts = fictional_city()

    found = asked(facts, metric, grain, by)

    values = {(one.group, one.period): one.value for one in found}
    assert len(values) == len(found)
    assert values == {
        (group, period): naive(facts, metric, period, group.by and str(group.by), group.name)
        for group, period in values
    }
    assert any(value for value in values.values())


def test_the_order_of_the_facts_changes_nothing() -> None:
    facts = fictional_city()
    turned = Facts(
        scope=facts.scope,
        source=facts.source,
        registrations=facts.registrations[::-1],
        loans=facts.loans[::-1],
        applications=facts.applications[::-1],
        enterprises=facts.enterprises[::-1],
    )

    for metric in Metric:
        assert [one.value for one in asked(facts, metric, by=Dimension.DISTRICT)] == [
            one.value for one in asked(turned, metric, by=Dimension.DISTRICT)
        ]


def loan(name: str, amount: str, **changes: object) -> DrawnLoan:
    given: dict[str, object] = {
        "id": name,
        "borrower": name,
        "amount": Decimal(amount),
        "drawn_on": date(2021, 3, 31),
        "due_on": date(2022, 3, 31),
        **changes,
    }
    return DrawnLoan(**given)  # type: ignore[arg-type]


def book(*loans: DrawnLoan, registrations: tuple[Registration, ...] = ()) -> Facts:
    return Facts(scope="示范市", source="样本", loans=loans, registrations=registrations)


def value_in(facts: Facts, metric: Metric, quarter: int) -> Decimal | None:
    """Of the given quarter of 2021."""
    return asked(facts, metric)[3 + quarter].value


@pytest.mark.parametrize(
    ("amount", "share"), [("9999999.99", "1"), ("10000000.00", "1"), ("10000000.01", "0")]
)
def test_a_loan_of_ten_million_is_still_small_and_one_fen_more_is_not(
    amount: str, share: str
) -> None:
    assert value_in(book(loan("甲", amount)), Metric.SMALL_LOAN_SHARE, 1) == Decimal(share)


def test_the_last_day_of_a_quarter_belongs_to_it_and_the_next_day_does_not() -> None:
    facts = book(loan("甲", "1.00"), loan("乙", "2.00", drawn_on=date(2021, 4, 1)))

    assert value_in(facts, Metric.AMOUNT_DISBURSED, 1) == Decimal("1.00")
    assert value_in(facts, Metric.AMOUNT_DISBURSED, 2) == Decimal("2.00")


def test_what_is_repaid_or_released_on_the_last_day_no_longer_stands_at_its_end() -> None:
    end = date(2021, 6, 30)
    paid = Repayment(on=end, principal=Decimal("5.00"))
    facts = book(
        loan("甲", "5.00", repayments=(paid,)),
        registrations=(
            Registration(id="Y-1", pledgor="甲", registered_on=date(2021, 3, 31), released_on=end),
        ),
    )

    assert [value_in(facts, Metric.BALANCE, number) for number in (1, 2)] == [5, 0]
    assert [value_in(facts, Metric.REGISTRATIONS_IN_FORCE, number) for number in (1, 2)] == [1, 0]


def test_no_loans_are_a_count_of_zero_and_no_rate_at_all() -> None:
    facts = book(loan("甲", "5.00", rate=Decimal("0.04")))

    assert value_in(facts, Metric.LOANS_DISBURSED, 2) == 0
    assert value_in(facts, Metric.AVERAGE_RATE, 2) is None
    assert value_in(facts, Metric.DAYS_TO_DRAWDOWN, 1) is None  # nobody said when it was applied


def test_a_rate_weighs_by_amount_and_what_is_not_stated_is_left_out_and_said() -> None:
    facts = book(
        loan("甲", "1000000.00", rate=Decimal("0.04")),
        loan("乙", "3000000.00", rate=Decimal("0.05")),
        loan("丙", "9000000.00"),
    )

    rate = asked(facts, Metric.AVERAGE_RATE)[4]

    assert (rate.value, rate.left_out, rate.counted) == (Decimal("0.0475"), 1, ("甲", "乙"))


def test_the_half_day_of_two_middle_cases_is_kept() -> None:
    facts = book(
        loan("甲", "1.00", applied_on=date(2021, 3, 1)),
        loan("乙", "1.00", applied_on=date(2021, 3, 2)),
    )

    assert value_in(facts, Metric.DAYS_TO_DRAWDOWN, 1) == Decimal("29.5")


def test_an_enterprise_that_borrows_in_two_districts_is_one_borrower_of_the_whole() -> None:
    facts = book(
        loan("L-1", "1.00", borrower="甲", places=Places(district="东区")),
        loan("L-2", "1.00", borrower="甲", places=Places(district="西区")),
    )

    found = asked(facts, Metric.BORROWERS, by=Dimension.DISTRICT)

    in_first = {one.group.name: one.value for one in found if str(one.period) == "2021Q1"}
    assert in_first == {"": 1, "东区": 1, "西区": 1}


def test_a_group_without_a_loan_in_a_period_shows_zero_and_the_whole_comes_first() -> None:
    facts = replace(
        book(loan("L-1", "1.00", places=Places(district="东区"))), covers_from=date(2020, 1, 1)
    )

    found = asked(facts, Metric.LOANS_DISBURSED, by=Dimension.DISTRICT)

    assert found[0].group == WHOLE
    assert [one.value for one in found if one.group.name == "东区"] == [0, 0, 0, 0, 1, 0, 0, 0]


def test_a_figure_names_what_it_was_counted_from() -> None:
    facts = fictional_city()

    for figure in asked(facts, Metric.AMOUNT_DISBURSED, by=Dimension.BANK):
        counted = [one for one in facts.loans if one.id in figure.counted]
        assert sum((one.amount for one in counted), Decimal(0)) == figure.value
        assert figure.query.startswith(f"amount_disbursed@{figure.period}")


def test_days_in_the_wrong_order_and_endless_periods_are_refused() -> None:
    with pytest.raises(BadInput, match="statistics_days_reversed"):
        Question(metric=Metric.LOANS_DISBURSED, grain=Grain.YEAR, since=UNTIL, until=SINCE)
    with pytest.raises(BadInput, match="statistics_too_many_periods"):
        Question(
            metric=Metric.LOANS_DISBURSED, grain=Grain.MONTH,
            since=date(1901, 1, 1), until=date(2100, 1, 1),
        )  # fmt: skip


def test_a_period_before_the_facts_begin_is_not_known_and_not_zero() -> None:
    facts = book(loan("L-1", "1.00"))  # drawn on 2021-03-31, the earliest that is known

    found = asked(facts, Metric.LOANS_DISBURSED)

    assert [one.value for one in found] == [None, None, None, None, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("metric", "first_day", "told_from"),
    [
        (Metric.LOANS_DISBURSED, date(2020, 12, 31), None),
        (Metric.LOANS_DISBURSED, date(2021, 1, 1), None),
        (Metric.LOANS_DISBURSED, date(2021, 1, 2), date(2021, 1, 2)),
        (Metric.BALANCE, date(2021, 1, 2), None),  # what stands on the last day
        (Metric.FINANCING_COVERAGE, date(2021, 1, 2), None),
    ],
)
def test_a_flow_of_a_period_in_which_the_facts_begin_says_from_when(
    metric: Metric, first_day: date, told_from: date | None
) -> None:
    facts = replace(book(loan("L-1", "1.00")), covers_from=first_day)

    found = {str(one.period): one for one in asked(facts, metric)}

    assert found["2021Q1"].told_from == told_from
    assert found["2021Q2"].told_from is None


@pytest.mark.parametrize(
    ("last_day", "values", "complete"),
    [
        (date(2021, 6, 29), [1, 0, None], [True, False, False]),
        (date(2021, 6, 30), [1, 0, None], [True, True, False]),
        (date(2021, 7, 1), [1, 0, 0], [True, True, False]),
    ],
)
def test_a_period_that_is_not_over_says_so_and_one_to_come_has_no_figure(
    last_day: date, values: list[int | None], complete: list[bool]
) -> None:
    facts = replace(book(loan("L-1", "1.00")), covers_until=last_day)

    found = asked(facts, Metric.LOANS_DISBURSED)[4:7]

    assert [one.value for one in found] == values
    assert [one.complete for one in found] == complete


def in_two_parts(name: str, first: str, later: str, on: date, rate: str) -> DrawnLoan:
    return loan(
        name, first, rate=Decimal(rate), collateral_value=Decimal(10_000_000),
        further=(FurtherDrawdown(on=on, amount=Decimal(later)),),
    )  # fmt: skip


def test_a_loan_drawn_in_parts_is_as_large_as_all_of_them() -> None:
    facts = book(
        in_two_parts("甲", "2000000.00", "6000000.00", date(2021, 4, 1), "0.0485"),
        in_two_parts("乙", "4000000.00", "6000000.00", date(2021, 4, 1), "0.0385"),
        in_two_parts("丙", "6000000.00", "4000000.01", date(2021, 4, 1), "0.0385"),
    )

    assert value_in(facts, Metric.PLEDGE_RATIO, 1) == Decimal("0.933333")  # 28,000,000.01 of 30 m
    assert value_in(facts, Metric.SMALL_LOAN_SHARE, 1) == Decimal("0.666666")
    assert value_in(facts, Metric.SMALL_LOAN_SHARE, 2) is None  # each loan counts once


def test_a_part_drawn_after_the_last_day_of_the_facts_is_not_counted_yet() -> None:
    drawn = in_two_parts("甲", "2000000.00", "6000000.00", date(2021, 4, 2), "0.0485")
    facts = book(drawn)

    known = [
        value_in(replace(facts, covers_until=date(2021, 4, day)), Metric.PLEDGE_RATIO, 1)
        for day in (1, 2, 3)
    ]

    assert known == [Decimal("0.2"), Decimal("0.8"), Decimal("0.8")]


def test_the_average_rate_weighs_what_was_drawn_in_the_period_as_the_amount_disbursed_does() -> (
    None
):
    facts = book(
        in_two_parts("甲", "2000000.00", "6000000.00", date(2021, 4, 1), "0.0485"),
        in_two_parts("乙", "6000000.00", "6000000.00", date(2021, 3, 31), "0.0385"),
    )

    first, second = asked(facts, Metric.AVERAGE_RATE)[4:6]

    assert first.value == Decimal("0.039928")  # (2 x 4.85 + 12 x 3.85) / 14 %
    assert second.value == Decimal("0.0485")
