"""How breaches of integrity are spoken of."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhidai.core.integrity.breaches import BreachKind, BreachStatus
from zhidai.web.shared.components import Tag, Tone

BREACH_KINDS: Mapping[str, Promise] = {
    BreachKind.FALSE_STATEMENT: _("False statement or paper"),
    BreachKind.FUNDS_MISUSED: _("Loan money used otherwise"),
    BreachKind.CLAIM_NOT_PAID: _("Claim not paid by its day"),
    BreachKind.INFLATED_APPRAISAL: _("Appraisal knowingly too high"),
    BreachKind.DUTY_NEGLECTED: _("Duty of the plan neglected"),
    BreachKind.OTHER: _("Another breach of integrity"),
}
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
