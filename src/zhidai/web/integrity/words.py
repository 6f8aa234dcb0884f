"""How breaches of integrity are spoken of."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from zhidai.core.integrity.breaches import BreachStatus
from zhidai.web.shared.components import Tag, Tone

BREACH_STATUS: Mapping[str, tuple[Promise, Tone]] = {
    BreachStatus.OPEN_TO_OBJECTION: (pgettext_lazy("breach", "Open to objection"), Tone.ACTIVE),
    BreachStatus.OBJECTED: (pgettext_lazy("breach", "Objected, to be decided"), Tone.WARNING),
    BreachStatus.STANDS: (pgettext_lazy("breach", "Stands"), Tone.BAD),
    BreachStatus.DISMISSED: (pgettext_lazy("breach", "Dismissed"), Tone.PLAIN),
    BreachStatus.EXPIRED: (pgettext_lazy("breach", "Its years are over"), Tone.QUIET),
}


def breach_tag(status: str) -> Tag:
    """Where a breach stands, as a tag."""
    text, tone = BREACH_STATUS[status]
    return Tag(text=text, tone=tone)
