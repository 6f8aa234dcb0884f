"""The loans of the past with what was paid on them, as rows and as events of their cases."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from zhidai.core.cases.status import CaseStatus
from zhidai.core.guarantees.settings import due_day_counts_as
from zhidai.core.lending.replay import replay
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import format_yuan, parse_yuan, to_fen
from zhidai.core.policy.scheme import Scheme
from zhidai.db.lending.models import Loan
from zhidai.services.demonstration.history.calendar import TODAY
from zhidai.services.demonstration.history.dossiers import Dossier, close_servicing
from zhidai.services.demonstration.history.endings import Ending
from zhidai.services.demonstration.history.log import Told
from zhidai.services.demonstration.history.repayments import Course, course_of
from zhidai.services.sweep.watch import OVERDUE, overdue_mark, overdue_payload

MILLION = 1_000_000
CONFIRMED_DAYS = timedelta(days=7)  # before maturity (8.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLoan:
    """A loan that was drawn, with its course so far."""

    dossier: Dossier
    loan: Loan
    terms: LoanTerms
    course: Course


def loan_of(dossier: Dossier, scheme: Scheme) -> PastLoan:
    """The loan of a case that drew one; its case is closed where it was repaid."""
    terms, facts = _terms(dossier, scheme), dossier.case.facts["contract"]
    loan = Loan(
        case=dossier.case,
        key=dossier.past.story.contract,
        principal=to_fen(terms.principal),
        annual_rate=int(terms.annual_rate * MILLION),
        drawn_on=terms.drawn_on,
        due_on=terms.due_on,
        day_count=str(terms.day_count),
        settlement=str(terms.settlement),
        guarantee_fee=to_fen(parse_yuan(facts["guarantee_fee"]["value"])),
        appraisal_fee=to_fen(parse_yuan(facts["appraisal_fee"]["value"])),
    )
    past = PastLoan(dossier=dossier, loan=loan, terms=terms, course=course_of(dossier.past, terms))
    _tell_payments(past)
    _tell_overdue(past, scheme)
    _close(past)
    return past


def _terms(dossier: Dossier, scheme: Scheme) -> LoanTerms:
    story = dossier.past.story
    return LoanTerms(
        principal=parse_yuan(story.amount),
        annual_rate=Decimal(story.rate.removesuffix("%")) / 100,
        drawn_on=dossier.past.drawn_on,
        due_on=dossier.past.due_on,
        due_day_counts_as=due_day_counts_as(scheme),
    )


def _tell_payments(past: PastLoan) -> None:
    for event in past.course.events:
        past.dossier.told.append(
            Told(
                stream=past.dossier.stream,
                kind="loan.repayment_recorded",
                on=event.effective_on,
                payload={"loan": past.loan.key, "amount": format_yuan(event.amount)},
                by=past.dossier.by["bank"],
            )
        )


def _tell_overdue(past: PastLoan, scheme: Scheme) -> None:
    for state in past.course.overdue:
        since = state.overdue_since
        if since is None:
            raise AssertionError(f"{past.loan.key} is not overdue on {state.on}")
        roles = past.dossier.route.parties
        payload = overdue_payload(past.loan.key, state, scheme, roles=roles) | overdue_mark(since)
        told = Told(stream=past.dossier.stream, kind=OVERDUE, on=since, payload=payload)
        past.dossier.told.append(told)


def _close(past: PastLoan) -> None:
    """As `services.lending.closing` does; before maturity the bank looks for the money (8.4)."""
    dossier, closed_on = past.dossier, past.course.closed_on
    confirmed_on = past.terms.due_on - CONFIRMED_DAYS
    looked = dossier.past.ending not in (Ending.PREPAID, Ending.DEFAULTED)
    if closed_on is None:
        return
    close_servicing(dossier, closed_on, confirmed_on=confirmed_on if looked else None)
    dossier.case.status, dossier.case.closed_on = str(CaseStatus.CLOSED), closed_on
    dossier.released_on = closed_on
    state = replay(past.terms, past.course.events, on=TODAY)
    payload = {
        "loan": past.loan.key,
        "closed_on": closed_on.isoformat(),
        "interest_paid": format_yuan(state.interest_paid),
        "pledges_released": len(dossier.borrower.rights),
    }
    told = Told(
        stream=dossier.stream, kind="loan.closed", on=closed_on, payload=payload,
        by=dossier.by["bank"],
    )  # fmt: skip
    dossier.told.append(told)
