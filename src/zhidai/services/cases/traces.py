"""Every decision's stored trace run again: does the platform still explain it as it did?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from zhidai.core.policy.rerun import Difference, rerun
from zhidai.db.history.models import Event
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.reader import shipped_schemes
from zhidai.services.schemes.versions import scheme_pinned


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAgain:
    """One decision. another_version: made under other data, so that it is not run again."""

    stream: str
    sequence: int
    another_version: bool
    differences: tuple[Difference, ...]


def number_of_traces() -> int:
    """How many decisions keep a trace."""
    return _with_trace().count()


def run_again(*, after_each: Callable[[], None] = lambda: None) -> Iterator[RunAgain]:
    """Every decision that keeps a trace, the oldest first."""
    reference, known = reference_tables(), shipped_schemes()
    for event in _with_trace().select_related("stream").order_by("id").iterator():
        assessment = event.payload["trace"].get("assessment")
        after_each()
        if assessment is None:
            continue
        name = assessment["scheme_id"]
        pinned = assessment["content_hash"]
        scheme = scheme_pinned(name, pinned) if name in known else None
        other = scheme is None or scheme.content_hash != pinned
        differences = (
            () if scheme is None or other else rerun(scheme, assessment, reference=reference)
        )
        yield RunAgain(
            stream=event.stream.name,
            sequence=event.sequence,
            another_version=other,
            differences=differences,
        )


def _with_trace() -> QuerySet[Event]:
    return Event.objects.filter(payload__has_key="trace")
