"""What an audit of a scheme against its text finds, made to be shown beside that text.

All spans are stretches of the original text as it was given.
"""

from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.errors import Reason
from zhidai.core.policy_text.reading import Span


class FindingKind(StrEnum):
    """What a finding is about."""

    PARAMETER = "parameter"  # a number of the scheme is not so stated
    NUMBER = "number"  # a number of the text is in nothing of the scheme
    CLAUSE = "clause"  # a clause is missing on one side, or has no coverage word
    WORDING = "wording"  # a clause reads otherwise than when it was confirmed
    ENCODING = "encoding"  # the scheme makes something else of a clause than was confirmed
    PARTY = "party"  # the scheme has a party act that the clause does not name
    IDENTITY = "identity"  # documents, days in force
    CONSISTENCY = "consistency"  # two places of the scheme speak differently of one clause


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFinding:
    """One thing that is open. `reason` carries the clause and what to say."""

    kind: FindingKind
    reason: Reason
    parameter: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReport:
    """One statement of a parameter and where the text has it; no spans where it has not."""

    parameter: str
    clause: str
    found: bool
    whole: Span | None = None
    subject: Span | None = None
    number: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterReport:
    """A parameter with its statements; `found` if each stands in its clause as stated."""

    name: str
    clause: str
    found: bool
    statements: tuple[StatementReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReport:
    """A number of the text: the parameters that state it, or that a waiver lets it pass."""

    written: str
    canonical: str
    span: Span
    parameters: tuple[str, ...] = ()
    waived: bool = False

    @property
    def covered(self) -> bool:
        return bool(self.parameters) or self.waived


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseReport:
    """A clause on either side: where it stands in the text, its numbers and what is open in it."""

    id: str
    in_scheme: bool
    findings: tuple[AuditFinding, ...]
    span: Span | None = None  # marker and body; None if the text has no such clause
    body: Span | None = None
    numbers: tuple[NumberReport, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """The whole audit. Nothing is open only if `findings` is empty."""

    scheme: str
    numbered: bool  # whether the text has clause numbers
    sealed: bool  # whether the scheme holds seals
    clauses: tuple[ClauseReport, ...]  # in the order of the text, then those it lacks
    parameters: tuple[ParameterReport, ...]
    findings: tuple[AuditFinding, ...]  # all of them, clause by clause

    @property
    def is_clean(self) -> bool:
        return not self.findings


def finding(
    kind: FindingKind,
    found: Reason,
    *,
    parameter: str | None = None,
    span: Span | None = None,
) -> AuditFinding:
    """A finding written on one line."""
    return AuditFinding(kind=kind, reason=found, parameter=parameter, span=span)
