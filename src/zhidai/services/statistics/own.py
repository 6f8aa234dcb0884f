"""The facts of one party: its cases with their loans, and what was worked out of them already."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

import polars as pl

from zhidai.engine.statistics.answers import Answers
from zhidai.services.statistics.kept import KeptFacts

ANSWERS, NAMED = 32, 3  # that are held of one party
Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class OwnFacts:
    """What one version of the facts holds for one party on a day; it never changes.

    counted: all facts by the names of one language, nearly as large as the facts themselves.
    """

    facts: pl.DataFrame  # a row for each case
    repayments: pl.DataFrame  # of all loans, by the day
    on: date
    answers: Answers = field(default_factory=lambda: Answers(ANSWERS))
    counted: Answers = field(default_factory=lambda: Answers(NAMED))

    @cached_property
    def loans(self) -> pl.DataFrame:
        """Every loan drawn so far in the order of ids, with what is `owed` of it, fen."""
        drawn = self.facts.filter(pl.col("drawn_on") <= self.on).sort("loan")
        paid = self.repayments.group_by("loan").agg(paid=pl.col("principal").sum())
        joined = drawn.join(paid, on="loan", how="left", maintain_order="left")
        return joined.with_columns(owed=pl.col("amount") - pl.col("paid").fill_null(0))

    def answer(self, question: Hashable, work_out: Callable[[], Found]) -> Found:
        """Worked out once. The question says all that the answer follows from beside the facts."""
        return self.answers.answer(question, work_out)


def own_facts(kept: KeptFacts, scheme: str, party: int | None, on: date) -> OwnFacts:
    """The cases of a scheme in which a party takes part; without one all of them."""

    def read() -> OwnFacts:
        of_scheme = kept.cases.facts["scheme"] == scheme
        wanted = of_scheme & _takes_part(kept.cases.facts, party)
        if party is not None and wanted.sum() == of_scheme.sum():
            return own_facts(kept, scheme, None, on)  # whoever sees all sees the same
        repayments = kept.cases.repayments
        return OwnFacts(
            facts=kept.cases.facts if wanted.all() else kept.cases.facts.filter(wanted),
            repayments=repayments.filter(pl.col("on") <= on),
            on=on,
        )

    return kept.looks.answer((scheme, party, on), read)


def _takes_part(cases: pl.DataFrame, party: int | None) -> pl.Series:
    if party is None:
        return pl.repeat(value=True, n=len(cases), eager=True)
    return cases["parties"].list.contains(party)
