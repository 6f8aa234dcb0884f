"""Reads early warnings, always from what the acting party may see."""

from datetime import date

from zhidai.core.early_warning.rules import REPORTED, Outcome, Severity, Trigger
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.db.early_warning.models import EarlyWarning, WarningClosing
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.reference.early_warning import warning_rules
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.cases.citing import citation_of
from zhidai.services.cases.tenancy import visible_case
from zhidai.services.early_warning.tenancy import (
    shown_triggers,
    visible_warning,
    visible_warnings,
)
from zhidai.services.early_warning.views import ReportForm, WarningRow, WarningView
from zhidai.services.history.queries import timeline

OPEN, CLOSED, OURS = "open", "closed", "ours"
_WEIGHT = {severity: place for place, severity in enumerate(reversed(Severity))}


def warning_rows(
    acting: Acting, *, status: str = "", severity: str = "", case: str = ""
) -> list[WarningRow]:
    """Open ones first, the heaviest and nearest of them foremost; then the closed, newest first.

    `status`: open, closed, ours (open and for the acting party to see to); else all.
    """
    warnings = visible_warnings(acting)
    if severity in set(Severity):
        warnings = warnings.filter(severity=severity)
    if case:
        warnings = warnings.filter(case__number=case)
    if status in (OPEN, OURS):
        warnings = warnings.filter(closing__isnull=True)
    if status == CLOSED:
        warnings = warnings.filter(closing__isnull=False)
    if status == OURS:
        warnings = warnings.filter(owner_id=acting.party_id)
    found = list(warnings.order_by("-id"))
    loans = dict(
        Loan.objects.filter(case__in=[each.case_id for each in found]).values_list("case", "key")
    )
    today = business_date.today()
    rows = [_row(each, loans.get(each.case_id, ""), acting, today) for each in found]
    return sorted(rows, key=_foremost)


def open_warnings(acting: Acting) -> int:
    """How many warnings that the acting party may see are open."""
    return visible_warnings(acting).filter(closing__isnull=True).count()


def warning_view(acting: Acting, number: str) -> WarningView:
    """A warning with its evidence, what to do, and how it went."""
    warning = visible_warning(acting, number)
    rule, closing = warning_rules()[Trigger(warning.trigger)], _closing(warning)
    loan = Loan.objects.filter(case=warning.case_id).values_list("key", flat=True).first()
    return WarningView(
        row=_row(warning, loan or "", acting, business_date.today()),
        advice=rule.advice,
        evidence=warning.evidence,
        grounds=closing.grounds if closing else "",
        closed_by=named(closing.person) if closing and closing.person else None,
        may_close=closing is None and warning.owner_id == acting.party_id,
        timeline=tuple(timeline(f"warning:{number}")),
    )


def report_form(acting: Acting, case_number: str) -> ReportForm:
    """What may be reported of one case."""
    case = visible_case(acting, case_number)
    rights = case.rights.select_related("right").order_by("id")
    return ReportForm(
        case=case.number,
        clause=citation_of(case, Topic.DANGER),
        enterprise=_named(case.enterprise),
        triggers=tuple(
            (trigger, warning_rules()[trigger].label)
            for trigger in shown_triggers(acting.kind)
            if trigger in REPORTED
        ),
        rights=tuple((row.right.number, row.right.title) for row in rights),
    )


def is_told_of_warnings(kind: PartyKind) -> bool:
    """Whether any rule shows its warnings to a kind of party."""
    return bool(shown_triggers(kind))


def _foremost(row: WarningRow) -> tuple[bool, int, int]:
    """Open before closed; open ones by weight and last day, closed ones newest first."""
    if row.closed_on is not None:
        return (True, 0, -row.closed_on.toordinal())
    return (False, _WEIGHT[row.severity], row.due_on.toordinal())


def _row(warning: EarlyWarning, loan: str, acting: Acting, today: date) -> WarningRow:
    closing, rule = _closing(warning), warning_rules()[Trigger(warning.trigger)]
    return WarningRow(
        clause=citation_of(warning.case, rule.topic),
        number=warning.number,
        case=warning.case.number,
        loan=loan,
        enterprise=_named(warning.case.enterprise),
        trigger=rule.trigger,
        label=rule.label,
        severity=Severity(warning.severity),
        subject=warning.subject,
        owner=_named(warning.owner),
        is_ours=warning.owner_id == acting.party_id,
        happened_on=warning.happened_on,
        raised_on=warning.raised_on,
        due_on=warning.due_on,
        is_late=closing is None and warning.due_on < today,
        outcome=Outcome(closing.outcome) if closing else None,
        closed_on=closing.closed_on if closing else None,
    )


def _closing(warning: EarlyWarning) -> WarningClosing | None:
    closing: WarningClosing | None = getattr(warning, "closing", None)
    return closing


def _named(party: Party) -> Label:
    return Label(zh=party.name, en=party.name_en)
