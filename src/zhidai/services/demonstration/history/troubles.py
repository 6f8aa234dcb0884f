"""Which borrowers of the past were late or stopped paying, so that the ratio of 8.2 allows it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from zhidai.services.demonstration.history.calendar import (
    AGREED_ON,
    FIRST_ON,
    STOPPED_FROM,
    TODAY,
)
from zhidai.services.demonstration.history.endings import Ending, PastCase

MOST_OVERDUE, STOPPING = 0.04, 0.058  # of all balances: outside the stop, and when it comes
LATE, DEFAULTING = 0.16, 0.08  # of the applications, as far as that leaves room
_UNTIL_PAID_DAYS = 110  # from the first unpaid due day until the claim on it is surely paid
_BANKS_PART = 0.3  # at most, of what stays overdue once it is
_ABOUT_NOW_DAYS = (34, 68, 78)  # before today: overdue, to be claimed, claimed and in grace
_DAYS = (TODAY - FIRST_ON).days + 1


def with_troubles(cases: Sequence[PastCase], random: Random) -> tuple[PastCase, ...]:
    """The cases with their troubles; who defaulted does not apply again (8.5)."""
    told = {case.place: case for case in cases}
    balances = _Balances(cases)
    for case in _stopping(cases, balances):
        told[case.place] = replace(case, ending=Ending.DEFAULTED, turns_on=STOPPED_FROM)
        balances.overdue(told[case.place])
    for case in _tried(cases, random):
        if told[case.place].ending is Ending.REPAID and balances.has_room_for(case):
            told[case.place] = case
            balances.overdue(case)
    return tuple(_without_the_excluded(told.values()))


class _Balances:
    """Planned balances and, of them, what is overdue, 万元 on each day."""

    def __init__(self, cases: Sequence[PastCase]) -> None:
        self.total, self.late = [0.0] * _DAYS, [0.0] * _DAYS
        for case in cases:
            if case.is_drawn:
                ends_on = case.turns_on if case.ending is Ending.PREPAID else case.due_on
                _add(self.total, case.tenths, case.drawn_on, ends_on)

    def overdue(self, case: PastCase) -> None:
        """Count a case among the late ones."""
        for part, begins_on, ends_on in _overdue(case):
            _add(self.late, part, begins_on, ends_on)

    def has_room_for(self, case: PastCase) -> bool:
        """Whether the ratio stays low with it on every day outside the stop."""
        late = list(self.late)
        for part, begins_on, ends_on in _overdue(case):
            _add(late, part, begins_on, ends_on)
        return all(
            late[place] <= MOST_OVERDUE * self.total[place]
            for place in range(_place(case.turns_on), _DAYS)
            if late[place] > 0 and not _is_stopped(place)
        )

    def on(self, day: date) -> float:
        """All balances of a day."""
        return self.total[_place(day)]


def _overdue(case: PastCase) -> Iterator[tuple[float, date, date]]:
    """Parts of a balance that are overdue, with the days from and until."""
    if case.ending is Ending.CURED:
        yield case.tenths, case.turns_on, case.turns_on + timedelta(days=case.days + 31)
        return
    paid_on = case.turns_on + timedelta(days=_UNTIL_PAID_DAYS)
    yield case.tenths, case.turns_on, paid_on
    yield case.tenths * _BANKS_PART, paid_on, TODAY


def _add(days: list[float], amount: float, begins_on: date, ends_on: date) -> None:
    for place in range(_place(begins_on), min(_place(ends_on), _DAYS - 1) + 1):
        days[place] += amount


def _place(day: date) -> int:
    return (day - FIRST_ON).days


def _is_stopped(place: int) -> bool:
    return STOPPED_FROM <= FIRST_ON + timedelta(days=place) <= AGREED_ON


def _stopping(cases: Sequence[PastCase], balances: _Balances) -> Iterator[PastCase]:
    """The loans whose borrowers stop paying together: as few as bring the ratio above the line."""
    needed = STOPPING * balances.on(STOPPED_FROM)
    running = sorted(
        (
            case
            for case in cases
            if case.is_drawn
            and case.ending is Ending.REPAID
            and case.drawn_on < STOPPED_FROM - timedelta(days=40)
            and case.due_on > STOPPED_FROM + timedelta(days=30)
        ),
        key=lambda case: (case.tenths, case.place),
    )
    while running and needed > 0:
        enough = (case for case in running if case.tenths >= needed)
        found = next(enough, running[-1])
        running.remove(found)
        needed -= found.tenths
        yield found


def _tried(cases: Sequence[PastCase], random: Random) -> Iterator[PastCase]:
    """Cases as they would be in trouble, in the order in which room is looked for."""
    drawn = [case for case in cases if case.is_drawn and case.turns_on < TODAY]
    random.shuffle(drawn)
    for days in _ABOUT_NOW_DAYS:
        turns_on = TODAY - timedelta(days=days)
        running = (
            case for case in drawn if case.drawn_on + timedelta(days=40) < turns_on < case.due_on
        )
        if (case := next(running, None)) is not None:
            drawn.remove(case)
            yield replace(case, ending=Ending.DEFAULTED, turns_on=turns_on)
    late, defaulting = (round(len(cases) * part) for part in (LATE, DEFAULTING))
    for case in drawn[:defaulting]:
        yield replace(case, ending=Ending.DEFAULTED)
    for case in drawn[defaulting : defaulting + late]:
        yield replace(case, ending=Ending.CURED)


def _without_the_excluded(cases: Iterable[PastCase]) -> Iterator[PastCase]:
    """Nobody applies again after a default, or while the loan that defaulted still runs."""
    since: dict[str, date] = {}
    for case in cases:
        name = case.enterprise.username
        if since.get(name, date.max) <= case.opened_on:
            continue
        if case.ending is Ending.DEFAULTED:
            since[name] = case.opened_on
        yield case
