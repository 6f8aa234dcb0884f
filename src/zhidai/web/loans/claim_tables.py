"""The tables of a claim's page: who owes what, what was paid, what was recovered."""

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.services.guarantees.views import (
    ClaimShareLine,
    ClaimView,
    PaymentLine,
    RecoveryLine,
)
from zhidai.web.loans.claim_events import RECOVERY_KINDS
from zhidai.web.loans.words import in_language, money_column, percent
from zhidai.web.shared.components import (
    Cell,
    Column,
    Table,
    Tag,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import (
    deadline,
    deadline_tone,
    yuan,
)
from zhidai.web.shared.words import role_name


def shares_table(view: ClaimView) -> Table:
    return table(
        caption=_("Who owes what"),
        is_caption_hidden=True,
        columns=[
            _("Party"),
            Column(label=_("Share"), is_numeric=True),
            Column(label=_("Amount"), is_numeric=True),
            Column(label=_("Paid"), is_numeric=True),
            Column(label=_("Set off"), is_numeric=True),
            Column(label=_("Still owed"), is_numeric=True),
            _("Payment"),
        ],
        rows=[
            (
                _party(line),
                percent(line.loss_share),
                yuan(line.amount),
                "" if line.role == PartyKind.BANK else yuan(line.paid),
                "" if line.role == PartyKind.BANK else yuan(line.set_off),
                "" if line.role == PartyKind.BANK else yuan(line.owed),
                _standing(view, line),
            )
            for line in view.shares
        ],
        total=(
            _("Total"),
            percent(sum((line.loss_share for line in view.shares), Decimal(0))),
            yuan(sum(line.amount for line in view.shares)),
            yuan(sum(line.paid for line in view.shares)),
            yuan(sum(line.set_off for line in view.shares)),
            yuan(view.outstanding),
            "",
        ),
    )


def _party(line: ClaimShareLine) -> Cell:
    return Cell(text=role_name(line.role), note=in_language(line.party, line.party_en))


def _standing(view: ClaimView, line: ClaimShareLine) -> Cell:
    if line.role == PartyKind.BANK:
        return Cell(text=_("bears it at once"))
    if not line.owed and line.deferred:
        rest = _("{amount} once the disposal has ended").format(amount=yuan(line.deferred))
        return Cell(tag=Tag(text=_("Advance paid")), note=rest)
    if not line.owed:
        return Cell(tag=Tag(text=_("Paid in full")))
    limit = deadline(view.grace_until, view.on)
    text = _("Late") if line.days_late else _("To be paid")
    if any(one.role == line.role for one in view.refusals):
        text = _("Refused, still owed")
    return Cell(tag=Tag(text=text, tone=grace_tone(view)), note=limit)


def grace_tone(view: ClaimView) -> Tone:
    """Amber near the end of the grace period, red after it."""
    tone = deadline_tone(view.grace_until, view.on)
    return Tone.ACTIVE if tone is Tone.PLAIN else tone


def recoveries_table(view: ClaimView) -> Table:
    """Costs stand below what came in, and what nobody got has no column: the table stays narrow."""
    roles = [line.role for line in view.shares]
    more = [
        (_("Bank's interest"), [one.to_interest for one in view.recoveries]),
        (_("Pledgor"), [one.to_pledgor for one in view.recoveries]),
    ]
    others = [(label, amounts) for label, amounts in more if any(amounts)]
    return table(
        caption=_("Recoveries"),
        is_caption_hidden=True,
        columns=[
            _("Received"),
            _("Came from"),
            money_column(_("Gross")),
            *(money_column(role_name(role)) for role in roles),
            *(money_column(label) for label, _amounts in others),
            *([_("Mistake")] if _may_correct(view.recoveries) else []),
        ],
        rows=[
            (
                one.received_on,
                Cell(text=RECOVERY_KINDS[one.kind], note=one.source),
                Cell(text=yuan(one.gross), note=_costs(one)),
                *(yuan(dict(one.shares).get(role, 0)) for role in roles),
                *(yuan(amounts[place]) if amounts[place] else "" for _label, amounts in others),
                *_correcting(view, view.recoveries, one),
            )
            for place, one in enumerate(view.recoveries)
        ],
    )


def _costs(one: RecoveryLine) -> str | None:
    """What came off first; and who advanced what this recovery cost."""
    if not one.costs_paid:
        return None
    told = _("costs {amount}").format(amount=yuan(one.costs_paid))
    if not one.costs:
        return told
    return f"{told} · {_('paid by: {party}').format(party=role_name(one.costs_by))}"


def payments_table(view: ClaimView) -> Table:
    return table(
        caption=_("Payments on the claim"),
        is_caption_hidden=True,
        columns=[
            _("Paid on"),
            _("Party"),
            money_column(_("Amount")),
            _("Recorded by"),
            *([_("Mistake")] if _may_correct(view.payments) else []),
        ],
        rows=[
            (
                one.paid_on,
                role_name(one.role),
                yuan(one.amount),
                one.person.in_language(language()),
                *_correcting(view, view.payments, one),
            )
            for one in view.payments
        ],
    )


def _may_correct(lines: Sequence[PaymentLine | RecoveryLine]) -> bool:
    return any(one.may_correct for one in lines)


def _correcting(
    view: ClaimView,
    lines: Sequence[PaymentLine | RecoveryLine],
    one: PaymentLine | RecoveryLine,
) -> list[Cell]:
    """The way to put a line right, where the table has a column for it."""
    if not _may_correct(lines):
        return []
    kind = "payment" if isinstance(one, PaymentLine) else "recovery"
    url = reverse("loans:correct_claim", args=[kind, one.number, view.loan])
    return [Cell(text=_("Correct"), url=url) if one.may_correct else Cell()]
