"""The trace of an answer: rule, clause, parameter with the day it holds since, facts with source.

A trace is kept with the decision it explains and can be asked again years later, so its envelope
is versioned: `zhidai.trace.v1`, with the engine's own version and the scheme's content hash.
"""

from datetime import date
from enum import StrEnum
from typing import Final

from zhidai.core.evidence import FactContent, FactValue
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import Comparison
from zhidai.core.quick_value import quick_value

TRACE_FORMAT: Final = "zhidai.trace.v1"
ENGINE_VERSION: Final = "1"  # raised when the same facts and scheme could be answered differently


class Result(StrEnum):
    """A three-valued answer, and the fourth case of a rule that does not apply."""

    MET = "met"
    NOT_MET = "not_met"
    NEEDS = "needs"  # facts are missing; which ones stands beside it
    NOT_APPLICABLE = "not_applicable"


class NodeKind(StrEnum):
    """What a node of the trace did."""

    COMPARE = "compare"
    IS = "is"
    ONE_OF = "one_of"
    ALL_OF = "all_of"
    ANY_OF = "any_of"
    FACT = "fact"  # what a derived fact was computed from


@quick_value
class ParameterSeen:
    """A parameter as it stood on the day."""

    name: str
    value: Quantity
    since: date
    compare: Comparison | None


@quick_value
class Node:
    """One step of an answer and the steps under it."""

    kind: NodeKind
    result: Result
    fact: str | None = None  # full name
    value: FactValue | None = None  # None: not known
    parameter: ParameterSeen | None = None
    expected: tuple[FactContent, ...] = ()
    needs: tuple[str, ...] = ()  # facts that are missing, by full name
    because: tuple["Node", ...] = ()
