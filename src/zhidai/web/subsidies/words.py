"""How subsidy claims are spoken of."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from zhidai.core.labels import Label
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.web.shared.components import Tag, Tone
from zhidai.web.shared.context import language

SUBSIDY_STATUS: Mapping[str, tuple[Promise, Tone]] = {
    SubsidyStatus.CLAIMED: (pgettext_lazy("subsidy", "Waiting for the bureau"), Tone.ACTIVE),
    SubsidyStatus.APPROVED: (pgettext_lazy("subsidy", "Waiting for the treasury"), Tone.ACTIVE),
    SubsidyStatus.REFUSED: (pgettext_lazy("subsidy", "Refused"), Tone.BAD),
    SubsidyStatus.PAID: (pgettext_lazy("subsidy", "Paid"), Tone.GOOD),
}


def subsidy_tag(status: str) -> Tag:
    """The status of a subsidy claim as a tag."""
    text, tone = SUBSIDY_STATUS[status]
    return Tag(text=text, tone=tone)


def who(person: Label | None) -> str | None:
    """Who decided, in the language of the page."""
    return None if person is None else person.in_language(language())
