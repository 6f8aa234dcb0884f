"""Routes as step lists and duties as a table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhidai.core.policy.quantity import format_quantity
from zhidai.core.policy.scheme import Duty, Scheme, Step, Strength, TaskDefinition
from zhidai.web.schemes.words import clause_cell, joined, party_names
from zhidai.web.shared.components import Cell, StepItem, StepState, Table, ToDo, table
from zhidai.web.shared.words import role_name
from zhidai.wording.speech import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSection:
    """One way through the scheme."""

    id: str
    title: str
    clause: str
    pledgee: str
    parties: str
    steps: tuple[StepItem, ...]


def route_sections(scheme: Scheme, language: str) -> tuple[RouteSection, ...]:
    """Every route with its steps."""
    return tuple(
        RouteSection(
            id=route.id,
            title=route.label.in_language(language),
            clause=route.clause,
            pledgee=role_name(route.pledgee),
            parties=party_names(route.parties, language),
            steps=tuple(_step(step, scheme, language) for step in route.steps),
        )
        for route in scheme.routes.values()
    )


def _step(step: Step, scheme: Scheme, language: str) -> StepItem:
    return StepItem(
        label=step.label.in_language(language),
        state=StepState.AHEAD,
        clause=step.clause,
        tasks=tuple(_task(task, scheme, language) for task in step.tasks),
    )


def _task(task: TaskDefinition, scheme: Scheme, language: str) -> ToDo:
    return ToDo(
        title=_("{party}: {task}").format(
            party=role_name(task.party), task=task.label.in_language(language)
        ),
        hint=_task_notes(task, scheme, language) or None,
        clause=task.clause,
    )


def _task_notes(task: TaskDefinition, scheme: Scheme, language: str) -> str:
    notes = []
    if task.strength is Strength.MAY:
        notes.append(_("optional"))
    if task.approval:
        notes.append(_("may be refused, which ends the case"))
    if task.legal_limit is not None:
        limit = format_quantity(task.legal_limit, language)
        notes.append(_("legal limit {limit}").format(limit=limit))
    if task.service_target is not None:
        target = format_quantity(task.service_target, language)
        notes.append(_("service target {target}, ours and not the plan's").format(target=target))
    if task.papers:
        notes.append(_("papers: {papers}").format(papers=_papers(task.papers, scheme, language)))
    if task.hint is not None:
        notes.append(task.hint.in_language(language))
    return joined(notes, language)


def _papers(papers: tuple[str, ...], scheme: Scheme, language: str) -> str:
    return translate(", ", language).join(
        scheme.papers[paper].label.in_language(language) for paper in papers
    )


def duties_table(scheme: Scheme, language: str) -> Table:
    """Reports and filings owed by one party to another, in the order of the plan."""
    return table(
        caption=_("Duties of the parties"),
        columns=(_("Duty"), _("Clause"), _("Owed by"), _("Owed to"), _("When"), _("Papers")),
        rows=[_duty(duty, scheme, language) for duty in scheme.duties],
        is_caption_hidden=True,
    )


def _duty(duty: Duty, scheme: Scheme, language: str) -> tuple[Cell, ...]:
    return (
        Cell(text=duty.label.in_language(language)),
        clause_cell(duty.clause, scheme),
        Cell(text=role_name(duty.owed_by)),
        Cell(text=party_names(duty.owed_to, language)),
        Cell(text=duty.when.in_language(language)),
        Cell(text=_papers(duty.papers, scheme, language)),
    )
