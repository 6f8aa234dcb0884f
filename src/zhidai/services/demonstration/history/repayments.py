"""What the borrowers of the past paid, worked out by the core's own replay."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import LoanTerms
from zhidai.services.demonstration.history.calendar import ONE_DAY, TODAY
from zhidai.services.demonstration.history.endings import Ending, PastCase
from zhidai.services.demonstration.history.log import recorded_at


@dataclass(slots=True, kw_only=True)
class Course:
    """Payments of one loan, the first states of its overdue spells, and how far it is told.

    until: the last day that is told here; of a loan that defaulted, the day it fell overdue.
    """

    events: list[LoanEvent] = field(default_factory=list)
    overdue: list[LoanState] = field(default_factory=list)
    until: date = TODAY
    closed_on: date | None = None


def course_of(case: PastCase, terms: LoanTerms) -> Course:
    """The loan from its drawdown to the day that the city stands on."""
    course, contracted = Course(), _by_contract(terms)
    for due_on, pays_on, all_of_it in _payments(case, terms):
        if pays_on > due_on:
            _tell_overdue(course, terms, due_on)
        if pays_on > TODAY:
            if course.overdue and case.ending is Ending.DEFAULTED:
                course.until = course.overdue[-1].on
            return course
        if all_of_it:
            _pay(course, pays_on, replay(terms, course.events, on=pays_on).owed_to_bank)
        else:
            _pay(course, pays_on, contracted[due_on])
        if all_of_it or due_on >= terms.due_on:
            course.closed_on = replay(terms, course.events, on=pays_on).closed_on
            return course
    return course


def _by_contract(terms: LoanTerms) -> Mapping[date, Decimal]:
    """What falls due on each day if everything is paid on its day; the core's own schedule."""
    state = replay(terms, (), on=terms.drawn_on)
    due: defaultdict[date, Decimal] = defaultdict(Decimal)
    for interest in state.instalments:
        due[interest.due_on] += interest.charged
    for principal in state.schedule:
        due[principal.due_on] += principal.principal
    return due


def _payments(case: PastCase, terms: LoanTerms) -> Iterator[tuple[date, date, bool]]:
    """Each due day with the day on which it is paid, and whether all that is owed is paid then."""
    turned = False
    for due_on in sorted(_by_contract(terms)):
        if turned or due_on < case.turns_on:
            yield due_on, due_on, False
            continue
        turned = True
        if case.ending is Ending.PREPAID:
            yield case.turns_on, case.turns_on, True
        elif case.ending is Ending.CURED:
            yield due_on, due_on + timedelta(days=case.days), False
        elif case.ending is Ending.DEFAULTED:
            yield due_on, date.max, False
        else:
            yield due_on, due_on, False


def _pay(course: Course, on: date, owed: Decimal) -> None:
    if owed:
        course.events.append(
            LoanEvent(
                id=on.isoformat(),
                kind=EventKind.REPAYMENT,
                amount=owed,
                effective_on=on,
                recorded_at=recorded_at(on),
            )
        )


def _tell_overdue(course: Course, terms: LoanTerms, due_on: date) -> None:
    """The first day on which what was due is overdue, if it has come."""
    for day in (due_on, due_on + ONE_DAY):
        state = replay(terms, course.events, on=day)
        if state.overdue_since is not None and day <= TODAY:
            course.overdue.append(state)
            return
