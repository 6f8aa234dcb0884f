"""Says in words what a trace says in values: one line per step, nested as the trace is.

Pages and the command line show the same lines, so that "Why?" has one answer.
"""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.evidence import Evidence, FactContent, FactValue
from zhidai.core.policy.assessment import Finding, Outcome
from zhidai.core.policy.limits import LimitCandidate
from zhidai.core.policy.quantity import Quantity, Unit, format_quantity
from zhidai.core.policy.remedy import Means, Step
from zhidai.core.policy.scheme import Comparison, Fact, FactType, Scheme
from zhidai.core.policy.trace import Node, NodeKind, Result
from zhidai.wording.speech import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of an explanation, with the lines that stand under it."""

    text: str
    result: Result
    under: tuple["Line", ...] = ()


RESULTS = {
    Result.MET: "met",
    Result.NOT_MET: "not met",
    Result.NEEDS: "facts are missing",
    Result.NOT_APPLICABLE: "does not apply",
}

OUTCOMES = {
    Outcome.MET: "Eligible",
    Outcome.NOT_MET: "Not eligible",
    Outcome.NEEDS: "Cannot be said yet: facts are missing",
    Outcome.NEEDS_EXCEPTION: "Only with a recorded exception",
}

_EVIDENCE = {
    Evidence.ISSUED: "issued by the authority",
    Evidence.CHECKED: "checked against the original",
    Evidence.UPLOADED: "uploaded copy",
    Evidence.DECLARED: "declared",
    Evidence.DERIVED: "computed",
    Evidence.RECORDED: "on record",
}

COMPARISONS = {
    Comparison.AT_MOST: "at most {bound}",
    Comparison.AT_LEAST: "at least {bound}",
    Comparison.MORE_THAN: "more than {bound}",
    Comparison.LESS_THAN: "less than {bound}",
    Comparison.EQUALS: "exactly {bound}",
}


_DAYS = {
    Comparison.AT_MOST: "{bound} or earlier",
    Comparison.AT_LEAST: "{bound} or later",
    Comparison.MORE_THAN: "after {bound}",
    Comparison.LESS_THAN: "before {bound}",
    Comparison.EQUALS: "exactly {bound}",
}


def explained(scheme: Scheme, finding: Finding, language: str) -> Line:
    """A finding with everything under it."""
    under: list[Line] = []
    if finding.guard is not None:
        under.append(
            Line(
                text=translate("Applies only if:", language),
                result=finding.guard.result,
                under=(_node(scheme, finding.guard, language),),
            )
        )
    if finding.test is not None:
        under.append(_node(scheme, finding.test, language))
    return Line(text=headline(finding, language), result=finding.result, under=tuple(under))


def headline(finding: Finding, language: str) -> str:
    """Name, patent, clause and result of a finding on one line."""
    template = "{label} (clause {clause}): {result}"
    if finding.item is not None:
        template = "{label}, patent {item} (clause {clause}): {result}"
    return translate(template, language).format(
        label=finding.label.in_language(language),
        item=finding.item,
        clause=finding.clause,
        result=translate(RESULTS[finding.result], language),
    )


def limit_line(scheme: Scheme, candidate: LimitCandidate, language: str) -> str:
    """What one limit allows."""
    label = candidate.label.in_language(language)
    if candidate.amount is None:
        return translate("{label} (clause {clause}): not known without {facts}", language).format(
            label=label,
            clause=candidate.clause,
            facts=fact_names(scheme, candidate.needs, language),
        )
    return translate("{label} (clause {clause}): {amount}", language).format(
        label=label, clause=candidate.clause, amount=yuan_text(candidate.amount, language)
    )


def step_line(scheme: Scheme, step: Step, language: str) -> str:
    """One step of a remedy: what to give or change, to what, by which clause."""
    fact = scheme.facts.get(step.target.fact)
    target = _target(scheme, step, fact, language)
    template = {
        Means.GIVE: "Give: {fact}{target} (clause {clauses})",
        Means.CHANGE: "Change: {fact}{target} (clause {clauses})",
        Means.ANOTHER_PATENT: "Another patent is needed: {fact}{target} (clause {clauses})",
        Means.OUT_OF_HAND: "Cannot be changed now: {fact}{target} (clause {clauses})",
    }[step.means]
    name = fact_name(scheme, step.target.fact, language)
    if step.item is not None:
        name = translate("{fact} of patent {item}", language).format(fact=name, item=step.item)
    return translate(template, language).format(
        fact=name, target=target, clauses=", ".join(step.clauses)
    )


def _target(scheme: Scheme, step: Step, fact: Fact | None, language: str) -> str:
    if not step.target.contents or fact is None:
        return ""
    texts = [content_text(fact, one, language) for one in step.target.contents]
    bound = translate(" or ", language).join(texts)
    if step.target.compare is not None:
        words = _DAYS if fact.type is FactType.DATE else COMPARISONS
        bound = translate(words[step.target.compare], language).format(bound=bound)
    return translate(": {bound}", language).format(bound=bound)


def fact_name(scheme: Scheme, name: str, language: str) -> str:
    """A fact's label; its full name where the scheme does not declare it."""
    fact = scheme.facts.get(name)
    return name if fact is None else fact.label.in_language(language)


def fact_names(scheme: Scheme, names: tuple[str, ...], language: str) -> str:
    """Several facts in one phrase."""
    return translate(", ", language).join(fact_name(scheme, name, language) for name in names)


def content_text(fact: Fact, content: FactContent, language: str) -> str:
    """A fact's content as a reader expects it."""
    if isinstance(content, bool):
        return translate("yes" if content else "no", language)
    if isinstance(content, tuple):
        return translate(", ", language).join(content_text(fact, one, language) for one in content)
    if isinstance(content, Decimal):
        unit = Unit.YUAN if fact.type is FactType.MONEY else fact.unit
        if unit is None:
            return f"{content:f}"
        return format_quantity(Quantity(amount=content, unit=unit, text=""), language)
    for choice in fact.choices:
        if choice.value == content:
            return choice.label.in_language(language)
    return str(content)


def yuan_text(amount: Decimal, language: str) -> str:
    """An amount as a reader expects it."""
    return format_quantity(Quantity(amount=amount, unit=Unit.YUAN, text=""), language)


def _node(scheme: Scheme, node: Node, language: str) -> Line:
    under = tuple(_node(scheme, one, language) for one in node.because)
    return Line(text=_said(scheme, node, language), result=node.result, under=under)


def _said(scheme: Scheme, node: Node, language: str) -> str:
    if node.kind is NodeKind.ALL_OF:
        return translate("All of these:", language)
    if node.kind is NodeKind.ANY_OF:
        return translate("At least one of these:", language)
    fact = scheme.facts.get(node.fact or "")
    stated = _stated(scheme, node, fact, language)
    asked = _asked(scheme, node, fact, language)
    if not asked:
        return stated
    return translate("{stated}; asked for: {asked}", language).format(stated=stated, asked=asked)


def _stated(scheme: Scheme, node: Node, fact: Fact | None, language: str) -> str:
    name = fact_name(scheme, node.fact or "", language)
    if node.value is None or fact is None:
        return translate("{fact}: not known", language).format(fact=name)
    return translate("{fact}: {content} ({source})", language).format(
        fact=name,
        content=content_text(fact, node.value.content, language),
        source=_source(node.value, language),
    )


def _source(value: FactValue, language: str) -> str:
    evidence = translate(_EVIDENCE[value.evidence], language)
    if value.document is None:
        return evidence
    return translate("{evidence}, {document}", language).format(
        evidence=evidence, document=value.document
    )


def _asked(scheme: Scheme, node: Node, fact: Fact | None, language: str) -> str:
    if node.parameter is not None:
        return _bound(scheme, node, fact, language)
    if not node.expected or fact is None:
        return ""
    return translate(" or ", language).join(
        content_text(fact, one, language) for one in node.expected
    )


def _bound(scheme: Scheme, node: Node, fact: Fact | None, language: str) -> str:
    seen = node.parameter
    if seen is None:
        return ""
    value = format_quantity(seen.value, language)
    if node.expected and fact is not None:  # a limit: the amount that the parameter comes to
        value = content_text(fact, node.expected[0], language)
    compare = COMPARISONS[seen.compare or Comparison.EQUALS]
    return translate("{bound} ({parameter}, in force since {since})", language).format(
        bound=translate(compare, language).format(bound=value),
        parameter=scheme.parameters[seen.name].label.in_language(language),
        since=seen.since,
    )
