"""Subsidy claims: the enterprise claims, the bureau decides, the treasury pays (9.3)."""

from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from zhidai.core.errors import reason
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Paper
from zhidai.core.subsidies.publicity import chosen_until, stated_until
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.db.subsidies.models import SubsidyClaim, SubsidyLine
from zhidai.reference.working_days import working_days
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.papers import Uploads, keep_uploads, papers_digest, papers_json
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.refusal import Refused
from zhidai.services.subsidies.barring import barred
from zhidai.services.subsidies.budgets import hold_budgets, payment_holds, treasury_of
from zhidai.services.subsidies.computation import computed, publicity_of
from zhidai.services.subsidies.locking import clause_of, locked_for
from zhidai.services.subsidies.papers import TASK, asked_for
from zhidai.services.subsidies.statement import granted, statement_json
from zhidai.services.transactions import Answer, once

LONGEST_GROUNDS = 500
_REFUSALS = {
    SubsidyStatus.CLAIMED: "subsidy.refused",
    SubsidyStatus.APPROVED: "subsidy.approval_withdrawn",
}
Change = Callable[[SubsidyClaim], dict[str, object]]


def claim_subsidy(acting: Acting, loan_key: str, *, uploads: Uploads, key: str) -> Answer:
    """The enterprise claims for a repaid loan with its proofs, which go into the dossier.

    What is computed is kept with the claim. Every claim brings all its papers, also the one that
    follows a refusal: what the bureau decides on was sent with what it decides.
    """

    def work() -> Answer:
        loan, case = locked_for(acting, loan_key, PartyKind.ENTERPRISE)
        return _claim(loan, case, acting, uploads)

    request = {"loan": loan_key, "papers": papers_digest(uploads)}
    return once(acting, "claim_subsidy", key=key, request=request, work=work)


def approve_subsidy(
    acting: Acting, loan_key: str, *, publicity_days: int | None = None, key: str
) -> Answer:
    """The bureau approves what was computed; each line is granted once for the loan.

    publicity_days: how long the approval is published before it can be paid, where the scheme
    states no period; none if not given. Where the scheme states one, it holds.
    """

    def change(claim: SubsidyClaim) -> dict[str, object]:
        against = barred(claim.loan, business_date.today())
        if against:
            raise Refused(against)
        claim.status = str(SubsidyStatus.APPROVED)
        claim.approved_on, claim.approved_by_id = business_date.today(), acting.person_id
        claim.public_until = _public_until(claim, publicity_days)
        for (level, item), amount in granted(claim.statement).items():
            SubsidyLine.objects.create(
                claim=claim, loan_id=claim.loan_id, level=level, item=item, amount=amount
            )
        until = claim.public_until
        return {
            "total": claim.statement["total"],
            "public_until": until.isoformat() if until else None,
        }

    def work() -> Answer:
        return _decide(acting, loan_key, {SubsidyStatus.CLAIMED: "subsidy.approved"}, change)

    request = {"loan": loan_key, "publicity_days": publicity_days}
    return once(acting, "approve_subsidy", key=key, request=request, work=work)


def refuse_subsidy(acting: Acting, loan_key: str, *, grounds: str, key: str) -> Answer:
    """The bureau refuses, or withdraws its approval before the money is paid.

    An objection in the time of publicity may well be right. The enterprise may claim again.
    """
    said = grounds.strip()

    def change(claim: SubsidyClaim) -> dict[str, object]:
        if says_nothing(said):
            raise Refused((reason("subsidy_refusal_needs_grounds", clause_of(claim.loan.case)),))
        if len(said) > LONGEST_GROUNDS:
            raise Refused((reason("grounds_too_long", most=LONGEST_GROUNDS),))
        claim.status, claim.grounds = str(SubsidyStatus.REFUSED), said
        claim.refused_on, claim.refused_by_id = business_date.today(), acting.person_id
        return {"grounds": said}

    def work() -> Answer:
        return _decide(acting, loan_key, _REFUSALS, change)

    request = {"loan": loan_key, "grounds": grounds}
    return once(acting, "refuse_subsidy", key=key, request=request, work=work)


def withdraw_unpaid(loan: Loan, case: Case, acting: Acting, *, grounds: str) -> None:
    """A claim falls that rests on money which a correction took back; a paid one is asked back.

    Inside the transaction of the correction. The enterprise may claim again for the repaid loan.
    """
    found = SubsidyClaim.objects.select_for_update().filter(loan=loan, status__in=_REFUSALS)
    for claim in found:
        event = _REFUSALS[SubsidyStatus(claim.status)]
        claim.status, claim.grounds = str(SubsidyStatus.REFUSED), grounds[:LONGEST_GROUNDS]
        claim.refused_on, claim.refused_by_id = business_date.today(), acting.person_id
        claim.save()
        _tell(case, loan, event, acting, {"grounds": claim.grounds})


def pay_subsidy(acting: Acting, loan_key: str, *, key: str) -> Answer:
    """The treasury pays all lines of an approved claim; never the person who approved it."""

    def work() -> Answer:
        loan, case = locked_for(acting, loan_key, PartyKind.TREASURY)
        claim = _waiting(loan, {SubsidyStatus.APPROVED})
        if claim.approved_by_id == acting.person_id:
            raise Refused((reason("subsidy_paid_by_another_person", clause_of(case)),))
        hold_budgets(treasury_of(case), case.scheme)
        held = payment_holds(claim, business_date.today())
        if held:
            raise Refused(held)
        claim.status = str(SubsidyStatus.PAID)
        claim.paid_on, claim.paid_by_id = business_date.today(), acting.person_id
        claim.save()
        post(loan, business_date.today())
        return _tell(case, loan, "subsidy.paid", acting, {"total": claim.statement["total"]})

    return once(acting, "pay_subsidy", key=key, request={"loan": loan_key}, work=work)


def _claim(loan: Loan, case: Case, acting: Acting, uploads: Uploads) -> Answer:
    standing = SubsidyClaim.objects.filter(loan=loan).exclude(status=str(SubsidyStatus.REFUSED))
    if standing.exists():
        raise Refused((reason("subsidy_claimed_already", clause_of(case), loan=loan.key),))
    statement = computed(loan)
    if statement.refusals:
        raise Refused(statement.refusals)
    asked = asked_for(case, {line.item for line in statement.lines})
    _require([paper for paper, _ in uploads], asked, clause=clause_of(case))
    keep_uploads(case, uploads, task=TASK, asked=[paper.id for paper in asked], acting=acting)
    kept = statement_json(statement)
    SubsidyClaim.objects.create(
        loan=loan,
        enterprise_id=case.enterprise_id,
        claimed_on=business_date.today(),
        statement=kept,
    )
    payload: dict[str, object] = {"statement": kept, "papers": papers_json(uploads)}
    return _tell(case, loan, "subsidy.claimed", acting, payload)


def _public_until(claim: SubsidyClaim, chosen_days: int | None) -> date | None:
    """By the scheme's period; where it states none, by the days that the bureau chose."""
    today, periods = business_date.today(), publicity_of(claim.loan)
    if not periods:
        return chosen_until(today, days=chosen_days or 0)
    if chosen_days is not None:
        raise Refused((reason("subsidy_publicity_stated", clause_of(claim.loan.case)),))
    return stated_until(today, periods, working_days())


def _require(attached: Collection[str], asked: Collection[Paper], *, clause: str | None) -> None:
    missing = [paper for paper in asked if paper.id not in attached]
    if missing:
        raise Refused(tuple(reason("paper_needed", clause, paper=one.label) for one in missing))


def _decide(
    acting: Acting, loan_key: str, events: Mapping[SubsidyStatus, str], change: Change
) -> Answer:
    """events: where the claim may stand -> what is told of its change."""
    loan, case = locked_for(acting, loan_key, PartyKind.BUREAU)
    claim = _waiting(loan, events.keys())
    event = events[SubsidyStatus(claim.status)]
    payload = change(claim)
    claim.save()
    post(loan, business_date.today())
    return _tell(case, loan, event, acting, payload)


def _waiting(loan: Loan, statuses: AbstractSet[SubsidyStatus]) -> SubsidyClaim:
    """The loan's newest claim if it waits for this step; refused if it stands elsewhere."""
    claim = SubsidyClaim.objects.select_for_update().filter(loan=loan).order_by("-id").first()
    if claim is None:
        raise Refused((reason("subsidy_not_claimed", clause_of(loan.case), loan=loan.key),))
    if claim.status not in statuses:
        code = f"subsidy_is_{claim.status}"
        raise Refused((reason(code, clause_of(loan.case), loan=loan.key),))
    return claim


def _tell(case: Case, loan: Loan, event: str, acting: Acting, payload: dict[str, object]) -> Answer:
    told = append(
        f"case:{case.number}", event, acting=acting, payload={"loan": loan.key, **payload}
    )
    return {"loan": loan.key, "event": told.sequence}
