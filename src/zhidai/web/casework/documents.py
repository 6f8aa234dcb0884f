"""A paper of the dossier, always as an attachment: nothing uploaded runs on our pages."""

from django.http import HttpRequest, HttpResponse

from zhidai.services.acting import Acting
from zhidai.services.cases.queries import document_content
from zhidai.web.shared.downloads import download
from zhidai.web.shared.refusals import acting_required, answers_refusals


@answers_refusals
@acting_required()
def document(request: HttpRequest, acting: Acting, number: str, document: int) -> HttpResponse:
    """The file itself."""
    return download(request, *document_content(acting, number, document))
