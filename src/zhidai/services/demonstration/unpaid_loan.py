"""One unpaid loan from drawdown to the refused approval, done at once by the fictional people.

Whoever tries the demonstration would have to sign in as eight people to see it. Every step is the
command that the person's own page gives: nothing is computed or written here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.errors import Reason, reason
from zhidai.core.money import format_yuan, from_fen
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Person
from zhidai.db.portfolio.models import Breaker
from zhidai.services import business_date
from zhidai.services.acting import acting_as
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.enterprises import AT_BANK_APPROVAL, READY_TO_APPLY
from zhidai.services.demonstration.walking import LoanStory, Team, do_task, walk
from zhidai.services.guarantees.commands import pay_claim, start_claim
from zhidai.services.guarantees.position import positions
from zhidai.services.lending.book import state_of
from zhidai.services.lending.queries import days_until_claim
from zhidai.services.refusal import Refused
from zhidai.services.sweep.commands import move_business_date

CONTRACT = "示范借字〔2021〕88号"
KEY = "unpaid loan"
STEP = timedelta(days=60)
MOST_STEPS = 3  # of 60 days: the first interest falls due within a month, the claim 60 days later
_ROLES = ("bureau", "finance", "treasury", "bank", "guarantor", "appraiser")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpaidLoan:
    """What became of it. `refused`: why the next approval was; empty where none was waiting."""

    loan: str
    drawn_on: date
    claimed_on: date
    case: str
    refused: tuple[Reason, ...]


def unpaid_loan() -> Loan | None:
    """The loan, once it has been drawn."""
    return Loan.objects.filter(key=CONTRACT).first()


def let_a_loan_go_unpaid() -> UnpaidLoan:
    """3,000,000 drawn today and never repaid; the date moves on to the day of its claim.

    Cut off, it goes on where it stopped when asked again. Refused where the enterprise cannot be
    lent to, or the date does not move.
    """
    team = _team()
    loan = unpaid_loan() or _drawn(team)
    claim = Claim.objects.filter(loan=loan).first() or _claimed(loan, team)
    _pay_the_shares(claim, team)
    case, why = _next_approval(team)
    return UnpaidLoan(
        loan=loan.key, drawn_on=loan.drawn_on, claimed_on=claim.claimed_on, case=case, refused=why
    )


def _team() -> Team:
    names = {"enterprise": READY_TO_APPLY.username, **{role: role for role in _ROLES}}
    people = Person.objects.select_related("party").in_bulk(
        list(names.values()), field_name="username"
    )
    if len(people) < len(names):
        raise Refused((reason("demonstration_people_missing"),))
    return {role: acting_as(people[name]) for role, name in names.items()}


def _drawn(team: Team) -> Loan:
    story = LoanStory(contract=CONTRACT)
    new = NewCase(
        scheme=SCHEME,
        route="indirect",
        amount=story.amount,
        parties={role: team[role].party_id for role in ("bank", "guarantor", "appraiser")},
        rights=(READY_TO_APPLY.patents[0].number,),
    )
    case = str(open_case(team["enterprise"], new, key=KEY)["case"])
    for _ in walk(team, case, story=story, until=("file_papers",)):
        pass
    return Loan.objects.get(key=CONTRACT)


def _claimed(loan: Loan, team: Team) -> Claim:
    for _ in range(MOST_STEPS):
        today = business_date.today()
        wait = days_until_claim(loan, state_of(loan, today))
        if wait == 0:
            break
        move_business_date(today + (STEP if wait is None else timedelta(days=wait)))
    start_claim(team["bank"], loan.key, key=KEY)
    return Claim.objects.get(loan=loan)


def _pay_the_shares(claim: Claim, team: Team) -> None:
    for role, owed in _owed(claim):
        amount = f"{format_yuan(from_fen(owed))}元"
        pay_claim(team[role], claim.loan.key, amount=amount, key=f"{KEY} {role}")


def _owed(claim: Claim) -> Iterator[tuple[str, int]]:
    for each in positions(claim, business_date.today()):
        if each.owed:
            yield each.share.role, each.owed


def _next_approval(team: Team) -> tuple[str, tuple[Reason, ...]]:
    """The bank tries to approve the case that waits for it; tried only while the breaker holds."""
    waiting = Case.objects.filter(
        enterprise__name=AT_BANK_APPROVAL.name,
        status=CaseStatus.OPEN,
        tasks__task="bank_approval",
        tasks__status=TaskStatus.OPEN,
    ).first()
    if waiting is None or not Breaker.objects.filter(scheme=SCHEME, is_tripped=True).exists():
        return "", ()
    story = LoanStory(contract="—", amount="200万元")
    try:
        do_task(team, waiting.number, "bank_approval", story=story)
    except Refused as refused:
        return waiting.number, refused.reasons
    return waiting.number, ()
