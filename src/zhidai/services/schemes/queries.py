"""The versions of a scheme, as a reader may see them.

What was published is public, like the plan itself. Proposals, and how many cases run on a version,
are for the bureau of the scheme's place.
"""

from datetime import date
from importlib.resources.abc import Traversable

from django.db.models import QuerySet

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import Reason
from zhidai.core.policy.diff import diff
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import money_effect
from zhidai.db.cases.models import Case
from zhidai.db.schemes.models import SchemeDecision, SchemeVersion
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.working_days import working_days
from zhidai.schemes.archive import files_in, folder_in, handed_out, scheme_in
from zhidai.schemes.check import check_folder
from zhidai.schemes.example_check import run_examples
from zhidai.schemes.examples import load_examples
from zhidai.schemes.findings import Severity
from zhidai.schemes.operated import operated_schemes
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.parties.commands import is_bureau_of
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.succession import before_of, taken_back, undone_later
from zhidai.services.schemes.versions import (
    PUBLISHED,
    files_in_force,
    published_on,
    scheme_in_force,
)
from zhidai.services.schemes.views import VersionLine, VersionView, VersionWarnings

PROPOSED, SHIPPED_STATUS, REPLACED = "proposed", "shipped", "replaced"
LIVE = (CaseStatus.OPEN, CaseStatus.RUNNING)


def versions_of(acting: Acting | None, scheme_id: str) -> tuple[VersionLine, ...]:
    """The versions that a reader may see, the latest day in force first."""
    lines = [_line(row, acting, scheme_id) for row in _visible(acting, scheme_id)]
    present = shipped(scheme_id)
    if present.content_hash not in {one.content_hash for one in lines}:
        lines.append(_not_kept_yet(present, acting))
    return tuple(sorted(lines, key=lambda one: one.in_force_from, reverse=True))


def version_view(acting: Acting | None, scheme_id: str, version_id: int) -> VersionView:
    """A version with what it changes; `NotFound` for one that is not the reader's to see."""
    row = _visible(acting, scheme_id).filter(pk=version_id).first()
    if row is None:
        raise NotFound
    archive = bytes(row.archive)
    after, (before, folder_before) = scheme_in(archive), before_of(row)
    line = _line(row, acting, scheme_id)
    is_open = line.status == PROPOSED
    is_own = acting is not None and row.proposed_by_id == acting.person_id
    return VersionView(
        line=line,
        before=before,
        after=after,
        changes=diff(before, after).changes,
        money=money_effect(
            before, after, reference=reference_tables(), working_days=working_days()
        ),
        examples_changed=_examples_changed(archive, after),
        warnings=_warnings(archive, folder_before, on=row.in_force_from),
        taken_back=taken_back(row) if is_open else (),
        undone_later=undone_later(row) if is_open else (),
        staying=_numbers(before) if is_of_its_bureau(acting, scheme_id) else (),
        may_decide=is_open and not is_own,
        may_withdraw=is_open and is_own,
    )


def folder_of_version(acting: Acting | None, scheme_id: str, version_id: int) -> bytes:
    """The folder of a version as a zip to work on."""
    row = _visible(acting, scheme_id).filter(pk=version_id).first()
    if row is None:
        raise NotFound
    return handed_out(files_in(bytes(row.archive)), around=scheme_id)


def folder_in_force(scheme_id: str) -> bytes:
    """The folder in force, or published for a later day, as a zip to work on."""
    return handed_out(files_in_force(scheme_id), around=scheme_id)


def _examples_changed(archive: bytes, scheme: Scheme) -> tuple[Reason, ...]:
    examples = load_examples(folder_in(archive), scheme)
    _, failures = run_examples(scheme, examples, reference_tables())
    return tuple(one.reason for one in failures)


def _warnings(archive: bytes, before: Traversable, *, on: date) -> VersionWarnings:
    """What the check says of a version; of that, what it does not say of the version before."""
    known = _warned(before, on)
    found = _warned(folder_in(archive), on)
    return VersionWarnings(
        new=tuple(one for one in found if one not in known),
        standing=tuple(one for one in found if one in known),
    )


def _warned(folder: Traversable, on: date) -> tuple[Reason, ...]:
    _, findings = check_folder(folder, on=on, reference=reference_tables())
    return tuple(one.reason for one in findings if one.severity is Severity.WARNING)


def live_cases(scheme_id: str, content_hash: str) -> int:
    """How many open or running cases are pinned to a version."""
    return _live(scheme_id).filter(scheme_hash=content_hash).count()


def is_of_its_bureau(acting: Acting | None, scheme_id: str) -> bool:
    """Whether the reader may propose and publish versions of a scheme."""
    return (
        acting is not None
        and scheme_id in operated_schemes()
        and is_bureau_of(acting, shipped(scheme_id))
    )


def _visible(acting: Acting | None, scheme_id: str) -> QuerySet[SchemeVersion]:
    rows = SchemeVersion.objects.filter(scheme=scheme_id).select_related(
        "proposed_by", "decision__decided_by"
    )
    if is_of_its_bureau(acting, scheme_id):
        return rows
    published = rows.filter(decision__decision=PUBLISHED)
    return published | rows.filter(proposed_by__isnull=True)


def _line(row: SchemeVersion, acting: Acting | None, scheme_id: str) -> VersionLine:
    decision: SchemeDecision | None = getattr(row, "decision", None)
    in_force = scheme_in_force(scheme_id, business_date.today())
    return VersionLine(
        id=row.pk,
        content_hash=row.content_hash,
        in_force_from=row.in_force_from,
        why=row.why,
        status=_status(row, decision),
        is_in_force=row.content_hash == in_force.content_hash,
        proposed_on=row.proposed_on if row.proposed_by else None,
        proposed_by=named(row.proposed_by) if row.proposed_by else None,
        decided_on=None if decision is None else decision.decided_on,
        decided_by=None if decision is None else named(decision.decided_by),
        grounds="" if decision is None else decision.grounds,
        live_cases=_count(acting, scheme_id, row.content_hash),
    )


def _status(row: SchemeVersion, decision: SchemeDecision | None) -> str:
    """Of several published for a day the last one holds; the others are replaced by it."""
    if decision is None:
        return PROPOSED if row.proposed_by else SHIPPED_STATUS
    if decision.decision != PUBLISHED:
        return decision.decision
    holds = published_on(row.scheme, row.in_force_from)
    return PUBLISHED if holds is None or holds.pk == row.pk else REPLACED


def _not_kept_yet(present: Scheme, acting: Acting | None) -> VersionLine:
    in_force = scheme_in_force(present.id, business_date.today())
    return VersionLine(
        id=None,
        content_hash=present.content_hash,
        in_force_from=present.in_force_from,
        why="",
        status=SHIPPED_STATUS,
        is_in_force=present.content_hash == in_force.content_hash,
        live_cases=_count(acting, present.id, present.content_hash),
    )


def _count(acting: Acting | None, scheme_id: str, content_hash: str) -> int | None:
    if not is_of_its_bureau(acting, scheme_id):
        return None
    return live_cases(scheme_id, content_hash)


def _live(scheme_id: str) -> QuerySet[Case]:
    return Case.objects.filter(scheme=scheme_id, status__in=[str(one) for one in LIVE])


def _numbers(before: Scheme) -> tuple[str, ...]:
    rows = _live(before.id).filter(scheme_hash=before.content_hash).order_by("number")
    return tuple(rows.values_list("number", flat=True))
