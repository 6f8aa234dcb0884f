"""The tables of a loan's page: drawdowns, periods, money received, corrections and changes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.lending.events import EventKind
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.corrections.queries import corrections_of
from zhidai.services.lending.change_queries import changes_of
from zhidai.services.lending.views import LoanView, MoneyLine
from zhidai.web.loans.change_page import changes_table
from zhidai.web.loans.correcting import corrections_table
from zhidai.web.loans.words import (
    DRAWDOWN_KINDS,
    MONEY_KINDS,
    instalment_tag,
    money_column,
)
from zhidai.web.shared.components import (
    Cell,
    Column,
    Table,
    table,
)
from zhidai.web.shared.templatetags.house import yuan


def drawdowns_table(view: LoanView) -> Table | None:
    if view.available_until is None:
        return None
    return table(
        caption=_("Drawdowns"),
        columns=[_("Day"), _("What"), money_column(_("Amount"))],
        rows=[
            (line.effective_on, str(DRAWDOWN_KINDS[line.kind]), yuan(line.amount))
            for line in view.drawdowns
        ],
        total=(_("Total"), "", yuan(sum(line.amount for line in view.drawdowns))),
    )


def instalments_table(view: LoanView) -> Table:
    return table(
        caption=_("What falls due in each period"),
        is_caption_hidden=True,
        columns=[
            Column(label=_("No."), is_numeric=True),
            _("Due on"),
            Column(label=_("Days"), is_numeric=True),
            money_column(_("Interest")),
            money_column(_("Principal")),
            money_column(_("Paid")),
            money_column(_("Unpaid")),
            _("Paid on"),
            _("Status"),
        ],
        rows=[
            (
                line.number,
                line.due_on,
                line.days,
                yuan(line.interest),
                yuan(line.principal) if line.principal else "",
                yuan(line.paid),
                yuan(line.unpaid),
                line.paid_on,
                instalment_tag(line.status),
            )
            for line in view.instalments
        ],
        total=(
            _("Total"),
            "",
            sum(line.days for line in view.instalments),
            yuan(sum(line.interest for line in view.instalments)),
            yuan(sum(line.principal for line in view.instalments)),
            yuan(sum(line.paid for line in view.instalments)),
            yuan(sum(line.unpaid for line in view.instalments)),
            "",
            "",
        ),
    )


def money_table(view: LoanView) -> Table:
    has_written_off = any(line.written_off for line in view.money)
    return table(
        caption=_("Money received, and what it was used for"),
        columns=[
            _("Day"),
            _("What"),
            money_column(_("Amount")),
            money_column(_("Interest")),
            money_column(_("In advance")),
            money_column(_("Principal")),
            money_column(_("To claim payers")),
            *([money_column(_("Written off before"))] if has_written_off else []),
            *([_("Mistake")] if view.may_correct else []),
        ],
        rows=[
            (
                line.effective_on,
                str(MONEY_KINDS[line.kind]),
                yuan(line.amount),
                _or_dash(line.interest),
                _or_dash(line.in_advance),
                _or_dash(line.principal),
                _or_dash(line.subrogated),
                *([_or_dash(line.written_off)] if has_written_off else []),
                *([_correcting(view, line)] if view.may_correct else []),
            )
            for line in view.money
        ],
        empty=_("Nothing has been paid yet."),
    )


def _correcting(view: LoanView, line: MoneyLine) -> Cell:
    """For the bank, unless losses were shared since: the way to put a repayment right."""
    if not view.may_correct or line.kind != EventKind.REPAYMENT:
        return Cell()
    url = reverse("loans:correct", args=[line.event, view.key])
    return Cell(text=_("Correct"), url=url)


def _or_dash(fen: int) -> str:
    return yuan(fen) if fen else ""


def loan_corrections(acting: Acting, view: LoanView) -> Table | None:
    found = corrections_of(acting, view.key)
    is_bank = acting.kind is PartyKind.BANK
    return corrections_table(found, is_bank=is_bank) if found else None


def loan_changes(acting: Acting, view: LoanView) -> Table | None:
    found = changes_of(acting, view.key)
    return changes_table(found) if found else None
