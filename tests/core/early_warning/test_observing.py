"""What a day observes of a running loan, and what becomes of warnings."""

import copy
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.early_warning.observing import (
    EventReport,
    Observation,
    Revaluation,
    WatchedLoan,
    WatchedRight,
    change,
    due_on,
    observe,
)
from zhidai.core.early_warning.rules import OF_A_RIGHT, REPORTED, Trigger
from zhidai.core.errors import BadInput
from zhidai.core.registers.annual_fees import FeePosition, FeeRecord, FeeStatus, fee_position
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.reference.annual_fees import fee_schedule
from zhidai.reference.early_warning import rules_from, warning_rules
from zhidai.reference.table import read_table
from zhidai.wording.speech import CHINESE, ENGLISH, sentences

RULES = warning_rules()
FILED = date(2017, 7, 21)
PATENT = "201710601862.3"


def right(on: date, *, paid_through_year: int | None = 4) -> WatchedRight:
    """Filed 2017-07-21; the fee of the fifth year falls due on 2021-07-21."""
    record = FeeRecord(
        kind=PatentKind.INVENTION,
        filed_on=FILED,
        granted_on=FILED,
        paid_through_year=paid_through_year,
    )
    return WatchedRight(number=PATENT, fee=fee_position(record, on=on, schedule=fee_schedule()))


def loan(*rights: WatchedRight, principal: str = "3000000.00", **more: Any) -> WatchedLoan:
    return WatchedLoan(unpaid_principal=Decimal(principal), rights=rights, **more)


def report(
    trigger: Trigger = Trigger.LITIGATION, *, number: int = 1, amount: str | None = None
) -> EventReport:
    return EventReport(
        number=number,
        trigger=trigger,
        right=PATENT if trigger in OF_A_RIGHT else "",
        happened_on=date(2021, 5, 1),
        source="（2021）赣07民初1号（虚构）",
        amount=None if amount is None else Decimal(amount),
    )


@pytest.mark.parametrize(
    ("on", "seen"),
    [
        (date(2021, 6, 20), None),
        (date(2021, 6, 21), Trigger.ANNUAL_FEE_PAYABLE),
        (date(2021, 7, 21), Trigger.ANNUAL_FEE_PAYABLE),
        (date(2021, 7, 22), Trigger.ANNUAL_FEE_IN_GRACE),
        (date(2022, 1, 21), Trigger.ANNUAL_FEE_IN_GRACE),
        (date(2022, 1, 22), Trigger.ANNUAL_FEE_LAPSED),
    ],
)
def test_a_fee_is_seen_payable_late_and_missed_each_from_its_day(
    on: date, seen: Trigger | None
) -> None:
    found = observe(loan(right(on)))

    assert [each.trigger for each in found] == ([] if seen is None else [seen])
    assert all(each.mark == "2021-07-21" for each in found)


def test_a_fee_that_nobody_has_spoken_of_is_not_an_unpaid_one() -> None:
    unknown = right(date(2021, 7, 22), paid_through_year=None)

    assert unknown.fee.status is FeeStatus.UNKNOWN
    assert observe(loan(unknown)) == ()


@pytest.mark.parametrize(
    ("on", "due"), [(date(2021, 6, 21), date(2021, 7, 21)), (date(2021, 8, 1), date(2022, 1, 21))]
)
def test_a_fee_is_to_be_seen_to_by_its_own_last_day(on: date, due: date) -> None:
    (found,) = observe(loan(right(on)))

    assert due_on(found, RULES[found.trigger], raised_on=on) == due


def test_without_a_last_day_of_its_own_the_days_of_the_rule_count() -> None:
    (found,) = observe(loan(reports=(report(),)))

    assert due_on(found, RULES[found.trigger], raised_on=date(2021, 5, 3)) == date(2021, 5, 13)


@pytest.mark.parametrize(
    ("value", "warned"), [("2999999.99", True), ("3000000.00", False), ("3000000.01", False)]
)
def test_a_value_below_the_unpaid_loan_is_seen_at_it_not(value: str, warned: bool) -> None:
    found = observe(loan(reports=(report(Trigger.REVALUED_BELOW_LOAN, amount=value),)))

    assert bool(found) is warned
    assert [each.evidence["unpaid_principal"] for each in found] == ["3000000.00"] * warned


@pytest.mark.parametrize(
    ("second", "on", "seen"),
    [
        ("3000000.00", 1, []),  # reported later on the same day
        ("3000000.00", 2, []),
        ("2900000.00", 2, [1, 2]),
        ("3000000.00", -1, [1]),  # of an earlier day, though reported later
    ],
)
def test_a_reported_value_is_over_once_a_later_one_of_the_same_right_is_no_longer_below(
    second: str, on: int, seen: list[int]
) -> None:
    first = report(Trigger.REVALUED_BELOW_LOAN, amount="2000000.00")
    later = replace(
        report(Trigger.REVALUED_BELOW_LOAN, number=2, amount=second),
        happened_on=date(2021, 4, 30) + timedelta(days=on),
    )

    found = observe(loan(reports=(first, later)))
    ended = change(found, RULES, known=(), open_now=[observe(loan(reports=(first,)))[0].key]).ended

    assert [one.mark for one in found] == [f"report:{number}" for number in seen]
    assert bool(ended) is (1 not in seen)
    of_another = replace(later, right="another")
    assert "report:1" in {one.mark for one in observe(loan(reports=(first, of_another)))}


@pytest.mark.parametrize(
    ("value", "warned"), [("2999999.99", True), ("3000000.00", False), ("3000000.01", False)]
)
def test_a_revaluation_below_the_loan_is_seen_by_the_day_its_run_began(
    value: str, warned: bool
) -> None:
    found = Revaluation(
        value=Decimal(value), valued_on=date(2021, 10, 1), below_since=date(2021, 7, 1)
    )

    seen = observe(loan(revaluation=found))

    assert [one.mark for one in seen] == (["revalued:2021-07-01"] if warned else [])
    assert all("value" not in one.evidence for one in seen)  # the bank's own, others read it
    assert observe(loan(principal="1.00", revaluation=found)) == ()  # repaid since


def test_every_trigger_can_be_seen_and_has_its_rule() -> None:
    reports = tuple(
        report(trigger, number=place, amount="1.00") for place, trigger in enumerate(REPORTED)
    )
    seen = {each.trigger for each in observe(loan(reports=reports))}
    for on in (date(2021, 7, 1), date(2021, 8, 1), date(2022, 2, 1)):
        seen |= {each.trigger for each in observe(loan(right(on)))}

    assert seen == set(Trigger) == set(RULES)


def test_what_the_platform_sees_itself_needs_no_report() -> None:
    preserved = WatchedRight(
        number=PATENT,
        fee=FeePosition(status=FeeStatus.PAID),
        preserved_since=date(2021, 5, 4),
    )

    found = observe(loan(preserved, overdue_elsewhere_since=date(2021, 5, 5)))

    assert [(each.trigger, each.subject) for each in found] == [
        (Trigger.PRESERVATION, PATENT),
        (Trigger.OVERDUE_ELSEWHERE, ""),
    ]


def test_a_late_fee_ends_the_warning_that_it_is_payable() -> None:
    payable = observe(loan(right(date(2021, 7, 1))))
    late = observe(loan(right(date(2021, 8, 1))))
    key = payable[0].key

    found = change(late, RULES, known=[key], open_now=[key])

    assert [each.trigger for each in found.raised] == [Trigger.ANNUAL_FEE_IN_GRACE]
    assert found.ended == (key,)


def test_what_was_reported_ends_only_when_somebody_says_so() -> None:
    key = observe(loan(reports=(report(),)))[0].key

    assert change((), RULES, known=[key], open_now=[key]).ended == ()


def test_a_trigger_without_a_rule_is_not_raised() -> None:
    observed = observe(loan(reports=(report(),)))
    others = {trigger: rule for trigger, rule in RULES.items() if trigger != Trigger.LITIGATION}

    assert change(observed, others, known=(), open_now=()).raised == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Trigger)), st.sampled_from(["", PATENT]), st.integers(0, 3)),
        max_size=12,
    )
)
@settings(max_examples=60)
def test_the_same_day_twice_raises_nothing_and_ends_nothing(
    seen: list[tuple[Trigger, str, int]],
) -> None:
    observed = [
        Observation(trigger=trigger, subject=subject, mark=str(mark), happened_on=date(2021, 5, 1))
        for trigger, subject, mark in seen
    ]
    first = change(observed, RULES, known=(), open_now=())
    keys = [each.key for each in first.raised]

    again = change(observed, RULES, known=keys, open_now=keys)

    assert len(keys) == len(set(keys)) == len(set(seen))
    assert (again.raised, again.ended) == ((), ())


@pytest.mark.parametrize(
    ("rule", "field", "content"),
    [
        ("litigation", "severity", "grave"),
        ("litigation", "owner", "court"),
        ("litigation", "owner", "treasury"),  # who sees to it is told of it
        ("litigation", "due_days", -1),
        ("litigation", "label", {"zh": "只有中文"}),
    ],
)
def test_a_rule_that_cannot_be_used_is_said_so(rule: str, field: str, content: object) -> None:
    table = copy.deepcopy(read_table("early_warning"))
    table["rules"][rule][field] = content

    with pytest.raises(BadInput) as told:
        rules_from(table)

    for language in (ENGLISH, CHINESE):
        assert "litigation" in sentences(told.value.reasons, language)[0]


def test_a_trigger_outside_the_closed_list_is_said_so() -> None:
    table = copy.deepcopy(read_table("early_warning"))
    table["rules"]["weather"] = table["rules"]["litigation"]

    with pytest.raises(BadInput) as told:
        rules_from(table)

    assert "weather" in sentences(told.value.reasons, ENGLISH)[0]
