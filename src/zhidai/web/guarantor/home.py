"""The guarantor's workbench."""

from django.http import HttpRequest, HttpResponse

from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.portfolio.queries import supervision_view
from zhidai.web.casework.workbench import workbench_page
from zhidai.web.early_warning.glance import warning_to_dos
from zhidai.web.loans.change_page import change_to_dos
from zhidai.web.loans.claim_correcting import claim_correction_to_dos
from zhidai.web.loans.glance import book_figures, claim_figures, claim_to_dos
from zhidai.web.loans.pledging import unpledged_to_dos
from zhidai.web.parties.glance import agreement_to_dos
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.supervision.glance import consent_to_dos, ratio_figures


@answers_refusals
@acting_required(PartyKind.GUARANTOR)
def home(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Claims to pay with their days of grace, then the loans it shares the risk of."""
    supervision = supervision_view(acting)
    figures = [
        *book_figures(acting),
        *claim_figures(acting),
        *ratio_figures(supervision),
    ]
    extra = [
        *claim_to_dos(acting),
        *unpledged_to_dos(acting),
        *claim_correction_to_dos(acting),
        *change_to_dos(acting),
        *warning_to_dos(acting),
        *consent_to_dos(supervision),
        *agreement_to_dos(acting),
    ]
    return workbench_page(request, acting, figures=figures, extra=extra)
