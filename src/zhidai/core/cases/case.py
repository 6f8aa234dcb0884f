"""A case as the decision sees it, the commands it takes, and the answers it gives."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import Reason
from zhidai.core.policy.scheme import Route, TaskDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSnapshot:
    """What a decision needs to know of a case: its route, what is done, what is open."""

    number: str
    status: CaseStatus
    route: Route
    done: frozenset[str]  # task ids
    open: frozenset[str]
    papers: frozenset[tuple[str, str]]  # (party role, paper id) already in the dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask:
    """A party does what its task asks; `papers` are those attached with it."""

    task: str
    party: str  # role in the case
    papers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseTask:
    """A party says no (驳回), which ends the case."""

    task: str
    party: str
    grounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """The enterprise takes its application back before anything is drawn."""

    party: str
    grounds: str


CaseCommand = CompleteTask | RefuseTask | Withdraw


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTask:
    """A task that becomes open, with its legal limit and its service target as days."""

    definition: TaskDefinition
    due_on: date | None
    target_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The command counts: what happened, and what follows from it."""

    event: str  # past tense: task_completed, task_refused, withdrawn
    status: CaseStatus
    closed: str | None  # task id
    lapsed: tuple[str, ...] = ()  # options not taken, whose time is over
    opened: tuple[OpenedTask, ...] = ()
    record: str | None = None
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """The command does not count, for these reasons; nothing changes."""

    reasons: tuple[Reason, ...]


Decision = Accepted | Declined
