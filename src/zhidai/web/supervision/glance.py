"""What a workbench says of supervision: the ratio, whether new business is open, the consent."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.policy.citing import Topic
from zhidai.services.portfolio.views import SupervisionView
from zhidai.web.loans.words import percent
from zhidai.web.shared.components import Figure, ToDo
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.supervision.words import breaker_tag


def ratio_figures(view: SupervisionView) -> list[Figure]:
    """The ratio with its headroom, and whether new business may be done, where a plan asks."""
    ratio, page = view.ratio, reverse("supervision:scheme")
    if ratio is None:
        return []
    return [
        Figure(
            label=_("Ratio of the plan"),
            value=percent(ratio.ratio),
            note=_("at most {threshold}; headroom {headroom}").format(
                threshold=percent(ratio.threshold), headroom=yuan(ratio.headroom)
            ),
            clause=view.clauses.get(Topic.BREAKER),
            url=page,
        ),
        Figure(
            label=_("New business"),
            value=breaker_tag(view).text,
            clause=view.clauses.get(Topic.BREAKER),
            url=page,
        ),
    ]


def consent_to_dos(view: SupervisionView) -> Sequence[ToDo]:
    """The agreement to resume, while this party's is missing."""
    if not view.may_agree:
        return ()
    return (
        ToDo(
            title=_("Agree to resume new business, or leave it stopped"),
            url=reverse("supervision:agree"),
            hint=_("New business resumes when every lending party has agreed."),
            clause=view.clauses.get(Topic.BREAKER),
        ),
    )
