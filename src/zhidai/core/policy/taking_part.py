"""Who takes part in a case of a route, and as what kind of party each of them acts."""

from collections.abc import Mapping

from zhidai.core.parties import SIGNING, PartyKind
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme

LONGEST_ROLE = 20  # characters, as the tables keep it


def kind_of(scheme: Scheme, role: str) -> PartyKind | None:
    """The kind of party that acts in a role of the scheme; None: none of the platform's kinds."""
    own = scheme.own_parties.get(role)
    name = role if own is None else str(own.kind)
    return PartyKind(name) if name in set(PartyKind) else None


def loss_models_of(scheme: Scheme, route: str) -> tuple[LossModel, ...]:
    """The models that may hold for a route; none where losses are left to the bank."""
    return tuple(one for one in scheme.loss_models if not one.routes or route in one.routes)


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
