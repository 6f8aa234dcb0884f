"""How early warnings are spoken of."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhidai.core.early_warning.rules import Outcome, Severity
from zhidai.services.early_warning.views import WarningRow
from zhidai.web.shared.components import Tag, Tone

SEVERITIES: Mapping[str, tuple[Promise, Tone]] = {
    Severity.NOTICE: (pgettext_lazy("severity", "Notice"), Tone.QUIET),
    Severity.WARNING: (pgettext_lazy("severity", "Warning"), Tone.WARNING),
    Severity.URGENT: (pgettext_lazy("severity", "Urgent"), Tone.BAD),
}
OUTCOMES: Mapping[str, Promise] = {
    Outcome.REMEDIED: _("Put right"),
    Outcome.SECURED: _("Other security or repayment agreed"),
    Outcome.NOT_TRUE: _("It was not so"),
    Outcome.NO_LONGER_SO: _("No longer so"),
    Outcome.LOAN_ENDED: _("The loan has ended"),
}
EVIDENCE_OF_WARNING: Mapping[str, Promise] = {
    "source": _("Known from"),
    "value": _("New value (yuan)"),
    "unpaid_principal": _("Unpaid principal (yuan)"),
    "revalued_on": _("Revalued by the bank on"),
    "fee_year": _("Patent year of the fee"),
    "fee_due_on": _("Fee due on"),
    "grace_until": _("Accepted with a surcharge until"),
    "fee": _("Full fee (yuan)"),
    "declared_on": _("Declared by the owner on"),
    "overdue_since": _("Overdue since"),
}


def severity_tag(severity: str) -> Tag:
    """How much a warning weighs, as a tag."""
    text, tone = SEVERITIES[severity]
    return Tag(text=text, tone=tone)


def status_tag(row: WarningRow) -> Tag:
    """Open, late or closed."""
    if row.outcome is not None:
        return Tag(text=OUTCOMES[row.outcome], tone=Tone.PLAIN)
    if row.is_late:
        return Tag(text=pgettext_lazy("warning", "Past its day"), tone=Tone.BAD)
    return Tag(text=pgettext_lazy("warning", "Open"), tone=Tone.ACTIVE)
