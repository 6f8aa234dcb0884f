"""Assesses a case: every rule and limit of the scheme, asked on one day, with the trace.

Three answers: met, not met, needs (facts are missing). A breach of a rule that holds in principle
(原则上) neither blocks nor passes: it asks for an exception with reason, person and party.
Suggested rules and options (建议, 可) are answered and shown, and never block.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhidai.core.errors import bad_input
from zhidai.core.policy.case_facts import CaseFacts, patent_item
from zhidai.core.policy.derivations import FORMULAS
from zhidai.core.policy.evaluation import evaluate
from zhidai.core.policy.exceptions import (
    AllowedException,
    by_rule,
    limits_set_aside,
    within_bounds,
    without_echoes,
)
from zhidai.core.policy.known import Known, Missing, Premises, decimal_of
from zhidai.core.policy.limits import LimitAnswer, LimitCandidate, answer_limits, worked_out_from
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Comparison, Label, Rule, Scheme, Strength, Subject
from zhidai.core.policy.standing import standing_amount
from zhidai.core.policy.trace import Node, NodeKind, ParameterSeen, Result
from zhidai.core.quick_value import quick_value

_BINDING = (Strength.MUST, Strength.IN_PRINCIPLE)
_SETTLED = (Result.MET, Result.NOT_APPLICABLE)


class Outcome(StrEnum):
    """What the assessment comes to."""

    MET = "met"
    NOT_MET = "not_met"
    NEEDS = "needs"
    NEEDS_EXCEPTION = "needs_exception"  # only what holds in principle stands against it


class Source(StrEnum):
    """What a finding answers."""

    RULE = "rule"
    LIMIT = "limit"


@quick_value
class Finding:
    """The answer to one rule or limit; of each patent where the rule is asked of patents."""

    rule: str  # id of the rule or limit
    source: Source
    label: Label
    clause: str
    strength: Strength
    subject: Subject
    item: str | None  # number of the patent, where it is one
    result: Result
    needs: tuple[str, ...] = ()
    breach: Label | None = None
    guard: Node | None = None  # why it applies or does not
    test: Node | None = None
    exception: AllowedException | None = None  # what was recorded to settle the breach

    @property
    def blocks(self) -> bool:
        """Whether this finding alone refuses the case."""
        return self.result is Result.NOT_MET and self.strength is Strength.MUST

    @property
    def asks_for_exception(self) -> bool:
        """Whether a recorded exception would settle it and is not there yet."""
        if self.result is not Result.NOT_MET:  # as most are
            return False
        return self.strength is Strength.IN_PRINCIPLE and self.exception is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The answer to a case on one day under one scheme.

    values_on: the day whose values of the parameters hold; the same day unless the application was
    accepted on an earlier one.
    """

    scheme_id: str
    content_hash: str
    on: date
    values_on: date
    outcome: Outcome
    findings: tuple[Finding, ...]
    limit: LimitAnswer
    needs: tuple[str, ...]  # facts missing for a rule or limit that can block
    exceptions_needed: tuple[str, ...]  # ids of rules and limits broken in principle

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """The findings that refuse the case."""
        return tuple(finding for finding in self.findings if finding.blocks)


def assess(
    scheme: Scheme,
    facts: CaseFacts,
    *,
    on: date,
    reference: ReferenceTables,
    exceptions: tuple[AllowedException, ...] = (),
    values_on: date | None = None,
) -> Assessment:
    """Asks every rule and limit. `BadInput` for a day on which the scheme is not in force.

    `values_on` is the day of acceptance: a value amended afterwards does not touch the case, while
    facts that age (a remaining validity, the LPR) are asked on `on`. `exceptions` settle breaches
    of what holds in principle; one for any other rule is bad input.
    """
    require_in_force(scheme, on)
    premises = Premises(
        scheme=scheme, on=on, reference=reference, formulas=FORMULAS, values_on=values_on
    )
    known = Known(premises, facts.values, patents=facts.patents)
    allowed = within_bounds(scheme, by_rule(scheme, exceptions), known)
    limit = answer_limits(scheme, known, set_aside=limits_set_aside(scheme, allowed))
    findings = (
        *_rule_findings(scheme, known, facts, allowed),
        *limit_findings(scheme, limit, known, allowed),
    )
    broken = tuple(finding.rule for finding in findings if finding.asks_for_exception)
    return Assessment(
        scheme_id=scheme.id,
        content_hash=scheme.content_hash,
        on=on,
        values_on=values_on or on,
        outcome=_outcome(findings),
        findings=findings,
        limit=limit,
        needs=_needs(findings),
        exceptions_needed=without_echoes(scheme, broken) if broken else (),
    )


def require_in_force(scheme: Scheme, on: date) -> None:
    """Bad input `scheme_not_in_force_on` for a day outside the days in force."""
    if not scheme.in_force_from <= on <= scheme.in_force_until:
        raise bad_input(
            "scheme_not_in_force_on",
            scheme=scheme.id,
            on=on,
            since=scheme.in_force_from,
            until=scheme.in_force_until,
        )


def _outcome(findings: tuple[Finding, ...]) -> Outcome:
    outcome = Outcome.MET
    for finding in findings:
        if finding.result in _SETTLED or finding.strength not in _BINDING:
            continue
        if finding.blocks:
            return Outcome.NOT_MET
        if finding.result is Result.NEEDS and finding.exception is None:
            outcome = Outcome.NEEDS
        elif finding.asks_for_exception and outcome is Outcome.MET:
            outcome = Outcome.NEEDS_EXCEPTION
    return outcome


def _needs(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for finding in findings:
        if finding.needs and finding.strength in _BINDING and finding.exception is None:
            names.update(dict.fromkeys(finding.needs))
    return tuple(names)


def _rule_findings(
    scheme: Scheme, known: Known, facts: CaseFacts, allowed: Mapping[str, AllowedException]
) -> list[Finding]:
    """The rules in the scheme's order; a rule about patents once for each patent.

    Without patents it is asked of one not yet named, so that the answer says what is needed.
    """
    patents: list[tuple[Known, str | None]] = [
        (known.of_patent(patent), patent_item(patent, place))
        for place, patent in enumerate(facts.patents)
    ] or [(known.of_patent(), None)]
    findings: list[Finding] = []
    for rule in scheme.rules:
        exception = allowed.get(rule.id)
        if rule.subject is Subject.PATENT:
            findings.extend(finding_of(rule, view, item, exception) for view, item in patents)
        else:
            findings.append(finding_of(rule, known, None, exception))
    return findings


def finding_of(
    rule: Rule,
    known: Known,
    item: str | None = None,
    exception: AllowedException | None = None,
) -> Finding:
    """The answer to one rule; of the patent that `known` looks from, where it is about patents."""
    guard = None if rule.when is None else evaluate(rule.when, known)
    test: Node | None = None
    if guard is None or guard.result is Result.MET:
        test = evaluate(rule.test, known)
        result, needs = test.result, test.needs
    else:
        needs = guard.needs
        result = Result.NOT_APPLICABLE if guard.result is Result.NOT_MET else guard.result
    broken = result is Result.NOT_MET
    return Finding(
        rule=rule.id,
        source=Source.RULE,
        label=rule.label,
        clause=rule.clause,
        strength=rule.strength,
        subject=rule.subject,
        item=item,
        result=result,
        needs=needs,
        breach=rule.breach if broken else None,
        guard=guard,
        test=test,
        exception=exception if broken else None,
    )


def limit_findings(
    scheme: Scheme, limit: LimitAnswer, known: Known, allowed: Mapping[str, AllowedException]
) -> Iterator[Finding]:
    """The request held against each limit."""
    for one, candidate in zip(scheme.limits, limit.candidates, strict=True):
        yield _limit_finding(candidate, worked_out_from(scheme, one, known), known, allowed)


def _limit_finding(
    candidate: LimitCandidate,
    because: tuple[Node, ...],
    known: Known,
    allowed: Mapping[str, AllowedException],
) -> Finding:
    """The request held against one limit: the amount asked for is never trimmed to it."""
    name = standing_amount(known)
    asked = known.get(name)
    value = None if isinstance(asked, Missing) else asked
    needs = candidate.needs + (asked.names if isinstance(asked, Missing) else ())
    result = Result.NEEDS
    if value is not None and candidate.amount is not None:
        within = decimal_of(value) <= candidate.amount
        result = Result.MET if within else Result.NOT_MET
    node = Node(
        kind=NodeKind.COMPARE,
        result=result,
        fact=name,
        value=value,
        parameter=_parameter_seen(candidate),
        expected=() if candidate.amount is None else (candidate.amount,),
        needs=needs,
        because=because,
    )
    return Finding(
        rule=candidate.id,
        source=Source.LIMIT,
        label=candidate.label,
        clause=candidate.clause,
        strength=candidate.strength,
        subject=Subject.REQUEST,
        item=None,
        result=result,
        needs=needs,
        test=node,
        exception=allowed.get(candidate.id) if candidate.set_aside else None,
    )


def _parameter_seen(candidate: LimitCandidate) -> ParameterSeen | None:
    if candidate.parameter is None or candidate.value is None or candidate.since is None:
        return None
    return ParameterSeen(
        name=candidate.parameter,
        value=candidate.value,
        since=candidate.since,
        compare=Comparison.AT_MOST,
    )
