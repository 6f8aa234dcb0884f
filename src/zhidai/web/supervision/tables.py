"""The tables of supervision, for its page and for the decision on a stop."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.labels import Label
from zhidai.services.portfolio.stop_queries import BankStop
from zhidai.services.portfolio.views import BreakerLine, ConsentLine, RatioView, SupervisionView
from zhidai.web.loans.words import in_language, loan_address, money_column, percent
from zhidai.web.shared.components import Cell, Column, Link, Table, Tag, Tone, table
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.shared.waiting import MOST_SHOWN
from zhidai.web.shared.words import PARTY_KINDS
from zhidai.web.supervision.words import breaker_action

MOST_EXCLUSIONS = 100  # the newest; each claim's page shows its own


def ratio_table(ratio: RatioView, *, by_bank: bool) -> Table:
    """What the ratio is made of, and what follows from it where anything does."""
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
                _("of each bank's own ratio")
                if by_bank
                else _("new business stops when the ratio is above it; exactly at it, it does not"),
            ),
            (
                _("Headroom"),
                yuan(ratio.headroom),
                _("what may still fall overdue before this ratio is at the threshold")
                if by_bank
                else _("what may still fall overdue before new business stops"),
            ),
        ],
    )


def journey_links(view: SupervisionView) -> list[Link]:
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


def breaker_table(
    lines: Sequence[BreakerLine],
    *,
    is_caption_hidden: bool = True,
    banks: Sequence[Label] = (),
) -> Table:
    """What stopped business and what let it resume, newest first. banks: whose, line by line."""
    return table(
        caption=_("Stops and resumptions"),
        is_caption_hidden=is_caption_hidden,
        columns=[
            _("Day"),
            *([_("Bank")] if banks else []),
            _("What"),
            money_column(_("Overdue balance")),
            money_column(_("Total balance")),
            _("Occasion"),
            _("Recorded by"),
        ],
        rows=[
            (
                line.effective_on,
                *([banks[at].in_language(language())] if banks else []),
                breaker_action(line.action),
                yuan(line.overdue),
                yuan(line.total),
                line.grounds.in_language(language()),
                line.person.in_language(language()) if line.person else _("this platform"),
            )
            for at, line in enumerate(lines)
        ],
        empty=_("New business has never been stopped."),
    )


def banks_breaker_table(stops: Sequence[BankStop]) -> Table:
    """The same of all banks that are stopped one by one, each line with its bank."""
    told = [(line, stop.name) for stop in stops for line in stop.history]
    told.sort(key=lambda each: each[0].effective_on, reverse=True)
    return breaker_table([line for line, _bank in told], banks=[bank for _line, bank in told])


def consents_table(lines: tuple[ConsentLine, ...]) -> Table:
    """Whose agreement ends the stop, and who has given it."""
    return table(
        caption=_("Who has agreed to resume"),
        columns=[_("Party"), _("Name"), _("Agreed on"), _("Grounds")],
        rows=[
            (
                str(PARTY_KINDS[line.kind]),
                in_language(line.party, line.party_en),
                _consent(line),
                line.grounds,
            )
            for line in lines
        ],
    )


def _consent(line: ConsentLine) -> Tag | date:
    if line.agreed_on is not None:
        return line.agreed_on
    text = _("not yet; its agreement has ended") if line.has_left else _("not yet")
    return Tag(text=text, tone=Tone.WARNING)


def exclusions_table(view: SupervisionView) -> Table:
    """Who may not apply, the newest first."""
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


def bank_stops_table(lines: tuple[BankStop, ...], *, may_decide: bool) -> Table:
    """Each bank's own ratio; to the bureau with the way to its decision."""
    return table(
        caption=_("Each bank's own ratio"),
        columns=[_("Bank"), Column(label=_("Ratio"), is_numeric=True), _("Status")],
        rows=[
            (
                Cell(
                    text=line.name.in_language(language()),
                    url=reverse("supervision:resume_bank", args=[line.bank])
                    if may_decide and line.is_tripped
                    else None,
                ),
                percent(line.ratio.ratio),
                _bank_tag(line),
            )
            for line in lines
        ],
    )


def _bank_tag(line: BankStop) -> Tag:
    if line.is_tripped:
        return breaker_action("trip")
    if line.is_warned:
        return breaker_action("warning")
    return Tag(text=_("New business open"), tone=Tone.GOOD)
