"""Which version of a scheme holds: on a day for what is new, and for a case the one it began on.

A published version holds for cases opened from its day on; before the first one, the folder that
came with the platform does. A running case stays on the version whose content hash it is pinned to.
"""

from datetime import date
from functools import lru_cache

from zhidai.core.policy.scheme import Scheme
from zhidai.db.schemes.models import SchemeVersion
from zhidai.schemes.archive import files_in, files_of, packed, scheme_in
from zhidai.schemes.operated import operated_schemes
from zhidai.schemes.reader import shipped, shipped_folder

PUBLISHED = "published"
SHIPPED = "shipped with the platform"


def published_on(scheme_id: str, on: date) -> SchemeVersion | None:
    """The published version in force on a day; None while the shipped folder is."""
    return (
        SchemeVersion.objects.filter(
            scheme=scheme_id, decision__decision=PUBLISHED, in_force_from__lte=on
        )
        .order_by("-in_force_from", "-decision__id")
        .first()
    )


def scheme_in_force(scheme_id: str, on: date) -> Scheme:
    """The scheme as it holds for what begins on a day; `scheme_unknown` if there is none."""
    if scheme_id not in operated_schemes():
        return shipped(scheme_id)
    version = published_on(scheme_id, on)
    return shipped(scheme_id) if version is None else scheme_in(bytes(version.archive))


def scheme_pinned(scheme_id: str, content_hash: str) -> Scheme:
    """The scheme with exactly that content: what a case was opened under."""
    present = shipped(scheme_id)
    if present.content_hash == content_hash:
        return present
    try:
        return _kept(scheme_id, content_hash)
    except SchemeVersion.DoesNotExist:
        # A case opened before versions were kept has no folder of its own left.
        return present


@lru_cache(maxsize=64)
def _kept(scheme_id: str, content_hash: str) -> Scheme:
    """A version's content never changes: it is read once, however many cases are pinned to it."""
    version = SchemeVersion.objects.filter(scheme=scheme_id, content_hash=content_hash)
    return scheme_in(bytes(version.order_by("id")[:1].get().archive))


def keep_shipped(scheme: Scheme, on: date) -> None:
    """Keep the folder that came with the platform, once somebody begins a case under it."""
    if scheme.content_hash != shipped(scheme.id).content_hash:
        return
    SchemeVersion.objects.get_or_create(
        scheme=scheme.id,
        content_hash=scheme.content_hash,
        proposed_by=None,
        bureau=None,
        defaults={
            "archive": packed(files_of(shipped_folder(scheme.id))),
            "in_force_from": scheme.in_force_from,
            "why": SHIPPED,
            "proposed_on": on,
        },
    )


def published_after(scheme_id: str, on: date) -> tuple[SchemeVersion, ...]:
    """The version that holds from each later day: of several for a day the one published last."""
    rows = SchemeVersion.objects.filter(
        scheme=scheme_id, decision__decision=PUBLISHED, in_force_from__gt=on
    ).order_by("in_force_from", "decision__id")
    return tuple({one.in_force_from: one for one in rows}.values())


def files_in_force(scheme_id: str, on: date = date.max) -> dict[str, bytes]:
    """The files of the version in force on a day, or of the folder that came with the platform."""
    version = published_on(scheme_id, on)
    if version is None:
        return files_of(shipped_folder(scheme_id))
    return files_in(bytes(version.archive))
