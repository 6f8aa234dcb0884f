"""What happened on a claim beside money: refusals with their grounds, and the disposal's steps."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from zhidai.core.guarantees.disposal import DisposalKind, RecoveryKind
from zhidai.services.guarantees.views import ClaimView
from zhidai.web.shared.components import Cell, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.words import role_name

DISPOSAL_KINDS: Mapping[str, Promise] = {
    DisposalKind.NOTICE: pgettext_lazy("disposal", "Disposal notice published"),
    DisposalKind.AUCTION: pgettext_lazy("disposal", "Auction held"),
    DisposalKind.TRANSFER: pgettext_lazy("disposal", "Patent transferred"),
    DisposalKind.LAWSUIT: pgettext_lazy("disposal", "Lawsuit or enforcement begun"),
    DisposalKind.ENDED: pgettext_lazy("disposal", "Disposal ended, nothing left to realise"),
}
RECOVERY_KINDS: Mapping[str, Promise] = {
    RecoveryKind.AUCTION: pgettext_lazy("recovery", "Auction of the patent"),
    RecoveryKind.TRANSFER: pgettext_lazy("recovery", "Transfer of the patent"),
    RecoveryKind.ENFORCEMENT: pgettext_lazy("recovery", "Enforcement by a court"),
    RecoveryKind.REPAYMENT: pgettext_lazy("recovery", "Paid by the enterprise"),
    RecoveryKind.OTHER: pgettext_lazy("recovery", "Other"),
}


def refusals_table(view: ClaimView) -> Table | None:
    """Who refused to pay, when and on which grounds; None where nobody did."""
    if not view.refusals:
        return None
    return table(
        caption=_("Refusals to pay"),
        is_caption_hidden=True,
        columns=[pgettext("claim", "Refused on"), _("Party"), _("Grounds"), _("Recorded by")],
        rows=[
            (
                one.refused_on,
                role_name(one.role),
                one.grounds,
                one.person.in_language(language()),
            )
            for one in view.refusals
        ],
    )


def disposal_table(view: ClaimView) -> Table | None:
    """The steps of the disposal in order; None where there are none."""
    if not view.disposal:
        return None
    return table(
        caption=_("Disposal of the pledge"),
        is_caption_hidden=True,
        columns=[_("Day"), _("What"), _("On record"), _("Recorded by")],
        rows=[
            (
                one.held_on,
                Cell(text=DISPOSAL_KINDS[one.kind]),
                one.record,
                one.person.in_language(language()),
            )
            for one in view.disposal
        ],
    )
