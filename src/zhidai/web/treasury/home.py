"""The treasury's workbench."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.services.acting import Acting
from zhidai.web.casework.workbench import workbench_page
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.subsidies.glance import subsidy_figure, subsidy_to_dos


@answers_refusals
@acting_required(PartyKind.TREASURY)
def home(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What is approved and waits to be paid, with its amounts."""
    approved = SubsidyStatus.APPROVED
    figures = [
        subsidy_figure(acting, approved, label=_("Subsidies to pay")),
        subsidy_figure(acting, SubsidyStatus.CLAIMED, label=_("With the bureau")),
        subsidy_figure(acting, SubsidyStatus.PAID, label=_("Subsidies paid")),
    ]
    extra = subsidy_to_dos(acting, approved, title=_("Pay a subsidy"), page="subsidies:pay")
    return workbench_page(request, acting, figures=figures, extra=extra)
