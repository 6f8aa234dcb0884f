"""How supervision is spoken of."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from zhidai.services.portfolio.views import SupervisionView
from zhidai.web.shared.components import Tag, Tone

ACTIONS: Mapping[str, tuple[Promise, Tone]] = {
    "trip": (pgettext_lazy("breaker", "New business stopped"), Tone.BAD),
    "warning": (pgettext_lazy("breaker", "Warning line reached"), Tone.WARNING),
    "lift": (pgettext_lazy("breaker", "New business resumed"), Tone.GOOD),
}


def breaker_action(action: str) -> Tag:
    """A trip or a lift as a tag."""
    text, tone = ACTIONS[action]
    return Tag(text=text, tone=tone)


def breaker_tag(view: SupervisionView) -> Tag:
    """Whether new business may be done today."""
    if view.is_tripped:
        return breaker_action("trip")
    return Tag(text=_("New business open"), tone=Tone.GOOD)
