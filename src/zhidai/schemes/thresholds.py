"""Whether the examples try every threshold: just below it, exactly at it, just above it.

"Just" is one whole unit of a counted value (a day, a person, a basis point) or one twentieth of
the threshold, whichever reaches further.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.policy.limits import LimitCandidate, parameters_of
from zhidai.core.policy.quantity import (
    Quantity,
    Unit,
    comparable,
    compare_quantities,
    in_both_languages,
    in_unit,
)
from zhidai.core.policy.scheme import Label, Scheme
from zhidai.core.policy.standing import ASKED_AMOUNT
from zhidai.core.policy.trace import Node, NodeKind
from zhidai.schemes.example_check import Run
from zhidai.schemes.findings import CheckFinding, warning
from zhidai.schemes.rule_tests import comparisons_of

BELOW = Label(zh="恰低于", en="just below")
AT = Label(zh="恰等于", en="exactly at")
ABOVE = Label(zh="恰高于", en="just above")
_NEARNESS = Decimal(20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A value that an example held against a threshold."""

    rule: str  # id of the rule or limit
    fact: str
    value: Quantity
    threshold: Quantity


def uncovered_thresholds(scheme: Scheme, runs: tuple[Run, ...]) -> Iterator[CheckFinding]:
    """A warning for each side of each threshold that no example lies on."""
    tried = tuple(_tried(scheme, runs))
    for rule in scheme.rules:
        for comparison in (*comparisons_of(rule.test), *comparisons_of(rule.when)):
            yield from _sides(scheme, rule.id, comparison.fact, comparison.parameter, tried)
    for limit in scheme.limits:
        for name in parameters_of(scheme, limit):
            yield from _sides(scheme, limit.id, ASKED_AMOUNT, name, tried)


def _sides(
    scheme: Scheme, rule: str, fact: str, parameter: str, tried: Iterable[Tried]
) -> Iterator[CheckFinding]:
    covered = {_side(one) for one in tried if (one.rule, one.fact) == (rule, fact)}
    newest = in_both_languages(scheme.parameters[parameter].values[-1].value)
    for side in (BELOW, AT, ABOVE):
        if side not in covered:
            clause = scheme.parameters[parameter].clause
            yield warning(
                "check_threshold_uncovered",
                clause,
                rule=rule,
                fact=fact,
                threshold=newest,
                where=side,
            )


def _side(tried: Tried) -> Label | None:
    order = compare_quantities(tried.value, tried.threshold)
    if order == 0:
        return AT
    value, threshold = tried.value, tried.threshold
    step = Decimal(1)
    if value.unit is not threshold.unit:
        value, threshold = in_unit(value, Unit.MONTHS), in_unit(threshold, Unit.MONTHS)
        step = Decimal(12) if tried.value.unit is Unit.YEARS else step
    per_cent = value.unit in (Unit.RATIO, Unit.RATE)
    reach = max(Decimal(0) if per_cent else step, abs(threshold.amount) / _NEARNESS)
    if abs(value.amount - threshold.amount) > reach:
        return None
    return BELOW if order < 0 else ABOVE


def _tried(scheme: Scheme, runs: tuple[Run, ...]) -> Iterator[Tried]:
    for run in runs:
        for finding in run.assessment.findings:
            for root in (finding.test, finding.guard):
                for node in _comparisons(root):
                    yield from _of_node(scheme, finding.rule, node)
        asked = run.facts.get(ASKED_AMOUNT)
        if asked is not None and isinstance(asked.content, Decimal):
            for candidate in run.assessment.limit.candidates:
                yield from _of_limit(candidate, asked.content)


def _comparisons(node: Node | None) -> Iterator[Node]:
    if node is None:
        return
    if node.kind is NodeKind.COMPARE:
        yield node
    for below in node.because:
        yield from _comparisons(below)


def _of_node(scheme: Scheme, rule: str, node: Node) -> Iterator[Tried]:
    if node.fact is None or node.parameter is None or node.value is None:
        return
    content = node.value.content
    if isinstance(content, bool) or not isinstance(content, (int, Decimal)):
        return
    threshold = node.parameter.value
    unit = scheme.facts[node.fact].unit or threshold.unit
    if comparable(unit, threshold.unit):
        value = Quantity(amount=Decimal(content), unit=unit, text=str(content))
        yield Tried(rule=rule, fact=node.fact, value=value, threshold=threshold)


def _of_limit(candidate: LimitCandidate, asked: Decimal) -> Iterator[Tried]:
    if candidate.amount is None:
        return
    yield Tried(
        rule=candidate.id,
        fact=ASKED_AMOUNT,
        value=Quantity(amount=asked, unit=Unit.YUAN, text=str(asked)),
        threshold=Quantity(amount=candidate.amount, unit=Unit.YUAN, text=str(candidate.amount)),
    )
