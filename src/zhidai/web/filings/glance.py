"""What a workbench says of monthly filings: those that wait for this party, and the late ones."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.filings.standing import FilingStatus
from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.filings.queries import filing_rows, late_filings
from zhidai.services.filings.views import FilingRow
from zhidai.web.filings.tables import said
from zhidai.web.filings.words import month_text
from zhidai.web.shared.components import Figure, Text, ToDo
from zhidai.web.shared.templatetags.house import ten_thousands


def filing_to_dos(acting: Acting) -> list[ToDo]:
    """For the bank what it has to send, for the bureau what it has to receive; oldest first."""
    rows = sorted(filing_rows(acting), key=lambda row: (row.month, row.number))
    found = [(row, _what(row, acting)) for row in rows]
    return [_to_do(row, title) for row, title in found if title is not None]


def late_filings_figure(acting: Acting) -> Figure:
    """How many months were or are late."""
    return Figure(
        label=_("Filings late"),
        value=str(late_filings(acting)),
        clause=usual_citations(acting).get(Topic.MONTHLY_FILING),
        url=f"{reverse('filings:list')}?status=late",
    )


def _what(row: FilingRow, acting: Acting) -> Text | None:
    status, is_bank = row.standing.status, acting.kind is PartyKind.BANK
    if is_bank and status is FilingStatus.TO_SEND:
        return _("Send the monthly filing")
    if is_bank and status is FilingStatus.RETURNED:
        return _("Correct the monthly filing that was returned")
    if not is_bank and status is FilingStatus.SENT:
        return _("Receive a monthly filing, or return it")
    return None


def _to_do(row: FilingRow, title: Text) -> ToDo:
    hint = _("{month} · {bank} · {count} loans · {amount} · {missing} papers missing").format(
        month=month_text(row.month),
        bank=said(row.bank),
        count=row.loans,
        amount=ten_thousands(to_fen(row.total)),
        missing=row.missing,
    )
    waits_for_bank = row.standing.days_left is not None
    return ToDo(
        title=title,
        url=reverse("filings:filing", args=[row.number]),
        hint=hint,
        due_on=row.standing.due_on if waits_for_bank else None,
        clause=row.clause,
    )
