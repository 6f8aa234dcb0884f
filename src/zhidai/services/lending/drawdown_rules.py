"""What stands against a further drawdown: the contract, its period, and what the first one met.

Bank and guarantor approved the contract's whole amount (6.1.4); what has come up since stands
against the rest of it as it would have against the first part: the breaker (8.2), an exclusion
(8.5), a right that lapsed, a limit that others have used. So does the loan's own course since: an
amount overdue, a misuse found (ADR 14); a claimed loan takes no change of its principal. The
contract counts wholly in the year's room of each of its drawdowns: our reading, for the plan is
silent on drawdowns in parts.
"""

from datetime import date
from decimal import Decimal

from zhidai.core.cases.conditions import CONDITIONS
from zhidai.core.cases.records import Record
from zhidai.core.early_warning.rules import Trigger
from zhidai.core.errors import Reason, reason
from zhidai.core.lending.default_notice import duty_of
from zhidai.core.lending.events import BANK, EventKind
from zhidai.core.lending.further_drawdown import against_default
from zhidai.core.money import format_yuan, from_fen
from zhidai.core.policy.scheme import TaskDefinition
from zhidai.db.cases.models import Case
from zhidai.db.early_warning.models import EarlyWarning
from zhidai.db.lending.models import ChangeInForce, Loan
from zhidai.services.cases.dossier import circumstances, scheme_of
from zhidai.services.lending.book import state_of

# Of what the route asks of the first drawdown; its other conditions are about days and amount.
_ASKED_AGAIN = frozenset({"eligible_in_full", "nothing_against", "within_limit"})


def drawdown_task(case: Case) -> TaskDefinition:
    """The route's task that draws the loan."""
    tasks = scheme_of(case).routes[case.route].tasks
    return next(task for task in tasks if task.records == Record.LOAN)


def undrawn(loan: Loan, on: date) -> Decimal:
    """What the contract leaves to be drawn, in yuan; nothing after its availability period."""
    if loan.available_until is None or on > loan.available_until:
        return Decimal("0.00")
    return from_fen(loan.agreed) - state_of(loan, on).principal_lent


def against_drawdown(loan: Loan, case: Case, amount: Decimal, *, on: date) -> tuple[Reason, ...]:
    """What stands against drawing so many yuan more on a day."""
    task = drawdown_task(case)
    if loan.commitment is None or loan.available_until is None:
        return (reason("drawdown_not_agreed", task.clause),)
    if on > loan.available_until:
        return (reason("drawdown_after_period", task.clause, until=loan.available_until),)
    left = undrawn(loan, on)
    if amount > left:
        told = {"amount": format_yuan(amount), "left": format_yuan(left)}
        return (reason("drawdown_above_contract", task.clause, **told),)
    default = against_default(
        state_of(loan, on), misuse_since=_misuse_since(loan, case, on), clause=_clause(case)
    )
    if default:
        return default
    now = circumstances(case, on)
    return tuple(
        against
        for name in task.conditions
        if name in _ASKED_AGAIN
        for against in CONDITIONS[name](now)
    )


def _clause(case: Case) -> str | None:
    """The clause under which the scheme has a default acted on; None where it states none."""
    duty = duty_of(scheme_of(case), BANK)
    return None if duty is None else duty.clause


def _misuse_since(loan: Loan, case: Case, on: date) -> date | None:
    """Since when misused money is known: by an open warning, or a misuse rate that still runs.

    A rate that was refused, taken back or has ended counts no more; a warning until it is closed.
    """
    warned = EarlyWarning.objects.filter(
        case=case, trigger=str(Trigger.FUNDS_MISUSED), closing__isnull=True
    )
    rates = ChangeInForce.objects.filter(
        change__loan=loan, change__kind=str(EventKind.MISUSE), reversal__isnull=True
    ).exclude(change__until__lt=on)
    days = [
        *warned.values_list("happened_on", flat=True),
        *rates.values_list("effective_on", flat=True),
    ]
    return min(days, default=None)
