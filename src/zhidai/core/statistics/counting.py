"""Counts figures from facts: every metric by period and group, each in one pass over its facts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from zhidai.core.errors import bad_input
from zhidai.core.statistics import measures
from zhidai.core.statistics.facts import (
    Application,
    DrawnLoan,
    Enterprise,
    Facts,
    Places,
    Registration,
)
from zhidai.core.statistics.figures import (
    WHOLE,
    Dimension,
    Figure,
    Group,
    cut_to_millionth,
)
from zhidai.core.statistics.measures import Measured
from zhidai.core.statistics.metrics import DEFINITIONS, Counted, Metric
from zhidai.core.statistics.periods import Grain, Period, period_of, periods_of

Fact = TypeVar("Fact", Registration, DrawnLoan, Application, Enterprise)
MOST_PERIODS = 1_200  # a hundred years of months


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: a metric, over the days from `since` to `until` cut into periods.

    A period counts whole, also where the days begin or end inside it. by: None asks for the whole.
    Bad input: `statistics_days_reversed`, `statistics_too_many_periods`.
    """

    metric: Metric
    grain: Grain
    since: date
    until: date
    by: Dimension | None = None

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise bad_input("statistics_days_reversed", since=self.since, until=self.until)
        months = 12 * (self.until.year - self.since.year) + self.until.month - self.since.month
        if months // self.grain.months > MOST_PERIODS:
            raise bad_input("statistics_too_many_periods", most=MOST_PERIODS)

    @property
    def periods(self) -> tuple[Period, ...]:
        return periods_of(self.since, self.until, self.grain)


Answer = Callable[[Group, Period], Measured]


class Countable(Protocol):
    """Facts that bring their own way of counting, to the same answers as the plain one here."""

    @property
    def scope(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def of_a_city(self) -> bool: ...
    @property
    def covers_until(self) -> date | None: ...
    @property
    def first_day(self) -> date | None: ...
    @property
    def last_day(self) -> date | None: ...
    @property
    def untold(self) -> frozenset[Period]: ...
    @property
    def silent_on(self) -> frozenset[Metric]: ...

    def groups(self, question: Question) -> tuple[Group, ...]:
        """The whole and every group that a fact names."""

    def cells(self, question: Question) -> Answer:
        """What a metric comes to in each group and period."""


def figures(
    facts: Facts | Countable, question: Question, *, also: Iterable[Group] = ()
) -> tuple[Figure, ...]:
    """The answer, by group (the whole first, then by name) and period.

    By a dimension the whole is counted beside its groups, never summed up from them. also: groups
    to be counted even where no fact belongs to them.
    """
    if isinstance(facts, Facts):
        groups, cells = _groups(facts, question), _CELLS[question.metric](facts, question)
    else:
        groups, cells = facts.groups(question), facts.cells(question)
    return tuple(
        _figure(facts, question, group, period, cells)
        for group in dict.fromkeys((*groups, *also))
        for period in question.periods
    )


def _figure(
    facts: Facts | Countable, question: Question, group: Group, period: Period, cells: Answer
) -> Figure:
    """A period of which the facts tell nothing has no value, not even zero."""
    first, last = facts.first_day, facts.covers_until
    before = first is None or period.last_on < first
    after = last is not None and last < period.first_on
    untold = question.metric in facts.silent_on or any(map(period.overlaps, facts.untold))
    measured = Measured(value=None) if before or after or untold else cells(group, period)
    return Figure(
        metric=question.metric,
        scope=facts.scope,
        source=facts.source,
        period=period,
        group=group,
        value=measured.value,
        left_out=measured.left_out,
        counted=measured.counted,
        complete=last is None or period.last_on <= last,
        told_from=None if before else _told_from(question.metric, period, first),
    )


def _told_from(metric: Metric, period: Period, first: date | None) -> date | None:
    """The day inside a period on which its facts begin; what stands on its last day is whole."""
    if first is None or first <= period.first_on or DEFINITIONS[metric].is_of_last_day:
        return None
    return first


def _flow(
    facts: Iterable[Fact],
    question: Question,
    *,
    day: Callable[[Fact], date],
    measure: Callable[[Sequence[Fact]], Measured],
) -> Answer:
    """Facts fall into the period of their day."""
    asked = frozenset(question.periods)
    found: dict[tuple[Group, Period], list[Fact]] = defaultdict(list)
    for one in facts:
        period = period_of(day(one), question.grain)
        if period in asked:
            for group in _groups_of(one.places, question.by):
                found[group, period].append(one)
    return lambda group, period: measure(found.get((group, period), ()))


def _stock(
    facts: Iterable[Fact],
    question: Question,
    measure: Callable[[Sequence[Fact], Period], Measured],
) -> Answer:
    """Facts count at the end of every period that they live to see."""
    found: dict[Group, list[Fact]] = defaultdict(list)
    for one in facts:
        for group in _groups_of(one.places, question.by):
            found[group].append(one)
    return lambda group, period: measure(found.get(group, ()), period)


def _groups_of(places: Places, by: Dimension | None) -> tuple[Group, ...]:
    return (WHOLE,) if by is None else (WHOLE, Group(by=by, name=getattr(places, by)))


def _groups(facts: Facts, question: Question) -> tuple[Group, ...]:
    """The whole and every group that a fact names, so that a group without a loan shows zero.

    Enterprises that never applied make groups of their own only where they are what is counted.
    """
    if question.by is None:
        return (WHOLE,)
    covered = DEFINITIONS[question.metric].counted is Counted.ENTERPRISES
    named = {
        getattr(one.places, question.by)
        for kind in (facts.registrations, facts.loans, facts.applications)
        for one in kind
    } | {getattr(one.places, question.by) for one in (facts.enterprises if covered else ())}
    return (WHOLE, *(Group(by=question.by, name=name) for name in sorted(named)))


def first_registrations(facts: Facts) -> tuple[Registration, ...]:
    """Each pledgor's earliest registration among all facts; of one day the one of the lowest id."""
    first: dict[str, Registration] = {}
    for one in facts.registrations:
        known = first.get(one.pledgor)
        if known is None or (one.registered_on, one.id) < (known.registered_on, known.id):
            first[one.pledgor] = one
    return tuple(one for one in facts.registrations if first[one.pledgor] is one)


def _of_registrations(facts: Facts, question: Question) -> Answer:
    first_time = question.metric is Metric.FIRST_TIME_PLEDGORS
    counted = first_registrations(facts) if first_time else facts.registrations
    measure = measures.OF_REGISTRATIONS[question.metric]
    return _flow(counted, question, day=lambda one: one.registered_on, measure=measure)


def _of_loans(facts: Facts, question: Question) -> Answer:
    measure = measures.OF_LOANS[question.metric]
    loans: Iterable[DrawnLoan] = facts.loans
    if question.metric in measures.BY_PARTS:
        loans = (part for one in facts.loans for part in one.parts())
    elif question.metric in measures.BY_ALL_DRAWN and (last := facts.last_day) is not None:
        loans = (one.drawn_by(last) for one in facts.loans)
    return _flow(loans, question, day=lambda one: one.drawn_on, measure=measure)


def _of_applications(facts: Facts, question: Question) -> Answer:
    return _flow(
        facts.applications, question, day=lambda one: one.applied_on, measure=measures.number
    )


def _in_force(facts: Facts, question: Question) -> Answer:
    return _stock(facts.registrations, question, measures.in_force)


def _balance(facts: Facts, question: Question) -> Answer:
    return _stock(facts.loans, question, measures.balance)


def _coverage(facts: Facts, question: Question) -> Answer:
    """Of the enterprises active at the end of a period, those that owe a pledge loan then."""
    loans: dict[str, list[DrawnLoan]] = defaultdict(list)
    for one in facts.loans:
        loans[one.borrower].append(one)

    def measure(found: Sequence[Enterprise], period: Period) -> Measured:
        day = period.last_on
        active = [one for one in found if one.is_active_on(day)]
        if not active:
            return Measured(value=None)
        owed = [[loan for loan in loans[one.id] if loan.balance_on(day) > 0] for one in active]
        return Measured(
            value=cut_to_millionth(Decimal(sum(map(bool, owed))) / len(active)),
            counted=tuple(loan.id for each in owed for loan in each),
        )

    return _stock(facts.enterprises, question, measure)


_CELLS: Mapping[Metric, Callable[[Facts, Question], Answer]] = {
    **dict.fromkeys(measures.OF_REGISTRATIONS, _of_registrations),
    **dict.fromkeys(measures.OF_LOANS, _of_loans),
    Metric.APPLICATIONS: _of_applications,
    Metric.REGISTRATIONS_IN_FORCE: _in_force,
    Metric.BALANCE: _balance,
    Metric.FINANCING_COVERAGE: _coverage,
}
