"""What is observed outside a contract: market objects over time, and events nobody scheduled."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.actus.terms import Performance
from zhidai.core.errors import bad_input


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One value of a market object, from a time on."""

    at: datetime
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedEvent:
    """Something that happened to the contract: a prepayment (PP) or a credit event (CE).

    value: the amount prepaid, whichever way it went: never below zero.
    """

    at: datetime
    type: str
    value: Decimal
    performance: Performance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """Market objects by code, each oldest first, and the observed events."""

    series: Mapping[str, tuple[Observed, ...]] = field(default_factory=lambda: MappingProxyType({}))
    events: tuple[ObservedEvent, ...] = ()

    def value(self, code: str | None, at: datetime, *, term: str = "") -> Decimal:
        """The newest value at a time; `term` is the attribute that names the market object.

        A rate that is not published yet is never guessed. Bad input: `actus_term_missing`,
        `actus_market_unknown`, `actus_market_not_yet`.
        """
        if code is None:
            raise bad_input("actus_term_missing", name=term)
        found = self.series.get(code)
        if not found:
            raise bad_input("actus_market_unknown", code=code)
        place = bisect_right(found, at, key=lambda one: one.at)
        if place == 0:
            raise bad_input("actus_market_not_yet", code=code, at=at.date())
        return found[place - 1].value
