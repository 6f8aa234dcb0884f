"""A filing as tables: its loans, the papers of each, the versions that were sent."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.filings.filing import FilingRow, PaperCopy
from zhidai.core.filings.standing import Standing
from zhidai.core.labels import Label
from zhidai.core.money import to_fen
from zhidai.services.filings.views import FilingRow as ListRow
from zhidai.services.filings.views import FilingView, VersionLine
from zhidai.web.casework.words import patent_kind
from zhidai.web.filings.words import filing_tag, lateness, month_text
from zhidai.web.loans.words import loan_address, money_column, percent
from zhidai.web.shared.components import Cell, Column, Table, Tag, Tone, table
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import yuan


def list_table(rows: list[ListRow]) -> Table:
    """Months with bank, amount, what is missing and where they stand; a card on a phone."""
    return table(
        caption=_("Monthly filings"),
        is_caption_hidden=True,
        columns=[
            _("Filing"),
            _("Bank"),
            Column(label=_("Loans"), is_numeric=True),
            money_column(_("Amount")),
            Column(label=_("Papers missing"), is_numeric=True),
            _("Status"),
            _("To be filed by"),
        ],
        rows=[
            (
                Cell(
                    text=row.number,
                    url=reverse("filings:filing", args=[row.number]),
                    note=month_text(row.month),
                ),
                said(row.bank),
                row.loans,
                yuan(to_fen(row.total)),
                row.missing,
                filing_tag(row.standing.status),
                _due(row.standing),
            )
            for row in rows
        ],
        empty=_("No filing here. A month opens by itself once it is over."),
    )


def _due(standing: Standing) -> Cell:
    """The day, under the lateness where it is late."""
    late, day = lateness(standing), standing.due_on.isoformat()
    return Cell(text=day, keeps_line=True) if late is None else Cell(tag=late, note=day)


def loans_table(view: FilingView) -> Table:
    """The loans of the month, each with its guarantor, pledge registration and patents."""
    return table(
        caption=_("Loans of the month"),
        is_caption_hidden=True,
        columns=[
            _("Loan contract"),
            _("Enterprise"),
            money_column(_("Amount")),
            Column(label=_("Rate"), is_numeric=True),
            _("Drawn and due"),
            _("Guarantor"),
            _("Pledge registration"),
            _("Patents"),
        ],
        rows=[_loan(row, view) for row in view.filing.rows],
        total=(
            _("Total"), "", yuan(to_fen(view.filing.total)), "", "", "", "", "",
        ),
    )  # fmt: skip


def papers_table(view: FilingView) -> Table:
    """Every paper that the clause asks for, there or missing."""
    return table(
        caption=_("Papers of each loan"),
        is_caption_hidden=True,
        columns=[_("Loan contract"), _("Paper"), _("There"), _("File in the dossier")],
        rows=[
            (
                row.drawdown.loan,
                said(view.papers[paper.paper]),
                Tag(text=_("missing"), tone=Tone.WARNING)
                if paper.is_missing
                else Tag(text=_("there"), tone=Tone.PLAIN),
                _file(row.drawdown.case, paper.copies),
            )
            for row in view.filing.rows
            for paper in row.papers
        ],
    )


def versions_table(view: FilingView) -> Table:
    """Every version that was sent, newest first, with what the bureau said to it."""
    return table(
        caption=_("Versions sent"),
        is_caption_hidden=True,
        columns=[
            _("Version"),
            _("Sent on"),
            _("Sent by"),
            _("Note of the bank"),
            _("Status"),
            _("Decided on"),
            _("Grounds"),
        ],
        rows=[_version(line, view) for line in view.versions],
        empty=_("Nothing has been sent yet."),
    )


def said(label: Label) -> str:
    """A label in the language of the page."""
    return label.in_language(language())


def _loan(row: FilingRow, view: FilingView) -> tuple[Cell, ...]:
    one = row.drawdown
    registered = one.registered_on.isoformat() if one.registered_on else None
    patents = "；".join(
        f"ZL{patent.number} {patent.title} ({patent_kind(patent.kind)})" for patent in one.patents
    )
    return (
        Cell(text=one.loan, url=loan_address(one.loan), note=said(view.routes[one.route])),
        Cell(text=said(one.enterprise), note=one.credit_code),
        Cell(text=yuan(to_fen(one.amount))),
        Cell(text=percent(one.annual_rate)),
        Cell(text=one.drawn_on.isoformat(), note=one.due_on.isoformat(), keeps_line=True),
        Cell(text=said(one.guarantor) if one.guarantor else ""),
        Cell(text=one.registration or "", note=registered),
        Cell(text=patents),
    )


def _file(case: str, copies: tuple[PaperCopy, ...]) -> Cell:
    """The newest copy; earlier ones stand in the dossier."""
    if not copies:
        return Cell()
    newest = copies[-1]
    more = _("and {count} earlier").format(count=len(copies) - 1) if len(copies) > 1 else None
    address = reverse("cases:document", args=[case, newest.document])
    return Cell(text=newest.name, url=address, note=more)


def _version(line: VersionLine, view: FilingView) -> tuple[Cell | Tag | str, ...]:
    address = reverse("filings:version", args=[view.number, line.version])
    return (
        Cell(text=str(line.version), url=address),
        Cell(text=line.sent_on.isoformat(), keeps_line=True),
        said(line.sent_by),
        line.note,
        filing_tag(line.outcome),
        Cell(
            text=line.decided_on.isoformat() if line.decided_on else "",
            note=said(line.decided_by) if line.decided_by else None,
            keeps_line=True,
        ),
        line.grounds,
    )
