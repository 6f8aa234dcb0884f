"""Figures out of answers that were counted before, by whichever process: the facts are read only
where one is missing.

An answer belongs to one version of the columns that it is counted from, to one party's share of
them, to the names in one language and to one day; one of another version is not taken.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import polars as pl

from zhidai.core.parties import PartyKind
from zhidai.core.statistics.counting import Answer, Countable, Question
from zhidai.core.statistics.figures import WHOLE, Group
from zhidai.core.statistics.measures import Measured
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Period
from zhidai.db.parties.models import Party
from zhidai.engine.statistics.counting import CountedColumns
from zhidai.engine.statistics.lines import Ids, lines_of
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.statistics.answer_table import (
    answers_kept,
    asked_by,
    keep_answers,
    question_named,
)
from zhidai.services.statistics.asked_columns import version_of, version_of_days
from zhidai.services.statistics.facts import Wanted, facts_of, source_in, wanted_by
from zhidai.services.statistics.kept import FactVersions, kept_facts, versions_now
from zhidai.wording.speech import CHINESE

DAYS = "days"
Found = TypeVar("Found")


class _Moved(Exception):
    pass


def answered(
    acting: Acting, scheme: str, work: Callable[[Countable], Found], *, language: str = CHINESE
) -> Found:
    """What `work` makes of a party's facts, all of it from one version of them.

    work: asks for figures only, and may be run twice. The ids of what a figure was counted from are
    read when somebody looks, from the facts as they are by then.
    """
    wanted = wanted_by(acting, scheme, language=language)
    facts = _KeptFigures(wanted=wanted, on=business_date.today())
    try:
        found = work(facts)
    except _Moved:
        return work(facts_of(wanted))
    facts.keep()
    return found


@dataclass(kw_only=True)
class _KeptFigures:
    """`Countable`, question by question out of the table."""

    wanted: Wanted
    on: date
    untold: frozenset[Period] = frozenset()
    silent_on: frozenset[Metric] = frozenset()
    _versions: FactVersions = field(init=False)
    _asked: str = field(init=False)
    _written: Mapping[str, tuple[str, str]] = field(init=False)
    _held: dict[str, Any] = field(init=False, default_factory=dict)
    _new: dict[str, tuple[str, object]] = field(init=False, default_factory=dict)
    _facts: CountedColumns | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._versions, self._asked = versions_now(self.on), _asked(self.wanted, self.on)
        self._written = answers_kept(self._asked)

    @property
    def scope(self) -> str:
        return self.wanted.scope

    @property
    def source(self) -> str:
        return source_in(self.wanted.language)

    @property
    def of_a_city(self) -> bool:
        return self.wanted.of_a_city

    @property
    def covers_until(self) -> date:
        return self.on

    @property
    def first_day(self) -> date | None:
        return self._days()[0]

    @property
    def last_day(self) -> date | None:
        return self._days()[1]

    def groups(self, question: Question) -> tuple[Group, ...]:
        """As `CountedColumns` has them."""
        return tuple(self._groups(question, self._answer(question)["groups"]))

    def cells(self, question: Question) -> Answer:
        """As `CountedColumns` has them; ids are read anew, as is a group that no fact names."""
        found = self._answer(question)
        places = {
            group: place for place, group in enumerate(self._groups(question, found["groups"]))
        }
        numbers = {period: number for number, period in enumerate(question.periods)}

        def answer(group: Group, period: Period) -> Measured:
            if group not in places:
                return self._read().cells(question)(group, period)
            value, left_out, length = found["cells"][places[group]][numbers[period]]
            return Measured(
                value=None if value is None else Decimal(value),
                left_out=left_out,
                counted=Ids(
                    length=length, read=lambda: _lines(self.wanted, question, group, period)
                ),
            )

        return answer

    def keep(self) -> None:
        """Write what was missing for whoever asks next."""
        keep_answers(self._asked, self._new)

    def _groups(self, question: Question, names: Sequence[str]) -> list[Group]:
        if question.by is None:
            return [WHOLE]
        return [WHOLE, *(Group(by=question.by, name=name) for name in names)]

    def _days(self) -> tuple[date | None, date | None]:
        version = version_of_days(self._versions)
        first, last = self._found(DAYS, version, lambda: _days_of(self._read()))
        return _day(first), _day(last)

    def _answer(self, question: Question) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._found(
            question_named(sorted(asdict(question).items())),
            version_of(question, self._versions),
            lambda: _counted(self._read(), question),
        )
        return found

    def _found(self, question: str, version: str, work_out: Callable[[], Any]) -> Any:
        if question not in self._held:
            written = self._written.get(question)
            if written is not None and written[0] == version:
                self._held[question] = json.loads(written[1])
            else:
                self._held[question] = found = work_out()
                self._new[question] = (version, found)
        return self._held[question]

    def _read(self) -> CountedColumns:
        """The facts themselves, if they are still those of our version."""
        if self._facts is None:
            self._facts = facts_of(self.wanted)
            if kept_facts(self.on).version != self._versions.whole:
                raise _Moved
        return self._facts


def _asked(wanted: Wanted, on: date) -> str:
    """All that an answer follows from beside the facts: of names those of all banks."""
    banks = Party.objects.filter(kind=PartyKind.BANK).order_by("pk")
    names = list(banks.values_list("pk", "name", "name_en"))
    return asked_by(wanted.scheme.content_hash, wanted.party, wanted.scope, wanted.place,
                    wanted.language, on, names)  # fmt: skip


def _counted(facts: CountedColumns, question: Question) -> dict[str, Any]:
    groups, cells = facts.groups(question), facts.cells(question)
    return {
        "groups": [group.name for group in groups[1:]],
        "cells": [[_cell(cells(group, period)) for period in question.periods] for group in groups],
    }


def _cell(measured: Measured) -> tuple[str | None, int, int]:
    value = None if measured.value is None else str(measured.value)
    return value, measured.left_out, len(measured.counted)


def _lines(wanted: Wanted, question: Question, group: Group, period: Period) -> pl.DataFrame:
    return lines_of(facts_of(wanted).cells(question)(group, period).counted)


def _days_of(facts: CountedColumns) -> list[str | None]:
    return [None if day is None else day.isoformat() for day in (facts.first_day, facts.last_day)]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
