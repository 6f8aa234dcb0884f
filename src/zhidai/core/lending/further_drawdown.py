"""A loan in default is not drawn further: our convention `no_drawdown_in_default` (ADR 14).

Ganzhou plan 8.3 has the parties stop losses as soon as a default is known; it does not speak of
drawdowns in parts. Money not lent yet is the loss that is stopped most surely. An amount is overdue
from the day after its due day; on the due day itself it is not.
"""

from datetime import date

from zhidai.core.errors import Reason, reason
from zhidai.core.lending.state import LoanState
from zhidai.core.money import format_yuan


def against_default(
    state: LoanState, *, misuse_since: date | None, clause: str | None
) -> tuple[Reason, ...]:
    """What of the loan's own course stands against drawing more of it on the day of its state.

    state: at the end of the day. misuse_since: the first day of a misuse that was found and is
    neither ended nor taken back. clause: of the scheme's duty in a default; None where it has none.
    """
    found = []
    if state.overdue_since is not None:
        overdue = format_yuan(state.principal_overdue + state.interest_due)
        since = state.overdue_since
        found.append(reason("drawdown_while_overdue", clause, overdue=overdue, since=since))
    if misuse_since is not None:
        found.append(reason("drawdown_after_misuse", clause, since=misuse_since))
    return tuple(found)
