"""What a version takes the place of, and which version published for a later day would undo it."""

from importlib.resources.abc import Traversable

from zhidai.core.errors import Reason, reason
from zhidai.core.labels import Label
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.undone_changes import undone_changes
from zhidai.db.schemes.models import SchemeDecision, SchemeVersion
from zhidai.schemes.archive import folder_in, scheme_in
from zhidai.schemes.reader import shipped, shipped_folder
from zhidai.services.schemes.versions import PUBLISHED, published_after
from zhidai.wording.differences import part_named


def before_of(row: SchemeVersion) -> tuple[Scheme, Traversable]:
    """The scheme, and its folder, that a version was or will be put in the place of."""
    published = SchemeVersion.objects.filter(
        scheme=row.scheme, decision__decision=PUBLISHED, in_force_from__lte=row.in_force_from
    ).exclude(pk=row.pk)
    decision: SchemeDecision | None = getattr(row, "decision", None)
    if decision is not None and decision.decision == PUBLISHED:
        published = published.filter(decision__id__lt=decision.pk)
    earlier = published.order_by("-in_force_from", "-decision__id").first()
    if earlier is None:
        return shipped(row.scheme), shipped_folder(row.scheme)
    archive = bytes(earlier.archive)
    return scheme_in(archive), folder_in(archive)


def undone_later(row: SchemeVersion) -> tuple[Reason, ...]:
    """Each version published for a later day that lacks a change of this one, with the changes."""
    later = published_after(row.scheme, row.in_force_from)
    if not later:
        return ()
    (before, _), version = before_of(row), scheme_in(bytes(row.archive))
    return tuple(
        found
        for one in later
        if (found := _undone(before, version, scheme_in(bytes(one.archive)), one)) is not None
    )


def _undone(before: Scheme, version: Scheme, then: Scheme, later: SchemeVersion) -> Reason | None:
    lost = undone_changes(before, version, then)
    if not lost:
        return None
    names = [
        [part_named(one, (version, before), language) for one in lost]
        for language in ("zh-hans", "en")
    ]
    parts = Label(zh="、".join(names[0]), en=", ".join(names[1]))
    return reason("scheme_version_undone_later", later=later.in_force_from, parts=parts)
