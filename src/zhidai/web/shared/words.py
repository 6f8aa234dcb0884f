"""Words for the closed lists that every surface shows: parties, roles, evidence, status."""

from collections.abc import Mapping
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.evidence import Evidence
from zhidai.core.labels import Label
from zhidai.core.lending.events import EventKind
from zhidai.core.policy.quantity import Unit
from zhidai.schemes.reader import shipped, shipped_schemes
from zhidai.web.shared.components import Tag, Tone
from zhidai.web.shared.context import language
from zhidai.wording import parties as words

PARTY_KINDS: Mapping[str, Promise] = {kind: _(said) for kind, said in words.PARTY_KINDS.items()}


@cache
def _own_roles() -> Mapping[str, Label]:
    """The labels of the parties that shipped schemes name themselves."""
    schemes = (shipped(scheme_id) for scheme_id in shipped_schemes())
    return {role: own.label for scheme in schemes for role, own in scheme.own_parties.items()}


def role_name(role: str) -> str:
    """A role of a case: the scheme's own label where it named the party, else that of its kind."""
    if role in PARTY_KINDS:
        return str(PARTY_KINDS[role])
    own = _own_roles().get(role)
    return role if own is None else own.in_language(language())


ROLES: Mapping[str, Promise] = {role: _(said) for role, said in words.PERSON_ROLES.items()}

# The four grades of 国办函〔2016〕108号, and the two that this platform adds.
EVIDENCE: Mapping[str, Promise] = {
    Evidence.ISSUED: _("A · issued by the authority"),
    Evidence.CHECKED: _("B · checked against the original"),
    Evidence.UPLOADED: _("C · from an unchecked copy"),
    Evidence.DECLARED: _("D · declared by the party"),
    Evidence.DERIVED: _("computed from other facts"),
    Evidence.RECORDED: _("recorded by this platform"),
}

RESULTS: Mapping[str, tuple[Promise, Tone]] = {
    "met": (_("Met"), Tone.PLAIN),
    "not_met": (_("Not met"), Tone.BAD),
    "needs": (_("Facts missing"), Tone.WARNING),
    "not_applicable": (_("Does not apply"), Tone.QUIET),
}

CASE_STATUS: Mapping[str, tuple[Promise, Tone]] = {
    CaseStatus.OPEN: (pgettext_lazy("case", "In progress"), Tone.ACTIVE),
    CaseStatus.RUNNING: (pgettext_lazy("case", "Loan running"), Tone.GOOD),
    CaseStatus.CLOSED: (pgettext_lazy("case", "Closed"), Tone.PLAIN),
    CaseStatus.REFUSED: (pgettext_lazy("case", "Refused"), Tone.BAD),
    CaseStatus.WITHDRAWN: (pgettext_lazy("case", "Withdrawn"), Tone.QUIET),
}

TASK_STATUS: Mapping[str, tuple[Promise, Tone]] = {
    TaskStatus.OPEN: (pgettext_lazy("task", "Open"), Tone.ACTIVE),
    TaskStatus.DONE: (pgettext_lazy("task", "Done"), Tone.PLAIN),
    TaskStatus.REFUSED: (pgettext_lazy("task", "Refused"), Tone.BAD),
    TaskStatus.CANCELLED: (pgettext_lazy("task", "Cancelled"), Tone.QUIET),
}

# What can be changed of a running loan.
LOAN_CHANGES: Mapping[str, Promise] = {
    EventKind.EXTENSION: pgettext_lazy("change of a loan", "Extension"),
    EventKind.ACCELERATION: pgettext_lazy("change of a loan", "Call for the whole debt"),
    EventKind.MISUSE: pgettext_lazy("change of a loan", "Misuse of funds"),
    EventKind.PAUSE: pgettext_lazy("change of a loan", "Pause of the overdue days"),
    EventKind.WAIVER: pgettext_lazy("change of a loan", "Waiver"),
    EventKind.WRITE_OFF: pgettext_lazy("change of a loan", "Write-off"),
    EventKind.DRAWDOWN: pgettext_lazy("change of a loan", "Further drawdown"),
    EventKind.REVERSAL: pgettext_lazy("change of a loan", "Reversal"),
}

YES_AND_NO: Mapping[str, Promise] = {"yes": _("Yes"), "no": _("No")}

# What stands at the right of a field.
UNITS: Mapping[str, Promise] = {
    Unit.YUAN: _("yuan"),
    Unit.RATIO: _("%"),
    Unit.RATE: _("% a year"),
    Unit.BASIS_POINTS: _("basis points"),
    Unit.DAYS: _("days"),
    Unit.MONTHS: _("months"),
    Unit.YEARS: _("years"),
    Unit.PERSONS: _("persons"),
    Unit.COUNT: _("items"),
    Unit.WORKING_DAYS: _("working days"),
    Unit.TIMES: _("times"),
    Unit.POINTS: _("points"),
}


def case_tag(status: str) -> Tag:
    """The status of a case as a tag."""
    text, tone = CASE_STATUS[status]
    return Tag(text=text, tone=tone)


def task_tag(status: str) -> Tag:
    """The status of a task as a tag."""
    text, tone = TASK_STATUS[status]
    return Tag(text=text, tone=tone)


def result_tag(result: str) -> Tag:
    """The three-valued answer of a rule as a tag."""
    text, tone = RESULTS[result]
    return Tag(text=text, tone=tone)
