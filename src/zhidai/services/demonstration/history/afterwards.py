"""What followed on the loans of the past, done through the services on its day.

Claims with their payments and recoveries, subsidies, the stop and its end: each is decided by the
same commands as today's, so that what they refuse could not have happened either.
"""

from collections.abc import Mapping
from datetime import timedelta

from zhidai.core.guarantees.claim import claim_may_start_on
from zhidai.core.guarantees.disposal import DisposalKind, DisposalStep, RecoveryKind
from zhidai.core.money import format_yuan, from_fen
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Person
from zhidai.services import business_date
from zhidai.services.acting import Acting, acting_as
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.history.calendar import STOPPED_FROM
from zhidai.services.demonstration.history.loans import PastLoan
from zhidai.services.demonstration.history.papers import small_specimen
from zhidai.services.demonstration.settling import Household
from zhidai.services.demonstration.stories import Days
from zhidai.services.guarantees.commands import (
    pay_claim,
    record_disposal,
    record_recovery,
    start_claim,
)
from zhidai.services.guarantees.disposing import PAPER as NOTICE_PAPER
from zhidai.services.guarantees.position import claim_of, positions
from zhidai.services.guarantees.terms import claim_settings
from zhidai.services.subsidies.commands import approve_subsidy, claim_subsidy, pay_subsidy
from zhidai.services.subsidies.computation import computed
from zhidai.services.subsidies.papers import asked_for
from zhidai.services.sweep.watch import tell_loans

Households = Mapping[str, Household]
_SOON, _IN_TIME = (3, 4), (14, 17)  # days from the claim: guarantor and appraiser pay
_NOTICE, _AUCTION, _MONEY = 40, 75, 90  # days from the claim
_LAWSUIT, _ENFORCED = 120, 210


def claim_told(past: PastLoan, households: Households) -> Days:
    """A loan that was not paid any more: claim, payments, the pledge sold, the court."""
    loan, team = past.loan, past.dossier.past.team
    officers = {name: households[getattr(team, name)].officer for name in
                ("bank", "guarantor", "appraiser")}  # fmt: skip
    since = past.course.overdue[-1].overdue_since
    settings = claim_settings(loan)
    if since is None or settings is None:
        raise AssertionError(f"{loan.key} cannot be claimed on")
    claimable_on = claim_may_start_on(since, overdue_days=settings.overdue_days)
    yield claimable_on
    tell_loans(SCHEME, claimable_on)
    claimed_on = claimable_on + timedelta(days=1)
    yield claimed_on
    start_claim(officers["bank"], loan.key, key=_key("claim", loan))
    days = _SOON if past.dossier.past.turns_on == STOPPED_FROM else _IN_TIME
    for payer, after in zip(("guarantor", "appraiser"), days, strict=True):
        yield claimed_on + timedelta(days=after)
        _pay_share(officers[payer], loan, payer)
    yield claimed_on + timedelta(days=_NOTICE)
    _dispose(officers["guarantor"], loan, DisposalKind.NOTICE, "在产权交易所发布处置公告（虚构）")
    yield claimed_on + timedelta(days=_AUCTION)
    _dispose(officers["guarantor"], loan, DisposalKind.AUCTION, "公开拍卖成交（虚构）")
    yield claimed_on + timedelta(days=_MONEY)
    _recover(officers["bank"], loan, RecoveryKind.AUCTION, part=18)
    yield claimed_on + timedelta(days=_LAWSUIT)
    _dispose(officers["bank"], loan, DisposalKind.LAWSUIT, "向法院起诉（虚构）")
    yield claimed_on + timedelta(days=_ENFORCED)
    _recover(officers["bank"], loan, RecoveryKind.ENFORCEMENT, part=31)


def subsidy_told(past: PastLoan, households: Households) -> Days:
    """A repaid loan: claimed for, approved by the bureau, paid by the treasury."""
    closed_on, loan = past.course.closed_on, past.loan
    if closed_on is None:
        raise AssertionError(f"{loan.key} is not repaid")
    yield closed_on + timedelta(days=12)
    person = Person.objects.select_related("party").get(pk=past.dossier.borrower.person)
    statement, scheme = computed(loan), scheme_of(loan.case)
    if statement.refusals:
        return
    uploads = [
        (paper.id, small_specimen(paper.id, scheme, case=loan.case.number))
        for paper in asked_for(loan.case, {line.item for line in statement.lines})
    ]
    claim_subsidy(acting_as(person), loan.key, uploads=uploads, key=_key("subsidy", loan))
    yield closed_on + timedelta(days=31)
    approve_subsidy(households["bureau"].officer, loan.key, key=_key("approve", loan))
    yield closed_on + timedelta(days=52)
    pay_subsidy(households["treasury"].officer, loan.key, key=_key("pay", loan))


def _pay_share(acting: Acting, loan: Loan, role: str) -> None:
    owed = next(
        each.owed
        for each in positions(claim_of(loan), business_date.today())
        if each.share.role == role
    )
    amount = f"{format_yuan(from_fen(owed))}元"
    pay_claim(acting, loan.key, amount=amount, key=_key(f"share {role}", loan))


def _dispose(acting: Acting, loan: Loan, kind: DisposalKind, record: str) -> None:
    is_notice = kind is DisposalKind.NOTICE
    paper = small_specimen(NOTICE_PAPER, scheme_of(loan.case), case=loan.case.number)
    record_disposal(
        acting,
        loan.key,
        DisposalStep(kind=kind, held_on=business_date.today()),
        record=record,
        uploads=[(NOTICE_PAPER, paper)] if is_notice else [],
        key=_key(str(kind), loan),
    )


def _recover(acting: Acting, loan: Loan, kind: RecoveryKind, *, part: int) -> None:
    """So many per cent of the principal; a fiftieth of it was spent on getting it."""
    gross = from_fen(loan.principal * part // 100)
    record_recovery(
        acting,
        loan.key,
        gross=f"{format_yuan(gross)}元",
        costs=f"{format_yuan(gross / 50)}元",
        source="质物处置与执行回款（虚构）",
        kind=kind,
        key=_key(f"money {kind}", loan),
    )


def _key(what: str, loan: Loan) -> str:
    return f"past {what} {loan.pk}"
