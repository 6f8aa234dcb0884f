"""A whole answer: figures, what changed since a year ago, who stands where, what was revised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zhidai.core.calendar import add_months
from zhidai.core.statistics.counting import Countable, Question, figures
from zhidai.core.statistics.facts import Facts
from zhidai.core.statistics.figures import Figure, Group
from zhidai.core.statistics.metrics import DEFINITIONS, Definition
from zhidai.core.statistics.periods import Period
from zhidai.core.statistics.ranking import Rank, ranking
from zhidai.core.statistics.revisions import Revision, revisions
from zhidai.core.statistics.series import Break, Step, on_the_year_before, series


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The answer to one question.

    year_on_year: each figure against the same months of the year before. ranks: of the groups in
    each period, as far as they have a figure. revisions: what the same question answers otherwise
    today, of the periods that had begun then; empty unless it was asked of what was known then.
    """

    question: Question
    definition: Definition
    figures: tuple[Figure, ...]
    year_on_year: tuple[Step, ...]
    ranks: tuple[Rank, ...]
    revisions: tuple[Revision, ...] = ()

    @property
    def places(self) -> Mapping[tuple[Group, Period], Rank]:
        """The ranks by group and period; the whole has none."""
        return {(one.figure.group, one.figure.period): one for one in self.ranks}


def report(
    facts: Facts | Countable,
    question: Question,
    *,
    then: Facts | Countable | None = None,
    breaks: Sequence[Break] = (),
) -> Report:
    """The answer as known now, or from the facts known then with what is different today.

    then: the facts as they were known at an earlier instant (`facts.known_at`). Bad input:
    `statistics_series_mixed` for facts of another scope or source.
    """
    if then is None:
        return _report(question, _with_year_before(facts, question), breaks=breaks)
    reported = _with_year_before(then, question)
    # Where all that was not stated then is stated by now, that group is counted all the same.
    now = figures(facts, question, also=(one.group for one in reported))
    begun = _begun(then, now)
    return replace(
        _report(question, reported, breaks=breaks),
        revisions=revisions(_asked(reported, question), begun),
    )


def _with_year_before(facts: Facts | Countable, question: Question) -> tuple[Figure, ...]:
    return figures(facts, replace(question, since=add_months(question.since, -12)))


def _asked(found: Sequence[Figure], question: Question) -> tuple[Figure, ...]:
    asked = frozenset(question.periods)
    return tuple(one for one in found if one.period in asked)


def _begun(then: Facts | Countable, found: Sequence[Figure]) -> tuple[Figure, ...]:
    """Without the periods of which nothing could be reported yet: they are new, not revised."""
    until = then.covers_until
    return tuple(one for one in found if until is None or one.period.first_on <= until)


def _report(question: Question, found: Sequence[Figure], *, breaks: Sequence[Break]) -> Report:
    kept = _asked(found, question)
    asked = frozenset(question.periods)
    lines = [
        series(list(each), breaks=breaks) for _g, each in groupby(found, lambda one: one.group)
    ]
    return Report(
        question=question,
        definition=DEFINITIONS[question.metric],
        figures=kept,
        year_on_year=tuple(
            step
            for line in lines
            for step in on_the_year_before(line)
            if step.figure.period in asked
        ),
        ranks=tuple(
            rank
            for period in question.periods
            for rank in ranking(one for one in kept if one.period == period)
        ),
    )
