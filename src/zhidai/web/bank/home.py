"""The bank's workbench."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.lending.lists import interest_due_on, unclaimed_overdue
from zhidai.services.portfolio.queries import supervision_view
from zhidai.web.casework.workbench import workbench_page
from zhidai.web.early_warning.glance import warning_to_dos
from zhidai.web.filings.glance import filing_to_dos
from zhidai.web.loans.change_page import change_to_dos
from zhidai.web.loans.claim_correcting import claim_correction_to_dos
from zhidai.web.loans.correcting import correction_to_dos
from zhidai.web.loans.glance import book_figures, claim_figures, overdue_to_dos
from zhidai.web.loans.pledging import unpledged_to_dos
from zhidai.web.parties.glance import agreement_to_dos
from zhidai.web.shared.components import Figure, Link
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.supervision.glance import consent_to_dos, ratio_figures
from zhidai.web.valuation.pledge import coverage_to_dos


@answers_refusals
@acting_required(PartyKind.BANK)
def home(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Overdue loans and claims that may start first, then the book."""
    supervision, waiting = supervision_view(acting), unclaimed_overdue(acting)
    figures = [
        *book_figures(acting),
        Figure(
            label=_("Interest due on overdue loans"),
            value=yuan(interest_due_on(waiting)),
            note=_("loans with a claim are not counted"),
        ),
        *claim_figures(acting),
        *ratio_figures(supervision),
    ]
    return workbench_page(
        request,
        acting,
        figures=figures,
        actions=[Link(label=_("Take running loans over"), url=reverse("bank:takeovers"))],
        extra=[
            *correction_to_dos(acting),
            *unpledged_to_dos(acting),
            *claim_correction_to_dos(acting),
            *change_to_dos(acting),
            *consent_to_dos(supervision),
            *warning_to_dos(acting),
            *coverage_to_dos(acting),
            *filing_to_dos(acting),
            *overdue_to_dos(acting, waiting),
            *agreement_to_dos(acting),
        ],
    )
