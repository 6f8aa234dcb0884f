"""Reads one loan for its pages, replayed to the business date or to a day asked for."""

from datetime import date
from decimal import Decimal

from zhidai.core.cases.status import CaseStatus
from zhidai.core.lending.state import Allocation, LoanState
from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import citations_of
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.locking import role_in
from zhidai.services.guarantees.sharing import payers_of
from zhidai.services.guarantees.terms import claim_settings
from zhidai.services.history.queries import EventView, timeline
from zhidai.services.lending.book import state_of, terms_of
from zhidai.services.lending.classes import classes_for
from zhidai.services.lending.default_notices import may_give_notice
from zhidai.services.lending.drawdown_rules import undrawn
from zhidai.services.lending.drawdowns import further_drawdowns
from zhidai.services.lending.tenancy import visible_loan
from zhidai.services.lending.views import (
    DrawdownLine,
    InstalmentLine,
    LoanView,
    MoneyLine,
    Settlement,
)

_OF_THE_LOAN = ("loan.", "claim.", "recovery.", "enterprise.", "subsidy.")


def loan_view(acting: Acting, key: str, *, on: date | None = None) -> LoanView:
    """A loan page, as of the business date unless another day is asked for."""
    loan = visible_loan(acting, key)
    case, day = loan.case, on or business_date.today()
    our_role, status = role_in(case, acting), _subsidy_status(loan)
    terms, state = terms_of(loan), state_of(loan, day)
    is_bank, claim = our_role == PartyKind.BANK, Claim.objects.filter(loan=loan).first()
    bank = case.parties.select_related("party").get(role=PartyKind.BANK).party
    until_claim = days_until_claim(loan, state) if claim is None else None
    running = case.status == CaseStatus.RUNNING and claim is None
    left = to_fen(undrawn(loan, day))
    return LoanView(
        key=loan.key,
        case=case.number,
        scheme=case.scheme,
        clauses=citations_of(case),
        enterprise=case.enterprise.name,
        enterprise_en=case.enterprise.name_en,
        bank=bank.name,
        bank_en=bank.name_en,
        route=scheme_of(case).routes[case.route].label,
        our_role=our_role,
        on=day,
        agreed=loan.agreed,
        undrawn=left,
        available_until=loan.available_until,
        drawdowns=_drawdowns(loan, day),
        repayment=loan.repayment,
        annual_rate=terms.annual_rate,
        drawn_on=loan.drawn_on,
        due_on=state.due_on or loan.due_on,
        due_on_by_contract=loan.due_on,
        day_count=loan.day_count,
        settlement_rule=loan.settlement,
        guarantee_fee=loan.guarantee_fee,
        appraisal_fee=loan.appraisal_fee,
        status=str(state.status),
        classes=classes_for(acting, loan, state),
        overdue_since=state.overdue_since,
        overdue_days=state.overdue_days,
        paused_days=state.paused_days,
        days_until_claim=until_claim,
        closed_on=state.closed_on,
        settlement=_settlement(state),
        instalments=_instalments(state),
        money=_money(state),
        timeline=_told(case),
        claimed_on=claim.claimed_on if claim else None,
        claim_grace_until=claim.grace_until if claim else None,
        subsidy_status=status,
        is_unpledged=_is_unpledged(case),
        may_start_claim=is_bank and running and until_claim == 0,
        may_claim_subsidy=_may_claim_subsidy(our_role, state, claim, status),
        may_give_notice=may_give_notice(case, our_role),
        may_be_changed=is_bank and case.status == CaseStatus.RUNNING,
        may_be_drawn=is_bank and running and left > 0,
        may_record_repayment=is_bank and running,
        may_correct=is_bank and claim is None,
        **_amounts(state),
    )


def loan_scheme(acting: Acting, key: str) -> str:
    """The scheme of a loan of the acting party's cases."""
    return visible_loan(acting, key).case.scheme


def _told(case: Case) -> tuple[EventView, ...]:
    """What of the case's history is the loan's."""
    events = timeline(f"case:{case.number}")
    return tuple(event for event in events if event.kind.startswith(_OF_THE_LOAN))


def _amounts(state: LoanState) -> dict[str, int]:
    return {
        "principal": to_fen(state.principal_lent),
        "balance": to_fen(state.principal_balance),
        "interest_due": to_fen(state.interest_due),
        "interest_accrued": to_fen(state.interest_accrued),
        "interest_paid": to_fen(state.interest_paid),
        "principal_repaid": to_fen(state.principal_repaid),
        "principal_overdue": to_fen(state.principal_overdue),
        "claims_paid": to_fen(state.claims_paid),
        "recovered": to_fen(state.recovered),
        "subrogated": to_fen(state.subrogated),
        "penalty_due": to_fen(state.penalty_due),
        "written_off": to_fen(state.principal_written_off + state.interest_written_off),
        "waived": to_fen(state.principal_waived + state.interest_waived),
        "owed_to_enterprise": to_fen(state.owed_to_enterprise),
    }


def _is_unpledged(case: Case) -> bool:
    pledges = case.pledges.values_list("released_on", flat=True)
    return case.status == CaseStatus.RUNNING and bool(pledges) and None not in pledges


def days_until_claim(loan: Loan, state: LoanState) -> int | None:
    """Days until the bank may claim (0: it may); None while that is not in sight."""
    settings = claim_settings(loan) if state.overdue_days else None
    if settings is None or not payers_of(loan):
        return None
    return state.days_until_claim(settings.overdue_days)


def _settlement(state: LoanState) -> Settlement:
    return Settlement(
        on=state.on,
        principal=to_fen(state.principal_balance),
        interest_due=to_fen(state.interest_due),
        interest_accrued=to_fen(state.interest_accrued),
        kept=to_fen(state.interest_in_advance),
        total=to_fen(state.owed_to_bank),
    )


def _drawdowns(loan: Loan, on: date) -> tuple[DrawdownLine, ...]:
    """Each part that was paid out by a day, in the order of their days."""
    first = DrawdownLine(kind="first", effective_on=loan.drawn_on, amount=loan.principal)
    further = (
        DrawdownLine(kind="further", effective_on=row.effective_on, amount=row.change.amount or 0)
        for row in further_drawdowns().filter(change__loan=loan, effective_on__lte=on)
    )
    return (first, *further)


def _instalments(state: LoanState) -> tuple[InstalmentLine, ...]:
    principal = {each.due_on: to_fen(each.amount) for each in state.principal_instalments}
    return tuple(
        InstalmentLine(
            number=each.number,
            begins_on=each.begins_on,
            due_on=each.due_on,
            days=each.days,
            interest=to_fen(each.charged),
            paid=to_fen(each.paid),
            unpaid=to_fen(each.unpaid),
            paid_on=each.paid_on,
            status=str(each.status),
            principal=principal.get(each.due_on, 0),
        )
        for each in state.instalments
    )


def _money(state: LoanState) -> tuple[MoneyLine, ...]:
    """Newest first. What was used is what moved, since overpayment is refused."""
    return tuple(
        MoneyLine(
            event=int(use.event.partition(":")[2]),
            kind=use.event.partition(":")[0],
            effective_on=use.effective_on,
            amount=to_fen(_moved(use)),
            interest=to_fen(use.interest),
            in_advance=to_fen(use.in_advance),
            principal=to_fen(use.principal),
            subrogated=to_fen(use.subrogated),
            written_off=to_fen(use.written_off),
        )
        for use in reversed(state.allocations)
    )


def _moved(use: Allocation) -> Decimal:
    return use.interest + use.in_advance + use.principal + use.subrogated + use.written_off


def _may_claim_subsidy(
    role: str, state: LoanState, claim: Claim | None, subsidy: str | None
) -> bool:
    """For the enterprise, of a loan that it repaid itself and for which no subsidy claim stands."""
    repaid = state.closed_on is not None and claim is None
    return role == PartyKind.ENTERPRISE and repaid and subsidy in (None, SubsidyStatus.REFUSED)


def _subsidy_status(loan: Loan) -> str | None:
    newest = SubsidyClaim.objects.filter(loan=loan).order_by("-id").first()
    return newest.status if newest else None
