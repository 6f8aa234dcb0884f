"""Claims under 7.2, what is paid on them, and what comes back under 7.3."""

from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.guarantees.disposal import DisposalStep, RecoveryKind
from zhidai.core.guarantees.recovery import RecoveryReceipt
from zhidai.core.money import parse_yuan
from zhidai.core.parties import PAYING, RECOVERING, PartyKind
from zhidai.db.cases.models import Case
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.papers import Uploads, papers_digest
from zhidai.services.guarantees.disposing import dispose
from zhidai.services.guarantees.paying import pay
from zhidai.services.guarantees.recovering import Origin, recover
from zhidai.services.guarantees.refusing import refuse
from zhidai.services.guarantees.starting import start
from zhidai.services.guarantees.terms import claim_clause, recovery_clause
from zhidai.services.lending.tenancy import locked_loan
from zhidai.services.transactions import Answer, once

_CLAIMANT = frozenset({PartyKind.BANK})


def start_claim(acting: Acting, loan_key: str, *, key: str) -> Answer:
    """The bank claims the loss shares of a loan that is overdue long enough (7.2)."""

    def work() -> Answer:
        loan, case, _ = locked_loan(
            acting,
            loan_key,
            roles=_CLAIMANT,
            refusal="claim_by_the_bank_only",
            clause=claim_clause,
        )
        return start(loan, case, acting)

    return once(acting, "start_claim", key=key, request={"loan": loan_key}, work=work)


def pay_claim(
    acting: Acting, loan_key: str, *, amount: str, paid_on: date | None = None, key: str
) -> Answer:
    """A payer pays its share or a part of it; the first payment excludes (8.5).

    paid_on: the day on which the bank had the money; today if not given.
    """

    def work() -> Answer:
        loan, case, role = locked_loan(
            acting,
            loan_key,
            roles=PAYING,
            refusal="claim_payment_by_sharers_only",
            clause=claim_clause,
        )
        paid = parse_yuan(amount)
        return pay(loan, case, role, amount=paid, paid_on=paid_on, acting=acting)

    request = {"loan": loan_key, "amount": amount, "paid_on": paid_on}
    return once(acting, "pay_claim", key=key, request=request, work=work)


def refuse_claim(acting: Acting, loan_key: str, *, grounds: str, key: str) -> Answer:
    """A payer says on which grounds it does not pay; its share stays owed."""

    def work() -> Answer:
        loan, case, role = locked_loan(
            acting,
            loan_key,
            roles=PAYING,
            refusal="claim_payment_by_sharers_only",
            clause=claim_clause,
        )
        return refuse(loan, case, role, grounds=grounds.strip(), acting=acting)

    request = {"loan": loan_key, "grounds": grounds}
    return once(acting, "refuse_claim", key=key, request=request, work=work)


def record_disposal(
    acting: Acting, loan_key: str, step: DisposalStep, *, record: str, uploads: Uploads, key: str
) -> Answer:
    """Bank or payer records a notice, auction, transfer or lawsuit; a notice with its paper."""

    def work() -> Answer:
        loan, case, _ = locked_loan(
            acting,
            loan_key,
            roles=RECOVERING,
            refusal="recovery_by_bank_or_guarantor_only",
            clause=recovery_clause,
        )
        return dispose(loan, case, step, record=record.strip(), uploads=uploads, acting=acting)

    request = {
        "loan": loan_key,
        "kind": str(step.kind),
        "held_on": step.held_on,
        "record": record,
        "papers": papers_digest(uploads),
    }
    return once(acting, "record_disposal", key=key, request=request, work=work)


def record_recovery(
    acting: Acting,
    loan_key: str,
    *,
    gross: str,
    costs: str,
    source: str,
    kind: RecoveryKind = RecoveryKind.OTHER,
    received_on: date | None = None,
    costs_by: str = "",
    key: str,
) -> Answer:
    """Money recovered after a claim goes down the waterfall: costs, losses, interest, pledgor.

    received_on: the day on which it came in; today if not given. costs_by: the role of the party
    that advanced the costs; the recording one if not given.
    """

    def work() -> Answer:
        loan, case, role = locked_loan(
            acting,
            loan_key,
            roles=RECOVERING,
            refusal="recovery_by_bank_or_guarantor_only",
            clause=recovery_clause,
        )
        receipt = RecoveryReceipt(
            received_on=received_on or business_date.today(),
            gross=parse_yuan(gross),
            costs=parse_yuan(costs) if costs.strip() else Decimal("0.00"),
            costs_by=_advancer(case, costs_by or role),
        )
        origin = Origin(kind=kind, source=source.strip())
        return recover(loan, case, receipt, origin=origin, acting=acting)

    request = {
        "loan": loan_key,
        "gross": gross,
        "costs": costs,
        "source": source,
        "kind": str(kind),
        "received_on": received_on,
        "costs_by": costs_by,
    }
    return once(acting, "record_recovery", key=key, request=request, work=work)


def _advancer(case: Case, role: str) -> str:
    """The bank, or a party that shares the loss. Bad input: `recovery_costs_by_nobody`."""
    if not case.parties.filter(role=role, party__kind__in=[PartyKind.BANK, *PAYING]).exists():
        raise bad_input("recovery_costs_by_nobody")
    return role
