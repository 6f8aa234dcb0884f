"""What the pledges of running loans are worth, as their bank reads it and nobody else."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from zhidai.core.cases.status import CaseStatus
from zhidai.core.labels import Label
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Citation, Topic
from zhidai.core.valuation.loan_to_value import Coverage
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.db.valuation.models import Revaluation
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.cases.citing import citation_of, citations_of
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.lending.book import state_of
from zhidai.services.lending.tenancy import visible_loan
from zhidai.services.refusal import NotFound
from zhidai.services.valuation.deal_views import PledgedLine, PledgeView, RevaluationLine
from zhidai.services.valuation.parameters import parameters_in_use


def pledge_view(acting: Acting, key: str) -> PledgeView:
    """The loan's pledge as its bank sees it; for others it is not there."""
    loan = visible_loan(acting, key)
    if not is_its_bank(acting, loan.case):
        raise NotFound
    rows = Revaluation.objects.filter(loan=loan, party_id=acting.party_id)
    at_most = _pledge_ratio(loan)
    clauses = citations_of(loan.case)
    return PledgeView(
        loan=loan.key,
        case=loan.case.number,
        clauses=clauses,
        enterprise=Label(zh=loan.case.enterprise.name, en=loan.case.enterprise.name_en),
        unpaid=state_of(loan, business_date.today()).principal_balance,
        revaluations=tuple(
            _line(one, at_most, clauses.get(Topic.PLEDGE_RATIO))
            for one in rows.select_related("person").order_by("-id")
        ),
        correlation=parameters_in_use().portfolio_correlation,
        is_running=loan.case.status == CaseStatus.RUNNING,
    )


def newest_coverages(acting: Acting, *, loan: str = "") -> list[tuple[str, Label, RevaluationLine]]:
    """For each running loan of a bank, or one: its key, enterprise and newest revaluation."""
    rows = Revaluation.objects.filter(
        party_id=acting.party_id, loan__case__status=CaseStatus.RUNNING
    )
    if loan:
        rows = rows.filter(loan__key=loan)
    newest = {one.loan_id: one for one in rows.select_related("loan__case__enterprise", "person")
              .order_by("id")}  # fmt: skip
    return [
        (
            one.loan.key,
            Label(zh=one.loan.case.enterprise.name, en=one.loan.case.enterprise.name_en),
            _line(one, _pledge_ratio(one.loan), citation_of(one.loan.case, Topic.PLEDGE_RATIO)),
        )
        for one in newest.values()
    ]


def is_its_bank(acting: Acting, case: Case) -> bool:
    """Whether the acting party is the bank of a case."""
    return case.parties.filter(role=PartyKind.BANK, party_id=acting.party_id).exists()


def _pledge_ratio(loan: Loan) -> Decimal | None:
    """The lowest of the scheme's ratios of the kinds pledged; None where it has none."""
    scheme = scheme_of(loan.case)
    kinds = set(loan.case.rights.values_list("right__kind", flat=True))
    ratios = [
        scheme.value(one.pledge_ratio_max, loan.drawn_on).amount
        for one in scheme.collateral
        if str(one.kind) in kinds and one.pledge_ratio_max is not None
    ]
    return min(ratios, default=None)


def _line(
    row: Revaluation, at_most: Decimal | None, ratio_clause: Citation | None
) -> RevaluationLine:
    return RevaluationLine(
        valued_on=row.valued_on,
        person=named(row.person) if row.person else None,
        coverage=Coverage(
            unpaid=from_fen(row.unpaid_principal),
            value=from_fen(row.value),
            liquidation=from_fen(row.liquidation),
            at_most=at_most,
            is_complete=row.known == row.pledged,
        ),
        ratio_clause=ratio_clause,
        p10=from_fen(row.p10),
        p90=from_fen(row.p90),
        known=row.known,
        pledged=row.pledged,
        below_since=row.below_since,
        parameters=row.parameters,
        is_indicative=row.is_indicative,
        patents=tuple(_pledged_line(one) for one in row.patents),
    )


def _pledged_line(kept: Mapping[str, Any]) -> PledgedLine:
    amounts = {
        name: Decimal(kept[name]) if kept.get(name) is not None else None
        for name in ("mean", "p10", "p90", "liquidation")
    }
    return PledgedLine(number=kept["number"], source=kept["source"], **amounts)
