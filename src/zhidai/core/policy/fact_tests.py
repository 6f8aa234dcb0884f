"""Tests of facts: what rules, and parts of a scheme that hold only sometimes, ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhidai.core.evidence import FactContent
from zhidai.core.policy.strength import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """`fact` held against a parameter."""

    fact: str
    compare: Comparison
    parameter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Is:
    """`fact` has exactly this content."""

    fact: str
    content: FactContent


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """`fact` has one of these contents."""

    fact: str
    contents: tuple[FactContent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part is met."""

    parts: tuple["Test", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least one part is met."""

    parts: tuple["Test", ...]


Test = Compare | Is | OneOf | AllOf | AnyOf


def facts_of(test: Test | None) -> Iterator[str]:
    """The full names of the facts that a test asks for."""
    if isinstance(test, AllOf | AnyOf):
        for part in test.parts:
            yield from facts_of(part)
    elif test is not None:
        yield test.fact


def parameters_of(test: Test | None) -> Iterator[str]:
    """The parameters that a test holds facts against."""
    if isinstance(test, AllOf | AnyOf):
        for part in test.parts:
            yield from parameters_of(part)
    elif isinstance(test, Compare):
        yield test.parameter
