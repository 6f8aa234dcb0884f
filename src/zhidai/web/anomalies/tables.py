"""A finding's records, and how it was dealt with before."""

from collections.abc import Mapping
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.anomalies.book import AnomalyKind, EvidenceLine
from zhidai.core.money import to_fen
from zhidai.services.anomalies.views import FindingView
from zhidai.web.filings.tables import said
from zhidai.web.loans.words import loan_address, money_column
from zhidai.web.shared.components import Cell, Column, Table, Tag, Tone, table
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import yuan
from zhidai.wording.anomalies import evidence_figure, figure

RECORDS_SHOWN = 50  # of a finding
# What the amount or value of a record is held against, where the figure is a ratio.
_AGAINST: Mapping[AnomalyKind, Promise] = {
    AnomalyKind.AMOUNT_OUT_OF_LINE: gettext_lazy("Lower of both values"),
    AnomalyKind.APPRAISER_ALWAYS_HIGH: gettext_lazy("Market value"),
}


def evidence_table(view: FindingView) -> Table:
    """The first records that the finding rests on, under what was measured."""
    kind, finding = view.kind, view.finding
    caption = _("{subject}: {measured} (threshold {threshold})").format(
        subject=said(view.subject),
        measured=figure(kind, finding.measured, language()),
        threshold=figure(kind, finding.threshold, language()),
    )
    return table(
        caption=caption,
        columns=[
            _("Case"),
            _("Loan contract"),
            _("Patent"),
            _("From or on"),
            _("Until"),
            money_column(_("Amount or value")),
            *([money_column(_AGAINST[kind])] if kind in _AGAINST else []),
            Column(label=_("Measured"), is_numeric=True),
        ],
        rows=[_line(kind, line) for line in finding.evidence[:RECORDS_SHOWN]],
    )


def closings_table(view: FindingView) -> tuple[Table, ...]:
    """How it was dealt with, newest first; nothing where nobody has."""
    if not view.closings:
        return ()
    rows = [
        (
            Cell(text=line.closed_on.isoformat(), keeps_line=True),
            line.person.in_language(language()),
            line.reason,
            Tag(text=_("Dealt with"))
            if line.holds
            else Tag(text=_("Open again: new evidence"), tone=Tone.WARNING),
        )
        for line in view.closings
    ]
    made = table(
        caption=_("How it was dealt with"),
        columns=[_("Day"), _("Person"), _("Reason"), _("Status")],
        rows=rows,
    )
    return (made,)


def _line(kind: AnomalyKind, line: EvidenceLine) -> tuple[Cell, ...]:
    return (
        Cell(text=line.case, url=reverse("cases:case", args=[line.case])),
        Cell(text=line.loan or "", url=loan_address(line.loan) if line.loan else None),
        Cell(text=f"ZL{line.right}" if line.right else ""),
        Cell(text=line.on.isoformat(), keeps_line=True),
        Cell(text=line.until.isoformat() if line.until else "", keeps_line=True),
        _yuan(line.amount),
        *([_yuan(line.against)] if kind in _AGAINST else []),
        Cell(text=evidence_figure(kind, line.measured, language())),
    )


def _yuan(amount: Decimal | None) -> Cell:
    return Cell(text="" if amount is None else yuan(to_fen(amount)))
