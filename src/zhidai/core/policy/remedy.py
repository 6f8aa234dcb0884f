"""What would make a case eligible: the fewest facts to give or change, and to what.

For each rule the smallest set of facts that settles it is taken; a fact that several rules ask
for counts once, with the tightest bound. What stands in a register or in the past cannot be
changed: then another patent is needed, or the matter is out of the applicant's hands, and the
remedy says so. The steps are tried: `leads_to` is what the case then comes to, with the patents
that cannot stay left out.

Whether a rule applies (its `when`) is taken as it is: the remedy for the direct route is found by
assessing the case on the direct route.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from zhidai.core.evidence import FactValue
from zhidai.core.policy.assessment import Assessment, Finding, Outcome, Source, assess
from zhidai.core.policy.case_facts import CaseFacts, patent_item
from zhidai.core.policy.derivations import FORMULAS
from zhidai.core.policy.exceptions import AllowedException
from zhidai.core.policy.known import Known, Premises
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Comparison, Fact, FactType, Scheme, Strength, Subject
from zhidai.core.policy.standing import ASKED_AMOUNT
from zhidai.core.policy.targets import Target, merged, settle
from zhidai.core.policy.trace import Result

_ROUNDS: Final = 3  # a change may bring another rule up, whose change is then added


class Means(StrEnum):
    """How a fact comes to be what it has to be."""

    GIVE = "give"  # it is missing
    CHANGE = "change"
    ANOTHER_PATENT = "another_patent"  # this patent cannot become so: leave it out or replace it
    OUT_OF_HAND = "out_of_hand"  # neither applicant nor parties can change it now


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One fact to give or change."""

    means: Means
    target: Target
    now: FactValue | None
    patent: int | None  # place among the case's patents, where the fact is a patent's
    item: str | None  # what that patent is called
    rules: tuple[str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """The steps, and what the case comes to once those that can be tried have been taken."""

    steps: tuple[Step, ...]
    leads_to: Outcome | None  # None: some step cannot be tried on paper

    def by(self, means: Means) -> tuple[Step, ...]:
        """The steps of one kind."""
        return tuple(step for step in self.steps if step.means is means)


def remedy(
    scheme: Scheme,
    facts: CaseFacts,
    *,
    on: date,
    reference: ReferenceTables,
    exceptions: tuple[AllowedException, ...] = (),
) -> Remedy:
    """The remedy of a case; no steps where it is eligible already."""
    search = _Search(Premises(scheme=scheme, on=on, reference=reference, formulas=FORMULAS), facts)
    tried = facts
    for _ in range(_ROUNDS):
        answer = assess(scheme, tried, on=on, reference=reference, exceptions=exceptions)
        if not search.add(answer, tried):
            break
        changes = [step for step in search.steps.values() if step.means is Means.CHANGE]
        tried = _with_steps(facts, changes)
    steps = _without_replaced(tuple(search.steps.values()))
    if not _can_be_tried(steps, facts):
        return Remedy(steps=steps, leads_to=None)
    tried = _without_patents(_with_steps(facts, steps), steps)
    last = assess(scheme, tried, on=on, reference=reference, exceptions=exceptions)
    return Remedy(steps=steps, leads_to=last.outcome)


def _without_replaced(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Nothing else need be done about a patent that another one takes the place of."""
    replaced = _replaced(steps)
    return tuple(
        step for step in steps if step.means is Means.ANOTHER_PATENT or step.patent not in replaced
    )


def _replaced(steps: Iterable[Step]) -> set[int]:
    return {
        step.patent
        for step in steps
        if step.means is Means.ANOTHER_PATENT and step.patent is not None
    }


def _can_be_tried(steps: tuple[Step, ...], facts: CaseFacts) -> bool:
    """Whether every step has a concrete value, and a patent is left to pledge."""
    for step in steps:
        open_ended = step.means is Means.GIVE and step.target.example is None
        if open_ended or step.means is Means.OUT_OF_HAND:
            return False
    replaced = _replaced(steps)
    return not replaced or len(replaced) < len(facts.patents)


def _without_patents(facts: CaseFacts, steps: tuple[Step, ...]) -> CaseFacts:
    for patent in sorted(_replaced(steps), reverse=True):
        facts = facts.without_patent(patent)
    return facts


class _Search:
    """Steps by fact and patent, in the order of the rules that ask for them."""

    def __init__(self, premises: Premises, facts: CaseFacts) -> None:
        self.premises = premises
        self.facts = facts
        self.steps: dict[tuple[str, int | None], Step] = {}

    def add(self, answer: Assessment, tried: CaseFacts) -> bool:
        """Takes the steps that an answer asks for; whether there was any new one."""
        before = dict(self.steps)
        known = Known(self.premises, tried.values)
        for finding in answer.findings:
            if _stands_in_the_way(finding):
                for patent, view in _views(finding, tried, known):
                    for target in self._targets(finding, answer, view):
                        self._take(finding, target, patent)
        return self.steps != before

    def _targets(self, finding: Finding, answer: Assessment, view: Known) -> tuple[Target, ...]:
        if finding.source is Source.LIMIT:
            return _limit_targets(finding, answer)
        rule = next(rule for rule in self.premises.scheme.rules if rule.id == finding.rule)
        if finding.test is None:
            return tuple(Target(fact=name) for name in finding.needs)
        return settle(rule.test, view)

    def _take(self, finding: Finding, target: Target, patent: int | None) -> None:
        place = patent if target.fact.startswith("patent.") else None
        key = (target.fact, place)
        known = self.steps.get(key)
        if known is not None:
            self.steps[key] = replace(
                known,
                target=merged(known.target, target),
                rules=_with(known.rules, finding.rule),
                clauses=_with(known.clauses, finding.clause),
            )
            return
        now = self._now(target.fact, place)
        self.steps[key] = Step(
            means=_means(self.premises.scheme.facts.get(target.fact), target, now),
            target=target,
            now=now,
            patent=place,
            item=finding.item if place is not None else None,
            rules=(finding.rule,),
            clauses=(finding.clause,),
        )

    def _now(self, fact: str, patent: int | None) -> FactValue | None:
        case = Known(self.premises, self.facts.values)
        in_patent = patent is not None and patent < len(self.facts.patents)
        view = case.of_patent(self.facts.patents[patent or 0]) if in_patent else case
        found = view.get(fact)
        return found if isinstance(found, FactValue) else None


def _stands_in_the_way(finding: Finding) -> bool:
    if finding.strength not in (Strength.MUST, Strength.IN_PRINCIPLE) or finding.exception:
        return False
    return finding.result in (Result.NOT_MET, Result.NEEDS)


def _views(finding: Finding, facts: CaseFacts, known: Known) -> Iterator[tuple[int | None, Known]]:
    """From where a finding was answered: the patent it names, or the case."""
    if finding.subject is not Subject.PATENT:
        yield None, known
    elif finding.item is None:
        yield None, known.of_patent()
    for place, patent in enumerate(facts.patents):
        if finding.item is not None and patent_item(patent, place) == finding.item:
            yield place, known.of_patent(patent)


def _limit_targets(finding: Finding, answer: Assessment) -> tuple[Target, ...]:
    if finding.needs:
        return tuple(Target(fact=name) for name in finding.needs)
    amount = next(one.amount for one in answer.limit.candidates if one.id == finding.rule)
    bound = () if amount is None else (amount,)
    return (Target(fact=ASKED_AMOUNT, compare=Comparison.AT_MOST, contents=bound),)


def _means(fact: Fact | None, target: Target, now: FactValue | None) -> Means:
    if now is None or fact is None:
        return Means.GIVE
    if fact.subject is Subject.PATENT:
        mutable = fact.type is FactType.FLAG and fact.formula is None
        return Means.CHANGE if mutable else Means.ANOTHER_PATENT
    nothing_left = fact.full_name == ASKED_AMOUNT and target.contents == (Decimal(0),)
    on_record = fact.subject is Subject.RECORD or fact.formula is not None
    if nothing_left or on_record or fact.type is FactType.DATE:
        return Means.OUT_OF_HAND
    return Means.CHANGE


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return names if name in names else (*names, name)


def _with_steps(facts: CaseFacts, steps: Iterable[Step]) -> CaseFacts:
    """The facts with each concrete step taken; a patent not yet named is begun."""
    for step in steps:
        example = step.target.example
        if step.means not in (Means.GIVE, Means.CHANGE) or example is None:
            continue
        place = step.patent
        if step.target.fact.startswith("patent.") and place is None:
            place = 0
            if not facts.patents:
                facts = CaseFacts(values=facts.values, patents=({},))
        facts = facts.with_fact(step.target.fact, FactValue(content=example), place)
    return facts
