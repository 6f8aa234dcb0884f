"""Who takes which role of a case: held to the scheme wherever a case is written down."""

from collections.abc import Mapping

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.parties import OFFICES, PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.taking_part import Assigned, against_assignment, kind_of, roles_of
from zhidai.db.parties.models import Party
from zhidai.wording.parties import party_kind_label


def roles_taken(
    scheme: Scheme, route: str, chosen: Mapping[str, Party], *, enterprise: Party
) -> dict[str, Party]:
    """One party for each role of a route: those chosen, and the offices of the scheme's place.

    An enterprise registered elsewhere meets these offices too; a rule of the scheme tells it so.
    Bad input as `roles_held`, or where the place has no such office.
    """
    taken = dict(chosen)
    for role in roles_of(scheme, route):
        kind = kind_of(scheme, role)
        if kind is PartyKind.ENTERPRISE:
            taken[role] = enterprise
        elif kind in OFFICES:
            taken[role] = _office_of(kind, scheme.place.zh)
    return roles_held(scheme, route, taken)


def roles_held(scheme: Scheme, route: str, taken: Mapping[str, Party]) -> dict[str, Party]:
    """The same parties in the order of the route's roles.

    Bad input where a role is left out, is none of the route's, or a party takes two of them.
    """
    told = {
        role: Assigned(id=party.pk, kind=party.kind, name=party.name)
        for role, party in taken.items()
    }
    against = against_assignment(scheme, route, told)
    if against:
        raise BadInput(*against)
    return {role: taken[role] for role in roles_of(scheme, route)}


def _office_of(kind: str, place: str) -> Party:
    """The office of a kind in a place: bureau, treasury, finance office, fund or its operator."""
    office = Party.objects.filter(kind=kind, place=place).order_by("id").first()
    if office is None:
        raise bad_input(
            "office_not_registered", role=party_kind_label(PartyKind(kind)), place=place
        )
    return office
