"""How the registers say things."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhidai.web.shared.components import Tone

AGREEMENT_STATUS: Mapping[str, tuple[Promise, Tone]] = {
    "unconfirmed": (pgettext_lazy("agreement", "Waiting for confirmations"), Tone.ACTIVE),
    "submitted": (pgettext_lazy("agreement", "Waiting to be filed"), Tone.ACTIVE),
    "filed": (pgettext_lazy("agreement", "Filed and in force"), Tone.GOOD),
    "returned": (pgettext_lazy("agreement", "Returned"), Tone.WARNING),
    "expired": (pgettext_lazy("agreement", "Expired"), Tone.QUIET),
}
AGREEMENT_EVENTS: Mapping[str, Promise] = {
    "agreement.submitted": _("Submitted to the bureau"),
    "agreement.confirmed": _("Confirmed"),
    "agreement.filed": _("Filed by the bureau"),
    "agreement.returned": _("Returned to be corrected"),
    "agreement.expired": _("Expired"),
}
