"""A loan locked for a step of its subsidy, by the party whose step it is."""

from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.applying import claim_clause
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.lending.tenancy import locked_loan

_ONLY = {
    PartyKind.ENTERPRISE: "subsidy_claimed_by_the_enterprise_only",
    PartyKind.BUREAU: "subsidy_decided_by_the_bureau_only",
    PartyKind.TREASURY: "subsidy_paid_by_the_treasury_only",
}


def clause_of(case: Case) -> str | None:
    """The clause of the case's scheme under which subsidies are claimed."""
    return claim_clause(scheme_of(case))


def locked_for(acting: Acting, loan_key: str, role: PartyKind) -> tuple[Loan, Case]:
    """A loan and its case, locked for a party in this role; other roles are refused."""
    loan, case, _ = locked_loan(
        acting,
        loan_key,
        roles=frozenset({role}),
        refusal=_ONLY[role],
        clause=lambda loan: clause_of(loan.case),
    )
    return loan, case
