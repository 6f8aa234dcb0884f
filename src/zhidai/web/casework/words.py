"""How casework says things: events, fact contents, kinds of patent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zhidai.core.evidence import FactContent
from zhidai.core.policy.scheme import Fact, FactType, Subject
from zhidai.core.registers.annual_fees import FeeStatus
from zhidai.services.cases.views import CaseView
from zhidai.services.history.queries import EventView
from zhidai.web.shared.context import language
from zhidai.wording.explanation import content_text

EVENTS: Mapping[str, Promise] = {
    "case.opened": gettext_lazy("Case opened"),
    "case.task_completed": gettext_lazy("Done: {task}"),
    "case.refused": gettext_lazy("Refused: {task}"),
    "case.withdrawn": gettext_lazy("Application withdrawn"),
}
SUBJECTS: Mapping[str, Promise] = {
    Subject.REQUEST: gettext_lazy("The request"),
    Subject.ENTERPRISE: gettext_lazy("The enterprise"),
    Subject.PATENT: gettext_lazy("Patent"),
    Subject.VALUATION: gettext_lazy("Valuation"),
    Subject.BANK: gettext_lazy("The bank"),
    Subject.GUARANTOR: gettext_lazy("The guarantor"),
    Subject.APPRAISER: gettext_lazy("The appraiser"),
    Subject.CONTRACT: gettext_lazy("Contracts"),
    Subject.REGISTRATION: gettext_lazy("Pledge registration"),
    Subject.DISBURSEMENT: gettext_lazy("Drawdown"),
    Subject.RECORD: gettext_lazy("On record at this platform"),
}
KINDS: Mapping[str, Promise] = {
    "invention": gettext_lazy("Invention"),
    "utility_model": gettext_lazy("Utility model"),
    "design": gettext_lazy("Design"),
}

FEE_STATUS: Mapping[str, Promise] = {
    FeeStatus.NOT_YET_GRANTED: gettext_lazy("not granted yet"),
    FeeStatus.PAID: gettext_lazy("paid"),
    FeeStatus.PAYABLE: gettext_lazy("payable now"),
    FeeStatus.IN_GRACE: gettext_lazy("late, in the grace period"),
    FeeStatus.LAPSED: gettext_lazy("lapsed"),
    FeeStatus.EXPIRED: gettext_lazy("expired"),
    FeeStatus.UNKNOWN: gettext_lazy("not declared"),
}


def patent_kind(kind: str) -> str:
    """The kind of a patent in words."""
    return str(KINDS[kind])


def event_title(event: EventView, view: CaseView) -> str:
    """What an event says on the timeline."""
    labels = {task.id: task.label for step in view.steps for task in step.tasks}
    task = labels.get(str(event.payload.get("task", "")))
    title = EVENTS.get(event.kind)
    if title is None:
        return event.kind
    return str(title).format(task=task.in_language(language()) if task else "")


def fact_content(fact: Fact, content: FactContent) -> str:
    """The content of a fact with its unit, in the language of the page."""
    return content_text(fact, content, language())


def stored_content(fact: Fact, stored: Any) -> str:
    """The same for a content as it stands in a kept trace, where amounts and days are strings."""
    if isinstance(stored, list):
        return fact_content(fact, tuple(str(one) for one in stored))
    if isinstance(stored, str) and fact.type in {FactType.MONEY, FactType.NUMBER}:
        return fact_content(fact, Decimal(stored))
    content: FactContent = stored
    return fact_content(fact, content)
