"""What stands against a correction of a claim's payment or recovery, and who decides on it."""

from datetime import date

from zhidai.core.errors import Reason, reason
from zhidai.core.guarantees.beside_claim import against_beside_claim
from zhidai.core.guarantees.disposal import RecoveryKind, recovery_refusals
from zhidai.core.lending.correction import Decision
from zhidai.core.lending.events import EventKind, Part
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.core.policy.citing import Topic
from zhidai.db.cases.models import Case
from zhidai.db.corrections.models import ClaimCorrection
from zhidai.db.lending.models import ChangeInForce, Loan
from zhidai.db.parties.models import Person
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of
from zhidai.services.guarantees.disposing import steps_of
from zhidai.services.guarantees.position import claim_of, positions
from zhidai.services.guarantees.terms import recovery_clause
from zhidai.services.refusal import Refused


def against(row: ClaimCorrection, loan: Loan) -> tuple[Reason, ...]:
    """Before anything is taken back."""
    wrong = row.payment or row.recovery
    if hasattr(wrong, "taken_back"):
        return (reason("claim_record_reversed_already"),)
    same = ClaimCorrection.objects.filter(
        payment=row.payment, recovery=row.recovery, decision__isnull=True
    )
    if same.exclude(pk=row.pk).exists():
        return (reason("claim_correction_waits_already"),)
    if _says(row) == _recorded(row):
        return (reason("claim_correction_changes_nothing"),)
    return () if row.effective_on is None else _against_day(row, loan, row.effective_on)


def _says(row: ClaimCorrection) -> tuple[int | None, int | None, date]:
    """Amount, costs and day as they ought to be."""
    return row.amount, row.costs, row.effective_on or _recorded(row)[2]


def _recorded(row: ClaimCorrection) -> tuple[int, int | None, date]:
    if row.payment is not None:
        return row.payment.amount, None, row.payment.paid_on
    assert row.recovery is not None  # noqa: S101 - held by the database
    return row.recovery.gross, row.recovery.costs, row.recovery.received_on


def _against_day(row: ClaimCorrection, loan: Loan, day: date) -> tuple[Reason, ...]:
    """Money on a claim came between the claim and today; that of a sale not before the sale."""
    claim, today = claim_of(loan), business_date.today()
    if day > today:
        return (reason("claim_correction_in_future", day=day, today=today),)
    if day < claim.claimed_on:
        started = claim.claimed_on
        clause = clause_of(loan.case, Topic.RECOVERY)
        return (reason("claim_correction_before_claim", clause, day=day, claimed_on=started),)
    if row.recovery is None:
        return ()
    kind, clause = RecoveryKind(row.recovery.kind), recovery_clause(loan)
    return recovery_refusals(kind, steps_of(claim), received_on=day, clause=clause)


def deciding_party(row: ClaimCorrection, case: Case, acting: Acting) -> int:
    """The bank decides, but on its own proposal about another's record the other party does."""
    bank: int = case.parties.get(role=PartyKind.BANK).party_id
    wrong = row.payment or row.recovery
    assert wrong is not None  # noqa: S101 - held by the database
    recorder: int | None = Person.objects.get(pk=wrong.person_id).party_id
    assert recorder is not None  # noqa: S101 - only people of a party record money
    if acting.party_id not in (bank, recorder):
        raise Refused((reason("claim_correction_by_sharers", clause_of(case, Topic.RECOVERY)),))
    return recorder if acting.party_id == bank else bank


def require_who(row: ClaimCorrection, acting: Acting, decision: Decision) -> None:
    """Its proposer withdraws it; another person, an approver of the deciding party, decides."""
    is_own = row.proposed_by_id == acting.person_id
    if decision is Decision.WITHDRAWN:
        if not is_own:
            raise Refused((reason("correction_withdrawn_by_its_proposer"),))
        return
    if is_own or acting.party_id != row.decided_at_id:
        raise Refused((reason("claim_correction_needs_the_other"),))
    if acting.role is not PersonRole.APPROVER:
        raise Refused((reason("claim_correction_needs_an_approver"),))


def require_standing(loan: Loan, since: date, today: date) -> None:
    """What was recorded after it still stands: nobody has paid too much, nothing left too early.

    Bad input: `claim_overpaid`.
    """
    claim = claim_of(loan)
    positions(claim, today)
    written_off = ChangeInForce.objects.filter(
        change__loan=loan,
        change__kind=str(EventKind.WRITE_OFF),
        change__part=str(Part.PRINCIPAL),
        reversal__isnull=True,
        effective_on__gte=since,
    )
    for row in written_off:
        owed = sum(one.unpaid for one in positions(claim, row.effective_on))
        found = against_beside_claim(
            EventKind.WRITE_OFF,
            Part.PRINCIPAL,
            is_claimed=True,
            may_be_claimed=True,
            owed_by_payers=from_fen(owed),
            clause=recovery_clause(loan),
        )
        if found:
            day = row.effective_on
            clause = recovery_clause(loan)
            raise Refused((reason("claim_correction_before_write_off", clause, day=day),))
