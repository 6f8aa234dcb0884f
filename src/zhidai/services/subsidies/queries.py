"""Reads subsidy claims for the enterprise, the bureau and the treasury."""

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from zhidai.core.errors import Reason
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.applying import claim_clause, clauses_of_amounts, paying_levels
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.lending.models import Loan
from zhidai.db.subsidies.models import SubsidyClaim, SubsidyLine
from zhidai.documents.figures import yuan
from zhidai.documents.letters.imprint import Imprint
from zhidai.documents.letters.subsidies import SubsidyLine as LetterLine
from zhidai.documents.letters.subsidies import SubsidyStatement as Letter
from zhidai.documents.letters.subsidies import subsidy_statement
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.letters import PDF
from zhidai.services.cases.locking import role_in
from zhidai.services.lending.book import state_of, terms_of
from zhidai.services.lending.tenancy import of_own_loan, visible_loan
from zhidai.services.paging import Rows
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.subsidies.budgets import payment_holds
from zhidai.services.subsidies.clawing_back import clawback_lines
from zhidai.services.subsidies.computation import computed, publicity_of
from zhidai.services.subsidies.locking import clause_of
from zhidai.services.subsidies.papers import asked_for, attached_to_claims
from zhidai.services.subsidies.statement import statement_json, statement_lines, total_of
from zhidai.services.subsidies.views import StatementLine, SubsidyRow, SubsidySum, SubsidyView

_CONCERNED = frozenset(
    {PartyKind.ENTERPRISE, PartyKind.BUREAU, PartyKind.TREASURY, PartyKind.FINANCE}
)


def pays_or_supervises(acting: Acting) -> bool:
    """Whether the payment list concerns this kind of party."""
    return acting.kind in {PartyKind.BUREAU, PartyKind.TREASURY, PartyKind.FINANCE}


def subsidy_rows(
    acting: Acting, *, status: str = "", oldest_first: bool = False
) -> Rows[SubsidyRow]:
    """The subsidy claims that concern the acting party, newest first unless asked otherwise."""
    claims = _claims_of(acting, status).select_related("loan__case", "enterprise")
    order = ("claimed_on", "loan__key") if oldest_first else ("-claimed_on", "-id")
    return Rows(query=claims.order_by(*order), told=lambda page: [_row(claim) for claim in page])


def subsidy_sum(acting: Acting, *, status: SubsidyStatus) -> SubsidySum:
    """How many claims of a status concern the acting party, and what they come to."""
    claims = _claims_of(acting, status)
    if status in _DECIDED:
        of_claim = SubsidyLine.objects.filter(claim=OuterRef("pk")).values("claim")
        total = Subquery(of_claim.values(total=Sum("amount")))
        found = claims.aggregate(count=Count("pk"), total=Sum(total))
        return SubsidySum(count=found["count"], total=found["total"] or 0)
    # Before they are decided only their computations say so.
    totals = [total_of(one) for one in claims.values_list("statement", flat=True)]
    return SubsidySum(count=len(totals), total=sum(totals))


_DECIDED = (SubsidyStatus.APPROVED, SubsidyStatus.PAID)


def _claims_of(acting: Acting, status: str) -> QuerySet[SubsidyClaim]:
    if acting.kind not in _CONCERNED:
        return SubsidyClaim.objects.none()
    claims = SubsidyClaim.objects.filter(of_own_loan(acting))
    return claims.filter(status=status) if status in set(SubsidyStatus) else claims


def subsidy_view(acting: Acting, loan_key: str) -> SubsidyView:
    """The newest claim of a loan; before there is one, what a claim would be computed at.

    Refused with its clause where the loan cannot be claimed for yet.
    """
    loan = _visible(acting, loan_key)
    claim = _newest(loan)
    role, status = role_in(loan.case, acting), claim.status if claim else None
    lines = _lines(loan, claim)
    clawbacks = clawback_lines(claim) if claim else ()
    scheme = scheme_of(loan.case)
    payers = paying_levels(scheme)
    pays = role == PartyKind.TREASURY
    return SubsidyView(
        loan=loan.key,
        case=loan.case.number,
        scheme=scheme.id,
        clause=claim_clause(scheme),
        amount_clauses=clauses_of_amounts(scheme),
        publicity=publicity_of(loan),
        payers=payers,
        enterprise=loan.case.enterprise.name,
        enterprise_en=loan.case.enterprise.name_en,
        our_role=role,
        status=status,
        claimed_on=claim.claimed_on if claim else None,
        approved_on=claim.approved_on if claim else None,
        approved_by=named(claim.approved_by) if claim and claim.approved_by else None,
        public_until=claim.public_until if claim else None,
        hold=_hold(claim) if status == SubsidyStatus.APPROVED else (),
        refused_on=claim.refused_on if claim else None,
        refused_by=named(claim.refused_by) if claim and claim.refused_by else None,
        grounds=claim.grounds if claim else "",
        paid_on=claim.paid_on if claim else None,
        paid_by=named(claim.paid_by) if claim and claim.paid_by else None,
        lines=lines,
        by_level=tuple(
            (label, sum(line.amount for line in lines if line.level == level))
            for level, label in payers.items()
        ),
        total=sum(line.amount for line in lines),
        papers_asked=asked_for(loan.case, {line.item for line in lines}),
        papers=attached_to_claims(loan.case),
        clawbacks=clawbacks,
        may_claim=role == PartyKind.ENTERPRISE and status in (None, SubsidyStatus.REFUSED),
        may_decide=role == PartyKind.BUREAU and status == SubsidyStatus.CLAIMED,
        may_withdraw=role == PartyKind.BUREAU and status == SubsidyStatus.APPROVED,
        may_pay=pays and status == SubsidyStatus.APPROVED,
        may_claw_back=role == PartyKind.BUREAU and status == SubsidyStatus.PAID,
        may_decide_clawback=pays and any(one.is_confirmed is None for one in clawbacks),
        may_record_return=pays
        and any(one.is_confirmed and one.returned_on is None for one in clawbacks),
    )


def subsidy_document(acting: Acting, loan_key: str) -> tuple[str, str, bytes]:
    """Name, media type and bytes of the 贴息补贴计算表 of a loan's newest claim."""
    loan = _visible(acting, loan_key)
    claim = _newest(loan)
    if claim is None:
        raise NotFound
    name = f"{loan.case.number}-subsidy_statement.pdf"
    return name, PDF, subsidy_statement(_letter(loan, claim))


def _hold(claim: SubsidyClaim | None) -> tuple[Reason, ...]:
    return () if claim is None else payment_holds(claim, business_date.today())


def _visible(acting: Acting, loan_key: str) -> Loan:
    loan = visible_loan(acting, loan_key)
    if acting.kind not in _CONCERNED:
        raise NotFound
    return loan


def _newest(loan: Loan) -> SubsidyClaim | None:
    claims = SubsidyClaim.objects.filter(loan=loan)
    return claims.select_related("approved_by", "refused_by", "paid_by").order_by("-id").first()


def _lines(loan: Loan, claim: SubsidyClaim | None) -> tuple[StatementLine, ...]:
    if claim is not None:
        return statement_lines(claim.statement, scheme_of(loan.case))
    statement = computed(loan)
    if statement.refusals:
        raise Refused(statement.refusals)
    return statement_lines(statement_json(statement), scheme_of(loan.case))


def _row(claim: SubsidyClaim) -> SubsidyRow:
    return SubsidyRow(
        loan=claim.loan.key,
        case=claim.loan.case.number,
        clause=clause_of(claim.loan.case),
        enterprise=claim.enterprise.name,
        enterprise_en=claim.enterprise.name_en,
        claimed_on=claim.claimed_on,
        status=claim.status,
        total=total_of(claim.statement),
    )


def _letter(loan: Loan, claim: SubsidyClaim) -> Letter:
    case = loan.case
    lines = statement_lines(claim.statement, scheme_of(case))
    parties = {row.role: row.party.name for row in case.parties.select_related("party")}
    closed_on = state_of(loan, business_date.today()).closed_on
    return Letter(
        imprint=_imprint(loan, claim),
        issuer=parties[PartyKind.BUREAU],
        enterprise=case.enterprise.name,
        bank=parties[PartyKind.BANK],
        loan_contract_number=loan.key,
        loan_amount=from_fen(loan.principal),
        annual_rate=terms_of(loan).annual_rate,
        interest_from=loan.drawn_on,
        repaid_on=closed_on or claim.claimed_on,
        lines=tuple(_letter_line(line) for line in lines),
        total=from_fen(sum(line.amount for line in lines)),
    )


def _imprint(loan: Loan, claim: SubsidyClaim) -> Imprint:
    case, scheme = loan.case, scheme_of(loan.case)
    return Imprint(
        number=f"知贷补贴〔{case.opened_on.year}〕{case.number.rpartition('-')[2]}号",
        dated=claim.approved_on or claim.refused_on or claim.claimed_on,
        scheme_title=scheme.title.zh,
        scheme_document=scheme.documents[0] if scheme.documents else "",
        clauses=clauses_of_amounts(scheme),
        fictional=case.enterprise.is_fictional,
    )


def _letter_line(line: StatementLine) -> LetterLine:
    binding = [ceiling.label.zh for ceiling in line.ceilings if ceiling.is_binding]
    return LetterLine(
        item=line.item_label.zh,
        payer=line.level_label.zh,
        clause=line.clause,
        base=from_fen(line.base),
        ratio=line.ratio,
        computed=from_fen(line.computed),
        caps=tuple(f"{one.label.zh} {yuan(from_fen(one.room))}" for one in line.ceilings),
        binding=f"取{binding[0]}" if binding else "取按比例金额",
        amount=from_fen(line.amount),
    )
