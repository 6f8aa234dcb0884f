"""What a check of a scheme finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.errors import Reason, ReasonParameter, reason


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # the scheme says something else than it is meant to
    WARNING = "warning"  # someone should look
    INFO = "info"  # good to know


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """One finding with its sentence's code."""

    severity: Severity
    reason: Reason


def error(code: str, /, clause: str | None = None, **parameters: ReasonParameter) -> CheckFinding:
    """A finding that makes the check fail."""
    return CheckFinding(severity=Severity.ERROR, reason=reason(code, clause, **parameters))


def warning(code: str, /, clause: str | None = None, **parameters: ReasonParameter) -> CheckFinding:
    """A finding that someone should look at."""
    return CheckFinding(severity=Severity.WARNING, reason=reason(code, clause, **parameters))


def info(code: str, /, clause: str | None = None, **parameters: ReasonParameter) -> CheckFinding:
    """A finding that is good to know."""
    return CheckFinding(severity=Severity.INFO, reason=reason(code, clause, **parameters))


def errors_of(findings: Iterable[CheckFinding]) -> tuple[Reason, ...]:
    """What makes a check fail."""
    return tuple(one.reason for one in findings if one.severity is Severity.ERROR)
