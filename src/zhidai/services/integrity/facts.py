"""What the register says of a party, over what it declares about itself (5.2.1, 5.3.1, 5.4.1).

The scheme's own rules are asked: the register only answers their facts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from zhidai.core.evidence import Evidence
from zhidai.core.integrity.breaches import Breach, years_since_breach
from zhidai.core.policy.scheme import Scheme
from zhidai.db.integrity.models import Breach as BreachRow
from zhidai.db.parties.models import Party

NO_BREACH, YEARS = FROM_REGISTER = ("no_breach", "years_since_breach")
_WHOLE_YEARS = re.compile(r"([0-9]+)\s*年?")


def facts_by_party(parties: Sequence[Party], scheme: Scheme, on: date) -> dict[int, dict[str, Any]]:
    """The facts of parties on a day, by id: as declared, and over them a breach that stands."""
    breaches: dict[int, list[Breach]] = {party.pk: [] for party in parties}
    rows = BreachRow.objects.filter(party__in=breaches).select_related("objection", "decision")
    for row in rows:
        breaches[row.party_id].append(breach_of(row))
    return {party.pk: _facts(party, breaches[party.pk], scheme, on) for party in parties}


def _facts(party: Party, breaches: Sequence[Breach], scheme: Scheme, on: date) -> dict[str, Any]:
    facts = dict(party.facts)
    years = years_since_breach(breaches, on)
    if years is None:
        return facts
    told = {NO_BREACH: False, YEARS: f"{_fewest(years, facts.get(YEARS))}年"}
    for name, content in told.items():
        if f"{party.kind}.{name}" in scheme.facts:
            facts[name] = {"value": content, "evidence": str(Evidence.RECORDED)}
    return facts


def breach_of(row: BreachRow) -> Breach:
    """A row as the core knows it."""
    objection, decision = getattr(row, "objection", None), getattr(row, "decision", None)
    return Breach(
        happened_on=row.happened_on,
        recorded_on=row.recorded_on,
        ends_on=row.ends_on,
        objected_on=objection.objected_on if objection else None,
        is_dismissed=decision.is_dismissed if decision else None,
    )


def _fewest(years: int, declared: object) -> int:
    """The party may itself have told of a newer breach than the register knows."""
    content = declared.get("value") if isinstance(declared, Mapping) else declared
    found = _WHOLE_YEARS.fullmatch(str(content or ""))
    known: Iterable[int] = (years, *((int(found[1]),) if found else ()))
    return min(known)
