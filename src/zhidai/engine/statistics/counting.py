"""Every metric of `core.statistics.counting`, each in one pass over columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from zhidai.core.statistics import measures
from zhidai.core.statistics.counting import Answer, Question
from zhidai.core.statistics.figures import WHOLE, Group
from zhidai.core.statistics.measures import Measured
from zhidai.core.statistics.metrics import DEFINITIONS, Counted, Metric
from zhidai.core.statistics.periods import Period
from zhidai.engine.statistics.columns import FactColumns
from zhidai.engine.statistics.measured import COUNT, NOTHING, OF_LOANS, OF_REGISTRATIONS, Sums
from zhidai.engine.statistics.numbered import (
    PERIOD,
    Cell,
    cell_of,
    groupings,
    in_group,
    number_of_day,
)
from zhidai.engine.statistics.stocks import balance, coverage, in_force


class CountedColumns(FactColumns):
    """Facts in columns that `core.statistics` asks as it asks plain ones."""

    def groups(self, question: Question) -> tuple[Group, ...]:
        """The whole and every group that a fact names, as the plain counting has them."""
        return self.answers.answer(("groups", question), lambda: self._groups(question))

    def _groups(self, question: Question) -> tuple[Group, ...]:
        if question.by is None:
            return (WHOLE,)
        names, by = self.names[question.by], str(question.by)
        kinds = [self.registrations, self.loans, self.applications]
        if DEFINITIONS[question.metric].counted is Counted.ENTERPRISES:
            kinds.append(self.enterprises)
        named = {names[code] for frame in kinds for code in frame[by].unique().to_list()}
        return (WHOLE, *(Group(by=question.by, name=name) for name in sorted(named)))

    def cells(self, question: Question) -> Answer:
        """The answer to a question, one group and period at a time."""
        return self.answers.answer(question, lambda: _CELLS[question.metric](self, question))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flow:
    """Facts that fall into the period of a day."""

    frame: pl.DataFrame
    day: str
    sums: Sums


def _answer(facts: FactColumns, question: Question, flow: _Flow) -> Answer:
    first, last = question.periods[0], question.periods[-1]
    day, sums = pl.col(flow.day), flow.sums
    needed = {name for each in sums.expressions for name in each.meta.root_names()}
    by = () if question.by is None else (str(question.by),)
    asked = (
        flow.frame.select(*sorted({*needed, *by, flow.day}))
        .filter(day.is_between(first.first_on, last.last_on))
        .with_columns(number_of_day(day, question.grain))
    )
    found: dict[Cell, Mapping[str, int]] = {}
    for name, keys in groupings(question):
        rows = asked.group_by(keys).agg(sums.expressions).iter_rows(named=True)
        found |= {(row.get(name or ""), row[PERIOD]): row for row in rows}

    def answer(group: Group, period: Period) -> Measured:
        wanted = day.is_between(period.first_on, period.last_on) & in_group(facts, group)
        kept = wanted if sums.kept is None else wanted & sums.kept
        cell = found.get(cell_of(facts, group, period), NOTHING)
        return sums.measured(cell, lambda: sums.lines(flow.frame.filter(kept), flow.day))

    return answer


def _of_registrations(facts: FactColumns, question: Question) -> Answer:
    first_time = question.metric is Metric.FIRST_TIME_PLEDGORS
    frame = first_registrations(facts.registrations) if first_time else facts.registrations
    sums = OF_REGISTRATIONS[question.metric]
    return _answer(facts, question, _Flow(frame=frame, day="registered_on", sums=sums))


def _of_loans(facts: FactColumns, question: Question) -> Answer:
    sums, loans = OF_LOANS[question.metric], facts.loans
    if question.metric in measures.BY_PARTS:
        loans = _parts(facts)
    elif question.metric in measures.BY_ALL_DRAWN:
        loans = facts.loans_by_all_drawn
    return _answer(facts, question, _Flow(frame=loans, day="drawn_on", sums=sums))


def _parts(facts: FactColumns) -> pl.DataFrame:
    """Each drawdown as a loan of its own day and amount."""
    further = facts.repayments.filter(pl.col("principal") < 0)
    if not len(further):
        return facts.loans
    parts = further.select("loan", drawn_on="on", amount=-pl.col("principal"))
    others = facts.loans.drop("drawn_on", "amount")
    later = parts.join(others, on="loan", how="inner", maintain_order="left")
    columns = facts.loans.columns
    return pl.concat([facts.loans, later.select(columns)]).sort("loan", maintain_order=True)


def _of_applications(facts: FactColumns, question: Question) -> Answer:
    flow = _Flow(frame=facts.applications, day="applied_on", sums=COUNT)
    return _answer(facts, question, flow)


def first_registrations(frame: pl.DataFrame) -> pl.DataFrame:
    """Each pledgor's earliest registration; of one day the one of the lowest id."""
    pledgor, day = frame["pledgor"].to_numpy(), frame["registered_on"].to_physical().to_numpy()
    order = np.lexsort((day, pledgor))
    pledgor, day = pledgor[order], day[order]
    begins = np.append(True, pledgor[1:] != pledgor[:-1])[: len(order)]
    first = np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))
    # Several of one pledgor's first day, of which two may be of one case.
    earliest = frame[np.sort(order[day == day[first]])].with_row_index("place")
    lowest = earliest.filter(pl.col("pledgor").is_duplicated()).sort("id", maintain_order=True)
    kept = lowest.unique("pledgor", keep="first", maintain_order=True)["place"]
    is_kept = pl.col("pledgor").is_unique() | pl.col("place").is_in(kept.implode())
    return earliest.filter(is_kept).drop("place")


_CELLS: Mapping[Metric, Callable[[FactColumns, Question], Answer]] = {
    **dict.fromkeys(measures.OF_REGISTRATIONS, _of_registrations),
    **dict.fromkeys(measures.OF_LOANS, _of_loans),
    Metric.APPLICATIONS: _of_applications,
    Metric.REGISTRATIONS_IN_FORCE: in_force,
    Metric.BALANCE: balance,
    Metric.FINANCING_COVERAGE: coverage,
}
