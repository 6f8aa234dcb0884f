"""The facts of one party: its cases with their loans, and what was worked out of them already."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

import polars as pl

from zhidai.engine.statistics.answers import Answers
from zhidai.services.statistics.kept import KeptFacts
from zhidai.services.statistics.stored import StoredColumns

ANSWERS, NAMED = 32, 3  # that are held of one party
OWED = "owed"
Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class OwnFacts:
    """What one version of the facts holds for one party on a day; it never changes.

    wanted: which cases are its own, None where all are. counted: all facts by the names of one
    language, nearly as large as the facts themselves.
    """

    stored: StoredColumns
    wanted: pl.Series | None
    repaid: StoredColumns  # of all loans, at any day
    on: date
    answers: Answers = field(default_factory=lambda: Answers(ANSWERS))
    counted: Answers = field(default_factory=lambda: Answers(NAMED))

    def facts(self, *names: str) -> pl.DataFrame:
        """Some columns of a row for each case."""
        found = self.stored.select(*names)
        return found if self.wanted is None else found.filter(self.wanted)

    def loans(self, *names: str) -> pl.DataFrame:
        """Some columns of every loan drawn so far in the order of ids; `owed` of it among them."""
        found = self.facts(*(name for name in names if name != OWED))[self._drawn]
        if OWED in names:
            found = found.with_columns(self._owed)
        return found.select(names)

    @cached_property
    def repayments(self) -> pl.DataFrame:
        """Of all loans, by the day."""
        return self.repaid.select(*self.repaid.schema).filter(pl.col("on") <= self.on)

    @cached_property
    def _drawn(self) -> pl.Series:
        """The places of the loans drawn so far, in the order of their ids."""
        drawn = self.facts("loan", "drawn_on").with_row_index("place")
        return drawn.filter(pl.col("drawn_on") <= self.on).sort("loan")["place"]

    @cached_property
    def _owed(self) -> pl.Series:
        """What is owed of each loan, fen."""
        paid = self.repayments.group_by("loan").agg(paid=pl.col("principal").sum())
        terms = self.loans("loan", "amount")
        joined = terms.join(paid, on="loan", how="left", maintain_order="left")
        owed = pl.col("amount") - pl.col("paid").fill_null(0)
        return joined.select(owed.alias(OWED)).to_series()

    def answer(self, question: Hashable, work_out: Callable[[], Found]) -> Found:
        """Worked out once. The question says all that the answer follows from beside the facts."""
        return self.answers.answer(question, work_out)


def own_facts(kept: KeptFacts, scheme: str, party: int | None, on: date) -> OwnFacts:
    """The cases of a scheme in which a party takes part; without one all of them."""

    def read() -> OwnFacts:
        stored = kept.cases.facts
        of_scheme = stored.select("scheme", "parties")["scheme"] == scheme
        wanted = of_scheme if party is None else of_scheme & _takes_part(stored, party)
        if party is not None and wanted.sum() == of_scheme.sum():
            return own_facts(kept, scheme, None, on)  # whoever sees all sees the same
        return OwnFacts(
            stored=stored,
            wanted=None if wanted.all() else wanted,
            repaid=kept.cases.repayments,
            on=on,
        )

    return kept.looks.answer((scheme, party, on), read)


def _takes_part(stored: StoredColumns, party: int) -> pl.Series:
    return stored.select("parties")["parties"].list.contains(party)
