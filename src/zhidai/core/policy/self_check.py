"""The self-check: the few answers that settle what an enterprise can know before it applies.

The table below refers to facts by name and serves every scheme that declares them. One question
may stand for several facts in two ways:

- the same answer is the content of each (the estimated value of the patents stands for the
  appraised value and for what the market accepts);
- it lists *conditions*, and the person names those that cannot be met. A condition is a rule of
  the scheme that asks for one content of one fact, so an unmet one leads to its own clause. Naming
  none and saying so is an answer; saying nothing leaves all of these facts missing.

What other parties and the platform answer (agreements, the breaker, an exclusion, the year's use)
is supposed to be favourable, and `SelfCheck.supposed` names each such fact, so that a page can say
so. No more than `MOST_ANSWERS` questions are put: the size standard measures an industry by two of
employees, revenue and assets at most, and only those are asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from zhidai.core.evidence import FactContent, FactValue
from zhidai.core.labels import Label
from zhidai.core.policy.assessment import Assessment, assess
from zhidai.core.policy.case_facts import ROUTE, CaseFacts
from zhidai.core.policy.derivations import BASIS_POINTS_OF_ONE
from zhidai.core.policy.limits import NOTHING, USED_THIS_YEAR
from zhidai.core.policy.quantity import Quantity, Unit, in_unit
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.remedy import Means, Remedy, Step, remedy
from zhidai.core.policy.scheme import Compare, Fact, FactType, Is, OneOf, Rule, Scheme, Test
from zhidai.core.policy.standing import ASKED_AMOUNT
from zhidai.core.registers.enterprise_size import SizeMeasure

MOST_ANSWERS: Final = 12
INDUSTRY: Final = "enterprise.industry"
TERM: Final = "request.term"
RATE: Final = "request.rate"
RATE_MARGIN: Final = "request.rate_margin"
PATENT: Final = "patent."
ENTERPRISE: Final = "enterprise"  # who answers the self-check
_ROUNDS: Final = 4  # a fact supposed may make another rule ask for one more


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question and the facts that its answer stands for, the one shown first."""

    id: str
    facts: tuple[str, ...]
    of_conditions: bool = False
    measure: SizeMeasure | None = None  # asked only where the size standard measures by it


QUESTIONS: Final = (
    Question(id="route", facts=(ROUTE,)),
    Question(id="amount", facts=(ASKED_AMOUNT,)),
    Question(id="term", facts=(TERM,)),
    Question(id="rate", facts=(RATE,)),
    Question(id="industry", facts=(INDUSTRY,)),
    Question(id="employees", facts=("enterprise.employees",), measure=SizeMeasure.EMPLOYEES),
    Question(id="revenue", facts=("enterprise.revenue",), measure=SizeMeasure.REVENUE),
    Question(id="assets", facts=("enterprise.total_assets",), measure=SizeMeasure.ASSETS),
    Question(
        id="enterprise_conditions",
        of_conditions=True,
        facts=(
            "enterprise.registered_place",
            "enterprise.has_core_patented_technology",
            "enterprise.fixed_premises",
            "enterprise.operating_normally",
            "enterprise.sound_fundamentals",
            "enterprise.within_industrial_policy",
            "enterprise.good_prospects",
            "enterprise.steady_income",
            "enterprise.able_to_repay",
            "enterprise.good_credit",
            "enterprise.persons_of_good_conduct",
            "request.main_security_is_pledge",
            "request.purpose",
        ),
    ),
    Question(id="kind", facts=("patent.kind",)),
    Question(id="filing_date", facts=("patent.filing_date",)),
    Question(
        id="patent_conditions",
        of_conditions=True,
        facts=(
            "patent.in_force",
            "patent.annual_fee_current",
            "patent.clear_title",
            "patent.already_pledged",
            "patent.under_preservation",
            "patent.registrable",
            "patent.tradeable",
            "patent.core_technology",
            "patent.market_potential",
            "patent.annual_fee_proof",
            "patent.co_owner_consents",
            "patent.twin_application_declared",
            "patent.promise_to_add_invention",
            "patent.related_patents_pledged",
        ),
    ),
    Question(id="value", facts=("valuation.appraised_value", "valuation.market_value")),
)
_MEASURES_AT_FIRST: Final = frozenset({SizeMeasure.EMPLOYEES, SizeMeasure.REVENUE})

# A rule that asks for the fact on the left applies only where the one on the right holds. It is
# taken to hold: a patent of one owner passes in the same way as one with every consent.
_WHERE: Final[Mapping[str, tuple[str, FactContent]]] = MappingProxyType(
    {
        "patent.co_owner_consents": ("patent.co_owned", True),
        "patent.promise_to_add_invention": ("patent.twin_kind", "pending_invention"),
    }
)
# A fact that an application asks for and the self-check settles by another one.
_STANDS_FOR: Final[Mapping[str, str]] = MappingProxyType(
    {"patent.fee_paid_until": "patent.in_force", "patent.expiry_date": "patent.filing_date"}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """What the answers come to. `supposed`: facts taken as favourable, nobody having said so."""

    facts: CaseFacts  # with those supposed
    supposed: tuple[str, ...]
    assessment: Assessment
    remedy: Remedy


def questions_of(
    scheme: Scheme, *, industry: str | None, reference: ReferenceTables
) -> tuple[Question, ...]:
    """The questions that a scheme's facts give rise to; at most `MOST_ANSWERS`.

    Without a known industry size is asked by employees and revenue, as most industries have it.
    """
    standard = reference.size_standards.get(industry or "")
    measures = frozenset(standard.limits) if standard else _MEASURES_AT_FIRST
    return tuple(
        question
        for question in QUESTIONS
        if question.facts[0] in scheme.facts
        and (question.measure is None or question.measure in measures)
    )


def conditions_of(scheme: Scheme, question: Question) -> tuple[Condition, ...]:
    """What a question of conditions lists, in the order of the table."""
    rules = {_fact_asked(rule.test): rule for rule in scheme.rules}
    return tuple(
        _condition(rules[fact], scheme.facts[fact]) for fact in question.facts if fact in rules
    )


def proposed(scheme: Scheme, *, on: date, reference: ReferenceTables) -> Mapping[str, Quantity]:
    """What to start from: the longest term, and the dearest rate (newest LPR + highest margin)."""
    found: dict[str, Quantity] = {}
    term = _ceiling(scheme, TERM, on)
    if term is not None:
        found[TERM] = in_unit(term, Unit.MONTHS)
    margin, quote = _ceiling(scheme, RATE_MARGIN, on), reference.lpr_on(on)
    if margin is not None and quote is not None:
        rate = quote.one_year + margin.amount / BASIS_POINTS_OF_ONE
        found[RATE] = Quantity(amount=rate, unit=Unit.RATE, text="")
    return found


def question_of(fact: str) -> Question | None:
    """The question whose answer gives a fact; None for one that the self-check does not ask."""
    where = {supposed: asked for asked, (supposed, _) in _WHERE.items()}
    name = _STANDS_FOR.get(fact) or where.get(fact, fact)
    return next((question for question in QUESTIONS if name in question.facts), None)


def with_conditions(
    facts: CaseFacts, conditions: tuple[Condition, ...], unmet: frozenset[str]
) -> CaseFacts:
    """The facts that an answer to a question of conditions stands for; `unmet` names rules."""
    for condition in conditions:
        content = condition.unmet if condition.rule in unmet else condition.met
        facts = _given(facts, condition.fact, content)
        if condition.fact in _WHERE:
            facts = _given(facts, *_WHERE[condition.fact])
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
    for step in steps:
        name = step.target.fact
        declared = scheme.facts.get(name)
        if step.means is not Means.GIVE or declared is None or name in asked:
            continue
        if declared.answered_by == ENTERPRISE:
            continue
        content = NOTHING if name in USED_THIS_YEAR else step.target.example
        if content is not None:
            yield name, content


def _given(facts: CaseFacts, name: str, content: FactContent) -> CaseFacts:
    """The facts with one more; a patent's fact holds for the first patent."""
    if not name.startswith(PATENT):
        return facts.with_fact(name, FactValue(content=content))
    if not facts.patents:
        facts = CaseFacts(values=facts.values, patents=({},))
    return facts.with_fact(name, FactValue(content=content), 0)


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


def _ceiling(scheme: Scheme, fact: str, on: date) -> Quantity | None:
    """The parameter that a rule holds a fact against."""
    for rule in scheme.rules:
        if isinstance(rule.test, Compare) and rule.test.fact == fact:
            return scheme.value(rule.test.parameter, on)
    return None
