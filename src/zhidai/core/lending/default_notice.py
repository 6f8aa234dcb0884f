"""The written notice of a default: whose duty it is under a scheme, to whom, and of what.

Ganzhou plan 8.3: whoever learns that money is misused, or of anything else that seriously threatens
repayment, tells the others in writing as soon as it is known. The scheme states it as a duty whose
paper is the notice, of any default or of an overdue loan alone; a scheme without such a duty has no
such letter.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.policy.scheme import Duty, Scheme


class DefaultKind(StrEnum):
    """What a notice is about, in the order in which it is offered."""

    MISUSE = "misuse"
    OVERDUE = "overdue"
    THREAT = "threat"  # anything else that threatens repayment


# The papers of such a duty, each with what it may tell.
NOTICES: Mapping[str, tuple[DefaultKind, ...]] = MappingProxyType(
    {"default_notice": tuple(DefaultKind), "overdue_notice": (DefaultKind.OVERDUE,)}
)


def duty_of(scheme: Scheme, role: str) -> Duty | None:
    """The duty of a role to give the notice; None where the scheme states none."""
    return next((duty for duty in duties(scheme) if duty.owed_by == role), None)


def duties(scheme: Scheme) -> tuple[Duty, ...]:
    """Everybody's duty to give it, in the order of the scheme."""
    return tuple(duty for duty in scheme.duties if NOTICES.keys() & set(duty.papers))


def paper_of(duty: Duty) -> str:
    """The paper by which a duty to tell is done."""
    return next(paper for paper in duty.papers if paper in NOTICES)


def recipients_of(duty: Duty, roles: Collection[str]) -> tuple[str, ...]:
    """The roles of a case that the notice is owed to, in the order of the scheme."""
    return tuple(role for role in duty.owed_to if role in roles)
