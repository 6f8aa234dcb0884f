"""Why nobody can be chosen for a route yet: whom no agreement in force names."""

from datetime import date

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.taking_part import signers
from zhidai.db.parties.models import AgreementShare
from zhidai.services.schemes.versions import scheme_in_force


def missing_partners(scheme: str, on: date) -> tuple[tuple[Label, tuple[PartyKind, ...]], ...]:
    """Each route with the kinds of party that no filed agreement names; all that are there: ()."""
    known = scheme_in_force(scheme, on)
    signed = AgreementShare.objects.filter(
        agreement__scheme=scheme,
        agreement__filed_on__lte=on,
        agreement__in_force_from__lte=on,
        agreement__in_force_until__gte=on,
    )
    kinds = set(signed.values_list("party__kind", flat=True))
    return tuple(
        (route.label, tuple(kind for kind in signers(known, route.id) if kind not in kinds))
        for route in known.routes.values()
    )
