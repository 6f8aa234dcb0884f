"""One loan: where it stands on a day, what falls due, what was paid, what would settle it."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.lending.events import EventKind
from zhidai.core.lending.state import LoanStatus
from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Citation, Topic
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.corrections.queries import corrections_of
from zhidai.services.journal.own_books import BOOK_KEEPERS
from zhidai.services.lending.change_queries import changes_of
from zhidai.services.lending.default_notices import default_notices
from zhidai.services.lending.queries import loan_view
from zhidai.services.lending.views import LoanView, MoneyLine, Settlement
from zhidai.services.takeover.queries import taken_over
from zhidai.web.loans.change_page import changes_table
from zhidai.web.loans.correcting import corrections_table
from zhidai.web.loans.notices import notices_table
from zhidai.web.loans.takeover_mark import takeover_rows
from zhidai.web.loans.words import (
    DRAWDOWN_KINDS,
    MONEY_KINDS,
    REPAYMENTS,
    RISK_CLASSES,
    entries,
    in_language,
    instalment_tag,
    loan_tag,
    money_column,
    percent,
)
from zhidai.web.shared.components import (
    Cell,
    Column,
    Figure,
    FormField,
    Link,
    SummaryRow,
    Table,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.web.valuation.pledge import coverage_figure
from zhidai.wording.speech import sentence

UNPROCESSABLE = 422
FURTHEST_YEARS = 3  # ahead of the business date: beyond it a projection says nothing


@answers_refusals
@acting_required()
def loan(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The page, today or as of the day in the address."""
    today, typed = business_date.today(), request.GET.get("on", "").strip()
    error = None
    try:
        view = loan_view(acting, key, on=_asked(typed, today))
    except BadInput as refused:
        error = sentence(refused.reasons[0], language())
        view = loan_view(acting, key)
    context = {
        "loan": view,
        "is_today": view.on == today,
        "is_ahead": view.on > today,
        "title": in_language(view.enterprise, view.enterprise_en),
        "tag": loan_tag(view.status),
        "identity": identity(view),
        "day_field": _day_field(typed or view.on.isoformat(), error),
        "figures": [*_figures(view), *_coverage(acting, view)],
        "settlement": settlement_rows(view.settlement),
        "instalments": _instalments(view),
        "drawdowns": _drawdowns(view),
        "money": _money(view),
        "corrections": _corrections(acting, view),
        "changes": _changes(acting, view),
        "notices": notices_table(default_notices(acting, key)),
        "links": _links(view, acting),
        "actions": _actions(view) if view.on == today else [],
        "entries": entries(view.timeline, until=view.on),
        "errors": [error] if error else [],
    }
    return render(request, "loans/loan.html", context, status=UNPROCESSABLE if error else 200)


def _asked(typed: str, today: date) -> date | None:
    if not typed:
        return None
    day = parse_day(typed)
    if day.year > today.year + FURTHEST_YEARS:
        raise bad_input("calendar_day_unreadable", text=typed[:40])
    return day


def _day_field(typed: str, error: str | None) -> FormField:
    return FormField(
        name="on", label=_("Show the loan as of"), value=typed, error=error, width="narrow"
    )


def identity(view: LoanView) -> list[SummaryRow]:
    """The bar at the top: what was lent, by whom, at what rate, until when."""
    return [
        SummaryRow(
            label=_("Principal"), value=yuan(view.principal), note=ten_thousands(view.principal)
        ),
        *_to_be_drawn(view),
        SummaryRow(label=_("Rate"), value=percent(view.annual_rate)),
        SummaryRow(label=_("Repayment"), value=REPAYMENTS[view.repayment]),
        SummaryRow(label=_("Bank"), value=in_language(view.bank, view.bank_en)),
        SummaryRow(label=_("Drawn on"), value=view.drawn_on.isoformat()),
        SummaryRow(label=_("Due on"), value=view.due_on.isoformat(), note=_other_due_day(view)),
        SummaryRow(label=_("Route"), value=view.route.in_language(language())),
    ]


def _to_be_drawn(view: LoanView) -> list[SummaryRow]:
    """Of a loan drawn in parts: the contract, and what it leaves until when."""
    if view.available_until is None:
        return []
    until = view.available_until.isoformat()
    left = _("{amount} may still be drawn until {day}").format(amount=yuan(view.undrawn), day=until)
    over = _("the availability period ended on {day}, or nothing is left").format(day=until)
    note = left if view.undrawn else over
    return [SummaryRow(label=_("Contract amount"), value=yuan(view.agreed), note=note)]


def _drawdowns(view: LoanView) -> Table | None:
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


def _other_due_day(view: LoanView) -> str | None:
    if view.due_on == view.due_on_by_contract:
        return None
    return _("by contract {day}").format(day=view.due_on_by_contract.isoformat())


def settlement_rows(settlement: Settlement) -> list[SummaryRow]:
    """What would settle the loan with the bank on a day, part by part."""
    rows = [
        SummaryRow(label=_("Unpaid principal"), value=yuan(settlement.principal)),
        SummaryRow(label=_("Interest due"), value=yuan(settlement.interest_due)),
        SummaryRow(
            label=_("Interest accrued, not due yet"), value=yuan(settlement.interest_accrued)
        ),
    ]
    if settlement.kept:
        rows.append(
            SummaryRow(label=_("Less interest paid in advance"), value=yuan(-settlement.kept))
        )
    total = _("Settles the loan on {day}").format(day=settlement.on.isoformat())
    note = ten_thousands(settlement.total)
    return [*rows, SummaryRow(label=total, value=yuan(settlement.total), note=note)]


def _figures(view: LoanView) -> list[Figure]:
    since = None
    if view.overdue_since is not None:
        since = _("overdue since {day}").format(day=view.overdue_since.isoformat())
    if view.overdue_since is not None and view.paused_days:
        paused = _("{days} paused days do not count").format(days=view.paused_days)
        since = f"{since} · {paused}"
    figures = [
        Figure(label=_("Unpaid principal"), value=yuan(view.balance)),
        Figure(
            label=_("Interest due"),
            value=yuan(view.interest_due),
            note=_("accrued since the last due day: {amount}").format(
                amount=yuan(view.interest_accrued)
            ),
        ),
        Figure(label=_("Days overdue"), value=str(view.overdue_days), note=since),
        *_classes(view),
    ]
    if view.days_until_claim is not None:
        now = _("The bank may start a claim now.") if view.days_until_claim == 0 else None
        figures.append(
            Figure(
                label=_("Days until a claim may start"),
                value=str(view.days_until_claim),
                note=now,
                clause=view.clauses.get(Topic.CLAIM),
            )
        )
    figures += _changed_figures(view)
    if view.subrogated or view.claims_paid:
        figures.append(
            Figure(
                label=_("Paid on the claim"),
                value=yuan(view.claims_paid),
                note=_("still to be recovered for those who paid: {amount}").format(
                    amount=yuan(view.subrogated)
                ),
            )
        )
    return figures


def _classes(view: LoanView) -> Iterator[Figure]:
    """The five classes, and beside them the scheme's own measure, which is another one."""
    classes, note = view.classes, None
    if classes.by_debtor is not classes.by_days:
        note = _(
            "By days overdue {by_days}; but {bad} of {total} that the enterprise owes the bank is "
            "non-performing, more than 10%."
        ).format(
            by_days=RISK_CLASSES[classes.by_days],
            bad=yuan(to_fen(classes.debtor_non_performing)),
            total=yuan(to_fen(classes.debtor_total)),
        )
    yield Figure(label=_("Risk class"), value=RISK_CLASSES[classes.by_debtor], note=note)
    measure = classes.by_scheme
    if measure is not None and view.closed_on is None:
        yield Figure(
            label=_("By the plan's own measure"),
            value=_("Non-performing") if measure.is_non_performing else _("Performing"),
            note=_("counted from overdue day {day}").format(day=measure.from_overdue_day),
            clause=Citation(scheme=measure.scheme, clause=measure.clause),
        )


def _changed_figures(view: LoanView) -> list[Figure]:
    """What changes of the loan left behind, where there is any."""
    found = [
        (view.penalty_due, _("Penalty interest due"), _("part of the interest due")),
        (view.written_off, _("Written off, still owed"), None),
        (view.waived, _("Given up by the bank"), None),
        (
            view.owed_to_enterprise,
            _("To be given back to the enterprise"),
            _("paid in advance, and nothing is owed for it any more"),
        ),
    ]
    return [
        Figure(label=label, value=yuan(amount), note=note)
        for amount, label, note in found
        if amount
    ]


def _instalments(view: LoanView) -> Table:
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


def _money(view: LoanView) -> Table:
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
            *([_("Mistake")] if view.may_record_repayment else []),
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
                *([_correcting(view, line)] if view.may_record_repayment else []),
            )
            for line in view.money
        ],
        empty=_("Nothing has been paid yet."),
    )


def _corrections(acting: Acting, view: LoanView) -> Table | None:
    found = corrections_of(acting, view.key)
    is_bank = acting.kind is PartyKind.BANK
    return corrections_table(found, is_bank=is_bank) if found else None


def _changes(acting: Acting, view: LoanView) -> Table | None:
    found = changes_of(acting, view.key)
    return changes_table(found) if found else None


def _correcting(view: LoanView, line: MoneyLine) -> Cell:
    """For the bank, while the loan runs: the way to put a repayment right."""
    if not view.may_record_repayment or line.kind != EventKind.REPAYMENT:
        return Cell()
    url = reverse("loans:correct", args=[line.event, view.key])
    return Cell(text=_("Correct"), url=url)


def _or_dash(fen: int) -> str:
    return yuan(fen) if fen else ""


def _coverage(acting: Acting, view: LoanView) -> list[Figure]:
    """For the loan's bank, today: the newest value of the pledge beside what is owed."""
    if acting.kind is not PartyKind.BANK or view.on != business_date.today():
        return []
    found = coverage_figure(acting, view.key)
    return [] if found is None else [found]


def _links(view: LoanView, acting: Acting) -> list[SummaryRow]:
    """Where the rest of the story is told."""
    rows = [
        SummaryRow(label=_("Case"), value=view.case, url=reverse("cases:case", args=[view.case]))
    ]
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


def _actions(view: LoanView) -> list[Link]:
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
