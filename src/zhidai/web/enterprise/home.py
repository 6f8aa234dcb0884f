"""The enterprise's workbench."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.parties.queries import profile
from zhidai.services.rights.queries import rights_of
from zhidai.web.casework.workbench import workbench_page
from zhidai.web.early_warning.glance import warning_to_dos
from zhidai.web.loans.change_page import change_to_dos
from zhidai.web.shared.components import Figure, Link, ToDo
from zhidai.web.shared.refusals import acting_required, answers_refusals


@answers_refusals
@acting_required(PartyKind.ENTERPRISE)
def home(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What waits, the patents, and the way to apply."""
    rights = rights_of(acting)
    missing = profile(acting).missing
    figures = [
        Figure(
            label=_("Patents entered"), value=str(len(rights)), url=reverse("enterprise:rights")
        ),
        Figure(
            label=_("Under pledge"),
            value=str(sum(right.pledge is not None for right in rights)),
        ),
    ]
    extra = [*warning_to_dos(acting), *change_to_dos(acting)]
    if missing:
        extra.append(
            ToDo(
                title=_("Complete the enterprise profile"),
                url=reverse("parties:profile"),
                hint=_("Every application takes it over, so that nothing is asked twice."),
            )
        )
    actions = [
        Link(label=_("Apply for a loan"), url=reverse("enterprise:apply")),
        Link(label=_("Enter a patent"), url=reverse("enterprise:enter_right")),
    ]
    return workbench_page(request, acting, figures=figures, actions=actions, extra=extra)
