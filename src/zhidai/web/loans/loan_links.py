"""Where a loan's page leads: the rest of its story, and what may be done with it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.lending.state import LoanStatus
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.journal.own_books import BOOK_KEEPERS
from zhidai.services.lending.views import LoanView
from zhidai.services.takeover.queries import taken_over
from zhidai.web.loans.takeover_mark import takeover_rows
from zhidai.web.shared.components import (
    Link,
    SummaryRow,
)


def links_of(view: LoanView, acting: Acting) -> list[SummaryRow]:
    """Where the rest of the story is told."""
    rows = [
        SummaryRow(label=_("Case"), value=view.case, url=reverse("cases:case", args=[view.case]))
    ]
    if view.is_unpledged:
        told = _("cancelled in the register, to be registered anew by the pledgee")
        rows.append(SummaryRow(label=_("Pledges"), value=told))
    if view.our_role == PartyKind.BANK:
        pledge = reverse("valuation:pledge", args=[view.key])
        valued = _("by your own books")
        rows.append(SummaryRow(label=_("Value of the pledge"), value=valued, url=pledge))
    rows.extend(takeover_rows(taken_over(acting, view.key), acting))
    if view.claimed_on is not None:
        sees = acting.kind not in {PartyKind.ENTERPRISE, PartyKind.TREASURY}
        started = _("started {day}").format(day=view.claimed_on.isoformat())
        url = reverse("loans:claim_view", args=[view.key]) if sees else None
        rows.append(
            SummaryRow(
                label=_("Claim"), value=started, url=url, clause=view.clauses.get(Topic.CLAIM)
            )
        )
    if acting.kind not in {PartyKind.ENTERPRISE, PartyKind.TREASURY}:
        url = reverse("loans:journey", args=[view.key])
        rows.append(SummaryRow(label=_("Every yuan"), value=_("step by step"), url=url))
    if acting.kind in BOOK_KEEPERS:
        url = reverse("journal:loan", args=[view.key])
        rows.append(SummaryRow(label=_("Your books"), value=_("entry by entry"), url=url))
    if view.subsidy_status is not None:
        sees = acting.kind in {
            PartyKind.ENTERPRISE,
            PartyKind.BUREAU,
            PartyKind.TREASURY,
            PartyKind.FINANCE,
        }
        url = reverse("subsidies:subsidy", args=[view.key]) if sees else None
        rows.append(
            SummaryRow(
                label=_("Subsidies"),
                value=_("Claimed"),
                url=url,
                clause=view.clauses.get(Topic.SUBSIDY),
            )
        )
    return rows


def actions_of(view: LoanView) -> list[Link]:
    offered = [
        (view.may_start_claim, _("Start a claim"), "loans:claim"),
        (view.may_record_repayment, _("Record a repayment"), "loans:repay"),
        (view.may_be_drawn, _("Draw a further part"), "loans:draw"),
        (view.may_be_changed, _("Change the loan"), "loans:changes"),
        (view.may_claim_subsidy, _("Claim subsidies"), "subsidies:claim"),
        (view.may_give_notice, _("Give notice of a default"), "loans:default_notice"),
    ]
    found = [
        Link(label=label, url=reverse(name, args=[view.key])) for may, label, name in offered if may
    ]
    if view.status != LoanStatus.CLOSED and view.our_role != PartyKind.TREASURY:
        url = reverse("early_warning:report", args=[view.case])
        found.append(Link(label=_("Report an event"), url=url))
    return found
