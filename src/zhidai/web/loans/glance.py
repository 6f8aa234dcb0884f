"""What a workbench says of loans and claims: figures, and what waits outside the cases' routes."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.lending.state import LoanStatus
from zhidai.services.acting import Acting
from zhidai.services.guarantees.queries import claim_view, claims_of
from zhidai.services.lending.queries import loan_view
from zhidai.services.lending.views import LoanRow, LoanView
from zhidai.web.loans.words import in_language
from zhidai.web.shared.components import Figure, ToDo
from zhidai.web.shared.templatetags.house import ten_thousands, yuan

CLAIM_CLAUSE = "7.2"


def book_figures(rows: Sequence[LoanRow]) -> list[Figure]:
    """Loans outstanding, and those overdue."""
    outstanding = [row for row in rows if row.status != LoanStatus.CLOSED]
    overdue = [row for row in outstanding if row.overdue_days]
    book = reverse("loans:list")
    return [
        Figure(
            label=_("Loans outstanding"),
            value=str(len(outstanding)),
            note=yuan(sum(row.balance for row in outstanding)),
            url=book,
        ),
        Figure(
            label=_("Overdue loans"),
            value=str(len(overdue)),
            note=yuan(sum(row.balance for row in overdue)),
            url=f"{book}?status={LoanStatus.OVERDUE}",
        ),
    ]


def overdue_views(acting: Acting, rows: Sequence[LoanRow]) -> list[LoanView]:
    """The pages of loans that are overdue and not claimed, the longest overdue first."""
    waiting = [row for row in rows if row.overdue_days and not row.is_claimed]
    waiting.sort(key=lambda row: row.overdue_days, reverse=True)
    return [loan_view(acting, row.key) for row in waiting]


def overdue_to_dos(views: Sequence[LoanView]) -> list[ToDo]:
    """For the bank: claims that may start now, then loans that are overdue."""
    return [_overdue(view) for view in views]


def _overdue(view: LoanView) -> ToDo:
    hint = _("{loan} · {enterprise} · {days} days overdue · interest due {interest}").format(
        loan=view.key,
        enterprise=in_language(view.enterprise, view.enterprise_en),
        days=view.overdue_days,
        interest=yuan(view.interest_due),
    )
    if view.may_start_claim:
        return ToDo(
            title=_("A claim may start"),
            url=reverse("loans:claim", args=[view.key]),
            hint=hint,
            clause=CLAIM_CLAUSE,
        )
    if view.days_until_claim is not None:
        left = _("a claim may start in {days} days").format(days=view.days_until_claim)
        hint = f"{hint} · {left}"
    return ToDo(
        title=_("A loan is overdue"),
        url=reverse("loans:loan", args=[view.key]),
        hint=hint,
        clause="7.1",
    )


def claim_to_dos(acting: Acting) -> list[ToDo]:
    """For guarantor and appraiser: what they still owe on claims, with the grace period."""
    found = []
    for row in claims_of(acting):
        if not row.outstanding:
            continue
        view = claim_view(acting, row.loan)
        owed = sum(line.owed for line in view.shares if line.is_ours)
        if owed:
            found.append(
                ToDo(
                    title=_("Pay {amount} on a claim").format(amount=yuan(owed)),
                    url=reverse("loans:pay_claim", args=[row.loan]),
                    hint=_("{loan} · {enterprise} · {amount}").format(
                        loan=row.loan,
                        enterprise=in_language(row.enterprise, row.enterprise_en),
                        amount=ten_thousands(owed),
                    ),
                    due_on=row.grace_until,
                    clause=CLAIM_CLAUSE,
                )
            )
    return found


def claim_figures(acting: Acting) -> list[Figure]:
    """Claims on record, and what came back."""
    rows = claims_of(acting)
    return [
        Figure(
            label=_("Claims"),
            value=str(len(rows)),
            note=_("still to be paid by all payers: {amount}").format(
                amount=yuan(sum(row.outstanding for row in rows))
            ),
            clause=CLAIM_CLAUSE,
            url=_only_claim(rows[0].loan) if len(rows) == 1 else None,
        )
    ]


def _only_claim(loan: str) -> str:
    return reverse("loans:claim_view", args=[loan])
