"""A paper of the dossier, always as an attachment: nothing uploaded runs on our pages."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from zhidai.services.acting import Acting
from zhidai.services.cases.queries import document_content
from zhidai.web.shared.refusals import acting_required, answers_refusals


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
