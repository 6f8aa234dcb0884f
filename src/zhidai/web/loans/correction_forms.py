"""What corrections of repayments and of claims have alike: how they stand, and the decision."""

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from zhidai.core.errors import Reason
from zhidai.core.labels import Label
from zhidai.core.lending.correction import Decision, Registration
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.services.corrections.settled import AfterSettling
from zhidai.web.shared.components import Cell, FieldKind, FormField, Option, SummaryRow, Tag, Tone
from zhidai.web.shared.context import language
from zhidai.wording.speech import sentences

AMOUNT, DAY, GROUNDS, DECISION = "amount", "effective_on", "grounds", "decision"
REGISTRATION = "registration"
_WAITING = (pgettext_lazy("correction", "waiting"), Tone.ACTIVE)
_STATUS: Mapping[str, tuple[Promise, Tone]] = {
    Decision.APPROVED: (pgettext_lazy("correction", "approved"), Tone.PLAIN),
    Decision.REFUSED: (pgettext_lazy("correction", "refused"), Tone.QUIET),
    Decision.WITHDRAWN: (pgettext_lazy("correction", "withdrawn"), Tone.QUIET),
}


def status_cell(decision: str | None, decided_by: Label | None) -> Cell:
    """Where a correction stands, and who decided."""
    text, tone = _WAITING if decision is None else _STATUS[decision]
    by = decided_by.in_language(language()) if decided_by else None
    return Cell(tag=Tag(text=text, tone=tone), note=by)


def why_not_rows(reasons: tuple[Reason, ...]) -> list[SummaryRow]:
    """Instead of a form that could not succeed."""
    why = " ".join(sentences(reasons, language()))
    return [SummaryRow(label=_("Cannot be corrected"), value=why)]


def after_settling_rows(settled: AfterSettling | None) -> list[SummaryRow]:
    """What followed from the settling of a loan and falls with it, where it is owed again."""
    if settled is None:
        return []
    rows = [
        SummaryRow(
            label=_("The loan is settled"),
            value=_("Where it is owed again by the correction, loan and case are opened again."),
        )
    ]
    if settled.released:
        told = _(
            "Who approves says whether the register still shows them. If it does, they secure the "
            "loan again; if not, the pledgee has them registered anew."
        )
        numbers = " · ".join(settled.released)
        rows.append(SummaryRow(label=_("Pledges released"), value=numbers, note=told))
    if settled.subsidy:
        paid = _("The subsidy is paid; the bureau is told to ask it back.")
        unpaid = _("The subsidy claim falls; the enterprise may claim again once it has repaid.")
        is_paid = settled.subsidy == SubsidyStatus.PAID
        rows.append(SummaryRow(label=_("Subsidies"), value=paid if is_paid else unpaid))
    return rows


def decision_fields(
    typed: QueryDict, *, is_own: bool, settled: AfterSettling | None
) -> tuple[FormField, ...]:
    """What becomes of any correction, on which grounds, and what the register shows."""
    return (
        FormField(
            name=DECISION,
            label=_("What becomes of it"),
            kind=FieldKind.RADIOS,
            options=_decision_options(typed.get(DECISION, ""), is_own=is_own),
        ),
        *([_registration(typed)] if settled and settled.released and not is_own else []),
        grounds_field(typed, _("Grounds (needed unless it is approved)")),
    )


def _registration(typed: QueryDict) -> FormField:
    offered = (
        (Registration.STANDS, _("It shows the pledges: their release was not filed")),
        (Registration.CANCELLED, _("It has cancelled the pledges")),
    )
    return FormField(
        name=REGISTRATION,
        label=_("What the register shows today (for an approval)"),
        kind=FieldKind.RADIOS,
        options=tuple(
            Option(value=value, label=label, is_chosen=typed.get(REGISTRATION) == value)
            for value, label in offered
        ),
    )


def _decision_options(chosen: str, *, is_own: bool) -> tuple[Option, ...]:
    """One's own proposal is withdrawn; another's approved or refused."""
    offered = (
        ((Decision.WITHDRAWN, _("Withdraw")),)
        if is_own
        else (
            (Decision.APPROVED, _("Approve: take back what was recorded")),
            (Decision.REFUSED, _("Refuse")),
        )
    )
    return tuple(
        Option(value=value, label=label, is_chosen=value == chosen) for value, label in offered
    )


def grounds_field(typed: QueryDict, label: str) -> FormField:
    """Where a person says why."""
    return FormField(
        name=GROUNDS, label=label, kind=FieldKind.LONG_TEXT, value=typed.get(GROUNDS, "")
    )
