"""Reads which files were saved: an approver sees the party's, an officer their own.

In a bureau every person sees the bureau's: what a supervisor takes out is open within it.
"""

from django.db.models import QuerySet

from zhidai.core.parties import PartyKind, PersonRole
from zhidai.db.exports.models import Export
from zhidai.services.acting import Acting, named
from zhidai.services.exports.views import ExportRow


def sees_all_of_the_party(acting: Acting) -> bool:
    """Whether the acting person sees what others of the party saved."""
    return acting.role is PersonRole.APPROVER or acting.kind is PartyKind.BUREAU


def export_count(acting: Acting, *, digest: str = "") -> int:
    """How many files the acting person sees."""
    return _visible(acting, digest).count()


def export_rows(acting: Acting, *, first: int, most: int, digest: str = "") -> list[ExportRow]:
    """Some of them, the newest first. digest: only those whose SHA-256 begins with it."""
    rows = _visible(acting, digest).select_related("person").order_by("-id")
    return [_row(row) for row in rows[first : first + most]]


def _visible(acting: Acting, digest: str) -> QuerySet[Export]:
    rows = Export.objects.filter(party_id=acting.party_id)
    if not sees_all_of_the_party(acting):
        rows = rows.filter(person_id=acting.person_id)
    return rows.filter(sha256__startswith=digest.lower()) if digest else rows


def _row(row: Export) -> ExportRow:
    return ExportRow(
        person=named(row.person),
        what=row.what,
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        exported_on=row.exported_on,
        recorded_at=row.recorded_at,
    )
