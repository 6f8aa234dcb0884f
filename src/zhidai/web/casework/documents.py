"""A paper of the dossier, always as an attachment: nothing uploaded runs on our pages."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse

from zhidai.documents.annex_word import patent_filing_document
from zhidai.documents.letters.patent_filing import PatentFilingForm, patent_filing_form
from zhidai.services.acting import Acting
from zhidai.services.cases.letters import filing_form
from zhidai.services.cases.queries import document_content
from zhidai.services.refusal import NotFound
from zhidai.web.shared.downloads import DOCX, PDF, download
from zhidai.web.shared.refusals import acting_required, answers_refusals

_ANNEX: Mapping[str, Callable[[PatentFilingForm], bytes]] = {
    "pdf": patent_filing_form,
    "docx": patent_filing_document,
}
_MEDIA = {"pdf": PDF, "docx": DOCX}


@answers_refusals
@acting_required()
def document(request: HttpRequest, acting: Acting, number: str, document: int) -> HttpResponse:
    """The file itself."""
    return download(request, *document_content(acting, number, document))


@answers_refusals
@acting_required()
def annex(request: HttpRequest, acting: Acting, number: str, ending: str) -> HttpResponse:
    """The plan's form filled in from the case: as PDF, or as Word to be completed and changed."""
    make = _ANNEX.get(ending)
    if make is None:
        raise NotFound
    name = f"{number}-pledge_intention_form.{ending}"
    return download(request, name, _MEDIA[ending], make(filing_form(acting, number)))
