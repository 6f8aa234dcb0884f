"""What a claim leaves no room for: changes that would move the loss that is shared (7.2, 8.1).

The claim fixes the loss and who bears which part of it. From then on the loan's due days and its
principal stay as they are; interest, which is not shared, may still be waived or written off.
Principal that leaves the books before the claim would not be shared, so the claim comes first; and
the bank's own share leaves them when the others have paid theirs, so that what comes in afterwards
is never taken for the one when it was for the other. These are our readings; the plan is silent.
"""

from decimal import Decimal

from zhidai.core.errors import Reason, reason
from zhidai.core.lending.events import EventKind, Part

_FIXED_BY_CLAIM = frozenset(
    {EventKind.DRAWDOWN, EventKind.EXTENSION, EventKind.ACCELERATION, EventKind.PAUSE}
)


def against_beside_claim(
    kind: EventKind,
    part: Part,
    *,
    is_claimed: bool,
    may_be_claimed: bool,
    owed_by_payers: Decimal,
    clause: str | None,
) -> Reason | None:
    """Why a change is refused, or None.

    may_be_claimed: there is somebody to claim from. owed_by_payers: yuan, on the day of the change.
    """
    is_principal = part is Part.PRINCIPAL
    if not is_claimed:
        if kind is EventKind.WRITE_OFF and is_principal and may_be_claimed:
            return reason("write_off_before_claim", clause)
        return None
    if kind in _FIXED_BY_CLAIM or (kind is EventKind.WAIVER and is_principal):
        return reason("change_after_claim", clause)
    if kind is EventKind.WRITE_OFF and is_principal and owed_by_payers:
        return reason("write_off_while_payers_owe", clause, owed=owed_by_payers)
    return None
