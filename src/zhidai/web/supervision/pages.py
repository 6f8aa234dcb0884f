"""Supervision of a scheme: its ratio, its breaker, what is overdue, who is excluded (8.2, 8.5)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import SIGNING, PartyKind
from zhidai.services.acting import Acting
from zhidai.services.portfolio.commands import agree_to_resume
from zhidai.services.portfolio.queries import supervision_view
from zhidai.services.portfolio.views import BreakerLine, ConsentLine, RatioView, SupervisionView
from zhidai.services.transactions import Answer
from zhidai.web.loans.book import loan_table
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.loans.words import entries, in_language, loan_address, money_column, percent
from zhidai.web.shared.components import (
    Cell,
    Column,
    FieldKind,
    FormField,
    Link,
    SummaryRow,
    Table,
    Tag,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.navigation import DEFAULT_SCHEME
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.shared.waiting import MOST_SHOWN
from zhidai.web.shared.words import PARTY_KINDS
from zhidai.web.supervision.bank_table import bank_table
from zhidai.web.supervision.bar import WIDTH, bar
from zhidai.web.supervision.words import breaker_action, breaker_tag

CLAUSE = "8.2"
GROUNDS = "grounds"
MOST_EXCLUSIONS = 100  # the newest; each claim's page shows its own
CONCERNED = (PartyKind.BUREAU, PartyKind.FINANCE, *SIGNING)


@answers_refusals
@acting_required(*CONCERNED)
def scheme(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The page of the scheme."""
    view = supervision_view(acting)
    context = {
        "view": view,
        "tag": breaker_tag(view),
        "bar": bar(view.ratio),
        "bar_width": WIDTH,
        "ratio": percent(view.ratio.ratio),
        "threshold": percent(view.ratio.threshold),
        "ratio_table": _ratio(view.ratio),
        "breaker": _breaker(view.breaker),
        "banks": bank_table(view.banks) if view.banks else None,
        "consents": _consents(view.consents),
        "overdue": loan_table(view.overdue_loans[:MOST_SHOWN], caption=_("Overdue loans")),
        "more_overdue": len(view.overdue_loans) > MOST_SHOWN,
        "exclusions": _exclusions(view),
        "entries": entries(view.timeline),
        "journeys": _journeys(view),
        "is_bureau": acting.kind is PartyKind.BUREAU,
        "may_try": settings.IS_DEMONSTRATION
        and acting.kind is PartyKind.BUREAU
        and view.scheme == DEFAULT_SCHEME,
    }
    return render(request, "supervision/scheme.html", context)


@answers_refusals
@acting_required(*SIGNING)
def agree(request: HttpRequest, acting: Acting) -> HttpResponse:
    """A lending party agrees that new business resumes, with its grounds."""
    view = supervision_view(acting)
    page = CommandPage(
        overline=view.scheme_title.in_language(language()),
        title=_("Agree to resume new business"),
        clause=CLAUSE,
        lead=_(
            "New business resumes when bank, guarantor and appraiser have renegotiated, risk "
            "control has improved and every one of them agrees."
        ),
        rows=(
            SummaryRow(label=_("Ratio today"), value=percent(view.ratio.ratio)),
            SummaryRow(label=_("Threshold"), value=percent(view.ratio.threshold), clause=CLAUSE),
        ),
        tables=(_consents(view.consents),) if view.consents else (),
        fields=(
            FormField(
                name=GROUNDS,
                label=_("What was renegotiated, and how risk control has improved"),
                kind=FieldKind.LONG_TEXT,
                value=request.POST.get(GROUNDS, ""),
                hint=_("Every lending party, the bureau and the finance office read this."),
            ),
        ),
        warning=_("With the last agreement new business resumes at once."),
        confirm_text=_("Agree to resume"),
        back_url=reverse("supervision:scheme"),
        done=_("Your agreement is recorded."),
        blames={"resumption_needs_grounds": GROUNDS, "grounds_": GROUNDS},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return agree_to_resume(
            acting, grounds=sent.get(GROUNDS, ""), key=idempotency_key, scheme=view.scheme
        )

    return command_page(request, page, do=do)


def _ratio(ratio: RatioView) -> Table:
    return table(
        caption=_("The ratio and what it is made of"),
        columns=[_("What"), Column(label=_("Figure"), is_numeric=True), _("Definition")],
        rows=[
            (
                _("Overdue balance"),
                yuan(ratio.overdue),
                _("the whole unpaid principal of every loan with anything overdue"),
            ),
            (
                _("Total balance"),
                yuan(ratio.total),
                _("the unpaid principal of every loan of the scheme"),
            ),
            (
                _("Ratio of the plan"),
                percent(ratio.ratio),
                _("overdue balance ÷ total balance, at this day"),
            ),
            (
                _("Threshold"),
                percent(ratio.threshold),
                _("new business stops when the ratio is above it; exactly at it, it does not"),
            ),
            (
                _("Headroom"),
                yuan(ratio.headroom),
                _("what may still fall overdue before new business stops"),
            ),
        ],
    )


def _journeys(view: SupervisionView) -> list[Link]:
    """Of each overdue or excluded loan, the page on which every yuan of it travels."""
    shown = view.overdue_loans[:MOST_SHOWN]
    keys = [row.key for row in shown] + [line.loan for line in view.exclusions[:MOST_SHOWN]]
    return [
        Link(
            label=_("Every yuan of loan %(loan)s") % {"loan": key},
            url=reverse("loans:journey", args=[key]),
        )
        for key in dict.fromkeys(keys)
    ]


def _breaker(lines: tuple[BreakerLine, ...]) -> Table:
    return table(
        caption=_("Stops and resumptions"),
        is_caption_hidden=True,
        columns=[
            _("Day"),
            _("What"),
            money_column(_("Overdue balance")),
            money_column(_("Total balance")),
            _("Occasion"),
            _("Recorded by"),
        ],
        rows=[
            (
                line.effective_on,
                breaker_action(line.action),
                yuan(line.overdue),
                yuan(line.total),
                line.grounds.in_language(language()),
                line.person.in_language(language()) if line.person else _("this platform"),
            )
            for line in lines
        ],
        empty=_("New business has never been stopped."),
    )


def _consents(lines: tuple[ConsentLine, ...]) -> Table:
    return table(
        caption=_("Who has agreed to resume"),
        columns=[_("Party"), _("Name"), _("Agreed on"), _("Grounds")],
        rows=[
            (
                str(PARTY_KINDS[line.kind]),
                in_language(line.party, line.party_en),
                Tag(text=_("not yet"), tone=Tone.WARNING)
                if line.agreed_on is None
                else line.agreed_on,
                line.grounds,
            )
            for line in lines
        ],
    )


def _exclusions(view: SupervisionView) -> Table:
    return table(
        caption=_("Excluded enterprises"),
        is_caption_hidden=True,
        columns=[_("Enterprise"), _("Loan contract"), _("Since"), _("Until"), _("Status")],
        rows=[
            (
                in_language(line.enterprise, line.enterprise_en),
                Cell(text=line.loan, url=loan_address(line.loan)),
                line.since,
                line.until,
                Tag(text=_("excluded"), tone=Tone.BAD)
                if line.holds_today
                else Tag(text=_("over"), tone=Tone.QUIET),
            )
            for line in view.exclusions[:MOST_EXCLUSIONS]
        ],
        empty=_("No enterprise is excluded."),
    )
