"""Something is entered in a kept deal, or its sheet is made: the fields of its kind, one button."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from zhidai.core.errors import bad_input
from zhidai.core.valuation.deal_entries import EntryKind
from zhidai.documents.appraisal_reports import WrittenReports, reports_in
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound
from zhidai.services.transactions import Answer
from zhidai.services.valuation.deal_commands import enter_in_deal, enter_reports, make_sheet
from zhidai.services.valuation.deal_queries import patent_in_deal
from zhidai.services.valuation.deal_views import PatentInDeal
from zhidai.web.deal.entry_fields import Typed
from zhidai.web.deal.entry_forms import FORMS
from zhidai.web.deal.field_faults import entry_page
from zhidai.web.deal.stored import patent_address
from zhidai.web.deal.words import ENTRIES, SHEET, ratio_said, yuan_said
from zhidai.web.loans.commands import CommandPage
from zhidai.web.shared.components import FieldKind, FormField, SummaryRow
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.valuation.words import VALUERS

IMPORT, FILE = "import", "reports"


@answers_refusals
@acting_required(*VALUERS)
def entry(
    request: HttpRequest, acting: Acting, deal_id: int, number: str, kind: str
) -> HttpResponse:
    """The page of one kind of entry."""
    view = patent_in_deal(acting, deal_id, number)
    if kind == SHEET:
        return _sheet(request, acting, view)
    if kind == IMPORT:
        return _import(request, acting, view)
    if kind not in FORMS:
        raise NotFound
    return _entry(request, acting, view, EntryKind(kind))


def _entry(
    request: HttpRequest, acting: Acting, view: PatentInDeal, kind: EntryKind
) -> HttpResponse:
    form, number = FORMS[kind], view.line.number
    kept = form.typed(view.contents.get(kind, {}))
    typed: Typed = {k: str(v) for k, v in request.POST.items()} if request.POST else kept
    withdrawn = request.POST.get("entry") or request.GET.get("entry", "")
    page = CommandPage(
        overline=_overline(view),
        title=str(ENTRIES[kind]),
        lead=form.lead,
        rows=_rows(view),
        fields=form.fields(typed),
        hidden={"entry": withdrawn} if kind is EntryKind.WITHDRAWAL else None,
        confirm_text=_("Enter it"),
        back_url=patent_address(view.deal, number),
        done=_("Entered. What was there before is kept in the history."),
        blames=form.blames,
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        said = sent.copy()
        said["by"], said["patent_number"] = acting.person_name, number
        content = form.content(said)
        if kind is EntryKind.REPORT:
            return enter_reports(acting, view.deal.id, [content], key=idempotency_key)
        return enter_in_deal(
            acting, view.deal.id, number, kind=kind, content=content, key=idempotency_key
        )

    return entry_page(request, page, do=do)


def _import(request: HttpRequest, acting: Acting, view: PatentInDeal) -> HttpResponse:
    page = CommandPage(
        overline=view.deal.number,
        title=_("Import reports"),
        lead=_(
            "A table with one report a row, or JSON in the form that zhidai schema appraisals"
            " prints. All are entered or none."
        ),
        fields=(
            FormField(
                name=FILE,
                label=_("File with appraisers' reports"),
                kind=FieldKind.FILE,
                hint=_(
                    "Excel or CSV with appraiser, report number, patent number, day, method,"
                    " value, and what a report by income rests on, each with its unit."
                ),
                accept=".xlsx,.xls,.csv,.json",
            ),
        ),
        confirm_text=_("Import them"),
        back_url=patent_address(view.deal, view.line.number),
        done=_("The reports are entered."),
        blames={"": FILE},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        del sent
        given = _reports(request)
        with given.by_row():
            return enter_reports(acting, view.deal.id, given.reports, key=idempotency_key)

    return entry_page(request, page, do=do)


def _reports(request: HttpRequest) -> WrittenReports:
    given = request.FILES.get(FILE)
    if not isinstance(given, UploadedFile) or given.name is None:
        raise bad_input("deal_file_not_given")
    return reports_in(given.read(), name=given.name)


def _sheet(request: HttpRequest, acting: Acting, view: PatentInDeal) -> HttpResponse:
    page = CommandPage(
        overline=_overline(view),
        title=_("Make the sheet to sign"),
        lead=_(
            "The sheet of today is kept as it is, in Chinese and English; one made on a later day"
            " stands beside it with what changed."
        ),
        rows=(*_rows(view), SummaryRow(label=_("Day"), value=view.deal.on.isoformat())),
        confirm_text=_("Make the sheet"),
        back_url=patent_address(view.deal, view.line.number),
        done=_("The sheet is made and kept."),
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        del sent
        return make_sheet(acting, view.deal.id, view.line.number, key=idempotency_key)

    return entry_page(request, page, do=do)


def _overline(view: PatentInDeal) -> str:
    return f"{view.deal.number} · ZL{view.line.number}"


def _rows(view: PatentInDeal) -> tuple[SummaryRow, ...]:
    found = view.line.sheet
    if found is None:
        return ()
    return (
        SummaryRow(label=_("Title"), value=found.patent.title),
        SummaryRow(
            label=_("Our value"),
            value=yuan_said(found.value.mean),
            note=_("P10 to P90: {low} – {high}").format(
                low=yuan_said(found.value.p10), high=yuan_said(found.value.p90)
            ),
        ),
        SummaryRow(label=_("Loan over mean value"), value=ratio_said(found.risk.loan_to_value)),
    )
