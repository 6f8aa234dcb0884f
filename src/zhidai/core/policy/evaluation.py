"""Asks one test of the known facts: met, not met, or needs, with the node that explains it.

`all_of` and `any_of` follow Kleene: one part not met settles `all_of`, one part met settles
`any_of`, whatever is still missing elsewhere. Every part is asked, so that the trace is whole.
"""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from zhidai.core.errors import bad_input
from zhidai.core.evidence import FactContent
from zhidai.core.policy.known import Known, Missing
from zhidai.core.policy.quantity import Quantity, Unit, compare_quantities
from zhidai.core.policy.scheme import AllOf, Compare, Comparison, FactType, Is, OneOf, Test
from zhidai.core.policy.trace import Node, NodeKind, ParameterSeen, Result

# Civil Code art. 1259: 以上/以下/以内 include the number, 超过/不满 exclude it.
HOLDS: Final[Mapping[Comparison, Callable[[Decimal, Decimal], bool]]] = MappingProxyType(
    {
        Comparison.AT_MOST: operator.le,
        Comparison.AT_LEAST: operator.ge,
        Comparison.MORE_THAN: operator.gt,
        Comparison.LESS_THAN: operator.lt,
        Comparison.EQUALS: operator.eq,
    }
)
_EVEN: Final = Decimal(0)


def evaluate(test: Test, known: Known) -> Node:
    """The answer to a test, with its trace."""
    if isinstance(test, Is):
        return _contents(NodeKind.IS, test.fact, (test.content,), known)
    if isinstance(test, Compare):
        return _compare(test, known)
    if isinstance(test, OneOf):
        return _contents(NodeKind.ONE_OF, test.fact, test.contents, known)
    parts = tuple(evaluate(part, known) for part in test.parts)
    if isinstance(test, AllOf):
        return _joined(NodeKind.ALL_OF, parts, Result.NOT_MET, Result.MET)
    return _joined(NodeKind.ANY_OF, parts, Result.MET, Result.NOT_MET)


def unit_of(name: str, known: Known) -> Unit | None:
    """The unit a fact's content is in; money is in yuan."""
    fact = known.premises.scheme.facts[name]
    return Unit.YUAN if fact.type is FactType.MONEY else fact.unit


def _joined(kind: NodeKind, parts: tuple[Node, ...], settling: Result, otherwise: Result) -> Node:
    needs: tuple[str, ...] = ()
    result = otherwise
    for part in parts:
        if part.result is settling:
            return Node(kind=kind, result=settling, because=parts)
        if part.result is Result.NEEDS:
            result = Result.NEEDS
            needs += tuple(name for name in part.needs if name not in needs)
    return Node(kind=kind, result=result, needs=needs, because=parts)


def _compare(test: Compare, known: Known) -> Node:
    dated = known.parameter(test.parameter)
    seen = ParameterSeen(
        name=test.parameter, value=dated.value, since=dated.since, compare=test.compare
    )
    found = known.get(test.fact)
    because = _computed_from(test.fact, known)
    if isinstance(found, Missing):
        return Node(
            kind=NodeKind.COMPARE,
            result=Result.NEEDS,
            fact=test.fact,
            parameter=seen,
            needs=found.names,
            because=because,
        )
    holds = _holds(test, found.content, known)
    return Node(
        kind=NodeKind.COMPARE,
        result=Result.MET if holds else Result.NOT_MET,
        fact=test.fact,
        value=found,
        parameter=seen,
        because=because,
    )


def _holds(test: Compare, content: FactContent, known: Known) -> bool:
    if isinstance(content, bool) or not isinstance(content, Decimal | int):
        raise bad_input("fact_not_comparable", fact=test.fact)
    against = known.parameter(test.parameter).value
    unit = unit_of(test.fact, known) or against.unit
    if unit is against.unit:
        return HOLDS[test.compare](Decimal(content), against.amount)
    quantity = Quantity(amount=Decimal(content), unit=unit, text=str(content))
    return HOLDS[test.compare](Decimal(compare_quantities(quantity, against)), _EVEN)


def _contents(kind: NodeKind, fact: str, expected: tuple[FactContent, ...], known: Known) -> Node:
    found = known.get(fact)
    inputs = known.inputs(fact)
    because = tuple(input_node(one, known) for one in inputs) if inputs else ()
    if isinstance(found, Missing):
        return Node(
            kind=kind,
            result=Result.NEEDS,
            fact=fact,
            expected=expected,
            needs=found.names,
            because=because,
        )
    content = found.content
    if len(expected) == 1 and not isinstance(content, tuple):  # by far the most often asked
        met = content == expected[0] and type(content) is type(expected[0])
    else:
        met = matches(content, expected)
    return Node(
        kind=kind,
        result=Result.MET if met else Result.NOT_MET,
        fact=fact,
        value=found,
        expected=expected,
        because=because,
    )


def matches(content: FactContent, expected: tuple[FactContent, ...]) -> bool:
    """Whether a content is one of those expected; a list is if it has one of them."""
    if isinstance(content, tuple):
        return content in expected or any(part in expected for part in content)
    return any(content == one and type(content) is type(one) for one in expected)


def _computed_from(name: str, known: Known) -> tuple[Node, ...]:
    inputs = known.inputs(name)
    return tuple(input_node(one, known) for one in inputs) if inputs else ()


def input_node(name: str, known: Known) -> Node:
    """A fact that something was worked out from, with what it was itself worked out from."""
    found = known.get(name)
    because = _computed_from(name, known)
    if isinstance(found, Missing):
        return Node(
            kind=NodeKind.FACT,
            result=Result.NEEDS,
            fact=name,
            needs=found.names,
            because=because,
        )
    return Node(kind=NodeKind.FACT, result=Result.MET, fact=name, value=found, because=because)
