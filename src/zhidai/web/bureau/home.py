"""The bureau's workbench."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.parties.queries import agreements
from zhidai.services.parties.views import AgreementView
from zhidai.services.portfolio.queries import supervision_view
from zhidai.web.casework.workbench import workbench_page
from zhidai.web.early_warning.glance import warning_figure
from zhidai.web.filings.glance import filing_to_dos, late_filings_figure
from zhidai.web.loans.change_page import change_to_dos
from zhidai.web.loans.glance import book_figures
from zhidai.web.parties.correcting import party_correction_to_dos
from zhidai.web.shared.components import Figure, ToDo
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.subsidies.glance import owed_again_to_dos, subsidy_figure, subsidy_to_dos
from zhidai.web.supervision.glance import ratio_figures


@answers_refusals
@acting_required(PartyKind.BUREAU)
def home(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Agreements to file and subsidies to decide, then the ratio and the loans."""
    waiting = agreements(acting, status="submitted")
    claimed = SubsidyStatus.CLAIMED
    figures = [
        *ratio_figures(supervision_view(acting)),
        *book_figures(acting),
        subsidy_figure(acting, claimed, label=_("Subsidies to decide")),
        Figure(
            label=_("Agreements to file"),
            value=str(len(waiting)),
            clause=usual_citations(acting).get(Topic.AGREEMENT),
            url=reverse("parties:agreements"),
        ),
        late_filings_figure(acting),
        warning_figure(acting),
    ]
    extra = [
        *(_agreement(view) for view in waiting),
        *party_correction_to_dos(acting),
        *change_to_dos(acting),
        *owed_again_to_dos(acting),
        *filing_to_dos(acting),
        *subsidy_to_dos(
            acting, claimed, title=_("Decide a subsidy claim"), page="subsidies:subsidy"
        ),
    ]
    return workbench_page(request, acting, figures=figures, extra=extra)


def _agreement(view: AgreementView) -> ToDo:
    english = language() == "en"
    names = [one.name_en if english else one.name for one in view.partners]
    return ToDo(
        title=_("File a cooperation agreement, or return it"),
        url=reverse("parties:agreement", args=[view.number]),
        hint=f"{view.number} · {', '.join(names) if english else '、'.join(names)}",
        clause=view.clauses.get(Topic.AGREEMENT),
    )
