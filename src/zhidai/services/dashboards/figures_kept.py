"""Figures of a panel that follow from the facts, the day and what the question says alone."""

import json
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import polars as pl

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.engine.statistics.lines import Ids, lines_of
from zhidai.services.dashboards.look import Look
from zhidai.services.statistics.answer_table import (
    answers_kept,
    asked_by,
    keep_answers,
    question_named,
)
from zhidai.services.statistics.keeping import CASES

Figures = tuple[Figure, ...]
Work = Callable[[], Figures]


def kept_figures(look: Look, question: tuple[object, ...], work_out: Work) -> Figures:
    """Worked out once for all processes; ids are found by working it out when somebody looks."""
    return look.own.answer(question, lambda: _taken(look, question, work_out))


def _taken(look: Look, question: tuple[object, ...], work_out: Work) -> Figures:
    version = look.kept.version
    asked = asked_by(look.scheme.content_hash, look.acting.party_id, look.today, "dashboard")
    named = question_named(question)
    written = answers_kept(version, asked).get(named)
    if written is not None:
        return tuple(_read(row, work_out) for row in json.loads(written))
    look.kept.cases.facts.select(*CASES)  # in one go
    found = work_out()
    keep_answers(version, asked, {named: [_written(one) for one in found]})
    return found


def _written(one: Figure) -> tuple[str, str, str | None, int, int]:
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
