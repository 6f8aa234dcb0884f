"""What an enterprise declared of itself and when: the district and industry that it counts in.

What it declares later counts for what begins later. Where it had declared nothing on the day on
which something began, what it declared first afterwards counts, known only since that instant. An
address that names no district declares none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from zhidai.core.statistics.districts import district_of
from zhidai.core.statistics.facts import NOT_STATED

ADDRESS, INDUSTRY = "registered_address", "industry"
DECLARED = (ADDRESS, INDUSTRY)  # the facts of an enterprise that say in which groups it counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What was declared at an instant; an empty answer takes the one before it back.

    The first one is the entry of the enterprise itself, by whom nothing may be declared.
    """

    on: date
    at: datetime
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One answer as it counts. known_at: since when, where it was declared only afterwards."""

    text: str = NOT_STATED
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Address and industry of an enterprise from a day on, and until one if others followed.

    ended_at: the instant at which those others were recorded.
    """

    active_from: date
    recorded_at: datetime
    address: Counted
    industry: Counted
    active_until: date | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarations:
    """All that one enterprise declared, the earliest first, and what it holds to now.

    now: what its own row says, which is the last word; the only one where no declaration tells.
    place: whose districts its addresses name.
    """

    told: tuple[Declaration, ...]
    now: Mapping[str, Any]
    place: str

    def counted(self, name: str, at: datetime) -> Counted:
        """An answer as it counts for what begins at an instant."""
        answers = list(self._answers(name))
        if not answers:
            return Counted(text=text_of(self.now.get(name)))
        before = [Counted(text=text) for instant, text in answers if instant <= at][-1:]
        later = [Counted(text=text, known_at=instant) for instant, text in answers if instant > at]
        said = [one for one in (*before, *later) if one.text]
        grouped = (one for one in said if names_a_group(name, one.text, place=self.place))
        return next(grouped, said[0] if said else Counted())

    def spans(self) -> tuple[Span, ...]:
        """From the first declaration on, a span for each address and industry it had."""
        found: list[Span] = []
        for one in self.told:
            address, industry = (self.counted(name, one.at) for name in DECLARED)
            if found:
                last = found[-1]
                if (last.address.text, last.industry.text) == (address.text, industry.text):
                    continue
                found[-1] = _ended(last, one)
            found.append(
                Span(active_from=one.on, recorded_at=one.at, address=address, industry=industry)
            )
        return tuple(found)

    def _answers(self, name: str) -> Iterator[tuple[datetime, str]]:
        """Instant and text; the last is what holds now."""
        telling = [one for one in self.told if name in one.answers]
        for one in telling[:-1]:
            yield one.at, text_of(one.answers[name])
        for one in telling[-1:]:
            yield one.at, text_of(self.now.get(name))


def _ended(span: Span, by: Declaration) -> Span:
    """Up to the day before; one that lasted no whole day holds on none of them."""
    return replace(span, active_until=by.on - timedelta(days=1), ended_at=by.at)


def text_of(answer: object) -> str:
    """What an answer says, kept with its evidence or bare; empty where it says nothing."""
    said = answer.get("value") if isinstance(answer, Mapping) else answer
    return said if isinstance(said, str) else NOT_STATED


def names_a_group(name: str, text: str, *, place: str) -> bool:
    """Whether it says where its enterprise counts: any industry, an address with a county."""
    return district_of(text, place=place) is not None if name == ADDRESS else bool(text)


def counted_now(facts: Mapping[str, Any]) -> dict[str, str]:
    """Address and industry, by name, as what a party shows of itself says them."""
    return {name: text_of(facts.get(name)) for name in DECLARED}
