"""The stops by bank, where the plan watches each bank by itself."""

from django.utils.translation import gettext as _

from zhidai.services.portfolio.views import BankLine
from zhidai.web.loans.words import in_language, money_column, percent
from zhidai.web.shared.components import Cell, Column, Table, Tag, Tone, table
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.supervision.words import breaker_action


def bank_table(lines: tuple[BankLine, ...]) -> Table:
    """Each bank with its own ratio, whether its new business runs, and what happened last."""
    return table(
        caption=_("New business by bank"),
        is_caption_hidden=True,
        columns=[
            _("Bank"),
            Column(label=_("NPL ratio"), is_numeric=True),
            Column(label=_("Threshold"), is_numeric=True),
            money_column(_("Headroom")),
            _("New business"),
            _("Last change"),
        ],
        rows=[
            (
                in_language(line.bank, line.bank_en),
                percent(line.ratio.ratio),
                percent(line.ratio.threshold),
                yuan(line.ratio.headroom),
                _state(line),
                _last(line),
            )
            for line in lines
        ],
    )


def _state(line: BankLine) -> Tag:
    if line.is_stopped:
        return breaker_action("trip")
    if line.is_warned:
        return breaker_action("warning")
    return Tag(text=_("New business open"), tone=Tone.GOOD)


def _last(line: BankLine) -> Cell:
    if line.last is None:
        return Cell(text=_("none"))
    return Cell(
        text=line.last.effective_on.isoformat(),
        tag=breaker_action(line.last.action),
        keeps_line=True,
    )
