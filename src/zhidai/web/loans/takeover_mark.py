"""The mark of a loan that was taken over: from which row of which file it came."""

from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.takeover.queries import TakenOver
from zhidai.web.shared.components import SummaryRow

_GROUP = 8  # characters of a digest that stand together, so that it can break across lines


def takeover_rows(mark: TakenOver | None, acting: Acting) -> list[SummaryRow]:
    """A row for the loan's page; none for a loan that was drawn here.

    The file is the bank's own: others learn the day alone.
    """
    if mark is None:
        return []
    if acting.kind is not PartyKind.BANK:
        return [SummaryRow(label=_("Taken over"), value=mark.cut_over_on.isoformat())]
    where = _("{file}, {sheet}, row {row}, as of {day}").format(
        file=mark.file_name, sheet=mark.sheet, row=mark.row, day=mark.cut_over_on
    )
    return [SummaryRow(label=_("Taken over"), value=where, note=in_groups(mark.sha256))]


def in_groups(digest: str) -> str:
    """A digest in groups of eight characters."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))
