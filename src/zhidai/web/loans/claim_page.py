"""The claim of a loan: who owes what, and one table on which every yuan travels.

Bank's books -> claim -> shares -> payments -> recovery -> back to those who bore the loss.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.corrections.claim_queries import claim_corrections_of
from zhidai.services.guarantees.queries import claim_view, loss_sharing_document
from zhidai.services.guarantees.views import (
    ClaimShareLine,
    ClaimView,
    PaymentLine,
    RecoveryLine,
)
from zhidai.services.lending.default_notices import default_notices
from zhidai.web.loans.claim_correcting import claim_corrections_table
from zhidai.web.loans.claim_events import RECOVERY_KINDS, disposal_table, refusals_table
from zhidai.web.loans.notices import notices_table
from zhidai.web.loans.sanctions_table import sanctions_table
from zhidai.web.loans.words import entries, in_language, money_column, percent
from zhidai.web.shared.components import (
    Cell,
    Column,
    Figure,
    FormField,
    Link,
    SummaryRow,
    Table,
    Tag,
    Text,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import (
    clause,
    deadline,
    deadline_tone,
    ten_thousands,
    yuan,
)
from zhidai.web.shared.words import role_name
from zhidai.wording.speech import sentence

UNPROCESSABLE = 422


@answers_refusals
@acting_required()
def claim(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The page for those who share the loss and those who supervise."""
    typed, error = request.GET.get("on", "").strip(), None
    try:
        view = claim_view(acting, key, on=parse_day(typed) if typed else None)
    except BadInput as refused:
        error = sentence(refused.reasons[0], language())
        view = claim_view(acting, key)
    is_today = view.on == business_date.today()
    corrections = claim_corrections_of(acting, key)
    context = {
        "claim": view,
        "is_today": is_today,
        "day_field": FormField(
            name="on",
            label=_("Show the claim as of"),
            value=typed or view.on.isoformat(),
            error=error,
            width="narrow",
        ),
        "errors": [error] if error else [],
        "refusals": refusals_table(view),
        "disposal": disposal_table(view),
        "sanctions": sanctions_table(view),
        "title": in_language(view.enterprise, view.enterprise_en),
        "tag": _tag(view),
        "identity": _identity(view),
        "figures": _figures(view),
        "shares": _shares(view),
        "journey": _journey(view),
        "recoveries": _recoveries(view) if view.recoveries else None,
        "payments": _payments(view) if view.payments else None,
        "corrections": claim_corrections_table(corrections) if corrections else None,
        "notices": notices_table(default_notices(acting, key)),
        "actions": _actions(view) if is_today else [],
        "entries": entries(view.timeline, until=view.on),
    }
    status = UNPROCESSABLE if error else 200
    return render(request, "loans/claim.html", context, status=status)


@answers_refusals
@acting_required()
def loss_sharing(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The 损失分担与追偿分配表 as a file."""
    name, media_type, content = loss_sharing_document(acting, key)
    return download(request, name, media_type, content)


def _tag(view: ClaimView) -> Tag:
    if view.is_late:
        return Tag(text=_("Late"), tone=Tone.BAD)
    if view.outstanding:
        return Tag(text=_("To be paid"), tone=_tone(view))
    return Tag(text=_("Paid in full"), tone=Tone.PLAIN)


def _identity(view: ClaimView) -> list[SummaryRow]:
    return [
        SummaryRow(
            label=_("Principal claimed"),
            value=yuan(view.principal_loss),
            note=ten_thousands(view.principal_loss),
        ),
        SummaryRow(label=_("Claimed on"), value=view.claimed_on.isoformat()),
        SummaryRow(label=_("Grace period until"), value=view.grace_until.isoformat()),
    ]


def _figures(view: ClaimView) -> list[Figure]:
    recovered = sum(line.recovered for line in view.shares)
    limit = deadline(view.grace_until, view.on) if view.outstanding else None
    figures = [
        Figure(
            label=_("Still owed to the bank"),
            value=yuan(view.outstanding),
            note=limit,
            clause=view.clauses.get(Topic.CLAIM),
        ),
        Figure(
            label=_("Unpaid interest at the claim"),
            value=yuan(view.interest_unpaid),
            note=_("Interest is not shared; it stays with the bank."),
            clause=view.clauses.get(Topic.LOSS),
        ),
        Figure(
            label=_("Returned to the parties"),
            value=yuan(recovered),
            clause=view.clauses.get(Topic.RECOVERY),
        ),
    ]
    if view.excluded_since is not None and view.excluded_until is not None:
        figures.append(
            Figure(
                label=_("Enterprise excluded until"),
                value=view.excluded_until.isoformat(),
                note=_("since {day}").format(day=view.excluded_since.isoformat()),
                clause=view.clauses.get(Topic.EXCLUSION),
            )
        )
    return figures


def _shares(view: ClaimView) -> Table:
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
    return Cell(tag=Tag(text=text, tone=_tone(view)), note=limit)


def _tone(view: ClaimView) -> Tone:
    """Amber near the end of the grace period, red after it."""
    tone = deadline_tone(view.grace_until, view.on)
    return Tone.ACTIVE if tone is Tone.PLAIN else tone


def _journey(view: ClaimView) -> Table:
    """Stations as rows, parties as columns; each row adds up to its total."""
    roles = [line.role for line in view.shares]
    recovered = bool(view.recoveries)
    rows = [
        _row(_("Unpaid principal in the bank's books"), Topic.CLAIM, view,
             lambda line: view.principal_loss if line.role == PartyKind.BANK else 0),
        _row(_("Shared by the agreed shares"), Topic.SHARING, view, lambda line: line.amount),
        _row(_("Paid to the bank on the claim"), Topic.CLAIM, view, lambda line: line.paid),
        _row(_("Kept by the bank from recoveries, set off"), Topic.RECOVERY, view,
             lambda line: line.set_off),
        _row(_("Still owed to the bank"), Topic.CLAIM, view, lambda line: line.owed),
    ]  # fmt: skip
    if recovered:
        rows += _recovery_rows(view, roles)
    rows.append(_row(_("Loss that remains"), Topic.SHARING, view, lambda line: line.net_loss))
    return table(
        caption=_("Where every yuan of the unpaid loan went, in yuan"),
        columns=[
            _("Station"),
            _("Clause"),
            *(Column(label=role_name(role), is_numeric=True) for role in roles),
            Column(label=_("Others"), is_numeric=True),
            Column(label=_("Total"), is_numeric=True),
        ],
        rows=rows,
    )


def _row(
    label: Text, topic: Topic, view: ClaimView, part: Callable[[ClaimShareLine], int]
) -> list[Cell]:
    parts = [part(line) for line in view.shares]
    return _cells(label, clause(view.clauses.get(topic)), parts, others=0)


def _cells(label: Text, source: Text, parts: Iterable[int], *, others: int) -> list[Cell]:
    shown = list(parts)
    return [
        Cell(text=label, keeps_line=language() != "en"),  # Chinese would break at any sign
        Cell(text=source, keeps_line=True),
        *(Cell(text=yuan(part) if part else "") for part in shown),
        Cell(text=yuan(others) if others else ""),
        Cell(text=yuan(sum(shown) + others)),
    ]


def _recovery_rows(view: ClaimView, roles: list[str]) -> list[list[Cell]]:
    """Gross = costs + returned to the parties + the bank's interest + the pledgor."""
    nothing, plan = [0] * len(roles), clause(view.clauses.get(Topic.RECOVERY))
    gross = sum(one.gross for one in view.recoveries)
    costs = sum(one.costs_paid for one in view.recoveries)
    interest = sum(one.to_interest for one in view.recoveries)
    pledgor = sum(one.to_pledgor for one in view.recoveries)
    returned = [line.recovered for line in view.shares]
    to_bank = [interest if role == PartyKind.BANK else 0 for role in roles]
    return [
        _cells(_("Recovered from the enterprise and the pledge"), plan, nothing, others=gross),
        _cells(_("of it: costs of the recovery"), plan, nothing, others=costs),
        _cells(_("of it: back in proportion to the losses"), plan, returned, others=0),
        _cells(_("of it: to the bank's unpaid interest"), _("Civil Code 389"), to_bank, others=0),
        _cells(_("of it: left for the pledgor"), _("Civil Code 438"), nothing, others=pledgor),
    ]


def _recoveries(view: ClaimView) -> Table:
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
                Cell(text=yuan(one.gross), note=_costs(one.costs_paid)),
                *(yuan(dict(one.shares).get(role, 0)) for role in roles),
                *(yuan(amounts[place]) if amounts[place] else "" for _label, amounts in others),
                *_correcting(view, view.recoveries, one),
            )
            for place, one in enumerate(view.recoveries)
        ],
    )


def _costs(amount: int) -> str | None:
    return _("costs {amount}").format(amount=yuan(amount)) if amount else None


def _payments(view: ClaimView) -> Table:
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


def _actions(view: ClaimView) -> list[Link]:
    recovers = view.may_record_recovery
    offered = [
        (view.may_pay, _("Pay the claim"), "loans:pay_claim"),
        (view.may_pay, _("Refuse to pay"), "loans:refuse_claim"),
        (recovers, _("Record a step of the disposal"), "loans:disposal"),
        (recovers, _("Record a recovery"), "loans:recover"),
        (True, _("Every yuan, step by step"), "loans:journey"),
        (True, _("Loss-sharing statement (PDF)"), "loans:loss_sharing"),
    ]
    return [
        Link(label=label, url=reverse(name, args=[view.loan]))
        for may, label, name in offered
        if may
    ]
