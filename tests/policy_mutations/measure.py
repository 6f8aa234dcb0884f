"""Counts what an audit catches, with the seals and without them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.policy_mutations.edits import Edit, SchemeEdit
from tests.policy_mutations.harmless import harmless_edits
from tests.policy_mutations.scheme_mutations import scheme_mutations
from tests.policy_mutations.text_mutations import text_mutations

from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy_text.audit import audit
from zhidai.core.policy_text.report import AuditReport, FindingKind

HARMLESS = 300
_OF_SEALS = (FindingKind.WORDING, FindingKind.ENCODING)


@dataclass(slots=True, kw_only=True)
class Count:
    """How many edits of a kind there were, and how many were seen."""

    made: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    seen_without_seals: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    caught: list[str] = field(default_factory=list)
    missed_without_seals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, kind: str, what: str, report: AuditReport) -> None:
        """Without the seals, what only they tell would not have been found."""
        unsealed = [one for one in report.findings if one.kind not in _OF_SEALS]
        self.made[kind] += 1
        self.seen[kind] += not report.is_clean
        self.seen_without_seals[kind] += bool(unsealed)
        if report.is_clean:
            self.missed.append(f"{kind}: {what}")
        else:
            self.caught.append(f"{kind}: {what}")
        if not unsealed:
            self.missed_without_seals[kind].append(what)


def measure_text(scheme: Scheme, edits: Iterable[Edit]) -> Count:
    """Each text against the scheme; an edit is seen where anything is open."""
    count = Count()
    for edit in edits:
        count.note(edit.kind, edit.what, audit(scheme, edit.text))
    return count


def measure_scheme(text: str, edits: Iterable[SchemeEdit]) -> Count:
    """Each scheme against the text."""
    count = Count()
    for edit in edits:
        count.note(edit.kind, edit.what, audit(edit.scheme, text))
    return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All three measures of one scheme and its text."""

    text: Count
    scheme: Count
    harmless: Count

    @property
    def mutations(self) -> int:
        return self.text.made.total() + self.scheme.made.total()


def measure(scheme: Scheme, text: str) -> Measured:
    """Mutations of the text and of the scheme, and harmless edits of the text."""
    return Measured(
        text=measure_text(scheme, text_mutations(text)),
        scheme=measure_scheme(text, scheme_mutations(scheme)),
        harmless=measure_text(scheme, harmless_edits(text, count=HARMLESS)),
    )
