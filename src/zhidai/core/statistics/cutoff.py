"""Facts up to a day (数据截止日): what happened or was recorded later is not in them."""

from dataclasses import replace
from datetime import date, datetime

from zhidai.core.statistics.facts import DrawnLoan, Facts, Registration, known_at


def up_to(facts: Facts, day: date, *, end: datetime) -> Facts:
    """The facts as they stood at the end of a day; end: the instant at which it ends.

    Where facts say when they were recorded, none that was recorded later is counted. Bad input
    (`statistics_fact_undated`) where some say so and others do not.
    """
    happened = _happened(facts, day)
    kinds = (facts.registrations, facts.loans, facts.applications, facts.enterprises)
    is_dated = any(one.recorded_at is not None for kind in kinds for one in kind)
    return known_at(happened, end) if is_dated else happened


def _happened(facts: Facts, day: date) -> Facts:
    first, last = facts.first_day, facts.covers_until
    until = day if last is None else min(last, day)
    return replace(
        facts,
        covers_from=None if first is None else min(first, until),
        covers_until=until,
        registrations=tuple(
            _standing(one, day) for one in facts.registrations if one.registered_on <= day
        ),
        loans=tuple(_owed(one, day) for one in facts.loans if one.drawn_on <= day),
        applications=tuple(one for one in facts.applications if one.applied_on <= day),
        enterprises=tuple(one for one in facts.enterprises if one.active_from <= day),
    )


def _standing(one: Registration, day: date) -> Registration:
    if one.released_on is None or one.released_on <= day:
        return one
    return replace(one, released_on=None, released_recorded_at=None)


def _owed(one: DrawnLoan, day: date) -> DrawnLoan:
    return replace(
        one,
        repayments=tuple(each for each in one.repayments if each.on <= day),
        further=tuple(each for each in one.further if each.on <= day),
    )
