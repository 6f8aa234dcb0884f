"""What a loan's page shows in figures: balances, days overdue, classes, the claim, the pledge."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Citation, Topic
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.lending.views import LoanView
from zhidai.web.loans.words import (
    RISK_CLASSES,
)
from zhidai.web.shared.components import (
    Figure,
)
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.valuation.pledge import coverage_figure


def figures_of(view: LoanView) -> list[Figure]:
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


def coverage(acting: Acting, view: LoanView) -> list[Figure]:
    """For the loan's bank, today: the newest value of the pledge beside what is owed."""
    if acting.kind is not PartyKind.BANK or view.on != business_date.today():
        return []
    found = coverage_figure(acting, view.key)
    return [] if found is None else [found]
