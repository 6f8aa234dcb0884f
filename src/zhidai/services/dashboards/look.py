"""Whose dashboard it is, over which cases, and which parts concern which kind of party."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

import polars as pl
from django.db.models import QuerySet

from zhidai.core.dashboards.figures import Panel
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.db.cases.models import Case
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.tenancy import visible_to
from zhidai.services.portfolio.scope import default_scheme
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.statistics.answer_table import answers_kept, asked_by
from zhidai.services.statistics.facts import OVERSEEING
from zhidai.services.statistics.kept import FactVersions, KeptFacts, kept_facts, versions_now
from zhidai.services.statistics.own import OwnFacts, own_facts
from zhidai.services.statistics.subsidies import OF_SUBSIDIES, subsidy_lines
from zhidai.wording.speech import ENGLISH, translate

_LENDING = (Panel.VOLUMES, Panel.PIPELINE, Panel.NPL, Panel.CLAIMS, Panel.LOSSES)
_WHOLE = (*_LENDING, Panel.LEVERAGE, Panel.SUBSIDIES, Panel.VALUES)
# A bank or appraiser sees a guarantor's loans only in part, so that no leverage is told to them.
PANELS: Mapping[PartyKind, tuple[Panel, ...]] = {
    PartyKind.BUREAU: _WHOLE,
    PartyKind.FINANCE: _WHOLE,
    PartyKind.TREASURY: (Panel.SUBSIDIES, Panel.PIPELINE),
    PartyKind.BANK: (*_LENDING, Panel.VALUES),
    PartyKind.GUARANTOR: (*_LENDING, Panel.LEVERAGE, Panel.VALUES),
    PartyKind.APPRAISER: (*_LENDING, Panel.VALUES),
}
# What figures are counted from that are not kept: read in one go.
_READ_AT_ONCE = (
    "scheme", "parties", "case", "opened_on", "loan", "key", "drawn_on", "guarantor", "since",
    "late", "appraiser", "appraised", "accepted", "amount", "overdue_from", "paused_days",
)  # fmt: skip
Found = TypeVar("Found")


class Moved(Exception):
    """The facts were read in another version than the look began with: it begins anew."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at a scheme by one party: its cases, and all that is kept of them in columns, read
    when somebody first asks. answers: those that were worked out before, by their questions.
    """

    acting: Acting
    scheme: Scheme
    today: date
    cases: QuerySet[Case]
    versions: FactVersions
    asked: str
    answers: Mapping[str, tuple[str, str]]
    scope: str
    source: str

    @cached_property
    def kept(self) -> KeptFacts:
        """Of everybody."""
        kept = kept_facts(self.today)
        kept.cases.facts.select(*_READ_AT_ONCE)
        return kept

    @cached_property
    def own(self) -> OwnFacts:
        """What the party sees of it."""
        return own_facts(self.kept, self.scheme.id, self.acting.party_id, self.today)

    @property
    def has_moved(self) -> bool:
        """Whether what was read by now is of another version."""
        return self.kept.version != self.versions.whole

    def facts(self, *names: str) -> pl.DataFrame:
        """Some columns of a row for each of its cases."""
        return self.own.facts(*names)

    @property
    def repayments(self) -> pl.DataFrame:
        """Of all loans, by today."""
        return self.own.repayments

    def loans(self, *names: str) -> pl.DataFrame:
        """Some columns of every loan drawn so far in the order of ids; `owed` in fen among them."""
        return self.own.loans(*names)

    @property
    def lines_of_all(self) -> pl.DataFrame:
        """The subsidies claimed for every loan under the scheme, whoever sees it."""
        return self.kept.counted.answer((self.scheme.id, self.today), self._lines)

    def _lines(self) -> pl.DataFrame:
        drawn = (pl.col("scheme") == self.scheme.id) & (pl.col("drawn_on") <= self.today)
        cases = self.kept.cases.facts.select("scheme", *OF_SUBSIDIES)
        return subsidy_lines(cases.filter(drawn))


def look_of(acting: Acting, *, language: str) -> Look:
    """NotFound for a kind of party that has no dashboard."""
    if acting.kind not in PANELS:
        raise NotFound
    today = business_date.today()
    scheme = scheme_in_force(default_scheme(acting), today)
    asked = asked_by(scheme.content_hash, acting.party_id, today, "dashboard")
    return Look(
        acting=acting,
        scheme=scheme,
        today=today,
        cases=visible_to(acting).filter(scheme=scheme.id),
        versions=versions_now(today),
        asked=asked,
        answers=answers_kept(asked),
        scope=_scope(acting, scheme, language),
        source=translate("this platform's records", language),
    )


def in_one_version(look_at: Callable[[], Found]) -> Found:
    """What a look finds, all of it in one version of the facts."""
    while True:
        try:
            return look_at()
        except Moved:
            continue


def _scope(acting: Acting, scheme: Scheme, language: str) -> str:
    title = scheme.title.in_language(language)
    if acting.kind in OVERSEEING:
        return title
    name = acting.party_name_en if language.startswith(ENGLISH) else acting.party_name
    return f"{title} · {name}"
