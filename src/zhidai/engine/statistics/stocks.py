"""What stands at the end of a period: registrations in force, balances, coverage.

It is the running sum of what began less what ended by then, so that a hundred periods cost what one
does; coverage counts heads and is put together period by period.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import accumulate

import polars as pl

from zhidai.core.money import from_fen
from zhidai.core.statistics.counting import Answer, Question
from zhidai.core.statistics.figures import Group, cut_to_millionth
from zhidai.core.statistics.measures import Measured
from zhidai.core.statistics.periods import Period
from zhidai.engine.statistics.columns import FactColumns
from zhidai.engine.statistics.lines import Ids, line_columns
from zhidai.engine.statistics.numbered import (
    PERIOD,
    Cell,
    cell_of,
    groupings,
    in_group,
    number_of,
    number_of_day,
)

ONE = pl.lit(1, pl.Int64)


def in_force(facts: FactColumns, question: Question) -> Answer:
    """Registrations that stand at the end of a period."""
    frame = facts.registrations
    released = frame.filter(pl.col("released_on").is_not_null())
    began = _steps(frame, pl.col("registered_on"), ONE, question)
    ended = _steps(released, pl.max_horizontal("registered_on", "released_on"), -ONE, question)
    count = _standing(facts, question, pl.concat([began, ended]))

    def answer(group: Group, period: Period) -> Measured:
        number = count(group, period)
        stands = (pl.col("registered_on") <= period.last_on) & (
            pl.col("released_on").is_null() | (pl.col("released_on") > period.last_on)
        )
        wanted = stands & in_group(facts, group)
        ids = Ids(
            length=number, read=lambda: line_columns(frame.filter(wanted), on="registered_on")
        )
        return Measured(value=Decimal(number), counted=ids)

    return answer


def balance(facts: FactColumns, question: Question) -> Answer:
    """The principal owed to the banks at the end of a period."""
    owed = facts.owed
    ended = owed.spans.filter(pl.col("ends_on").is_not_null())
    owing = [
        _steps(facts.loans, pl.col("drawn_on"), pl.col("amount"), question),
        _steps(owed.repaid, pl.col("on"), -pl.col("principal"), question),
    ]
    running = [
        _steps(owed.spans, pl.col("owes_from"), ONE, question),
        _steps(ended, pl.col("ends_on"), -ONE, question),
    ]
    amount = _standing(facts, question, pl.concat(owing))
    count = _standing(facts, question, pl.concat(running))

    def answer(group: Group, period: Period) -> Measured:
        wanted = owed.owing_on(pl.lit(period.last_on)) & in_group(facts, group)
        return Measured(
            value=from_fen(amount(group, period)),
            counted=Ids(
                length=count(group, period),
                read=lambda: _owing(facts, owed.spans.filter(wanted), period.last_on),
            ),
        )

    return answer


def coverage(facts: FactColumns, question: Question) -> Answer:
    """Of the enterprises active at the end of a period, those that owe a pledge loan then."""
    owed, by = facts.owed, question.by

    @cache
    def active(period: Period) -> pl.DataFrame:
        """With the number of loans that each of them owes."""
        day = pl.lit(period.last_on)
        owing = owed.spans.filter(owed.owing_on(day)).group_by("borrower").agg(loans=pl.len())
        is_active = (pl.col("active_from") <= day) & (
            pl.col("active_until").is_null() | (day <= pl.col("active_until"))
        )
        return facts.enterprises.filter(is_active).join(
            owing, left_on="id", right_on="borrower", how="left", maintain_order="left"
        )

    @cache
    def counted(period: Period) -> dict[int | None, tuple[int, ...]]:
        found = active(period)
        sums = [
            pl.len().alias("all"),
            pl.col("loans").count().alias("owing"),
            pl.col("loans").sum(),
        ]
        columns = ("all", "owing", "loans")
        cells: dict[int | None, tuple[int, ...]] = {None: found.select(sums).row(0)}
        if by is not None:
            rows = found.group_by(str(by)).agg(sums).select(str(by), *columns).iter_rows()
            cells |= {code: tuple(rest) for code, *rest in rows}
        return cells

    def answer(group: Group, period: Period) -> Measured:
        code, _number = cell_of(facts, group, period)
        everybody, owing, loans = counted(period).get(code, (0, 0, 0))
        if not everybody:
            return Measured(value=None)
        return Measured(
            value=cut_to_millionth(Decimal(owing) / everybody),
            counted=Ids(
                length=loans,
                read=lambda: _loans_of(facts, active(period), group, period),
                over=everybody,
            ),
        )

    return answer


def _owing(facts: FactColumns, spans: pl.DataFrame, day: date) -> pl.DataFrame:
    """Loans with what is owed of each at the end of a day."""
    paid = (
        facts.repayments.filter(pl.col("on") <= day)
        .group_by("loan")
        .agg(paid=pl.col("principal").sum())
    )
    owing = spans.join(paid, on="loan", how="left", maintain_order="left")
    owed = pl.col("amount") - pl.col("paid").fill_null(0)
    return line_columns(owing, part=owed, on="drawn_on")


def _loans_of(
    facts: FactColumns, active: pl.DataFrame, group: Group, period: Period
) -> pl.DataFrame:
    """Enterprise by enterprise, each with its loans; it counts with the first of them."""
    owing = facts.owed.spans.filter(facts.owed.owing_on(pl.lit(period.last_on)))
    loans = owing.select("borrower", "drawn_on", loan_id="id")
    found = active.filter(in_group(facts, group)).join(
        loans, left_on="id", right_on="borrower", how="inner", maintain_order="left_right"
    )
    first = pl.col("id").is_first_distinct()
    return line_columns(found, line="loan_id", part=first, on="drawn_on")


def _steps(frame: pl.DataFrame, on: pl.Expr, change: pl.Expr, question: Question) -> pl.DataFrame:
    places = [] if question.by is None else [str(question.by)]
    return frame.select(on.alias("on"), change.alias("change"), *places)


def _standing(
    facts: FactColumns, question: Question, steps: pl.DataFrame
) -> Callable[[Group, Period], int]:
    """The sum of all steps up to the end of each period; earlier ones count with the first."""
    first, last = question.periods[0], question.periods[-1]
    span = range(number_of(first), number_of(last) + 1)
    numbered = steps.filter(pl.col("on") <= last.last_on).with_columns(
        number_of_day(pl.col("on"), question.grain).clip(lower_bound=span.start)
    )
    found: dict[Cell, int] = {}
    for by, keys in groupings(question):
        changes = {
            (row.get(by or ""), row[PERIOD]): row["change"]
            for row in numbered.group_by(keys).agg(pl.col("change").sum()).iter_rows(named=True)
        }
        for code in {code for code, _number in changes}:
            sums = accumulate(changes.get((code, number), 0) for number in span)
            found |= {(code, number): each for number, each in zip(span, sums, strict=True)}
    return lambda group, period: found.get(cell_of(facts, group, period), 0)
