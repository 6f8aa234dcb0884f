"""Whether the parties to an agreement may take part at all, and on which routes.

The scheme's own rules are asked, not a copy of them: those about a bank, a guarantor or an
appraiser that rest on what such a party declares about itself (Ganzhou 5.2 to 5.4). What depends on
a case (5.1.4 the bank's credit policy, 5.1.5 the guarantee policy) is asked in the case.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason, reason
from zhidai.core.guarantees.agreed_shares import against_signing, within_bounds
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.assessment import Finding, assess
from zhidai.core.policy.citing import Topic, cited
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Route, Scheme, Strength, Subject
from zhidai.core.policy.taking_part import must_sign, signers
from zhidai.core.policy.trace import Result
from zhidai.db.parties.models import Party
from zhidai.reference.assessment_tables import reference_tables
from zhidai.services.integrity.facts import facts_by_party
from zhidai.services.parties.declared import own_facts

MILLION = 1_000_000
SharesByKind = Mapping[PartyKind, int]  # millionths


def routes_of_signers(scheme: Scheme, kinds: frozenset[PartyKind]) -> tuple[Route, ...]:
    """The routes on which parties of these kinds can lend together.

    Everyone who shares the losses of a route signs, and nobody signs who takes no part in it; where
    the scheme shares none the bank may stand alone.
    """
    return tuple(route for route in scheme.routes.values() if _fits(scheme, route, kinds))


def _fits(scheme: Scheme, route: Route, kinds: frozenset[PartyKind]) -> bool:
    roles = signers(scheme, route.id)
    return kinds <= set(roles) and must_sign(scheme, route.id) <= {roles[kind] for kind in kinds}


def routes_served(scheme: Scheme, shares: SharesByKind, on: date) -> tuple[Route, ...]:
    """The routes on which an agreement with these shares holds: its signers fit, and its bounds."""
    return tuple(
        route
        for route in routes_of_signers(scheme, frozenset(shares))
        if within_bounds(scheme, route.id, by_role(scheme, route, shares), on)
    )


def shares_against(scheme: Scheme, shares: SharesByKind, on: date) -> tuple[Reason, ...]:
    """Why signed shares open no route at all; empty if they open one."""
    routes = routes_of_signers(scheme, frozenset(shares))
    if not routes:
        return (reason("agreement_fits_no_route", cited(scheme, Topic.AGREEMENT)),)
    against = [
        against_signing(scheme, route.id, by_role(scheme, route, shares), on) for route in routes
    ]
    return () if () in against else against[0]


def by_role(scheme: Scheme, route: Route, shares: SharesByKind) -> dict[str, Decimal]:
    """Signed shares as fractions of one, by the roles of a route."""
    roles = signers(scheme, route.id)
    return {roles[kind]: Decimal(share) / MILLION for kind, share in shares.items()}


def reasons_against(scheme: Scheme, parties: Sequence[Party], on: date) -> tuple[Reason, ...]:
    """Why parties may not take part, with the clause of each; empty if they all may."""
    serves = routes_of_signers(scheme, frozenset(PartyKind(party.kind) for party in parties))
    facts = facts_by_party(parties, scheme, on)
    asked = [party for party in parties if party.kind in set(Subject)]
    data: dict[str, object] = {party.kind: facts[party.pk] for party in asked}
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
