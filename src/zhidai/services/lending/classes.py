"""How a loan is classed by its scheme's measure and by the five classes, side by side.

The other credit of its debtor is that on the platform, at the same bank. Nothing is said of it to
a party that does not take part in all of it.
"""

from datetime import date

from zhidai.core.lending.classification import Credit
from zhidai.core.lending.state import LoanState
from zhidai.core.parties import PartyKind
from zhidai.core.portfolio.loan_classes import LoanClasses, SchemeMeasure, classes_of
from zhidai.core.portfolio.settings import arrears_lines
from zhidai.db.cases.models import CaseParty
from zhidai.db.lending.models import Loan
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.tenancy import takes_part
from zhidai.services.lending.book import states_of


def classes_for(acting: Acting, loan: Loan, state: LoanState) -> LoanClasses:
    """A visible loan's classes on the day of its state."""
    return classes_of(state, _other_credits(acting, loan, state.on), measure=_measure(loan, state))


def _other_credits(acting: Acting, loan: Loan, on: date) -> tuple[Credit, ...]:
    role = str(PartyKind.BANK)
    bank = CaseParty.objects.filter(case=loan.case, role=role).values("party")
    own = CaseParty.objects.filter(role=role, party__in=bank).values("case")
    others = Loan.objects.filter(
        case__in=own, case__enterprise=loan.case.enterprise_id, drawn_on__lte=on
    ).exclude(pk=loan.pk)
    if others.exclude(takes_part(acting, "case")).exists():
        return ()
    return tuple(
        Credit(balance=one.state.principal_balance, risk_class=one.state.risk_class)
        for one in states_of(others, on)
    )


def _measure(loan: Loan, state: LoanState) -> SchemeMeasure | None:
    """By the scheme's first breaker; none of a scheme that stops nothing."""
    scheme = scheme_of(loan.case)
    for line in arrears_lines(scheme, state.on)[:1]:
        return SchemeMeasure.of(
            state,
            scheme=scheme.id,
            clause=line.clause,
            from_overdue_day=line.counted_from,
        )
    return None
