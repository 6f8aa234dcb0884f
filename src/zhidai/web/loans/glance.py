"""What a workbench says of loans and claims: figures, and what waits outside the cases' routes."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.lending.state import LoanStatus
from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.guarantees.queries import (
    claims_of,
    claims_to_pay,
    outstanding_on_claims,
    own_claims,
)
from zhidai.services.lending.lists import book_totals, overdue_loans
from zhidai.services.lending.views import OverdueLoan
from zhidai.web.loans.words import in_language
from zhidai.web.shared.components import Figure, ToDo
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.web.shared.waiting import MOST_SHOWN, and_more


def book_figures(acting: Acting) -> list[Figure]:
    """Loans outstanding, and those overdue."""
    totals, book = book_totals(acting), reverse("loans:list")
    return [
        Figure(
            label=_("Loans outstanding"),
            value=str(totals.loans),
            note=yuan(totals.balance),
            url=book,
        ),
        Figure(
            label=_("Overdue loans"),
            value=str(totals.overdue),
            note=yuan(totals.overdue_balance),
            url=f"{book}?status={LoanStatus.OVERDUE}",
        ),
    ]


def overdue_to_dos(acting: Acting, waiting: Sequence[int]) -> list[ToDo]:
    """For the bank: a claim that may start now or how long a loan is overdue, the longest first.

    waiting: the numbers of all loans that are overdue and not claimed.
    """
    shown = [_overdue(loan) for loan in overdue_loans(acting, waiting[:MOST_SHOWN])]
    book = f"{reverse('loans:list')}?status={LoanStatus.OVERDUE}"
    return [*shown, *and_more(len(waiting), title=_("More loans are overdue"), url=book)]


def _overdue(loan: OverdueLoan) -> ToDo:
    hint = _("{loan} · {enterprise} · {days} days overdue · interest due {interest}").format(
        loan=loan.key,
        enterprise=in_language(loan.enterprise, loan.enterprise_en),
        days=loan.overdue_days,
        interest=yuan(loan.interest_due),
    )
    if loan.may_start_claim:
        return ToDo(
            title=_("A claim may start"),
            url=reverse("loans:claim", args=[loan.key]),
            hint=hint,
            clause=loan.clauses.get(Topic.CLAIM),
        )
    if loan.days_until_claim is not None:
        left = _("a claim may start in {days} days").format(days=loan.days_until_claim)
        hint = f"{hint} · {left}"
    return ToDo(
        title=_("A loan is overdue"),
        url=reverse("loans:loan", args=[loan.key]),
        hint=hint,
        clause=loan.clauses.get(Topic.OVERDUE),
    )


def claim_to_dos(acting: Acting) -> list[ToDo]:
    """For guarantor and appraiser: what they still owe on claims, with the grace period."""
    return [
        ToDo(
            title=_("Pay {amount} on a claim").format(amount=yuan(claim.owed)),
            url=reverse("loans:pay_claim", args=[claim.loan]),
            hint=_("{loan} · {enterprise} · {amount}").format(
                loan=claim.loan,
                enterprise=in_language(claim.enterprise, claim.enterprise_en),
                amount=ten_thousands(claim.owed),
            ),
            due_on=claim.grace_until,
            clause=claim.clause,
        )
        for claim in claims_to_pay(acting)
    ]


def claim_figures(acting: Acting) -> list[Figure]:
    """Claims on record, and what came back."""
    claims = own_claims(acting)
    only = claims_of(acting)[0].loan if len(claims) == 1 else None
    return [
        Figure(
            label=_("Claims"),
            value=str(len(claims)),
            note=_("still to be paid by all payers: {amount}").format(
                amount=yuan(outstanding_on_claims(claims))
            ),
            clause=usual_citations(acting).get(Topic.CLAIM),
            url=None if only is None else _only_claim(only),
        )
    ]


def _only_claim(loan: str) -> str:
    return reverse("loans:claim_view", args=[loan])
