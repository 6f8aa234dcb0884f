"""Who does what after what: papers, tasks, steps and routes, and the duties that are owed."""

from dataclasses import dataclass

from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.core.policy.occasions import Occasion
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.strength import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that a step or duty asks for. period: parameter, what it looks back over."""

    id: str
    label: Label
    clause: str
    required: bool = True
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDefinition:
    """One thing that one party does in a step of a route.

    `facts_in` are the full names of facts that the form asks; `papers` the papers to attach;
    `conditions` names of the closed list in core.cases.conditions, checked before it counts;
    `issues` the letters made when it is done; `records` the platform record it makes
    (pledge, loan, ...), from the closed list in core.cases.records.
    """

    id: str
    label: Label
    clause: str
    party: str  # enterprise, bureau, bank, guarantor, appraiser, treasury, finance
    after: tuple[str, ...] = ()
    facts_in: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    records: str | None = None
    strength: Strength = Strength.MUST  # `may`: optional, later tasks do not wait for it
    approval: bool = False  # may be refused by the party, which ends the case
    legal_limit: Quantity | None = None
    service_target: Quantity | None = None
    hint: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A printed step of the plan: a stage of the case with its tasks."""

    id: str
    label: Label
    clause: str
    tasks: tuple[TaskDefinition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way through the scheme, as data."""

    id: str
    label: Label
    clause: str
    pledgee: str  # the party that holds the pledge
    parties: tuple[str, ...]  # parties that take part
    steps: tuple[Step, ...]

    @property
    def tasks(self) -> tuple[TaskDefinition, ...]:
        return tuple(task for step in self.steps for task in step.tasks)

    def task(self, task_id: str) -> TaskDefinition:
        """The task of that id; an error if the route has none."""
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise bad_input("task_unknown", task=task_id, route=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A report or filing owed by one party to another. within: parameter, the time it has.

    about: the occasion of casework that brings it about, where it is one.
    """

    id: str
    label: Label
    clause: str
    owed_by: str
    owed_to: tuple[str, ...]
    when: Label
    papers: tuple[str, ...] = ()
    within: str | None = None
    about: Occasion | None = None
