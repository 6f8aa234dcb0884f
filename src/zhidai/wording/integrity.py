"""What a breach of integrity is called, and where it stands."""

from collections.abc import Mapping

from zhidai.core.integrity.breaches import BreachKind, BreachStatus
from zhidai.wording.speech import translate

_KINDS: Mapping[BreachKind, str] = {
    BreachKind.FALSE_STATEMENT: "False statement or paper",
    BreachKind.FUNDS_MISUSED: "Loan money used otherwise",
    BreachKind.CLAIM_NOT_PAID: "Claim not paid by its day",
    BreachKind.INFLATED_APPRAISAL: "Appraisal knowingly too high",
    BreachKind.DUTY_NEGLECTED: "Duty of the plan neglected",
    BreachKind.OTHER: "Another breach of integrity",
}
_STATUS: Mapping[BreachStatus, str] = {
    BreachStatus.OPEN_TO_OBJECTION: "open to objection",
    BreachStatus.OBJECTED: "objected, to be decided",
    BreachStatus.STANDS: "stands",
    BreachStatus.DISMISSED: "dismissed",
    BreachStatus.EXPIRED: "its years are over",
}


def breach_kind(kind: BreachKind, language: str) -> str:
    """What was done."""
    return translate(_KINDS[kind], language)


def breach_status(status: BreachStatus, language: str) -> str:
    """Where a breach stands, within a sentence or a table of text."""
    return translate(_STATUS[status], language)
