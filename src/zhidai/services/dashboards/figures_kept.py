"""Figures of a panel that follow from some columns, the day and what the question says alone."""

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import Any

import polars as pl

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.engine.statistics.lines import Ids, lines_of
from zhidai.services.dashboards.look import Look, Moved
from zhidai.services.statistics.answer_table import keep_answers, question_named
from zhidai.services.statistics.facts import WHOSE

Figures = tuple[Figure, ...]
Work = Callable[[], Figures]


def kept_figures(
    look: Look,
    question: tuple[object, ...],
    work_out: Work,
    *,
    columns: Iterable[str] | None,
    may_be_kept: Callable[[], bool] = lambda: True,
) -> Figures:
    """Worked out once for all processes; ids are found by working it out when somebody looks.

    columns: of all cases, from which alone the answer follows beside question, scheme and day;
    None where it follows from all that is told of a loan. may_be_kept: asked when it is worked out.
    """
    written, version = _written(look, question, columns)
    if written is not None:
        return tuple(_read(row, work_out) for row in written)
    found = work_out()
    if may_be_kept():
        _keep(look, question, version, [_row(one) for one in found])
    return found


def kept_values(look: Look, column: str) -> list[Any]:
    """The values of a column among the party's cases, each once, null among them; kept alike."""

    def values() -> pl.DataFrame:
        return look.facts(column).unique()

    rows = kept_rows(look, ("values of", column), values, columns=(column,))
    return [value for (value,) in rows]


def kept_rows(
    look: Look, question: object, work_out: Callable[[], pl.DataFrame], *, columns: Iterable[str]
) -> list[Any]:
    """A few rows of numbers and words, kept alike."""
    asked = ("rows", question)
    written, version = _written(look, asked, columns)
    if written is not None:
        return written
    found = [list(row) for row in work_out().rows()]
    _keep(look, asked, version, found)
    return found


def _written(
    look: Look, question: tuple[object, ...], columns: Iterable[str] | None
) -> tuple[list[Any] | None, str]:
    """What is kept, if it is of what the columns say now, and their version."""
    versions = look.versions
    version = versions.whole if columns is None else versions.of((*WHOSE, *columns))
    kept = look.answers.get(question_named(question))
    is_held = kept is not None and kept[0] == version
    return (json.loads(kept[1]) if kept and is_held else None), version


def _keep(look: Look, question: tuple[object, ...], version: str, found: object) -> None:
    if look.has_moved:
        raise Moved
    keep_answers(look.asked, {question_named(question): (version, found)})


def _row(one: Figure) -> tuple[str, str, str | None, int, int]:
    value = None if one.value is None else str(one.value)
    return str(one.measure), one.of, value, len(one.counted), one.left_out


def _read(row: tuple[str, str, str | None, int, int], work_out: Work) -> Figure:
    measure, of, value, length, left_out = row
    return Figure(
        measure=Measure(measure),
        of=of,
        value=None if value is None else Decimal(value),
        counted=Ids(length=length, read=partial(_lines, Measure(measure), of, work_out)),
        left_out=left_out,
    )


def _lines(measure: Measure, of: str, work_out: Work) -> pl.DataFrame:
    (found,) = (one for one in work_out() if (one.measure, one.of) == (measure, of))
    return lines_of(found.counted)
