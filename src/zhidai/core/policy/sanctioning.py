"""Which sanctions of a scheme the platform carries out itself, and who carries out the others.

Two are carried out here, both against the enterprise: it is shut out after a claim payment, and
gets no subsidy after a misuse. Everything else that a plan states is done by hand, by whoever has
the thing that is taken away (assumed, where a plan names nobody): the bank reports to the credit
record, who pays claims refuses compensation, the treasury pays no subsidy, and the operator, or the
bureau where there is none, keeps the lists and turns applications away.
"""

from dataclasses import dataclass
from typing import Final

from zhidai.core.parties import PartyKind
from zhidai.core.policy.sanctions import Sanction, SanctionCause, SanctionEffect
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.taking_part import claim_triggers_of, kind_of

EXCLUSION: Final = (SanctionCause.CLAIM_PAYMENT, SanctionEffect.NO_APPLICATION)
NO_SUBSIDY: Final = (SanctionCause.MISUSE, SanctionEffect.NO_SUBSIDY)
_KEPT: Final = frozenset({EXCLUSION, NO_SUBSIDY})


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionByHand:
    """A sanction, or the part of one, that the platform does not carry out.

    against: the roles that it is stated against; by: the roles that carry it out, never none.
    """

    sanction: Sanction
    against: tuple[str, ...]
    by: tuple[str, ...]


def is_against_enterprise(sanction: Sanction, cause: tuple[SanctionCause, SanctionEffect]) -> bool:
    """Whether a sanction of this cause and effect is stated against the enterprise."""
    stated = (sanction.after, sanction.effect) == cause
    return stated and PartyKind.ENTERPRISE in sanction.against


def by_hand(scheme: Scheme, route: str | None = None) -> tuple[SanctionByHand, ...]:
    """The sanctions of a scheme that the platform leaves to people, in the order of the file.

    With a route, compensation is refused by those who pay the claims of that route.
    """
    found = []
    for one in scheme.sanctions:
        kept = (one.after, one.effect) in _KEPT
        against = tuple(role for role in one.against if not kept or role != PartyKind.ENTERPRISE)
        if against:
            by = _carried_out_by(scheme, one.effect, against, route)
            found.append(SanctionByHand(sanction=one, against=against, by=by))
    return tuple(found)


def _carried_out_by(
    scheme: Scheme, effect: SanctionEffect, against: tuple[str, ...], route: str | None
) -> tuple[str, ...]:
    """Nobody carries out what is stated against itself; then it is the bureau's."""
    if effect is SanctionEffect.CREDIT_RECORD:
        able: tuple[str, ...] = (PartyKind.BANK,)
    elif effect is SanctionEffect.NO_SUBSIDY:
        able = (PartyKind.TREASURY,)
    elif effect is SanctionEffect.NO_COMPENSATION:
        triggers = claim_triggers_of(scheme, route)
        able = tuple(dict.fromkeys(role for one in triggers for role in one.payers))
    else:
        roles = scheme.own_parties
        able = tuple(role for role in roles if kind_of(scheme, role) is PartyKind.OPERATOR)
    return tuple(role for role in able if role not in against) or (PartyKind.BUREAU,)
