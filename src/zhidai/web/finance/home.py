"""The finance office's workbench."""

from django.http import HttpRequest, HttpResponse

from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.portfolio.queries import supervision_view
from zhidai.web.casework.workbench import workbench_page
from zhidai.web.early_warning.glance import warning_figure
from zhidai.web.loans.glance import book_figures, claim_figures
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.supervision.glance import ratio_figures


@answers_refusals
@acting_required(PartyKind.FINANCE)
def home(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The ratio first: the office is told of defaults and supervises (7.1, 8.2)."""
    figures = [
        *ratio_figures(supervision_view(acting)),
        *book_figures(acting),
        *claim_figures(acting),
        warning_figure(acting),
    ]
    return workbench_page(request, acting, figures=figures)
