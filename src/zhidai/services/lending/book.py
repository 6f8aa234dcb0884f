"""A loan read out of the tables as the core knows it: its terms, its events, its state on a day.

Repayments, changes, claim payments and recoveries stand in tables of their own; here they become
the one history that is replayed. What `standing` keeps for many loans at once is held to this.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from zhidai.core.cases.status import CaseStatus
from zhidai.core.guarantees.settings import due_day_counts_as
from zhidai.core.lending.events import BANK, ZERO, EventKind, LoanEvent, Part
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import DayCount, LoanTerms, Repayment, Settlement
from zhidai.core.money import from_fen
from zhidai.db.corrections.models import (
    CorrectionDecision,
    PaymentTakenBack,
    RecoveryTakenBack,
)
from zhidai.db.guarantees.models import Claim, ClaimPayment, Recovery
from zhidai.db.lending.models import ChangeInForce, Loan, LoanChange
from zhidai.db.lending.models import LoanEvent as LoanEventRow
from zhidai.services.schemes.versions import scheme_pinned

MILLION = 1_000_000
READ_AT_ONCE = 10_000  # loans of one statement: SQLite takes 32,766 values


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanOnDay:
    """A loan of the book with its state. recorded: when each of its events was recorded."""

    loan: Loan
    state: LoanState
    recorded: Mapping[str, datetime]


def terms_of(loan: Loan) -> LoanTerms:
    """The terms frozen at drawdown, with the scheme's reading of when a due day is overdue."""
    return LoanTerms(
        principal=from_fen(loan.principal),
        annual_rate=Decimal(loan.annual_rate) / MILLION,
        drawn_on=loan.drawn_on,
        due_on=loan.due_on,
        day_count=DayCount(loan.day_count),
        settlement=Settlement(loan.settlement),
        repayment=Repayment(loan.repayment),
        instalments=loan.instalments,
        commitment=None if loan.commitment is None else from_fen(loan.commitment),
        due_day_counts_as=due_day_counts_as(scheme_pinned(loan.case.scheme, loan.case.scheme_hash)),
    )


def events_of(loan: Loan) -> tuple[LoanEvent, ...]:
    """Everything that happened to one loan."""
    return events_by_loan([loan.pk])[loan.pk]


def state_of(loan: Loan, on: date, known_at: datetime | None = None) -> LoanState:
    """The loan at the end of a day, as known now or as it was known at an instant."""
    return replay(terms_of(loan), events_of(loan), on=on, known_at=known_at)


def states_of(
    loans: QuerySet[Loan], on: date, known_at: datetime | None = None
) -> Iterator[LoanOnDay]:
    """The states of many loans drawn by a day, in a query a table for all of their events."""
    drawn = loans.filter(drawn_on__lte=on).select_related("case", "case__enterprise").order_by("id")
    events = events_by_loan([loan.pk for loan in drawn])
    for loan in drawn:
        state = replay(terms_of(loan), events[loan.pk], on=on, known_at=known_at)
        recorded = {event.id: event.recorded_at for event in events[loan.pk]}
        yield LoanOnDay(loan=loan, state=state, recorded=recorded)


def loans_of_scheme(scheme: str, on: date) -> QuerySet[Loan]:
    """The loans of a scheme that could still owe something on a day."""
    settled = Q(case__status=CaseStatus.CLOSED, case__closed_on__lte=on)
    return Loan.objects.filter(case__scheme=scheme, drawn_on__lte=on).exclude(settled)


def events_by_loan(loans: Sequence[int]) -> defaultdict[int, tuple[LoanEvent, ...]]:
    """Everything that happened to each of many loans, by their ids; a few queries for many."""
    found: defaultdict[int, tuple[LoanEvent, ...]] = defaultdict(tuple)
    for start in range(0, len(loans), READ_AT_ONCE):
        _read_events(loans[start : start + READ_AT_ONCE], found)
    return found


def _read_events(wanted: Sequence[int], found: defaultdict[int, tuple[LoanEvent, ...]]) -> None:
    """Tables that only other rows refer to are not asked where there are none of those."""
    repayments = list(LoanEventRow.objects.filter(loan__in=wanted))
    for row in repayments:
        found[row.loan_id] += (repayment_of(row),)
    if repayments:
        _read_reversals(wanted, found)
    in_force = ChangeInForce.objects.filter(change__loan__in=wanted)
    for each in in_force.select_related("change").prefetch_related("change__consents"):
        found[each.change.loan_id] += (_change_in_force(each),)
    if Claim.objects.filter(loan__in=wanted).exists():
        _read_claims(wanted, found)


def _read_reversals(wanted: Sequence[int], found: defaultdict[int, tuple[LoanEvent, ...]]) -> None:
    decisions = CorrectionDecision.objects.filter(taken_back__loan__in=wanted)
    for reversal in decisions.select_related("taken_back"):
        if reversal.taken_back is not None:  # as the filter says
            found[reversal.taken_back.loan_id] += (_reversal(reversal, reversal.taken_back),)


def _read_claims(wanted: Sequence[int], found: defaultdict[int, tuple[LoanEvent, ...]]) -> None:
    payments = ClaimPayment.objects.filter(share__claim__loan__in=wanted)
    for payment in payments.select_related("share__claim"):
        found[payment.share.claim.loan_id] += (_claim_payment(payment),)
    recoveries = Recovery.objects.filter(claim__loan__in=wanted)
    for recovery in recoveries.select_related("claim").prefetch_related("shares"):
        found[recovery.claim.loan_id] += tuple(_recovery(recovery))
    for number, reversals in _taken_back(wanted, found).items():
        found[number] += reversals


def _taken_back(
    wanted: Sequence[int], found: Mapping[int, tuple[LoanEvent, ...]]
) -> defaultdict[int, tuple[LoanEvent, ...]]:
    """The reversals of claim payments and of recoveries; costs that took all are no event."""
    known = {event.id for number in wanted for event in found.get(number, ())}
    reversals: defaultdict[int, tuple[LoanEvent, ...]] = defaultdict(tuple)
    for event, loan, decided_on, recorded_at in _rows_taken_back(wanted):
        if event in known:
            reversals[loan] += (
                LoanEvent(
                    id=f"reversal of {event}",
                    kind=EventKind.REVERSAL,
                    effective_on=decided_on,
                    recorded_at=recorded_at,
                    reverses=event,
                ),
            )
    return reversals


def _rows_taken_back(wanted: Sequence[int]) -> Iterator[tuple[str, int, date, datetime]]:
    """Event, loan, and when it was decided on."""
    decided = ("decision__decided_on", "decision__recorded_at")
    claim = "payment__share__claim__loan"
    payments = PaymentTakenBack.objects.filter(**{f"{claim}__in": wanted})
    for number, loan, on, at in payments.values_list("pk", claim, *decided):
        yield f"{EventKind.CLAIM_PAYMENT}:{number}", loan, on, at
    claim = "recovery__claim__loan"
    recoveries = RecoveryTakenBack.objects.filter(**{f"{claim}__in": wanted})
    for number, loan, on, at in recoveries.values_list("pk", claim, *decided):
        yield f"{EventKind.RECOVERY}:{number}", loan, on, at


def repayment_of(row: LoanEventRow) -> LoanEvent:
    """A recorded repayment as the core knows it."""
    return LoanEvent(
        id=f"repayment:{row.pk}",
        kind=EventKind(row.kind),
        amount=from_fen(row.amount),
        effective_on=row.effective_on,
        recorded_at=row.recorded_at,
    )


def _reversal(decision: CorrectionDecision, event: LoanEventRow) -> LoanEvent:
    return LoanEvent(
        id=f"reversal:{decision.pk}",
        kind=EventKind.REVERSAL,
        effective_on=decision.decided_on,
        recorded_at=decision.recorded_at,
        reverses=f"{EventKind.REPAYMENT}:{event.pk}",
    )


def _change_in_force(row: ChangeInForce) -> LoanEvent:
    if row.taken_back_id is not None:
        return LoanEvent(
            id=f"change:{row.pk}",
            kind=EventKind.REVERSAL,
            effective_on=row.effective_on,
            recorded_at=row.recorded_at,
            reverses=f"change:{row.taken_back_id}",
        )
    return change_event(
        row.change,
        id=f"change:{row.pk}",
        effective_on=row.effective_on,
        recorded_at=row.recorded_at,
        consents=tuple(sorted(each.role for each in row.change.consents.all())),
    )


def change_event(
    change: LoanChange,
    *,
    id: str,  # noqa: A002 - as the event calls it
    effective_on: date,
    recorded_at: datetime,
    consents: tuple[str, ...],
) -> LoanEvent:
    """A proposed change, no reversal, as the core would know it if it were in force."""
    return LoanEvent(
        id=id,
        kind=EventKind(change.kind),
        amount=ZERO if change.amount is None else from_fen(change.amount),
        effective_on=effective_on,
        recorded_at=recorded_at,
        part=Part(change.part),
        due_on=change.due_on,
        annual_rate=_fraction(change.annual_rate),
        until=change.until,
        markup=_fraction(change.markup),
        consents=consents if change.kind == EventKind.EXTENSION else (),
    )


def _fraction(millionths: int | None) -> Decimal | None:
    return None if millionths is None else Decimal(millionths) / MILLION


def _claim_payment(payment: ClaimPayment) -> LoanEvent:
    amount = from_fen(payment.amount)
    return LoanEvent(
        id=f"claim_payment:{payment.pk}",
        kind=EventKind.CLAIM_PAYMENT,
        amount=amount,
        effective_on=payment.paid_on,
        recorded_at=payment.recorded_at,
        split={payment.share.role: amount},
    )


def _recovery(recovery: Recovery) -> Iterator[LoanEvent]:
    """What reached the lenders; nothing where it all went to costs or back to the pledgor.

    What is set off against a payer's demand stays with the bank.
    """
    split: dict[str, int] = {BANK: recovery.to_interest}
    for share in recovery.shares.all():
        kept = share.amount if share.role == BANK else share.set_off
        split[BANK] += kept
        split[share.role] = split.get(share.role, 0) + share.amount - kept
    received = {role: from_fen(amount) for role, amount in split.items() if amount}
    if received:
        yield LoanEvent(
            id=f"recovery:{recovery.pk}",
            kind=EventKind.RECOVERY,
            amount=sum(received.values(), Decimal(0)),
            effective_on=recovery.received_on,
            recorded_at=recovery.recorded_at,
            split=received,
        )
