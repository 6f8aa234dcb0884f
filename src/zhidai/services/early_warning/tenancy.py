"""A party sees the warnings of its cases that the rule shows to its kind."""

from django.db.models import QuerySet

from zhidai.core.early_warning.rules import Trigger
from zhidai.core.parties import PartyKind
from zhidai.db.early_warning.models import EarlyWarning
from zhidai.reference.early_warning import warning_rules
from zhidai.services.acting import Acting
from zhidai.services.cases.tenancy import takes_part
from zhidai.services.refusal import NotFound


def shown_triggers(kind: PartyKind) -> tuple[Trigger, ...]:
    """What a kind of party is told of."""
    return tuple(trigger for trigger, rule in warning_rules().items() if kind in rule.shown_to)


def visible_warnings(acting: Acting) -> QuerySet[EarlyWarning]:
    """The warnings that the acting party may see."""
    shown = [str(trigger) for trigger in shown_triggers(acting.kind)]
    return EarlyWarning.objects.filter(
        takes_part(acting, "case"), trigger__in=shown
    ).select_related("case", "case__enterprise", "owner", "closing", "closing__person")


def visible_warning(acting: Acting, number: str) -> EarlyWarning:
    """One of them; a foreign warning and a missing one get the same answer."""
    warning = visible_warnings(acting).filter(number=number).first()
    if warning is None:
        raise NotFound
    return warning
