"""The cases of an enterprise that had not declared where it is counted when it applied."""

from datetime import datetime

from zhidai.core.statistics.declared import counted_now
from zhidai.db.cases.models import Case
from zhidai.db.parties.models import Party


def count_where_not_stated(party: Party, *, at: datetime) -> None:
    """What it declares first counts for them as well, known only since the instant of it."""
    cases = Case.objects.filter(enterprise=party)
    for name, text in counted_now(party.facts).items():
        if text:
            cases.filter(**{name: ""}).update(**{name: text, f"{name}_at": at})
