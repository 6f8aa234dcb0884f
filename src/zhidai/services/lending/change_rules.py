"""What stands against a change of a loan: who is asked, what may be changed, what it comes to."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import BadInput, Reason, reason
from zhidai.core.guarantees.beside_claim import against_beside_claim
from zhidai.core.lending.agreed_changes import MOVE_MONEY, consents_needed
from zhidai.core.lending.events import EventKind, LoanEvent, Part
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState
from zhidai.core.money import from_fen
from zhidai.core.policy.term_ceiling import longest_term
from zhidai.core.subsidies.rate_ceiling import highest_allowed
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import ChangeInForce, Loan, LoanChange
from zhidai.reference.assessment_tables import reference_tables
from zhidai.services import business_date
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.guarantees.position import positions
from zhidai.services.guarantees.sharing import payers_of
from zhidai.services.guarantees.terms import claim_clause
from zhidai.services.lending.book import MILLION, change_event, events_of, terms_of
from zhidai.services.lending.drawdown_rules import against_drawdown
from zhidai.services.refusal import Refused

_NEW = "new"
PER_CENT = 100
# What the replay finds wrong with the new event -> what the person who typed it is told.
_TOLD: Mapping[str, str] = {
    "loan_extension_too_late": "change_extension_too_late",
    "loan_extension_not_later": "change_extension_not_later",
    "loan_acceleration_too_late": "change_due_already",
    "loan_drawdown_after_maturity": "change_due_already",
    "loan_waiver_above_owed": "change_above_owed",
    "loan_write_off_above_owed": "change_above_owed",
    "loan_event_before_drawdown": "change_before_drawdown",
    "loan_event_ends_before": "change_ends_before",
    "loan_markup_out_of_range": "change_markup_out_of_range",
    "loan_event_amount_invalid": "amount_not_above_zero",
    "loan_overpaid": "change_leaves_overpaid",
}


def asked_for(loan: Loan, kind: EventKind, *, due_on: date | None) -> tuple[str, ...]:
    """The roles whose consent a change of this loan needs; only those that take part."""
    needed = consents_needed(
        kind, payers=payers_of(loan), is_beyond_term=is_beyond_term(loan, due_on)
    )
    taking_part = set(loan.case.parties.values_list("role", flat=True))
    return tuple(role for role in needed if role in taking_part)


def is_beyond_term(loan: Loan, due_on: date | None) -> bool:
    """Whether a later due day lies beyond the longest term that the scheme lets loans run."""
    last = last_day_of_term(loan)
    return due_on is not None and last is not None and due_on > last


def last_day_of_term(loan: Loan) -> date | None:
    """The last due day within the scheme's longest term; None if the scheme sets none in months."""
    months = longest_term(scheme_of(loan.case), loan.drawn_on)
    return None if months is None else add_months(loan.drawn_on, months)


def against_change(loan: Loan, case: Case, change: LoanChange, *, on: date) -> tuple[Reason, ...]:
    """What stands against a change on a day, before the replay is asked."""
    if case.status != CaseStatus.RUNNING:
        return (reason("loan_closed_already", loan=loan.key),)
    if change.takes_back is not None:
        return _against_reversal(loan, change.takes_back)
    if change.effective_on is not None and change.effective_on > on:
        return (reason("change_in_future", day=change.effective_on, today=on),)
    claim = Claim.objects.filter(loan=loan).first()
    owed = sum(each.unpaid for each in positions(claim, on)) if claim else 0
    found = against_beside_claim(
        EventKind(change.kind),
        Part(change.part),
        is_claimed=claim is not None,
        may_be_claimed=bool(payers_of(loan)),
        owed_by_payers=from_fen(owed),
        clause=claim_clause(loan) if claim or payers_of(loan) else None,
    )
    if found is None and change.kind == EventKind.EXTENSION:
        return _against_rate(loan, change, on=on)
    if found is None and change.kind == EventKind.DRAWDOWN:
        return against_drawdown(loan, case, from_fen(change.amount or 0), on=on)
    return (found,) if found else ()


def _against_rate(loan: Loan, change: LoanChange, *, on: date) -> tuple[Reason, ...]:
    """A rate agreed with an extension is a rate of the loan: the plan's ceiling holds for it too.

    By the LPR newest on the day on which it is agreed, as at the start by that of the contract's.
    """
    if change.annual_rate is None:
        return ()
    quote = reference_tables().lpr_on(on)
    highest = highest_allowed(scheme_of(loan.case), loan.drawn_on, quote, due_on=loan.due_on)
    agreed = Decimal(change.annual_rate) / MILLION
    if highest is None or agreed <= highest.rate:
        return ()
    told = reason(
        "change_rate_above_ceiling",
        highest.clause,
        rate=(agreed * PER_CENT).normalize(),
        highest=(highest.rate * PER_CENT).normalize(),
    )
    return (told,)


def _against_reversal(loan: Loan, row: ChangeInForce) -> tuple[Reason, ...]:
    if row.change.loan_id != loan.pk or row.taken_back_id is not None:
        return (reason("change_not_reversible"),)
    if ChangeInForce.objects.filter(taken_back=row).exists():
        return (reason("change_reversed_already"),)
    is_of_money = row.change.kind in MOVE_MONEY and row.change.part != Part.PRINCIPAL
    if not is_of_money and Claim.objects.filter(loan=loan).exists():
        return (reason("change_after_claim", claim_clause(loan)),)
    return ()


def state_changed(loan: Loan, change: LoanChange, *, on: date) -> LoanState:
    """The loan today if the change stood; refused with its reason where it cannot stand."""
    try:
        return replay(terms_of(loan), (*events_of(loan), _event(change, on)), on=on)
    except BadInput as error:
        found = error.reasons[0]
        told = _TOLD.get(found.code)
        if told is None:
            raise
        raise Refused((Reason(code=told, parameters=found.parameters),)) from None


def _event(change: LoanChange, on: date) -> LoanEvent:
    now = business_date.now()
    if change.takes_back_id is not None:
        return LoanEvent(
            id=_NEW,
            kind=EventKind.REVERSAL,
            effective_on=on,
            recorded_at=now,
            reverses=f"change:{change.takes_back_id}",
        )
    consents = tuple(change.asked.split())
    day = change.effective_on or on
    return change_event(change, id=_NEW, effective_on=day, recorded_at=now, consents=consents)
