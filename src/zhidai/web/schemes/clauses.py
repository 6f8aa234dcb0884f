"""One clause and what encodes it, as its page shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zhidai.core.policy.limits import parameters_of
from zhidai.core.policy.scheme import Coverage, Limit, Parameter, Rule, Scheme
from zhidai.schemes.clause_views import ClauseView, TaskView
from zhidai.web.schemes.words import (
    COVERAGES,
    STRENGTHS,
    clause_name,
    coverage_tag,
    joined,
    parameter_value,
    party_names,
    test_phrase,
    value_since,
)
from zhidai.web.shared.components import Link, SummaryRow, Tag
from zhidai.web.shared.words import role_name
from zhidai.wording.scheme_parts import part_lines, part_word, word_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What of one kind stands beside a clause."""

    title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSection:
    """A clause: its number and summary on the left, what encodes it on the right."""

    id: str
    name: str
    summary: str
    tag: Tag
    why: str | None
    blocks: tuple[Block, ...]
    questions: tuple[Link, ...]


def clause_section(
    view: ClauseView, scheme: Scheme, *, questions_url: str, language: str, on: date
) -> ClauseSection:
    """The section of one clause, with the numbers in force on a day."""
    clause = view.clause
    return ClauseSection(
        id=clause.id,
        name=clause_name(clause.id),
        summary=clause.summary.in_language(language),
        tag=coverage_tag(clause.coverage),
        why=clause.why.in_language(language) if clause.why else None,
        blocks=tuple(_blocks(view, scheme, language, on)),
        questions=tuple(
            Link(
                label=question.question.in_language(language), url=f"{questions_url}#{question.id}"
            )
            for question in view.interpretations
        ),
    )


def coverage_counts(scheme: Scheme) -> dict[Coverage, int]:
    """How many clauses have each coverage word."""
    found = [clause.coverage for clause in scheme.clauses.values()]
    return {coverage: found.count(coverage) for coverage in COVERAGES}


def _blocks(view: ClauseView, scheme: Scheme, language: str, on: date) -> Iterator[Block]:
    tasks_and_steps = (*_steps(view, scheme, language), *_tasks(view.tasks, scheme, language))
    for title, rows in (
        (_("Numbers"), _parameters(view.parameters, view.clause.id, language, on)),
        (_("Rules"), _rules(view.rules, scheme, language, on)),
        (_("Limits on the amount"), _limits(view.limits, scheme, language, on)),
        (_("Losses, subsidies and other parts"), _parts(view, scheme, language)),
        (_("Steps and tasks"), tasks_and_steps),
        (_("Duties"), _duties(view, language)),
        (_("Papers"), _papers(view, language)),
    ):
        kept = tuple(rows)
        if kept:
            yield Block(title=title, rows=kept)


def _parameters(
    parameters: Iterable[Parameter], clause_id: str, language: str, on: date
) -> Iterator[SummaryRow]:
    for parameter in parameters:
        shown = parameter.read_on(on)
        notes = [
            _("since {since}").format(since=shown.since),
            str(STRENGTHS[parameter.strength]),
        ]
        if shown.value.text:
            notes.append(_("written {text}").format(text=shown.value.text))
        notes += [
            value_since(other, language) for other in reversed(parameter.values) if other != shown
        ]
        if parameter.clause != clause_id:
            notes.append(_("kept under clause {clause}").format(clause=parameter.clause))
        if parameter.assumed:
            notes.append(_("our assumption: no source gives it"))
        yield SummaryRow(
            label=parameter.label.in_language(language),
            value=parameter_value(parameter, language, on=on),
            note=joined(notes, language),
        )


def _rules(rules: Iterable[Rule], scheme: Scheme, language: str, on: date) -> Iterator[SummaryRow]:
    for rule in rules:
        notes = [str(STRENGTHS[rule.strength])]
        if rule.when is not None:
            guard = test_phrase(scheme, rule.when, language, on=on)
            notes.append(_("only where {condition}").format(condition=guard))
        yield SummaryRow(
            label=rule.label.in_language(language),
            value=test_phrase(scheme, rule.test, language, on=on),
            note=joined(notes, language),
        )


def _limits(
    limits: Iterable[Limit], scheme: Scheme, language: str, on: date
) -> Iterator[SummaryRow]:
    for limit in limits:
        found = [scheme.parameters[name] for name in parameters_of(scheme, limit)]
        strengths = dict.fromkeys(str(STRENGTHS[one.strength]) for one in found)
        yield SummaryRow(
            label=limit.label.in_language(language),
            value=" / ".join(parameter_value(one, language, on=on) for one in found),
            note=joined([*strengths], language),
        )


def _parts(view: ClauseView, scheme: Scheme, language: str) -> Iterator[SummaryRow]:
    """The parts of other families; each field with its number in place."""
    for one in view.parts:
        label = getattr(one.part, "label", None)
        said = [
            _("{fact}: {content}").format(fact=word, content=text)
            for word, text in part_lines(one.part, scheme, language)
        ]
        yield SummaryRow(
            label=part_word(one.family, language),
            value=word_of(one.name, language) if label is None else label.in_language(language),
            note=joined(said, language),
        )


def _steps(view: ClauseView, scheme: Scheme, language: str) -> Iterator[SummaryRow]:
    for one in view.steps:
        yield SummaryRow(
            label=_route_name(scheme, one.route, language),
            value=one.step.label.in_language(language),
        )


def _tasks(tasks: Iterable[TaskView], scheme: Scheme, language: str) -> Iterator[SummaryRow]:
    for one in tasks:
        yield SummaryRow(
            label=_("{route}, task of: {party}").format(
                route=_route_name(scheme, one.route, language), party=role_name(one.task.party)
            ),
            value=one.task.label.in_language(language),
        )


def _route_name(scheme: Scheme, route: str, language: str) -> str:
    return scheme.routes[route].label.in_language(language)


def _duties(view: ClauseView, language: str) -> Iterator[SummaryRow]:
    for duty in view.duties:
        yield SummaryRow(
            label=duty.label.in_language(language),
            value=_("{owed_by} to {owed_to}").format(
                owed_by=role_name(duty.owed_by), owed_to=party_names(duty.owed_to, language)
            ),
            note=duty.when.in_language(language),
        )


def _papers(view: ClauseView, language: str) -> Iterator[SummaryRow]:
    for paper in view.papers:
        yield SummaryRow(
            label=paper.label.in_language(language),
            value=_("required") if paper.required else _("where there is one"),
        )
