"""Who takes part in a case of a route, and as what kind of party each of them acts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhidai.core.errors import Reason, reason
from zhidai.core.parties import SIGNING, PartyKind
from zhidai.core.policy.claim_triggers import ClaimTrigger
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme

LONGEST_ROLE = 20  # characters, as the tables keep it


@dataclass(frozen=True, slots=True)
class Assigned:
    """A party that is to take a role. id: what tells it from every other party."""

    id: int
    kind: str
    name: str


def kind_of(scheme: Scheme, role: str) -> PartyKind | None:
    """The kind of party that acts in a role of the scheme; None: none of the platform's kinds."""
    own = scheme.own_parties.get(role)
    name = role if own is None else str(own.kind)
    return PartyKind(name) if name in set(PartyKind) else None


def loss_models_of(scheme: Scheme, route: str) -> tuple[LossModel, ...]:
    """The models that may hold for a route; none where losses are left to the bank."""
    return tuple(one for one in scheme.loss_models if not one.routes or route in one.routes)


def claim_triggers_of(scheme: Scheme, route: str | None) -> tuple[ClaimTrigger, ...]:
    """The ways for claims to begin on a route; without one, all of them."""
    return tuple(
        one
        for one in scheme.claim_triggers
        if route is None or not one.routes or route in one.routes
    )


def usual_route(scheme: Scheme) -> str | None:
    """The route of a loan of which none is said: the first on which losses are shared, else the
    first of the scheme.
    """
    shared = (name for one in scheme.loss_models for name in one.routes)
    return next(shared, next(iter(scheme.routes), None))


def sharers(scheme: Scheme, route: str) -> tuple[str, ...]:
    """The roles that may come to bear a part of a loss on a route, in the order of the scheme."""
    models = loss_models_of(scheme, route)
    return tuple(dict.fromkeys(role for one in models for role in one.shares))


def signers(scheme: Scheme, route: str) -> Mapping[PartyKind, str]:
    """Who may sign a cooperation agreement for a route: the kind of party and its role."""
    roles = {kind_of(scheme, role): role for role in roles_of(scheme, route)}
    return {kind: roles[kind] for kind in SIGNING if kind in roles}


def must_sign(scheme: Scheme, route: str) -> frozenset[str]:
    """The roles without which no agreement holds for a route: who shares losses, else the bank."""
    return frozenset(sharers(scheme, route) or (PartyKind.BANK,))


def roles_of(scheme: Scheme, route: str) -> tuple[str, ...]:
    """All roles of a route: those it names, those that share its losses, those that pay claims."""
    payers = (
        role
        for one in scheme.claim_triggers
        if not one.routes or route in one.routes
        for role in one.payers
    )
    named = scheme.routes[route].parties
    return tuple(dict.fromkeys((*named, *sharers(scheme, route), *payers)))


def against_assignment(
    scheme: Scheme, route: str, assigned: Mapping[str, Assigned]
) -> tuple[Reason, ...]:
    """Why parties cannot take these roles of a route together; empty if they can.

    A case has a party for each role of its route, of the kind that acts in it, each party once:
    several of one kind only where the scheme names several roles of it.
    """
    roles = roles_of(scheme, route)
    kinds = Counter(kind_of(scheme, role) for role in roles)
    return (
        *(_beside(role, one, kinds, route) for role, one in assigned.items() if role not in roles),
        *(
            reason("party_not_chosen", role=role)
            for role in roles
            if role not in assigned or assigned[role].kind != kind_of(scheme, role)
        ),
        *_twice({role: assigned[role] for role in roles if role in assigned}),
    )


def _beside(role: str, one: Assigned, kinds: Mapping[PartyKind | None, int], route: str) -> Reason:
    """A party in a role that the route does not have."""
    same = kinds.get(PartyKind(one.kind), 0) if one.kind in set(PartyKind) else 0
    if same:
        return reason("party_of_kind_taken", route=route, role=role, party=one.name, most=same)
    return reason("party_without_role", route=route, role=role, party=one.name)


def _twice(assigned: Mapping[str, Assigned]) -> Iterator[Reason]:
    first: dict[int, str] = {}
    for role, one in assigned.items():
        if one.id in first:
            yield reason("party_twice_in_case", party=one.name, role=first[one.id], other=role)
        first.setdefault(one.id, role)
