"""What pages show of the register of breaches."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.integrity.breaches import BreachKind, BreachStatus
from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation
from zhidai.services.history.queries import EventView


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachRow:
    """A line of the register; `ends_on` None where the plan gives no period."""

    number: str
    party: Label
    party_kind: str
    kind: BreachKind
    happened_on: date
    recorded_on: date
    objection_until: date
    ends_on: date | None
    status: BreachStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachView:
    """A breach's page."""

    row: BreachRow
    bureau: Label
    clause: Citation | None  # of the bureau's scheme
    evidence: str
    recorded_by: Label
    objected_on: date | None
    objection: str
    decided_on: date | None
    decided_by: Label | None
    decision: str
    may_object: bool
    may_dismiss: bool
    may_uphold: bool
    timeline: tuple[EventView, ...]
