"""The year's subsidies: budget, paid, approved, claimed, and what running loans will ask for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from zhidai.core.cases.status import CaseStatus
from zhidai.core.dashboards.figures import Panel
from zhidai.core.dashboards.subsidies import (
    RunningLoan,
    Stage,
    SubsidyThen,
    budget_use,
    forecast,
)
from zhidai.core.lending.standing import days_overdue
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.applying import paying_levels
from zhidai.core.subsidies.inputs import EarlierGrant
from zhidai.core.subsidies.rooms import GrantOfBank, are_shared_by_loans
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.cases.models import CaseParty
from zhidai.db.lending.models import Loan
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.views import PanelView
from zhidai.services.lending.book import terms_of
from zhidai.services.subsidies.budgets import budgets_set
from zhidai.services.subsidies.computation import fees_paid
from zhidai.services.subsidies.grants import claims_that_count, grants_of, grants_of_banks
from zhidai.services.subsidies.many_loans import RulesOfLoan, rules_of


def subsidies_panel(look: Look) -> PanelView:
    """By level, for the year of the business date."""
    asked = tuple(_asked(look))
    running = [_running(rules) for rules in rules_of(_to_repay(look))]
    expected = forecast(running, _granted(look), _of_all(look, running))
    levels = paying_levels(look.scheme)
    figures = budget_use(tuple(levels), (*asked, *expected), _budgets(look, levels))
    return PanelView(panel=Panel.SUBSIDIES, figures=figures, names=levels)


def _asked(look: Look) -> Iterator[SubsidyThen]:
    """What was claimed and not refused; of what was paid only this year's."""
    claims = SubsidyClaim.objects.filter(loan__case__in=look.cases.values("pk"))
    for claim in claims.select_related("loan").order_by("id"):
        stage = _stage(claim, look.today)
        if stage is None:
            continue
        for grant in grants_of(claim):
            yield SubsidyThen(
                loan=claim.loan.key, level=grant.level, amount=grant.amount, stage=stage
            )


def _stage(claim: SubsidyClaim, today: date) -> Stage | None:
    match claim.status:
        case SubsidyStatus.CLAIMED:
            return Stage.CLAIMED
        case SubsidyStatus.APPROVED:
            return Stage.APPROVED
        case SubsidyStatus.PAID if claim.paid_on and claim.paid_on.year == today.year:
            return Stage.PAID
    return None


def _to_repay(look: Look) -> list[Loan]:
    """Running loans that fall due in what is left of the year, not overdue and without a claim."""
    last = date(look.today.year, 12, 31)
    due = look.standing.filter(
        due_on__range=(look.today, last),
        loan__case__status=CaseStatus.RUNNING,
        loan__claim__isnull=True,
    )
    return [
        one.loan
        for one in due.select_related("loan__case").order_by("loan_id")
        if not days_overdue(one.overdue_from, one.paused_days, on=look.today)
    ]


def _running(rules: RulesOfLoan) -> RunningLoan:
    loan = rules.loan
    return RunningLoan(
        loan=loan.key,
        enterprise=str(loan.case.enterprise_id),
        bank=rules.bank,
        terms=terms_of(loan),
        fees=fees_paid(loan, rules.settings),
        settings=rules.settings,
        rates=rules.rates,
    )


def _of_all(look: Look, running: list[RunningLoan]) -> Iterator[GrantOfBank]:
    """What everybody has claimed, where a ceiling is shared by everybody's loans."""
    if any(are_shared_by_loans(one.settings) for one in running):
        yield from grants_of_banks(claims_that_count(look.scheme.id))


def _granted(look: Look) -> dict[str, list[EarlierGrant]]:
    enterprises = look.standing.values_list("loan__case__enterprise", flat=True)
    found: defaultdict[str, list[EarlierGrant]] = defaultdict(list)
    for claim in claims_that_count(look.scheme.id).filter(enterprise__in=enterprises):
        found[str(claim.enterprise_id)] += grants_of(claim)
    return found


def _budgets(look: Look, levels: Iterable[str]) -> dict[str, Decimal | None]:
    """Of all treasuries of the cases, of a treasury its own; None where none of them set one."""
    payers = CaseParty.objects.filter(
        case__in=look.cases.values("pk"), role=str(PartyKind.TREASURY)
    )
    if look.acting.kind is PartyKind.TREASURY:
        payers = payers.filter(party_id=look.acting.party_id)
    budgets = budgets_set(
        payers.values_list("party_id", flat=True), look.scheme.id, look.today.year
    )
    return {level: from_fen(budgets[level]) if level in budgets else None for level in levels}
