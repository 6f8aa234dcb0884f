"""The immutable facts that every figure is counted from: registrations, loans, applications.

A fact carries the instant at which it was recorded, so that what was reported then can be told from
what is known now. Where a datum is missing it is None and stays out of what is computed from it,
which the figure says: missing is never zero.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from zhidai.core.calendar import day_of
from zhidai.core.errors import bad_input
from zhidai.core.statistics.districts import names_a_city
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Period

MIXED = "mixed"  # rights of several kinds under one registration or loan
NOT_STATED = ""  # the group of facts that do not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The groups a fact belongs to; empty where it does not say.

    ip_kind: a `RightKind`, or `MIXED` where rights of several kinds are pledged together, so that
    the kinds add up to the whole.
    """

    district: str = NOT_STATED
    bank: str = NOT_STATED
    industry: str = NOT_STATED
    ip_kind: str = NOT_STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """One pledge registration (质押登记). amount: the debt secured as registered, yuan."""

    id: str
    pledgor: str
    registered_on: date
    amount: Decimal | None = None
    released_on: date | None = None
    places: Places = Places()
    recorded_at: datetime | None = None
    released_recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment:
    """Principal of a loan that reached the bank on a day, yuan."""

    on: date
    principal: Decimal
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherDrawdown:
    """Yuan of a loan that were drawn after its first part."""

    on: date
    amount: Decimal
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLoan:
    """One loan as it was drawn. rate: a fraction of one a year; collateral_value: yuan.

    amount: drawn at first, on `drawn_on`; further: what was drawn later.

    repayments: what reduced the principal owed to the bank, whoever paid it.
    """

    id: str
    borrower: str
    amount: Decimal
    drawn_on: date
    due_on: date
    rate: Decimal | None = None
    collateral_value: Decimal | None = None
    applied_on: date | None = None
    repayments: tuple[Repayment, ...] = ()
    places: Places = Places()
    recorded_at: datetime | None = None
    further: tuple[FurtherDrawdown, ...] = ()

    def balance_on(self, day: date) -> Decimal:
        """The principal owed at the end of a day; nothing before drawdown."""
        if day < self.drawn_on:
            return Decimal("0.00")
        repaid = sum((one.principal for one in self.repayments if one.on <= day), ZERO)
        return self.drawn_by(day).amount - repaid

    def drawn_by(self, day: date) -> "DrawnLoan":
        """The loan with all that was drawn of it by a day as its amount."""
        later = sum((one.amount for one in self.further if one.on <= day), ZERO)
        return replace(self, amount=self.amount + later) if later else self

    def parts(self) -> "Iterator[DrawnLoan]":
        """Each drawdown as a loan of its own day and amount."""
        yield self
        for one in self.further:
            yield replace(self, drawn_on=one.on, amount=one.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application for a loan, whatever became of it."""

    id: str
    applicant: str
    applied_on: date
    places: Places = Places()
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise:
    """One of the enterprises that coverage is measured over, from a day and until one."""

    id: str
    active_from: date
    active_until: date | None = None
    places: Places = Places()
    recorded_at: datetime | None = None

    def is_active_on(self, day: date) -> bool:
        return self.active_from <= day and (self.active_until is None or day <= self.active_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All facts of one scope from one source, in any order.

    scope: whose facts these are (a scheme, a bank). source: where they come from. covers_from: the
    first day of which the facts tell, by default that of the earliest one; covers_until: the last
    one, None where nothing more is to come. A period outside is not zero, it is not known; nor is
    one that overlaps `untold`, or any figure of a metric that the facts are `silent_on` (a list of
    pledges tells nothing of loans). Bad input: `statistics_without_scope`,
    `statistics_without_source`, `statistics_fact_twice`, `statistics_days_reversed`.
    """

    scope: str
    source: str
    covers_from: date | None = None
    covers_until: date | None = None
    registrations: tuple[Registration, ...] = ()
    loans: tuple[DrawnLoan, ...] = ()
    applications: tuple[Application, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    untold: frozenset[Period] = frozenset()
    silent_on: frozenset[Metric] = frozenset()

    def __post_init__(self) -> None:
        if not self.scope.strip():
            raise bad_input("statistics_without_scope")
        if not self.source.strip():
            raise bad_input("statistics_without_source")
        for kind in (self.registrations, self.loans, self.applications, self.enterprises):
            _require_once(one.id for one in kind)
        since, until = self.covers_from, self.covers_until
        if since is not None and until is not None and until < since:
            raise bad_input("statistics_days_reversed", since=since, until=until)

    @property
    def of_a_city(self) -> bool:
        """Whether their districts are those of one city: where the scope names one."""
        return names_a_city(self.scope)

    @property
    def first_day(self) -> date | None:
        """The first day of which the facts tell; None where there are none."""
        if self.covers_from is not None:
            return self.covers_from
        days = (
            *(one.registered_on for one in self.registrations),
            *(one.drawn_on for one in self.loans),
            *(one.applied_on for one in self.applications),
        )
        return min(days or (one.active_from for one in self.enterprises), default=None)

    @property
    def last_day(self) -> date | None:
        """The last day of which the facts tell."""
        if self.covers_until is not None:
            return self.covers_until
        days = (
            *(one.registered_on for one in self.registrations),
            *(one.drawn_on for one in self.loans),
            *(one.applied_on for one in self.applications),
            *(each.on for one in self.loans for each in one.repayments),
            *(each.on for one in self.loans for each in one.further),
        )
        return max(days or (one.active_from for one in self.enterprises), default=None)


ZERO = Decimal("0.00")
Dated = TypeVar("Dated", Registration, DrawnLoan, Application, Enterprise)


def known_at(facts: Facts, instant: datetime) -> Facts:
    """The facts as they were known at an instant: nothing recorded later.

    Bad input (`statistics_fact_undated`) for a fact that does not say when it was recorded.
    """
    day, first = day_of(instant), facts.first_day
    until = day if facts.covers_until is None else min(facts.covers_until, day)
    return replace(
        facts,
        covers_from=None if first is None else min(first, until),
        covers_until=until,
        registrations=tuple(_then(one, instant) for one in _recorded(facts.registrations, instant)),
        loans=tuple(_owed_then(one, instant) for one in _recorded(facts.loans, instant)),
        applications=tuple(_recorded(facts.applications, instant)),
        enterprises=tuple(_recorded(facts.enterprises, instant)),
    )


def _recorded(facts: Iterable[Dated], instant: datetime) -> Iterable[Dated]:
    return (one for one in facts if _instant(one.recorded_at, one.id) <= instant)


def _then(one: Registration, instant: datetime) -> Registration:
    if one.released_on is None or _instant(one.released_recorded_at, one.id) <= instant:
        return one
    return replace(one, released_on=None, released_recorded_at=None)


def _owed_then(one: DrawnLoan, instant: datetime) -> DrawnLoan:
    kept = tuple(each for each in one.repayments if _instant(each.recorded_at, one.id) <= instant)
    drawn = tuple(each for each in one.further if _instant(each.recorded_at, one.id) <= instant)
    is_all = len(kept) == len(one.repayments) and len(drawn) == len(one.further)
    return one if is_all else replace(one, repayments=kept, further=drawn)


def _instant(recorded_at: datetime | None, fact: str) -> datetime:
    if recorded_at is None:
        raise bad_input("statistics_fact_undated", fact=fact)
    return recorded_at


def _require_once(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise bad_input("statistics_fact_twice", fact=one)
        seen.add(one)
