"""Runs the worked examples and holds each answer against what the example expects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.errors import BadInput, ReasonParameter, reason
from zhidai.core.policy.assessment import Assessment, assess
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.quantity import Quantity, Unit, in_both_languages
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.trace import Result
from zhidai.schemes.examples import Example
from zhidai.schemes.findings import CheckFinding, Severity, error

NOTHING = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """An example with its answer."""

    example: Example
    facts: CaseFacts
    assessment: Assessment


def run_examples(
    scheme: Scheme, examples: Iterable[Example], reference: ReferenceTables
) -> tuple[tuple[Run, ...], tuple[CheckFinding, ...]]:
    """The answers, and an error for each example that cannot be assessed or comes out otherwise."""
    runs: list[Run] = []
    findings: list[CheckFinding] = []
    for example in examples:
        try:
            facts = read_facts(scheme, example.facts)
            assessment = assess(scheme, facts, on=example.on, reference=reference)
        except BadInput as refusal:
            findings.extend(_unusable(example, refusal))
            continue
        runs.append(Run(example=example, facts=facts, assessment=assessment))
        findings.extend(_differences(example, assessment))
    return tuple(runs), tuple(findings)


def _unusable(example: Example, refusal: BadInput) -> Iterator[CheckFinding]:
    yield error("check_example_unusable", example=example.file)
    for why in refusal.reasons:
        yield CheckFinding(severity=Severity.ERROR, reason=why)


def _differences(example: Example, assessment: Assessment) -> Iterator[CheckFinding]:
    expected = example.expected
    if assessment.outcome is not expected.outcome:
        yield _differs("outcome", example, assessment.outcome, expected.outcome)
    found = assessment.limit.amount
    if expected.limit is not None and found != expected.limit.amount:
        shown = in_both_languages(expected.limit)
        yield _differs("limit", example, _yuan(found), shown)
    if expected.binding is not None and assessment.limit.binding != expected.binding:
        binding = assessment.limit.binding or NOTHING
        yield _differs("binding", example, binding, expected.binding)
    not_met = frozenset(each.rule for each in assessment.findings if each.result is Result.NOT_MET)
    if expected.not_met is not None and not_met != expected.not_met:
        yield _differs("not_met", example, _listed(not_met), _listed(expected.not_met))
    needs = frozenset(assessment.needs)
    if expected.needs is not None and needs != expected.needs:
        yield _differs("needs", example, _listed(needs), _listed(expected.needs))


def _differs(
    what: str, example: Example, found: ReasonParameter, expected: ReasonParameter
) -> CheckFinding:
    why = reason(f"check_{what}_differs", example=example.file, found=found, expected=expected)
    return CheckFinding(severity=Severity.ERROR, reason=why)


def _yuan(amount: Decimal | None) -> ReasonParameter:
    if amount is None:
        return NOTHING
    return in_both_languages(Quantity(amount=amount, unit=Unit.YUAN, text=""))


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or NOTHING
