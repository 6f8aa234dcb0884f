"""The operation centre's workbench."""

from django.http import HttpRequest, HttpResponse

from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.web.casework.workbench import workbench_page
from zhidai.web.loans.glance import book_figures
from zhidai.web.shared.refusals import acting_required, answers_refusals


@answers_refusals
@acting_required(PartyKind.OPERATOR)
def home(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The filings that wait for it, then the loans of the scheme that it keeps."""
    return workbench_page(request, acting, figures=book_figures(acting))
