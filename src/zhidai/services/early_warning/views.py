"""What pages and the command line show of early warnings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhidai.core.early_warning.rules import Outcome, Severity, Trigger
from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation
from zhidai.services.history.queries import EventView


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRow:
    """A warning in a list; `subject` is a patent number or nothing."""

    number: str
    case: str
    loan: str
    enterprise: Label
    clause: Citation | None
    trigger: Trigger
    label: Label
    severity: Severity
    subject: str
    owner: Label
    is_ours: bool
    happened_on: date
    raised_on: date
    due_on: date
    is_late: bool
    outcome: Outcome | None  # None: open
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningView:
    """A warning's page."""

    row: WarningRow
    advice: Label
    evidence: Mapping[str, str]
    grounds: str
    closed_by: Label | None
    may_close: bool
    timeline: tuple[EventView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """What the acting party may report of a case, and of which patents."""

    case: str
    clause: Citation | None
    enterprise: Label
    triggers: tuple[tuple[Trigger, Label], ...]
    rights: tuple[tuple[str, str], ...]  # number, title
