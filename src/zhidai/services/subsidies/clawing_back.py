"""Asking a paid subsidy back: the bureau proposes, another person confirms, the money returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import reason
from zhidai.core.labels import Label
from zhidai.core.money import format_yuan, from_fen, parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.clawback import Asked, ClawbackCause, clawback_refusals
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import LoanStanding
from zhidai.db.subsidies.models import (
    Clawback,
    ClawbackDecision,
    ClawbackReturn,
    SubsidyClaim,
)
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.tenancy import takes_part
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.subsidies.locking import clause_of, locked_for
from zhidai.services.subsidies.views import ClawbackLine
from zhidai.services.transactions import Answer, once

LONGEST_GROUNDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedAgain:
    """A paid subsidy of a loan that is not repaid after all. left: fen not asked back yet."""

    loan: str
    enterprise: str
    enterprise_en: str
    left: int


def propose_clawback(
    acting: Acting, loan_key: str, *, level: str, amount: str, cause: str, grounds: str, key: str
) -> Answer:
    """The bureau asks back a part of what a level paid, with cause and grounds."""

    def work() -> Answer:
        loan, case = locked_for(acting, loan_key, PartyKind.BUREAU)
        return _propose(
            loan, case, acting, level=level, amount=parse_yuan(amount), cause=cause,
            grounds=grounds.strip(),
        )  # fmt: skip

    request = {
        "loan": loan_key,
        "level": level,
        "amount": amount,
        "cause": cause,
        "grounds": grounds,
    }
    return once(acting, "propose_clawback", key=key, request=request, work=work)


def decide_clawback(
    acting: Acting, loan_key: str, clawback: int, *, is_confirmed: bool, key: str
) -> Answer:
    """The treasury confirms or drops it; never the person who proposed it."""

    def work() -> Answer:
        loan, case = locked_for(acting, loan_key, PartyKind.TREASURY)
        found = _of_loan(loan, clawback)
        if ClawbackDecision.objects.filter(clawback=found).exists():
            raise Refused((reason("clawback_decided_already", clause_of(case)),))
        if found.proposed_by_id == acting.person_id:
            raise Refused((reason("clawback_by_another_person", clause_of(case)),))
        ClawbackDecision.objects.create(
            clawback=found,
            is_confirmed=is_confirmed,
            decided_on=business_date.today(),
            decided_by_id=acting.person_id,
        )
        post(loan, business_date.today())
        event = "subsidy.clawback_confirmed" if is_confirmed else "subsidy.clawback_dropped"
        return _tell(case, loan, found, event, acting)

    request = {"loan": loan_key, "clawback": clawback, "is_confirmed": is_confirmed}
    return once(acting, "decide_clawback", key=key, request=request, work=work)


def record_return(acting: Acting, loan_key: str, clawback: int, *, key: str) -> Answer:
    """The treasury has the money back, in full."""

    def work() -> Answer:
        loan, case = locked_for(acting, loan_key, PartyKind.TREASURY)
        found = _of_loan(loan, clawback)
        if not ClawbackDecision.objects.filter(clawback=found, is_confirmed=True).exists():
            raise Refused((reason("clawback_not_confirmed", clause_of(case)),))
        if ClawbackReturn.objects.filter(clawback=found).exists():
            raise Refused((reason("clawback_returned_already", clause_of(case)),))
        ClawbackReturn.objects.create(
            clawback=found, returned_on=business_date.today(), person_id=acting.person_id
        )
        post(loan, business_date.today())
        return _tell(case, loan, found, "subsidy.clawback_returned", acting)

    request = {"loan": loan_key, "clawback": clawback}
    return once(acting, "return_clawback", key=key, request=request, work=work)


def paid_for_owed_loans(acting: Acting) -> tuple[OwedAgain, ...]:
    """Paid subsidies of loans that are owed again and were not asked back whole, for the bureau."""
    # Asked of the standings first: few of the paid ones are open there, and none is read for it.
    not_closed = LoanStanding.objects.filter(loan=OuterRef("loan"), closed_on__isnull=True)
    claims = SubsidyClaim.objects.filter(
        Exists(not_closed),
        takes_part(acting, "loan__case"),
        status=str(SubsidyStatus.PAID),
        loan__case__status=str(CaseStatus.RUNNING),
    ).select_related("loan__case", "enterprise")
    return tuple(found for claim in claims.order_by("id") if (found := _owed_again(claim)).left)


def _owed_again(claim: SubsidyClaim) -> OwedAgain:
    asked = sum(one.amount for one in clawback_lines(claim) if one.is_confirmed is not False)
    return OwedAgain(
        loan=claim.loan.key,
        enterprise=claim.enterprise.name,
        enterprise_en=claim.enterprise.name_en,
        left=sum(line.amount for line in claim.lines.all()) - asked,
    )


def clawback_lines(claim: SubsidyClaim) -> tuple[ClawbackLine, ...]:
    """The claw-backs of a claim, oldest first."""
    rows = claim.clawbacks.select_related("proposed_by", "decision__decided_by", "money")
    payers = scheme_of(claim.loan.case).levels
    return tuple(_line(row, payers[row.level].label) for row in rows.order_by("id"))


def paid_by_level(claim: SubsidyClaim) -> Mapping[str, Decimal]:
    """Yuan that each level paid for a claim."""
    paid: dict[str, Decimal] = {}
    for line in claim.lines.all():
        paid[line.level] = paid.get(line.level, Decimal("0.00")) + from_fen(line.amount)
    return paid


def _line(row: Clawback, payer: Label) -> ClawbackLine:
    decision = getattr(row, "decision", None)
    money = getattr(row, "money", None)
    return ClawbackLine(
        id=row.pk,
        level=row.level,
        payer=payer,
        amount=row.amount,
        cause=row.cause,
        grounds=row.grounds,
        proposed_on=row.proposed_on,
        proposed_by=named(row.proposed_by),
        is_confirmed=decision.is_confirmed if decision else None,
        decided_on=decision.decided_on if decision else None,
        decided_by=named(decision.decided_by) if decision else None,
        returned_on=money.returned_on if money else None,
    )


def _propose(
    loan: Loan,
    case: Case,
    acting: Acting,
    *,
    level: str,
    amount: Decimal,
    cause: str,
    grounds: str,
) -> Answer:
    clause = clause_of(case)
    claim = SubsidyClaim.objects.filter(loan=loan, status=str(SubsidyStatus.PAID)).first()
    if claim is None:
        raise Refused((reason("clawback_of_unpaid", clause, loan=loan.key),))
    paid = paid_by_level(claim)
    if level not in paid:
        raise Refused((reason("subsidy_level_unknown", clause),))
    if cause not in set(ClawbackCause):
        raise Refused((reason("clawback_cause_unknown", clause),))
    if says_nothing(grounds):
        raise Refused((reason("clawback_needs_grounds", clause),))
    if len(grounds) > LONGEST_GROUNDS:
        raise Refused((reason("grounds_too_long", most=LONGEST_GROUNDS),))
    earlier = [
        Asked(level=one.level, amount=from_fen(one.amount))
        for one in clawback_lines(claim)
        if one.is_confirmed is not False
    ]
    against = clawback_refusals(level, amount, paid=paid[level], earlier=earlier, clause=clause)
    if against:
        raise Refused(against)
    made = Clawback.objects.create(
        claim=claim,
        level=level,
        amount=to_fen(amount),
        cause=cause,
        grounds=grounds,
        proposed_on=business_date.today(),
        proposed_by_id=acting.person_id,
    )
    return _tell(case, loan, made, "subsidy.clawback_proposed", acting)


def _of_loan(loan: Loan, clawback: int) -> Clawback:
    """A claw-back of this loan; another loan's is not there."""
    found = Clawback.objects.filter(pk=clawback, claim__loan=loan).first()
    if found is None:
        raise NotFound
    return found


def _tell(case: Case, loan: Loan, clawback: Clawback, event: str, acting: Acting) -> Answer:
    told = append(
        f"case:{case.number}",
        event,
        acting=acting,
        payload={
            "loan": loan.key,
            "clawback": clawback.pk,
            "level": clawback.level,
            "amount": format_yuan(from_fen(clawback.amount)),
            "cause": clawback.cause,
            "grounds": clawback.grounds,
        },
    )
    return {"loan": loan.key, "clawback": clawback.pk, "event": told.sequence}
