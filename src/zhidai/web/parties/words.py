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
PERSON_TONES: Mapping[str, Tone] = {
    "proposed": Tone.ACTIVE,
    "first_password": Tone.ACTIVE,
    "at_work": Tone.GOOD,
    "disabled": Tone.QUIET,
}
REGISTER_EVENTS: Mapping[str, Promise] = {
    "party.registered": _("Entered in the register"),
    "party.correction_proposed": _("Correction of the register proposed"),
    "party.correction_approved": _("Register corrected"),
    "party.correction_refused": _("Correction refused"),
    "party.correction_withdrawn": _("Correction withdrawn"),
    "party.person_registered": _("{username} entered"),
    "party.person_proposed": _("{username} proposed"),
    "party.person_let_in": _("{username} let in"),
    "party.person_disabled": _("{username} disabled"),
    "party.password_changed": _("{username} changed the password"),
}
