"""The cases of an enterprise that had not declared where it is counted when it applied."""

from datetime import datetime

from zhidai.core.statistics.declared import counted_now, names_a_group
from zhidai.db.cases.models import Case
from zhidai.db.parties.models import Party


def count_where_not_stated(party: Party, *, at: datetime) -> None:
    """What it declares first counts for them as well, known only since the instant of it.

    Of addresses the first that names a district; another takes the place of none only.
    """
    cases = Case.objects.filter(enterprise=party)
    for name, text in counted_now(party.facts).items():
        if not text:
            continue
        silent = {""}
        if names_a_group(name, text, place=party.place):
            known = cases.order_by().values_list(name, flat=True).distinct()
            silent |= {one for one in known if not names_a_group(name, one, place=party.place)}
        cases.filter(**{f"{name}__in": silent}).update(**{name: text, f"{name}_at": at})
