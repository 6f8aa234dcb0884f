"""What the result page and the paper say, made from the core's answer."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from zhidai.core.money import to_fen
from zhidai.core.policy.assessment import Finding, Outcome
from zhidai.core.policy.remedy import Means
from zhidai.core.policy.scheme import Scheme, Strength
from zhidai.core.policy.self_check import SelfCheck
from zhidai.core.policy.self_check_asked import question_of
from zhidai.core.policy.self_check_questions import Question
from zhidai.core.policy.trace import Node, Result
from zhidai.web.schemes.words import clause_cell, clause_short
from zhidai.web.self_check.answers import Answers, Asked, first_control
from zhidai.web.shared.components import Cell, Figure, SummaryRow, Table, ToDo, table
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.web.shared.words import result_tag, role_name
from zhidai.wording.explanation import content_text, fact_name, fact_names, step_line
from zhidai.wording.speech import translate

RECORD = "record"
_BINDING = (Strength.MUST, Strength.IN_PRINCIPLE)
_SINGLE_PATENT = "#1"  # the self-check asks about one patent, so its place says nothing


def refusals(check: SelfCheck, language: str) -> tuple[ToDo, ...]:
    """What stands against it, each with its clause and what to do about it."""
    return tuple(
        ToDo(
            title=finding.label.in_language(language),
            hint=_breach(finding, check, language),
            clause=finding.clause,
            tag=result_tag(finding.result),
        )
        for finding in check.assessment.findings
        if finding.result is Result.NOT_MET and finding.strength in _BINDING
    )


def _breach(finding: Finding, check: SelfCheck, language: str) -> str:
    if finding.breach is not None:
        return finding.breach.in_language(language)
    allowed = next(
        one.amount for one in check.assessment.limit.candidates if one.id == finding.rule
    )
    return _(
        "At most {amount} is possible here. The amount asked for is never cut: ask for less."
    ).format(amount=money(allowed or Decimal(0)))


def missing(
    check: SelfCheck, answers: Answers, scheme: Scheme, *, address: str, language: str
) -> tuple[ToDo, ...]:
    """The questions not answered, each with the clauses that ask; other facts by their names."""
    asked = {one.question.id: one for one in answers.asked}
    found: dict[str, ToDo] = {}
    for name in check.assessment.needs:
        question = question_of(name, answers.questions)
        shown = asked.get(question.id) if question else None
        key = question.id if question and shown else name
        found.setdefault(
            key,
            ToDo(
                title=shown.field.label if shown else fact_name(scheme, name, language),
                url=f"{address}#{first_control(shown.field)}" if shown else None,
                hint=_("Asked for by clauses {clauses}").format(
                    clauses=translate(", ", language).join(_clauses(check, question, name))
                ),
                tag=result_tag(Result.NEEDS),
            ),
        )
    order = {question: place for place, question in enumerate(asked)}
    return tuple(found[key] for key in sorted(found, key=lambda key: order.get(key, len(order))))


def _clauses(check: SelfCheck, question: Question | None, name: str) -> tuple[str, ...]:
    """The clauses that ask for a fact, or for any fact of its question."""
    found = dict.fromkeys(
        finding.clause
        for finding in check.assessment.findings
        for need in finding.needs
        if need == name or (question is not None and question_of(need, (question,)) == question)
    )
    return tuple(clause_short(each) for each in sorted(found, key=_printed_order))


def _printed_order(clause: str) -> tuple[tuple[bool, int, str], ...]:
    return tuple(
        (not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in clause.split(".")
    )


def would_help(check: SelfCheck, scheme: Scheme, language: str) -> tuple[str, ...]:
    """The fewest facts to change; what is merely missing is listed by its questions."""
    return tuple(
        step_line(
            scheme, replace(step, item=None if step.item == _SINGLE_PATENT else step.item), language
        )
        for step in check.remedy.steps
        if step.means is not Means.GIVE
    )


def would_be_enough(check: SelfCheck) -> bool:
    """Whether the changes have been tried on paper and make it eligible."""
    return check.remedy.leads_to is Outcome.MET


def limit_figure(check: SelfCheck, language: str) -> Figure | None:
    """The limit with the rule that binds it."""
    limit, binding = check.assessment.limit, check.assessment.limit.binding_candidate
    if limit.at_most is None or binding is None:
        return None
    known = limit.amount is not None
    label = _("Estimated limit") if known else _("Estimated limit, not above")
    return Figure(
        label=label,
        value=money(limit.at_most),
        note=_("{amount}. Bound by: {rule}").format(
            amount=ten_thousands(to_fen(limit.at_most)), rule=binding.label.in_language(language)
        ),
        clause=binding.clause,
    )


def other_limits(check: SelfCheck, scheme: Scheme, language: str) -> tuple[SummaryRow, ...]:
    """Every limit beside the one that binds."""
    return tuple(
        SummaryRow(
            label=one.label.in_language(language),
            value=None if one.amount is None else money(one.amount),
            note=_("not known without: {facts}").format(
                facts=fact_names(scheme, one.needs, language)
            )
            if one.needs
            else None,
            clause=one.clause,
        )
        for one in check.assessment.limit.candidates
    )


def supposed_rows(check: SelfCheck, scheme: Scheme, language: str) -> tuple[SummaryRow, ...]:
    """What was taken as favourable, by who will really answer it."""
    by_answerer: dict[str, list[str]] = {}
    for name in check.supposed:
        fact = scheme.facts[name]
        found = check.facts.get(name)
        content = "" if found is None else content_text(fact, found.content, language)
        by_answerer.setdefault(fact.answered_by, []).append(
            _("{fact}: {content}").format(fact=fact.label.in_language(language), content=content)
        )
    return tuple(
        SummaryRow(label=_answerer(who), value=translate("; ", language).join(said))
        for who, said in by_answerer.items()
    )


def supposed_in_short(check: SelfCheck, scheme: Scheme, language: str) -> SummaryRow:
    """Whose answers were supposed, in one row."""
    return SummaryRow(
        label=_("Supposed to be favourable: the answers of"),
        value=translate(", ", language).join(
            str(row.label) for row in supposed_rows(check, scheme, language)
        ),
    )


def _answerer(who: str) -> str:
    if who == RECORD:
        return _("This platform's record")
    return role_name(who)


def all_conditions(check: SelfCheck, scheme: Scheme, language: str) -> Table:
    """Every condition and limit with its answer and whether that rests on a supposition."""
    return table(
        caption=_("Every condition that was asked"),
        columns=(_("Condition"), _("Clause"), _("Result"), _("Rests on")),
        rows=[
            _condition_row(finding, check, scheme, language)
            for finding in check.assessment.findings
        ],
    )


def _condition_row(
    finding: Finding, check: SelfCheck, scheme: Scheme, language: str
) -> tuple[Cell, ...]:
    rested_on = str(_("your answers"))
    if any(rests_on(finding, name) for name in check.supposed):
        rested_on = _("supposed to be favourable")
    elif any(one.startswith(f"{RECORD}.") for one in _read(finding)):
        rested_on = _answerer(RECORD)
    return (
        Cell(text=finding.label.in_language(language)),
        clause_cell(finding.clause, scheme),
        Cell(tag=result_tag(finding.result)),
        Cell(text="" if finding.result is Result.NEEDS else rested_on),
    )


def _read(finding: Finding) -> frozenset[str]:
    return frozenset((*_facts(finding.test), *_facts(finding.guard)))


def rests_on(finding: Finding, name: str) -> bool:
    """Whether a condition or its guard reads a fact."""
    return name in _read(finding)


def _facts(node: Node | None) -> Iterator[str]:
    if node is None:
        return
    if node.fact:
        yield node.fact
    for under in node.because:
        yield from _facts(under)


def given_answers(
    check: SelfCheck, answers: Answers, scheme: Scheme, *, address: str, language: str
) -> tuple[SummaryRow, ...]:
    """What was answered, each with the way back to its question."""
    return tuple(
        SummaryRow(
            label=asked.field.label,
            value=_answer(asked, check, answers, scheme, language),
            change_url=f"{address}#{first_control(asked.field)}",
        )
        for asked in answers.asked
    )


def _answer(
    asked: Asked, check: SelfCheck, answers: Answers, scheme: Scheme, language: str
) -> str | None:
    if asked.question.of_conditions:
        return _conditions_answer(asked, answers, language)
    name = asked.question.facts[0]
    of_patent = name.startswith("patent.")
    found = check.facts.patents[0].get(name) if of_patent else check.facts.get(name)
    return None if found is None else content_text(scheme.facts[name], found.content, language)


def _conditions_answer(asked: Asked, answers: Answers, language: str) -> str | None:
    unmet = answers.unmet(asked.question)
    if unmet is None:
        return None
    if not unmet:
        return str(asked.field.options[0].label)
    labels = (one.label.in_language(language) for one in asked.conditions if one.rule in unmet)
    return translate(", ", language).join(labels)


def money(amount: Decimal) -> str:
    """An amount of yuan as pages show it."""
    return yuan(to_fen(amount))
