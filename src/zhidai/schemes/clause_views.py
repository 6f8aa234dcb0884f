"""Clauses beside what encodes them: the scheme read the way its plan is printed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zhidai.core.errors import bad_input
from zhidai.core.policy.families import FAMILIES, clauses_of, part_name
from zhidai.core.policy.scheme import (
    Clause,
    Duty,
    Interpretation,
    Limit,
    Paper,
    Parameter,
    Rule,
    Scheme,
    Step,
    TaskDefinition,
)
from zhidai.schemes.fields import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step of a route, by the clause it stands under."""

    route: str
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task of a route, by the clause it stands under."""

    route: str
    step: str
    task: TaskDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of a family that a plan may have: a loss model, a subsidy, a table."""

    family: str
    name: str
    part: object


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseView:
    """One clause with everything in the scheme that names it."""

    clause: Clause
    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]
    limits: tuple[Limit, ...]
    papers: tuple[Paper, ...]
    steps: tuple[StepView, ...]
    tasks: tuple[TaskView, ...]
    duties: tuple[Duty, ...]
    interpretations: tuple[Interpretation, ...]
    parts: tuple[PartView, ...] = ()

    @property
    def encoded_by(self) -> tuple[str, ...]:
        """The names of what stands beside the clause, each once."""
        names = (
            *(parameter.name for parameter in self.parameters),
            *(rule.id for rule in self.rules),
            *(limit.id for limit in self.limits),
            *(paper.id for paper in self.papers),
            *(view.step.id for view in self.steps),
            *(view.task.id for view in self.tasks),
            *(duty.id for duty in self.duties),
            *(question.id for question in self.interpretations),
            *(view.name for view in self.parts),
        )
        return tuple(dict.fromkeys(names))


def clause_views(scheme: Scheme, clause: str | None = None) -> tuple[ClauseView, ...]:
    """Every clause in the order of the plan, or one clause with the clauses under it.

    `scheme_clause_absent` if the scheme has no such clause.
    """
    if clause is not None and clause not in scheme.clauses:
        known = nearest(clause, scheme.clauses)
        raise bad_input("scheme_clause_absent", asked=clause, scheme=scheme.id, known=known)
    asked = (one for one in scheme.clauses.values() if clause is None or is_under(one.id, clause))
    return tuple(_view(scheme, one) for one in asked)


def is_under(clause: str, parent: str) -> bool:
    """Whether a clause is another one or stands under it: 5.1.3.2 is under 5.1, 5.10 is not."""
    return clause == parent or clause.startswith(f"{parent}.")


def _view(scheme: Scheme, clause: Clause) -> ClauseView:
    routes = scheme.routes.values()
    return ClauseView(
        clause=clause,
        parameters=tuple(_parameters(scheme, clause.id)),
        rules=tuple(rule for rule in scheme.rules if rule.clause == clause.id),
        limits=tuple(limit for limit in scheme.limits if limit.clause == clause.id),
        papers=tuple(paper for paper in scheme.papers.values() if paper.clause == clause.id),
        steps=tuple(
            StepView(route=route.id, step=step)
            for route in routes
            for step in route.steps
            if step.clause == clause.id
        ),
        tasks=tuple(
            TaskView(route=route.id, step=step.id, task=task)
            for route in routes
            for step in route.steps
            for task in step.tasks
            if task.clause == clause.id
        ),
        duties=tuple(duty for duty in scheme.duties if duty.clause == clause.id),
        interpretations=tuple(_about(scheme.interpretations.values(), clause.id)),
        parts=tuple(_parts(scheme, clause.id)),
    )


def _parts(scheme: Scheme, clause: str) -> Iterator[PartView]:
    for family in FAMILIES:
        found = getattr(scheme, family)
        for part in found.values() if isinstance(found, Mapping) else found:
            if clause in clauses_of(part):
                yield PartView(family=family, name=part_name(part), part=part)


def _parameters(scheme: Scheme, clause: str) -> Iterator[Parameter]:
    for parameter in scheme.parameters.values():
        stated = {statement.clause for statement in parameter.stated}
        if clause in {parameter.clause, *stated}:
            yield parameter


def _about(questions: Iterable[Interpretation], clause: str) -> Iterator[Interpretation]:
    return (question for question in questions if clause in question.clauses)
