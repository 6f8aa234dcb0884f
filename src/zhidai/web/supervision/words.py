"""How supervision is spoken of."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zhidai.core.policy.breakers import Resume
from zhidai.services.portfolio.stop_queries import BankStop
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


# How a stop ends, as a notice tells it.
_STOPPED: Mapping[Resume, Promise] = {
    Resume.ALL_PARTIES_AGREE: gettext_lazy(
        "New business is stopped until every lending party has agreed to resume. Running loans "
        "keep their agreed sharing."
    ),
    Resume.BUREAU_DECIDES: gettext_lazy(
        "New business is stopped until the bureau decides that it resumes. Running loans keep "
        "what was agreed."
    ),
    Resume.BELOW_THRESHOLD: gettext_lazy(
        "New business is stopped until the ratio is back at the line. Running loans keep what was "
        "agreed."
    ),
}


def stopped_text(view: SupervisionView) -> str:
    """What a stop means and how it ends."""
    return "" if view.resume is None else str(_STOPPED[view.resume])


def breaker_tag(view: SupervisionView, banks: Sequence[BankStop] = ()) -> Tag:
    """Whether new business may be done today. banks: where each is stopped by itself."""
    if view.is_tripped:
        return breaker_action("trip")
    if view.ratio is None:
        return Tag(text=_("No stop in this plan"))
    if stopped := sum(bank.is_tripped for bank in banks):
        text = _("Stopped for {count} of {all} banks").format(count=stopped, all=len(banks))
        return Tag(text=text, tone=Tone.BAD)
    if view.stops_nothing and not banks:
        return Tag(text=_("Each bank is stopped by itself"))
    return Tag(text=_("New business open"), tone=Tone.GOOD)
