"""The quarter's bulletin as values: what is said, by which figures, in which order.

A statement is a code with the figures it rests on, never a sentence; it is only made where every
one of its figures is there, so that a bulletin is silent about what is not known. What stands first
or second follows from the ranks alone. Example: seed report of a district with the most
registrations of its city and the second largest amount.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from zhidai.core.calendar import add_months
from zhidai.core.errors import bad_input
from zhidai.core.statistics.counting import Countable, Question, figures
from zhidai.core.statistics.facts import NOT_STATED, Facts
from zhidai.core.statistics.figures import WHOLE, Dimension, Figure, Group
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain, Period, parse_period
from zhidai.core.statistics.ranking import Rank, by_group, ranking
from zhidai.core.statistics.report import report
from zhidai.core.statistics.series import Break, Step

QUARTERS_DRAWN = 8
MOST_NAMED = 5  # groups with a sentence each; of the others their number is said
BEST = 3  # a group is named in the text if it stands among the first three in one of the figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence to be: its code and what it says.

    figures: placeholder -> figure, each with a value. places: placeholder -> rank. group: of whom
    it is said. step: the change on the year before that it tells of. further: how many drawdowns
    its amount has beside the first ones of loans.
    """

    code: str
    figures: Mapping[str, Figure]
    places: Mapping[str, Rank] = field(default_factory=lambda: MappingProxyType({}))
    group: Group = WHOLE
    step: Step | None = None
    further: int = 0

    @property
    def rests_on(self) -> tuple[Figure, ...]:
        """Every figure that the sentence names: for a change that of the year before as well."""
        since = None if self.step is None else self.step.since
        return (*self.figures.values(), *(() if since is None else (since,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: metrics as columns, the groups of one dimension as lines, the whole at the end."""

    by: Dimension
    metrics: tuple[Metric, ...]
    lines: tuple[tuple[Group, tuple[Figure, ...]], ...]

    @property
    def tells_apart(self) -> bool:
        """Whether some fact says to which group it belongs."""
        return any(group.by is not None and group.name != NOT_STATED for group, _ in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A chart: one metric over the last quarters."""

    metric: Metric
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the bulletin."""

    code: str
    statements: tuple[Statement, ...]
    grids: tuple[Grid, ...] = ()
    curves: tuple[Curve, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """A quarter's bulletin. complete: whether the quarter is over; told_from: the first day of
    which the facts tell, where that lies inside the quarter. of_a_city: whether the districts are
    those of one city, among which they are ranked.
    """

    scope: str
    source: str
    of_a_city: bool
    quarter: Period
    complete: bool
    told_from: date | None
    parts: tuple[Part, ...]

    @property
    def cited(self) -> tuple[Figure, ...]:
        """The figures of all sentences, each once, in the order in which they are said."""
        found: dict[str, Figure] = {}
        for part in self.parts:
            for statement in part.statements:
                for figure in statement.rests_on:
                    found.setdefault(figure.query, figure)
        return tuple(found.values())


def parse_quarter(text: str) -> Period:
    """2021Q1 or 2021年第一季度. Bad input: `statistics_period_not_quarter`, unreadable ones."""
    period = parse_period(text)
    if period.grain is not Grain.QUARTER:
        raise bad_input("statistics_period_not_quarter", text=text.strip()[:40])
    return period


def bulletin(
    facts: Facts | Countable, quarter: Period, *, breaks: Sequence[Break] = ()
) -> Bulletin:
    """The bulletin of a quarter.

    Bad input (`statistics_quarter_without_facts`) for one of which the facts tell nothing.
    """
    first, last = facts.first_day, facts.covers_until
    if first is None or quarter.last_on < first or (last is not None and last < quarter.first_on):
        raise bad_input("statistics_quarter_without_facts", quarter=str(quarter))
    counted = _Counted(facts=facts, quarter=quarter, breaks=tuple(breaks))
    parts = _registrations(counted), _loans(counted), _terms(counted)
    return Bulletin(
        scope=facts.scope,
        source=facts.source,
        of_a_city=facts.of_a_city,
        quarter=quarter,
        complete=last is None or quarter.last_on <= last,
        told_from=first if quarter.first_on < first else None,
        parts=tuple(one for one in parts if one.statements or not facts.silent_on),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """The facts of a bulletin, asked metric by metric; what several sentences say, only once."""

    facts: Facts | Countable
    quarter: Period
    breaks: tuple[Break, ...]
    steps: dict[Metric, Step] = field(default_factory=dict)
    by_group: dict[tuple[Metric, Dimension], tuple[Figure, ...]] = field(default_factory=dict)

    def whole(self, metric: Metric) -> Step:
        """The figure of the whole with its change on the year before."""
        if metric not in self.steps:
            found = report(self.facts, self._question(metric), breaks=self.breaks)
            self.steps[metric] = found.year_on_year[0]
        return self.steps[metric]

    def groups(self, metric: Metric, by: Dimension) -> tuple[Figure, ...]:
        if (metric, by) not in self.by_group:
            self.by_group[metric, by] = figures(self.facts, self._question(metric, by))
        return self.by_group[metric, by]

    def curve(self, metric: Metric) -> Curve:
        """The last quarters, as far as the facts go back."""
        question = Question(
            metric=metric,
            grain=Grain.QUARTER,
            since=add_months(self.quarter.first_on, -3 * (QUARTERS_DRAWN - 1)),
            until=self.quarter.last_on,
        )
        known = (one for one in figures(self.facts, question) if one.value is not None)
        return Curve(metric=metric, figures=tuple(known))

    def _question(self, metric: Metric, by: Dimension | None = None) -> Question:
        quarter = self.quarter
        return Question(
            metric=metric,
            grain=Grain.QUARTER,
            since=quarter.first_on,
            until=quarter.last_on,
            by=by,
        )


def _registrations(counted: _Counted) -> Part:
    number, amount = Metric.REGISTRATIONS, Metric.REGISTERED_AMOUNT
    return Part(
        code="registrations",
        statements=(
            *_said("registrations", counted, number, amount),
            *_changed(counted, number, amount),
            *_said("first_time_pledgors", counted, Metric.FIRST_TIME_PLEDGORS),
            *_said("registrations_in_force", counted, Metric.REGISTRATIONS_IN_FORCE),
            *_places("district_registrations", counted, (number, amount), Dimension.DISTRICT),
        ),
        grids=(
            _grid(counted, (number, amount), Dimension.DISTRICT),
            _grid(counted, (number, amount), Dimension.IP_KIND),
        ),
        curves=(counted.curve(number), counted.curve(amount)),
    )


def _loans(counted: _Counted) -> Part:
    number, amount = Metric.LOANS_DISBURSED, Metric.AMOUNT_DISBURSED
    columns = (number, amount, Metric.BORROWERS, Metric.BALANCE)
    return Part(
        code="loans",
        statements=(
            *_drawn(counted),
            *_changed(counted, number, amount),
            *_said("balance", counted, Metric.BALANCE),
            *_changed(counted, Metric.BALANCE),
            *_places("bank_loans", counted, (number, amount), Dimension.BANK),
        ),
        grids=(
            _grid(counted, columns, Dimension.BANK),
            _grid(counted, columns, Dimension.DISTRICT),
            _grid(counted, columns, Dimension.INDUSTRY),
        ),
        curves=(counted.curve(amount), counted.curve(Metric.BALANCE)),
    )


def _terms(counted: _Counted) -> Part:
    alone = (
        Metric.AVERAGE_RATE,
        Metric.PLEDGE_RATIO,
        Metric.DAYS_TO_DRAWDOWN,
        Metric.SMALL_LOAN_SHARE,
        Metric.FINANCING_COVERAGE,
    )
    return Part(
        code="terms",
        statements=tuple(one for each in alone for one in _said(str(each), counted, each)),
    )


def _said(code: str, counted: _Counted, *metrics: Metric) -> Iterator[Statement]:
    """One statement about the whole, where all of its figures are there."""
    found = {str(metric): counted.whole(metric).figure for metric in metrics}
    if all(one.value is not None for one in found.values()):
        yield Statement(code=code, figures=MappingProxyType(found))


def _drawn(counted: _Counted) -> Iterator[Statement]:
    """The loans and what was drawn; parts of loans that were drawn before are told apart."""
    number, amount, borrowers = Metric.LOANS_DISBURSED, Metric.AMOUNT_DISBURSED, Metric.BORROWERS
    loans, drawn = (counted.whole(metric).figure for metric in (number, amount))
    if further := len(drawn.counted) - len(loans.counted):
        found = _said("loans_and_parts", counted, number, borrowers, amount)
        yield from (replace(one, further=further) for one in found)
    else:
        yield from _said("loans", counted, number, amount, borrowers)


def _changed(counted: _Counted, *metrics: Metric) -> Iterator[Statement]:
    """How each changed on the year before, or that a break forbids to say so."""
    for metric in metrics:
        step = counted.whole(metric)
        code = _direction(step)
        if code is not None:
            yield Statement(code=code, figures={"figure": step.figure}, step=step)


def _direction(step: Step) -> str | None:
    if step.broken is not None:
        return "broken"
    if step.partly is not None:
        return "partly"
    change = step.change
    if change is None or change.difference is None or change.ratio is None:
        return None
    if not change.difference:
        return "unchanged"
    return "more" if change.difference > 0 else "less"


def _places(
    code: str, counted: _Counted, metrics: tuple[Metric, Metric], by: Dimension
) -> Iterator[Statement]:
    """Who stands among the first in one of two figures, in the order of the first one.

    Said of groups that are named and did something, and only where there are two to be ranked.
    Of many that are tied the rest is counted.
    """
    found = tuple(_each_place(code, counted, metrics, by))
    yield from found[:MOST_NAMED]
    if others := {f"of {one.group.name}": one.figures["first"] for one in found[MOST_NAMED:]}:
        yield Statement(code=f"{code}_others", figures=others)


def _each_place(
    code: str, counted: _Counted, metrics: tuple[Metric, Metric], by: Dimension
) -> Iterator[Statement]:
    first, second = (by_group(ranking(counted.groups(metric, by))) for metric in metrics)
    for name, rank in first.items():
        other = second.get(name)
        if other is None or not rank.figure.value or rank.among < 2:
            continue
        if min(rank.place, other.place) <= BEST:
            same = (rank.place, rank.shared) == (other.place, other.shared)
            yield Statement(
                code=f"{code}_both" if same else code,
                figures={"first": rank.figure, "second": other.figure},
                places={"first_place": rank, "second_place": other},
                group=rank.figure.group,
            )


def _grid(counted: _Counted, metrics: tuple[Metric, ...], by: Dimension) -> Grid:
    columns = [{one.group: one for one in counted.groups(metric, by)} for metric in metrics]
    groups = [*(group for group in columns[0] if group != WHOLE), WHOLE]
    lines = tuple((group, tuple(column[group] for column in columns)) for group in groups)
    return Grid(by=by, metrics=metrics, lines=lines)
