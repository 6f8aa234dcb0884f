"""What a scheme gives the self-check to ask: of the table what it reads, and what is its own.

What rules and limits read beside the table and the enterprise answers, the scheme's own facts among
it, is a question each, put as the scheme declares the fact.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from zhidai.core.evidence import FactContent
from zhidai.core.labels import Label
from zhidai.core.policy.derivations import INPUTS
from zhidai.core.policy.fact_tests import facts_of
from zhidai.core.policy.limits import facts_read
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Fact, FactType, Is, OneOf, Rule, Scheme, Test
from zhidai.core.policy.self_check_questions import (
    ENTERPRISE,
    MEASURES_AT_FIRST,
    OF_THE_LOAN,
    QUESTIONS,
    STANDS_FOR,
    WHERE,
    Question,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A rule that asks for one content of one fact, as a person can say yes or no to it."""

    rule: str
    label: Label
    clause: str
    fact: str
    met: FactContent
    unmet: FactContent


def questions_of(
    scheme: Scheme, *, industry: str | None, reference: ReferenceTables
) -> tuple[Question, ...]:
    """The questions that a scheme's rules and limits give rise to.

    Without a known industry size is asked by employees and revenue, as most industries have it.
    """
    standard = reference.size_standards.get(industry or "")
    measures = frozenset(standard.limits) if standard else MEASURES_AT_FIRST
    named = frozenset(_named(scheme))
    read = frozenset(_with_inputs(scheme, named))
    table = tuple(
        question
        for question in QUESTIONS
        if _is_asked(scheme, question, read)
        and (question.measure is None or question.measure in measures or question.facts[0] in named)
    )
    covered = _covered(scheme, table)
    beside = (
        Question(id=name, facts=(name,))
        for name, fact in scheme.facts.items()
        if name in read - covered
        and fact.formula is None
        and fact.answered_by == ENTERPRISE
        and not _is_a_measure(name)
    )
    return (*table, *beside)


def _is_asked(scheme: Scheme, question: Question, read: frozenset[str]) -> bool:
    if question.of_conditions:
        return bool(conditions_of(scheme, question))
    return question.facts[0] in OF_THE_LOAN or not read.isdisjoint(question.facts)


def _is_a_measure(name: str) -> bool:
    """Whether a fact measures size: the table asks it where the industry is measured by it."""
    return any(question.measure and name in question.facts for question in QUESTIONS)


def _named(scheme: Scheme) -> Iterator[str]:
    """The facts that rules and limits name."""
    for rule in scheme.rules:
        yield from facts_of(rule.test)
        yield from facts_of(rule.when)
    for limit in scheme.limits:
        yield from facts_read(scheme, limit)


def _with_inputs(scheme: Scheme, named: frozenset[str]) -> Iterator[str]:
    """Those facts, and what those of them are worked out from that are derived."""
    for name in named:
        yield name
        fact = scheme.facts.get(name)
        if fact is not None and fact.formula is not None:
            yield from INPUTS[fact.formula]


def _covered(scheme: Scheme, questions: tuple[Question, ...]) -> frozenset[str]:
    """The facts that the answers to these questions give or settle."""
    given: set[str] = set()
    for question in questions:
        if not question.of_conditions:
            given.update(question.facts)
            continue
        for condition in conditions_of(scheme, question):
            given.add(condition.fact)
            given.update(WHERE[condition.fact][:1] if condition.fact in WHERE else ())
    return frozenset(given | {name for name, by in STANDS_FOR.items() if by in given})


def conditions_of(scheme: Scheme, question: Question) -> tuple[Condition, ...]:
    """What a question of conditions lists, in the order of the table."""
    rules = {_fact_asked(rule.test): rule for rule in scheme.rules}
    return tuple(
        _condition(rules[fact], scheme.facts[fact]) for fact in question.facts if fact in rules
    )


def question_of(fact: str, questions: tuple[Question, ...]) -> Question | None:
    """The one of these questions whose answer gives a fact; None where none does."""
    where = {supposed: asked for asked, (supposed, _) in WHERE.items()}
    name = STANDS_FOR.get(fact) or where.get(fact, fact)
    return next((question for question in questions if name in question.facts), None)


def _fact_asked(test: Test) -> str | None:
    return test.fact if isinstance(test, Is | OneOf) else None


def _condition(rule: Rule, fact: Fact) -> Condition:
    allowed = rule.test.contents if isinstance(rule.test, OneOf) else _only(rule.test)
    return Condition(
        rule=rule.id,
        label=rule.label,
        clause=rule.clause,
        fact=fact.full_name,
        met=allowed[0],
        unmet=_another(fact, allowed),
    )


def _only(test: Test) -> tuple[FactContent, ...]:
    return (test.content,) if isinstance(test, Is) else ()


def _another(fact: Fact, allowed: tuple[FactContent, ...]) -> FactContent:
    """A content that the rule does not allow; for a text, nothing in particular."""
    if fact.type is FactType.FLAG:
        return not allowed[0]
    others = (choice.value for choice in fact.choices if choice.value not in allowed)
    return next(others, "")
