"""The written notice of a default: whose duty it is under a scheme, to whom, and of what.

Ganzhou plan 8.3: whoever learns that money is misused, or of anything else that seriously threatens
repayment, tells the others in writing as soon as it is known. The scheme states it as a duty whose
paper is the notice; a scheme without such a duty has no such letter.
"""

from collections.abc import Collection
from enum import StrEnum

from zhidai.core.policy.scheme import Duty, Scheme

PAPER = "default_notice"


class DefaultKind(StrEnum):
    """What a notice is about, in the order in which it is offered."""

    MISUSE = "misuse"
    OVERDUE = "overdue"
    THREAT = "threat"  # anything else that threatens repayment


def duty_of(scheme: Scheme, role: str) -> Duty | None:
    """The duty of a role to give the notice; None where the scheme states none."""
    return next(
        (duty for duty in scheme.duties if PAPER in duty.papers and duty.owed_by == role), None
    )


def recipients_of(duty: Duty, roles: Collection[str]) -> tuple[str, ...]:
    """The roles of a case that the notice is owed to, in the order of the scheme."""
    return tuple(role for role in duty.owed_to if role in roles)
