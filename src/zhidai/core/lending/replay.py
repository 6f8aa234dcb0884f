"""Terms and events in, the loan on any day out.

The result depends on what happened and when it took effect, never on the order in which it was
entered; `known_at` leaves out what was not yet recorded at an instant, so that what was reported
then can be told from what is known now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from zhidai.core.errors import bad_input
from zhidai.core.lending.course import Course, group_of, together
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.history import events_in_effect
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import LoanTerms

_GROUPS_BETWEEN_MARKS = 64


def replay(
    terms: LoanTerms,
    events: Sequence[LoanEvent],
    *,
    on: date,
    known_at: datetime | None = None,
) -> LoanState:
    """The loan at the end of the day `on`.

    Bad input: `loan_not_drawn_yet`, `loan_overpaid` (more than was owed on that day; nothing is
    swallowed or guessed), those of `events_in_effect` and those of each kind in `changes`.
    """
    counted = _counted(terms, events, on=on, known_at=known_at)
    course = Course.begun(terms)
    for group in together(counted):
        course.happen(group)
    return course.state(on=on)


@dataclass(slots=True)
class ReplayedLoan:
    """Replays of one loan on several days, or with more and more events, that go on from another.

    Whatever is asked, the answer is that of `replay`. Between two answers marks are kept, of which
    the last one before the first event that differs is gone on from: an event entered late costs
    the days after it alone.
    """

    terms: LoanTerms
    _events: Sequence[LoanEvent] = ()
    _marks: list[tuple[int, Course]] = field(default_factory=list)  # after how many events

    def on(self, day: date, events: Sequence[LoanEvent]) -> LoanState:
        """As `replay`, with its bad input."""
        counted = _counted(self.terms, events, on=day, known_at=None)
        happened, course = self._go_on_with(counted)
        for number, group in enumerate(together(counted[happened:]), start=1):
            course.happen(group)
            happened += len(group)
            if number % _GROUPS_BETWEEN_MARKS == 0:
                self._marks.append((happened, course.copy()))
        self._marks.append((happened, course.copy()))
        return course.state(on=day)

    def _go_on_with(self, counted: Sequence[LoanEvent]) -> tuple[int, Course]:
        """The furthest mark that lies before what is new; those beyond it are given up."""
        same = _same_from_the_first_on(self._events, counted)
        self._events = counted
        while self._marks:
            happened, course = self._marks[-1]
            if happened <= same and not _parts_a_group(counted, happened):
                return happened, course.copy()
            self._marks.pop()
        return 0, Course.begun(self.terms)


def _counted(
    terms: LoanTerms, events: Sequence[LoanEvent], *, on: date, known_at: datetime | None
) -> list[LoanEvent]:
    if on < terms.drawn_on:
        raise bad_input("loan_not_drawn_yet", on=on, drawn_on=terms.drawn_on)
    return events_in_effect(terms, events, on=on, known_at=known_at)


def _same_from_the_first_on(before: Sequence[LoanEvent], now: Sequence[LoanEvent]) -> int:
    pairs = enumerate(zip(before, now, strict=False))
    differs = (place for place, (old, new) in pairs if old is not new and old != new)
    return next(differs, min(len(before), len(now)))


def _parts_a_group(events: Sequence[LoanEvent], place: int) -> bool:
    return 0 < place < len(events) and group_of(events[place - 1]) == group_of(events[place])
