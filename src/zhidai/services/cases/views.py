"""What pages show of cases: values without a way back into the tables."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation
from zhidai.core.policy.scheme import Fact, Paper
from zhidai.services.history.queries import EventView


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A line of an inbox."""

    number: str
    enterprise: str
    enterprise_en: str
    amount: int  # fen
    status: str
    route: Label
    step: Label | None  # the printed step it stands at
    held_by: tuple[Label, ...]  # who has something to do
    opened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """A task that waits for the acting party."""

    case: str
    task: str
    label: Label
    clause: Citation
    enterprise: str
    enterprise_en: str
    amount: int
    opened_on: date
    due_on: date | None
    target_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task in the step list of a case."""

    id: str
    label: Label
    clause: str
    party: str  # role
    optional: bool
    status: str  # not_started, or a TaskStatus
    opened_on: date | None
    due_on: date | None
    target_on: date | None
    closed_on: date | None
    closed_by: Label | None
    is_ours: bool  # open, and for the acting party


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One printed step with its tasks."""

    number: int
    label: Label
    clause: str
    is_current: bool
    is_done: bool
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """Who takes part in which role."""

    role: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A paper of the dossier."""

    id: int
    paper: Label
    name: str
    size: int
    sha256: str
    is_issued: bool
    added_on: date
    added_by: Label
    party: str
    party_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightLine:
    """A patent of the case, with its pledge if it has one."""

    number: str
    kind: str
    title: str
    filing_date: date
    expires_on: date
    registration_number: str | None
    registered_on: date | None
    released_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact as known, with how well it is supported."""

    name: str
    label: Label
    subject: str
    item: str | None  # patent number
    content: Any
    fact: Fact
    evidence: str
    clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    """One candidate of the limit."""

    id: str
    label: Label
    clause: str
    amount: int | None  # fen
    is_binding: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A whole case page."""

    number: str
    scheme: str
    scheme_title: Label
    scheme_is_current: bool  # the version it is pinned to is in force today
    route: Label
    status: str
    amount: int
    granted_amount: int | None
    opened_on: date
    closed_on: date | None
    enterprise: str
    enterprise_en: str
    our_role: str
    parties: tuple[PartyLine, ...]
    steps: tuple[StepLine, ...]
    rights: tuple[RightLine, ...]
    documents: tuple[DocumentLine, ...]
    facts: tuple[FactLine, ...]
    limit: int | None
    limits: tuple[LimitLine, ...]
    exceptions: tuple[dict[str, str], ...]
    loan_key: str | None
    timeline: tuple[EventView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForm:
    """Everything a task's page asks and shows."""

    case: str
    task: str
    label: Label
    clause: str
    hint: Label | None
    enterprise: str
    enterprise_en: str
    amount: int
    scheme: str
    facts: tuple[Fact, ...]  # of the case as a whole
    patent_facts: tuple[Fact, ...]  # asked for each patent
    patents: tuple[RightLine, ...]
    papers: tuple[Paper, ...]
    initial: dict[str, Any]
    may_be_refused: bool
    issues: tuple[Label, ...]
    is_drawdown: bool
    exceptions_needed: tuple[Label, ...]
    limit: int | None
    limits: tuple[LimitLine, ...]
