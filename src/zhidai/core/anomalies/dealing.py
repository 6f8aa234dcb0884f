"""When a finding is dealt with, and when it is open again.

A bureau that has looked closes a finding with its reason. What it looked at are the records that
the finding rested on; the finding is open again as soon as it rests on one that was not among them:
another pledge or loan, a release, another value. A record that is gone opens nothing.
"""

import hashlib
from collections.abc import Iterable

from zhidai.core.anomalies.book import AnomalyKind, EvidenceLine, Finding

# Days that a pledge waits for its loan grow by themselves: that they do is nothing new.
_GROWS_BY_ITSELF = frozenset({AnomalyKind.REGISTRATION_WITHOUT_LOAN})


def marks(finding: Finding) -> tuple[str, ...]:
    """What tells each record of a finding from all others, in order, each once."""
    grows = finding.kind in _GROWS_BY_ITSELF
    return tuple(sorted({_mark(line, grows=grows) for line in finding.evidence}))


def seen_as(finding: Finding) -> str:
    """One word for all records that a page showed: the same only while it rests on the same."""
    return hashlib.sha256("\n".join(marks(finding)).encode()).hexdigest()


def is_dealt_with(finding: Finding, looked_at: Iterable[str]) -> bool:
    """Whether every record of the finding was looked at when it was closed."""
    return set(marks(finding)) <= set(looked_at)


def _mark(line: EvidenceLine, *, grows: bool) -> str:
    measured = "" if grows or line.measured is None else str(line.measured)
    parts = (line.case, line.loan, line.right, line.on, line.until, line.amount, measured)
    return "|".join("" if part is None else str(part) for part in parts)
