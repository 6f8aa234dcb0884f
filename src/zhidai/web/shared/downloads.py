"""The one way in which a file leaves the platform: recorded, as an attachment, never shown inside.

What somebody saves who is signed in for a party is written down before it is sent; the files of
the open pages that a visitor saves are nobody's.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from zhidai.services.exports.commands import record_export
from zhidai.web.shared.context import acting_of

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"

# What each page with a file makes, by url name; a page without a line here can save nothing.
FILES: Mapping[str, Promise] = {
    "cases:annex": _("Form of the plan's annex, from a case"),
    "cases:document": _("Paper of a case"),
    "dashboards:figure_lines": _("List behind a figure, CSV"),
    "deal:deal": _("Deal sheet"),
    "deals:sheet": _("Deal sheet"),
    "filings:paper": _("Monthly filing, paper"),
    "filings:workbook": _("Monthly filing, workbook"),
    "journal:beancount": _("Books, plain text"),
    "journal:xlsx": _("Books, workbook"),
    "ledger:patents_sample": _("Sample list of patents"),
    "ledger:registrations_sample": _("Sample list of registrations"),
    "ledger:sample": _("Sample ledger"),
    "loans:journey_csv": _("Journey of a loan, CSV"),
    "loans:journey_xlsx": _("Journey of a loan, workbook"),
    "loans:loss_sharing": _("Loss-sharing statement"),
    "parties:agreement_paper": _("Signed agreement"),
    "published:workbook": _("Series of others beside ours, workbook"),
    "schemes:folder": _("Scheme in force"),
    "schemes:version_folder": _("Version of a scheme"),
    "schemes:xray": _("X-ray of a scheme"),
    "self_check:annex": _("Form of the plan's annex, PDF"),
    "self_check:annex_document": _("Form of the plan's annex, Word"),
    "self_check:paper": _("Self-check"),
    "statistics:bulletin_file": _("Bulletin"),
    "statistics:export": _("Statistics, workbook"),
    "statistics:figure_lines": _("List behind a figure, CSV"),
    "subsidies:payments_csv": _("Payment list, CSV"),
    "subsidies:payments_pdf": _("Payment list, paper"),
    "subsidies:payments_xlsx": _("Payment list, workbook"),
    "subsidies:statement": _("Subsidy statement"),
    "valuation:export": _("Values of a book of patents"),
    "valuation:report": _("Valuation report"),
}


def download(request: HttpRequest, name: str, media_type: str, content: bytes) -> HttpResponse:
    """The file as an attachment; recorded first for whoever is signed in for a party."""
    acting, page = acting_of(request), _page(request)
    if acting is not None and request.method != "HEAD":
        record_export(
            acting,
            what=page,
            address=request.get_full_path(),
            name=name,
            media_type=media_type,
            content=content,
        )
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition or "attachment", "Cache-Control": "private"}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _page(request: HttpRequest) -> str:
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name not in FILES:
        raise AssertionError(f"{name or request.path} saves files and is not among those that may")
    return name
