"""How monthly filings are spoken of."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from zhidai.core.filings.standing import FilingStatus, Standing
from zhidai.web.shared.components import Tag, Tone

FILING_STATUS: Mapping[str, tuple[Promise, Tone]] = {
    FilingStatus.TO_SEND: (pgettext_lazy("filing", "To be sent"), Tone.ACTIVE),
    FilingStatus.SENT: (pgettext_lazy("filing", "Waiting for the bureau"), Tone.ACTIVE),
    FilingStatus.RETURNED: (pgettext_lazy("filing", "Returned"), Tone.WARNING),
    FilingStatus.RECEIVED: (pgettext_lazy("filing", "Received"), Tone.GOOD),
    FilingStatus.NOTHING_DRAWN: (pgettext_lazy("filing", "Nothing to file"), Tone.PLAIN),
}


def filing_tag(status: str) -> Tag:
    """What has become of a filing as a tag."""
    text, tone = FILING_STATUS[status]
    return Tag(text=text, tone=tone)


def lateness(standing: Standing) -> Tag | None:
    """How late a filing is, or that it was completed late; None while it is in time."""
    if standing.is_completed_late and standing.completed_on is not None:
        text = _("in time, completed on {day}").format(day=standing.completed_on.isoformat())
        return Tag(text=text, tone=Tone.WARNING)
    if not standing.is_late:
        return None
    return Tag(text=_("{days} days late").format(days=standing.late_days), tone=Tone.BAD)


def month_text(month: date) -> str:
    """2021-03."""
    return f"{month:%Y-%m}"
