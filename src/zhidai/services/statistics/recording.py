"""When each fact of a case was recorded, from the event log: what was known at an instant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from zhidai.core.cases.records import Record
from zhidai.db.cases.models import Case
from zhidai.db.history.models import Event
from zhidai.services.cases.dossier import scheme_of

Instants = dict[str, datetime]
_TAKEN_OVER = "loan.taken_over"
_RELEASING = ("loan.closed", "case.refused", "case.withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Case number -> the instant at which the fact was recorded."""

    opened: Instants = field(default_factory=dict)
    registered: Instants = field(default_factory=dict)
    drawn: Instants = field(default_factory=dict)
    released: Instants = field(default_factory=dict)


def recorded_instants(cases: Iterable[Case]) -> Recorded:
    """In one query: the opening, the tasks that record a pledge or a loan, and the releases.

    A loan that was taken over became known with its case, by one event; its pledge did not.
    """
    found, tasks = Recorded(), _recording_tasks(cases)
    events = Event.objects.filter(
        stream__name__in=[f"case:{number}" for number in tasks],
        kind__in=("case.opened", _TAKEN_OVER, "case.task_completed", *_RELEASING),
    ).order_by("id")
    rows = events.values_list("stream__name", "kind", "payload__task", "recorded_at")
    for stream, kind, task, instant in rows.iterator():
        number = stream.removeprefix("case:")
        if kind == "case.opened":
            found.opened[number] = instant
        elif kind == _TAKEN_OVER:
            found.opened[number] = found.drawn[number] = instant
        elif kind in _RELEASING:
            found.released[number] = instant
        elif (record := tasks[number].get(task)) is not None:
            kept = found.registered if record == Record.PLEDGE else found.drawn
            kept[number] = instant
    return found


def _recording_tasks(cases: Iterable[Case]) -> dict[str, dict[str, str]]:
    """Case number -> its route's tasks that record a pledge or a loan."""
    by_version: dict[tuple[str, str, str], dict[str, str]] = {}
    found = {}
    for case in cases:
        version = (case.scheme, case.scheme_hash, case.route)
        if version not in by_version:
            by_version[version] = {
                task.id: str(task.records)
                for task in scheme_of(case).routes[case.route].tasks
                if task.records in (Record.PLEDGE, Record.LOAN)
            }
        found[case.number] = by_version[version]
    return found
