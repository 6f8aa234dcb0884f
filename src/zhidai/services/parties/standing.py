"""Whether the parties to an agreement may take part at all: clauses 5.2, 5.3 and 5.4.

The scheme's own rules are asked, not a copy of them: those about the bank, the guarantor and the
appraiser that rest on what such a party declares about itself. What depends on a case (5.1.4 the
bank's credit policy, 5.1.5 the guarantee policy) is asked in the case.
"""

from collections.abc import Sequence
from datetime import date

from zhidai.core.errors import Reason, reason
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.assessment import Finding, assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Route, Scheme, Strength
from zhidai.core.policy.trace import Result
from zhidai.db.parties.models import Party
from zhidai.reference.assessment_tables import reference_tables
from zhidai.services.integrity.facts import facts_by_party
from zhidai.services.parties.declared import LENDING, own_facts


def lending_roles(route: Route) -> frozenset[PartyKind]:
    """The roles of a route that sign a cooperation agreement."""
    return frozenset(PartyKind(role) for role in route.parties if role in set(LENDING))


def routes_served(scheme: Scheme, kinds: frozenset[PartyKind]) -> tuple[Route, ...]:
    """The routes on which parties of these kinds can lend together.

    On a route with a guarantor as pledgee everyone signs, for each bears a share (8.1). On the
    direct route the bank may stand alone: an internal valuation is its own affair (6.2).
    """
    return tuple(route for route in scheme.routes.values() if _serves(route, kinds))


def _serves(route: Route, kinds: frozenset[PartyKind]) -> bool:
    lending = lending_roles(route)
    if route.pledgee == PartyKind.BANK:
        return PartyKind.BANK in kinds and kinds <= lending
    return kinds == lending


def reasons_against(scheme: Scheme, parties: Sequence[Party], on: date) -> tuple[Reason, ...]:
    """Why parties may not take part, with the clause of each; empty if they all may."""
    kinds = frozenset(PartyKind(party.kind) for party in parties)
    serves = routes_served(scheme, kinds)
    facts = facts_by_party(parties, scheme, on)
    data: dict[str, object] = {party.kind: facts[party.pk] for party in parties}
    if serves:
        data["route"] = serves[0].id
    found = assess(scheme, read_facts(scheme, data), on=on, reference=reference_tables())
    by_kind = {party.kind: party for party in parties}
    return tuple(
        _said(finding, by_kind[str(finding.subject)])
        for finding in found.findings
        if str(finding.subject) in by_kind and _stands_against(finding, scheme)
    )


def _stands_against(finding: Finding, scheme: Scheme) -> bool:
    if finding.strength is not Strength.MUST:
        return False
    if finding.result is Result.NOT_MET:
        return True
    own = {fact.full_name for fact in own_facts(scheme, PartyKind(str(finding.subject)))}
    return finding.result is Result.NEEDS and bool(own & set(finding.needs))


def _said(finding: Finding, party: Party) -> Reason:
    name = Label(zh=party.name, en=party.name_en)
    code = (
        "party_requirement_missed"
        if finding.result is Result.NOT_MET
        else "party_requirement_not_declared"
    )
    return reason(code, finding.clause, party=name, rule=finding.label)
