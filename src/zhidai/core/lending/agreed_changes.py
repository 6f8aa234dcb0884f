"""Changes of a running loan that people agree on, and whose consent each of them needs.

Nobody changes a loan alone: what one person of the bank proposes, an approver of the bank, another
person, agrees to. Beside the bank:

- an extension (展期) is a change of the contract, so the enterprise agrees (Civil Code 543), and
  those who would pay a claim, for it lengthens their risk (Civil Code 695; plan 8.1). Where the
  loan would run longer than the scheme lets loans run, the bureau agrees too;
- days of a pause count for nobody's ratio (plan 8.2), so the bureau agrees;
- what the contract and the law give the bank alone (misuse rate and calling the loan in, Civil Code
  673; waiver, Civil Code 575; write-off) needs nobody else: the others are told (plan 8.3);
- a further drawdown within the contract was approved by bank and guarantor with it (plan 6.1.4),
  so the bank's two people suffice: what stood against the first drawdown stands against it too.

A reversal needs the consents of the change that it takes back. The plan says nothing of any of
these; the list is our reading, and the scheme asks it as open questions (`extension_consents`,
`acceleration_consents`, `pause_consents`, `waiver_consents`, `write_off_consents`).
"""

from collections.abc import Sequence
from enum import StrEnum

from zhidai.core.lending.events import BANK, EventKind
from zhidai.core.parties import PartyKind

# In the order in which they are offered. A reversal takes one of the others back.
CHANGES = (
    EventKind.EXTENSION,
    EventKind.ACCELERATION,
    EventKind.MISUSE,
    EventKind.PAUSE,
    EventKind.WAIVER,
    EventKind.WRITE_OFF,
    EventKind.DRAWDOWN,
    EventKind.REVERSAL,
)
# These begin on a day that is stated; the others take effect on the day of the last consent.
BEGIN_ON_A_DAY = frozenset({EventKind.MISUSE, EventKind.PAUSE})
MOVE_MONEY = frozenset({EventKind.WAIVER, EventKind.WRITE_OFF})


class ChangeStatus(StrEnum):
    """Where a proposed change stands."""

    WAITING = "waiting"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # refused by the person who proposed it
    REVERSED = "reversed"


def consents_needed(
    kind: EventKind, *, payers: Sequence[str], is_beyond_term: bool
) -> tuple[str, ...]:
    """The roles whose consent a change needs, the bank's approver first.

    payers: who could be asked to pay a claim. is_beyond_term: of an extension, whether the loan
    would run longer than the scheme's longest term.
    """
    if kind is EventKind.PAUSE:
        return (BANK, str(PartyKind.BUREAU))
    if kind is not EventKind.EXTENSION:
        return (BANK,)
    bureau = (str(PartyKind.BUREAU),) if is_beyond_term else ()
    return (BANK, str(PartyKind.ENTERPRISE), *payers, *bureau)
