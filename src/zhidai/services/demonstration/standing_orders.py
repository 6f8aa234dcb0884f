"""The city's healthy borrowers pay on their due days by themselves as the date moves.

Without this every loan of the city would fall overdue with the first month moved, and nobody
could see what a single unpaid loan does. It touches no enterprise that is not fictional and named
in the city; the bank of each loan records the money, as it would in life.
"""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from zhidai.core.cases.status import CaseStatus
from zhidai.core.lending.standing import EVER
from zhidai.core.lending.state import LoanState
from zhidai.core.money import format_yuan
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import LoanStanding
from zhidai.services.acting import Acting, acting_as
from zhidai.services.demonstration.enterprises import ENTERPRISES
from zhidai.services.lending.book import state_of, states_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.standing import not_holding

ONE_DAY = timedelta(days=1)


def pay_standing_orders(day: date) -> int:
    """Record what the healthy borrowers owe on a day; gives the number of payments."""
    names = [each.name for each in ENTERPRISES if each.pays_by_itself]
    loans = Loan.objects.filter(
        case__enterprise__is_fictional=True,
        case__enterprise__name__in=names,
        case__status=CaseStatus.RUNNING,
        drawn_on__lte=day,
    )
    owing = loans.filter(standing__in=_may_owe_on(day))
    return sum(_pay(each.loan, each.state, day) for each in list(states_of(owing, day)))


def _may_owe_on(day: date) -> QuerySet[LoanStanding]:
    """Loans that may owe something: the others are kept as owing nothing that day.

    What falls due on a day is overdue on the next at the latest, unless a pause puts that off: a
    standing kept in a pause holds for its day alone.
    """
    overdue_next = Q(overdue_from__lte=day + ONE_DAY)
    return LoanStanding.objects.filter(not_holding(day) | overdue_next | Q(until__lt=EVER))


def pay_what_is_due(loan: Loan, day: date) -> bool:
    """Record what a loan owes on a day: interest, and at maturity the principal."""
    return _pay(loan, state_of(loan, day), day)


def _pay(loan: Loan, state: LoanState, day: date) -> bool:
    owed = state.interest_due + (
        state.principal_balance if day >= (state.due_on or loan.due_on) else 0
    )
    if not owed:
        return False
    record_repayment(
        _officer_of_the_bank(loan),
        loan.key,
        amount=f"{format_yuan(owed)}元",
        effective_on=day,
        key=f"standing order {loan.pk} {day}",
    )
    return True


def _officer_of_the_bank(loan: Loan) -> Acting:
    bank = loan.case.parties.get(role=PartyKind.BANK).party
    person = bank.people.filter(role=PersonRole.OFFICER, is_active=True).order_by("id").first()
    if person is None:
        raise AssertionError(f"{bank.name} has no officer")
    return acting_as(person)
