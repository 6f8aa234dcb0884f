"""Writes one loan that is taken over: its case, its parties, its history, its journal."""

from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.cases.status import CaseStatus
from zhidai.core.cases.tasks import opened_by
from zhidai.core.lending.events import EventKind
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import format_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.core.statistics.declared import counted_now
from zhidai.db.cases.models import Case, CaseParty, CaseRight
from zhidai.db.lending.models import Loan, LoanEvent
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import IpRight
from zhidai.db.takeover.models import TakenOverLoan, Takeover
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.opening import next_number
from zhidai.services.cases.taking_part import roles_taken
from zhidai.services.cases.tasks import open_tasks
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.book import MILLION
from zhidai.services.parties.registration import NewParty, register_party
from zhidai.services.schemes.versions import keep_shipped
from zhidai.services.takeover.planning import PlannedLoan


def write_loan(one: PlannedLoan, takeover: Takeover, *, acting: Acting, today: date) -> str:
    """Everything of one loan, inside the transaction that takes them all over; gives its key."""
    terms = one.row.terms
    if terms is None:
        raise AssertionError(f"{one.row.loan.key} has no terms and was not refused")
    keep_shipped(one.scheme, today)
    case = _case(one, terms, today)
    _take_part(case, one, takeover.bank)
    _tie_rights(case, one)
    loan = _loan(case, one, terms)
    _write_history(loan, one, acting)
    TakenOverLoan.objects.create(
        loan=loan,
        takeover=takeover,
        sheet=one.row.loan.sheet[:100],
        row=one.row.loan.row,
        basis=str(one.row.basis),
    )
    append(f"case:{case.number}", "loan.taken_over", acting=acting,
           payload=_payload(one, takeover))  # fmt: skip
    post(loan, today)
    _open_servicing(case, one, today)
    return loan.key


def _case(one: PlannedLoan, terms: LoanTerms, today: date) -> Case:
    """A running case under the scheme of the cut-over; its steps were taken elsewhere."""
    known, code = Party.objects.select_for_update(), one.credit_code
    if one.enterprise is None:  # an earlier row of the same file may have entered it
        enterprise = known.filter(credit_code=code).first() or _registered(one)
    else:
        enterprise = known.get(pk=one.enterprise.pk)
    return Case.objects.create(
        number=next_number(today),
        scheme=one.scheme.id,
        scheme_hash=one.scheme.content_hash,
        route=one.route,
        enterprise=enterprise,
        amount=to_fen(terms.principal),
        opened_on=terms.drawn_on,
        status=str(CaseStatus.RUNNING),
        granted_on=terms.drawn_on,
        granted_amount=to_fen(terms.principal),
        facts=_facts(one, terms),
        **counted_now(enterprise.facts),
    )


def _registered(one: PlannedLoan) -> Party:
    """The borrower entered by its name and code; people of it are entered when it signs in."""
    loan = one.row.loan
    new = NewParty(
        kind=PartyKind.ENTERPRISE,
        name=loan.borrower,
        name_en=loan.borrower,
        place=one.scheme.place.zh,
        credit_code=one.credit_code,
    )
    return Party.objects.get(pk=register_party(new))


def _facts(one: PlannedLoan, terms: LoanTerms) -> dict[str, Any]:
    """What the ledger tells of the contract; nothing else is known of how it came about."""
    loan, amount = one.row.loan, f"{format_yuan(terms.principal)}元"
    contract = {
        "number": loan.loan_id,
        "amount": amount,
        "rate": f"{(terms.annual_rate * 100).normalize():f}%",
        "due_on": terms.due_on.isoformat(),
        **{
            name: f"{format_yuan(fee)}元"
            for name, fee in (
                ("guarantee_fee", loan.guarantee_fee),
                ("appraisal_fee", loan.appraisal_fee),
            )
            if fee is not None
        },
    }
    drawn = {"drawn_on": terms.drawn_on.isoformat(), "amount": amount}
    said: dict[str, dict[str, str]] = {
        "request": {"amount": amount},
        "contract": contract,
        "disbursement": drawn,
    }
    if loan.appraised_value is not None:
        said["valuation"] = {"formal_value": f"{format_yuan(loan.appraised_value)}元"}
    facts: dict[str, Any] = {
        subject: {name: {"value": answer} for name, answer in answers.items()}
        for subject, answers in said.items()
    }
    return {**facts, "patents": {}}


def _take_part(case: Case, one: PlannedLoan, bank: Party) -> None:
    lenders = {
        str(PartyKind.BANK): bank,
        str(PartyKind.GUARANTOR): one.guarantor,
        str(PartyKind.APPRAISER): one.appraiser,
    }
    chosen = {role: party for role, party in lenders.items() if party is not None}
    taken = roles_taken(one.scheme, one.route, chosen, enterprise=case.enterprise)
    for role, party in taken.items():
        CaseParty.objects.create(case=case, role=role, party=party)


def _tie_rights(case: Case, one: PlannedLoan) -> None:
    """The patents told that the enterprise has entered here. Their pledges are registered
    elsewhere, on a day and under a number that no ledger tells: they are not made up.
    """
    numbers = {str(parse_patent_number(told)) for told in one.row.loan.patents}
    for right in IpRight.objects.filter(owner=case.enterprise, number__in=numbers):
        CaseRight.objects.create(case=case, right=right)


def _loan(case: Case, one: PlannedLoan, terms: LoanTerms) -> Loan:
    told = one.row.loan
    return Loan.objects.create(
        case=case,
        key=told.loan_id,
        principal=to_fen(terms.principal),
        annual_rate=int(terms.annual_rate * MILLION),
        drawn_on=terms.drawn_on,
        due_on=terms.due_on,
        day_count=str(terms.day_count),
        settlement=str(terms.settlement),
        repayment=str(terms.repayment),
        instalments=terms.instalments,
        guarantee_fee=to_fen(told.guarantee_fee or Decimal(0)),
        appraisal_fee=to_fen(told.appraisal_fee or Decimal(0)),
    )


def _write_history(loan: Loan, one: PlannedLoan, acting: Acting) -> None:
    LoanEvent.objects.bulk_create(
        LoanEvent(
            loan=loan,
            kind=str(EventKind.REPAYMENT),
            amount=to_fen(each.amount),
            effective_on=each.on,
            recorded_at=business_date.now(),
            person_id=acting.person_id,
        )
        for each in one.row.repaid
    )


def _payload(one: PlannedLoan, takeover: Takeover) -> dict[str, Any]:
    loan, state = one.row.loan, one.row.state
    if state is None:
        raise AssertionError(f"{loan.key} has no state and was not refused")
    return {
        "loan": loan.loan_id,
        "file": takeover.file_name,
        "sha256": takeover.sha256,
        "sheet": loan.sheet,
        "row": loan.row,
        "cut_over_on": takeover.cut_over_on.isoformat(),
        "basis": str(one.row.basis),
        "balance": format_yuan(state.principal_balance),
        "interest_due": format_yuan(state.interest_due),
        "patents": list(loan.patents),
    }


def _open_servicing(case: Case, one: PlannedLoan, today: date) -> None:
    """What is left to do on a running loan: the tasks of the route's last step (8.4)."""
    route = one.scheme.routes[one.route]
    before = {task.id for step in route.steps[:-1] for task in step.tasks}
    open_tasks(case, opened_by(route, done=before, known=before, on=today), today)
