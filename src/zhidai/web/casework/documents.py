"""A paper of the dossier, always as an attachment: nothing uploaded runs on our pages."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from zhidai.documents.annex_word import patent_filing_document
from zhidai.documents.letters.patent_filing import PatentFilingForm, patent_filing_form
from zhidai.services.acting import Acting
from zhidai.services.cases.letters import filing_form
from zhidai.services.cases.queries import document_content
from zhidai.services.refusal import NotFound
from zhidai.web.shared.refusals import acting_required, answers_refusals

_ANNEX: Mapping[str, Callable[[PatentFilingForm], bytes]] = {
    "pdf": patent_filing_form,
    "docx": patent_filing_document,
}
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@answers_refusals
@acting_required()
def document(request: HttpRequest, acting: Acting, number: str, document: int) -> HttpResponse:
    """The file itself."""
    name, media_type, content = document_content(acting, number, document)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": disposition or "attachment", "Cache-Control": "private"},
    )


@answers_refusals
@acting_required()
def annex(request: HttpRequest, acting: Acting, number: str, ending: str) -> HttpResponse:
    """The plan's form filled in from the case: as PDF, or as Word to be completed and changed."""
    make = _ANNEX.get(ending)
    if make is None:
        raise NotFound
    name = f"{number}-pledge_intention_form.{ending}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        make(filing_form(acting, number)),
        content_type=_MEDIA[ending],
        headers={"Content-Disposition": disposition or "attachment", "Cache-Control": "private"},
    )
