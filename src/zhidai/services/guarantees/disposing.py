"""Recording the steps of a disposal: notice, auction, transfer, lawsuit (7.3)."""

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import Reason, reason
from zhidai.core.guarantees.disposal import DisposalKind, DisposalStep, disposal_refusals
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim
from zhidai.db.guarantees.models import DisposalStep as DisposalRow
from zhidai.db.lending.models import Loan
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.papers import Uploads, keep_uploads, papers_json
from zhidai.services.guarantees.position import claim_of
from zhidai.services.guarantees.terms import recovery_clause
from zhidai.services.history.commands import append
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer

LONGEST_RECORD = 200
PAPER, TASK = "disposal_notice", "disposal"


def dispose(
    loan: Loan, case: Case, step: DisposalStep, *, record: str, uploads: Uploads, acting: Acting
) -> Answer:
    """Record a step with its evidence, inside the command's transaction."""
    claim = claim_of(loan)
    against = _against(case, claim, step, record=record, uploads=uploads)
    if against:
        raise Refused(against)
    keep_uploads(case, uploads, task=TASK, asked=[PAPER], acting=acting)
    DisposalRow.objects.create(
        claim=claim,
        kind=str(step.kind),
        held_on=step.held_on,
        record=record,
        recorded_at=business_date.now(),
        person_id=acting.person_id,
    )
    event = append(
        f"case:{case.number}",
        f"disposal.{step.kind}",
        acting=acting,
        payload={"loan": loan.key, "record": record, "papers": papers_json(uploads)},
        effective_on=step.held_on,
    )
    return {"loan": loan.key, "event": event.sequence}


def steps_of(claim: Claim) -> tuple[DisposalStep, ...]:
    """The steps recorded so far, as the core knows them."""
    return tuple(
        DisposalStep(kind=DisposalKind(row.kind), held_on=row.held_on)
        for row in claim.disposal.order_by("held_on", "id")
    )


def _against(
    case: Case, claim: Claim, step: DisposalStep, *, record: str, uploads: Uploads
) -> tuple[Reason, ...]:
    if case.status != CaseStatus.RUNNING:
        return (reason("loan_closed_already", loan=case.loan.key),)
    if says_nothing(record) or len(record) > LONGEST_RECORD:
        return (reason("disposal_needs_record", recovery_clause(claim.loan), most=LONGEST_RECORD),)
    if step.kind is DisposalKind.NOTICE and not uploads:
        return (reason("disposal_notice_needs_paper", recovery_clause(claim.loan)),)
    return disposal_refusals(
        step,
        steps_of(claim),
        claimed_on=claim.claimed_on,
        today=business_date.today(),
        clause=recovery_clause(claim.loan),
    )
