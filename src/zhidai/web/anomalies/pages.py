"""What the bureau should look into, each finding with the records that it rests on."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.anomalies.book import AnomalyKind, EvidenceLine
from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.anomalies.queries import anomalies_view
from zhidai.services.anomalies.views import AnomaliesView, FindingView
from zhidai.web.filings.tables import said
from zhidai.web.loans.words import loan_address, money_column
from zhidai.web.shared.components import Cell, Column, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.wording.anomalies import evidence_figure, figure, kind_definition, kind_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of anomaly: what counts, and the findings with their evidence."""

    id: str
    title: str
    definition: str
    tables: tuple[Table, ...]


@answers_refusals
@acting_required(PartyKind.BUREAU)
def anomalies(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every search with its thresholds, found or not."""
    view = anomalies_view(acting)
    context = {
        "view": view,
        "count": len(view.findings),
        "sections": [_section(kind, view) for kind in AnomalyKind],
    }
    return render(request, "anomalies/list.html", context)


def _section(kind: AnomalyKind, view: AnomaliesView) -> Section:
    return Section(
        id=str(kind),
        title=kind_name(kind, language()),
        definition=kind_definition(kind, view.parameters, language()),
        tables=tuple(_evidence(each) for each in view.findings if each.kind is kind),
    )


def _evidence(view: FindingView) -> Table:
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
            Column(label=_("Measured"), is_numeric=True),
        ],
        rows=[_line(kind, line) for line in finding.evidence],
    )


def _line(kind: AnomalyKind, line: EvidenceLine) -> tuple[Cell, ...]:
    return (
        Cell(text=line.case, url=reverse("cases:case", args=[line.case])),
        Cell(text=line.loan or "", url=loan_address(line.loan) if line.loan else None),
        Cell(text=f"ZL{line.right}" if line.right else ""),
        Cell(text=line.on.isoformat(), keeps_line=True),
        Cell(text=line.until.isoformat() if line.until else "", keeps_line=True),
        Cell(text="" if line.amount is None else yuan(to_fen(line.amount))),
        Cell(text=evidence_figure(kind, line.measured, language())),
    )
