"""The self-check: the few answers that settle what an enterprise can know before it applies.

What is asked is said in `self_check_asked`. What other parties and the platform answer
(agreements, the breaker, an exclusion, what was taken of a room) is supposed to be favourable, and
`SelfCheck.supposed` names each such fact, so that a page can say so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from zhidai.core.evidence import FactContent, FactValue
from zhidai.core.policy.assessment import Assessment, assess
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.limits import NOTHING, facts_read
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy.rate_facts import BASIS_POINTS_OF_ONE
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.remedy import Means, Remedy, Step, remedy
from zhidai.core.policy.scheme import Compare, Scheme, Subject
from zhidai.core.policy.self_check_asked import Condition
from zhidai.core.policy.self_check_questions import (
    ENTERPRISE,
    QUESTIONS,
    RATE,
    TERM,
    WHERE,
    Question,
)
from zhidai.core.policy.term_ceiling import longest_term

RATE_MARGIN: Final = "request.rate_margin"
PATENT: Final = "patent."
_ROUNDS: Final = 4  # a fact supposed may make another rule ask for one more


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """What the answers come to. `supposed`: facts taken as favourable, nobody having said so."""

    facts: CaseFacts  # with those supposed
    supposed: tuple[str, ...]
    assessment: Assessment
    remedy: Remedy


def proposed(scheme: Scheme, *, on: date, reference: ReferenceTables) -> Mapping[str, Quantity]:
    """What to start from: the longest term, and the dearest rate (newest LPR + highest margin)."""
    found: dict[str, Quantity] = {}
    months = longest_term(scheme, on)
    if months is not None:
        found[TERM] = Quantity(amount=Decimal(months), unit=Unit.MONTHS, text="")
    margin, quote = _ceiling(scheme, RATE_MARGIN, on), reference.lpr_on(on)
    if margin is not None and quote is not None:
        rate = quote.one_year + margin.amount / BASIS_POINTS_OF_ONE
        found[RATE] = Quantity(amount=rate, unit=Unit.RATE, text="")
    return found


def with_conditions(
    facts: CaseFacts, conditions: tuple[Condition, ...], unmet: frozenset[str]
) -> CaseFacts:
    """The facts that an answer to a question of conditions stands for; `unmet` names rules."""
    for condition in conditions:
        content = condition.unmet if condition.rule in unmet else condition.met
        facts = _given(facts, condition.fact, content)
        if condition.fact in WHERE:
            facts = _given(facts, *WHERE[condition.fact])
    return facts


def with_same_answers(facts: CaseFacts, questions: tuple[Question, ...]) -> CaseFacts:
    """Copies the answer of a question to the other facts that it stands for."""
    for question in questions:
        first, *others = question.facts
        found = facts.values.get(first)
        if question.of_conditions or found is None:
            continue
        for other in others:
            facts = facts.with_fact(other, found)
    return facts


def check(scheme: Scheme, facts: CaseFacts, *, on: date, reference: ReferenceTables) -> SelfCheck:
    """The answer on a day. `BadInput` for a day on which the scheme is not in force."""
    facts = CaseFacts(values=facts.values, patents=facts.patents or ({},))
    supposed: list[str] = []
    for _ in range(_ROUNDS):
        steps = remedy(scheme, facts, on=on, reference=reference).steps
        contents = dict(_favourable(scheme, steps))
        if not contents:
            break
        for name, content in contents.items():
            facts = _given(facts, name, content)
            supposed.append(name)
    return SelfCheck(
        facts=facts,
        supposed=tuple(supposed),
        assessment=assess(scheme, facts, on=on, reference=reference),
        remedy=remedy(scheme, facts, on=on, reference=reference),
    )


def _favourable(scheme: Scheme, steps: tuple[Step, ...]) -> Iterator[tuple[str, FactContent]]:
    """Missing facts that are not the enterprise's to answer, each with a content that is fine."""
    asked = {fact for question in QUESTIONS for fact in question.facts}
    taken = {name for limit in scheme.limits for name in facts_read(scheme, limit)}
    for step in steps:
        name = step.target.fact
        declared = scheme.facts.get(name)
        if step.means is not Means.GIVE or declared is None or name in asked:
            continue
        if declared.answered_by == ENTERPRISE:
            continue
        of_a_room = name in taken and declared.subject is Subject.RECORD
        content = NOTHING if of_a_room else step.target.example
        if content is not None:
            yield name, content


def _given(facts: CaseFacts, name: str, content: FactContent) -> CaseFacts:
    """The facts with one more; a patent's fact holds for the first patent."""
    if not name.startswith(PATENT):
        return facts.with_fact(name, FactValue(content=content))
    if not facts.patents:
        facts = CaseFacts(values=facts.values, patents=({},))
    return facts.with_fact(name, FactValue(content=content), 0)


def _ceiling(scheme: Scheme, fact: str, on: date) -> Quantity | None:
    """The parameter that a rule holds a fact against."""
    for rule in scheme.rules:
        if isinstance(rule.test, Compare) and rule.test.fact == fact:
            return scheme.value(rule.test.parameter, on)
    return None
