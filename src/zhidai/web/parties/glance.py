"""What the registers put on a workbench."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.parties.queries import agreements_to_confirm
from zhidai.services.parties.views import AgreementView
from zhidai.web.shared.components import ToDo
from zhidai.web.shared.context import language


def agreement_to_dos(acting: Acting) -> list[ToDo]:
    """Agreements that name the acting party and that it has not confirmed yet."""
    return [_to_do(view) for view in agreements_to_confirm(acting)]


def _to_do(view: AgreementView) -> ToDo:
    english = language() == "en"
    names = [one.name_en if english else one.name for one in view.partners]
    return ToDo(
        title=_("Confirm a cooperation agreement"),
        url=reverse("parties:agreement", args=[view.number]),
        hint=f"{view.number} · {', '.join(names) if english else '、'.join(names)}",
        clause=view.clauses.get(Topic.AGREEMENT),
    )
