"""How casework says things: events, fact contents, kinds of patent."""

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zhidai.core.evidence import FactContent
from zhidai.core.lending.events import EventKind
from zhidai.core.policy.scheme import Fact, Subject
from zhidai.core.registers.annual_fees import FeeStatus
from zhidai.services.cases.views import CaseView
from zhidai.services.history.queries import EventView
from zhidai.web.shared.context import language
from zhidai.web.shared.words import LOAN_CHANGES, role_name
from zhidai.wording.explanation import content_text

EVENTS: Mapping[str, Promise] = {
    "case.opened": gettext_lazy("Case opened"),
    "case.task_completed": gettext_lazy("Done: {task}"),
    "case.refused": gettext_lazy("Refused: {task}"),
    "case.withdrawn": gettext_lazy("Application withdrawn"),
    "loan.taken_over": gettext_lazy(
        "Running loan taken over from the bank's ledger, as of {cut_over_on}"
    ),
    "loan.repayment_recorded": gettext_lazy("Repayment recorded: {amount}"),
    "loan.correction_proposed": gettext_lazy(
        "Correction proposed: repayment of {amount} on {day}; {grounds}"
    ),
    "loan.correction_refused": gettext_lazy("Correction refused: {grounds}"),
    "loan.correction_withdrawn": gettext_lazy("Correction withdrawn: {grounds}"),
    "loan.repayment_reversed": gettext_lazy(
        "Repayment of {amount} on {day} reversed by two people: {grounds}"
    ),
    "loan.change_proposed": gettext_lazy("Change of the loan proposed: {change}"),
    "loan.change_consented": gettext_lazy("{role} agreed: {change}"),
    "loan.change_refused": gettext_lazy("{role} refused: {change}"),
    "loan.change_withdrawn": gettext_lazy("Change of the loan withdrawn: {change}"),
    "loan.change_in_force": gettext_lazy("Change of the loan in force: {change}"),
    "loan.default_notified": gettext_lazy("Notice of a default given ({role}): {facts}"),
    "loan.overdue": gettext_lazy("Loan overdue: interest {interest}, principal {principal}"),
    "loan.claimable": gettext_lazy("Overdue day {overdue_days}: the bank may start a claim"),
    "loan.closed": gettext_lazy("Loan settled; pledges released: {pledges_released}"),
    "loan.reopened": gettext_lazy(
        "Loan owed again and reopened; pledges in force again: {pledges_standing}, to be "
        "registered anew: {pledges_released}"
    ),
    "loan.pledged_anew": gettext_lazy("Pledges registered anew: {registration}"),
    "claim.started": gettext_lazy(
        "Claim started on unpaid principal of {principal}; payable until {grace_until}"
    ),
    "claim.paid": gettext_lazy("Claim payment ({role}): {amount}; still owed: {still_owed}"),
    "claim.refused": gettext_lazy("Claim refused ({role}): {grounds}; still owed: {still_owed}"),
    "claim.grace_ended": gettext_lazy(
        "Grace period over since {grace_until}; the claim is not paid in full"
    ),
    "disposal.notice": gettext_lazy("Disposal notice published: {record}"),
    "disposal.auction": gettext_lazy("Auction held: {record}"),
    "disposal.transfer": gettext_lazy("Patent transferred: {record}"),
    "disposal.lawsuit": gettext_lazy("Lawsuit or enforcement begun: {record}"),
    "disposal.ended": gettext_lazy("Disposal ended, nothing left to realise: {record}"),
    "claim.correction_proposed": gettext_lazy(
        "Correction on the claim proposed: {amount} of {day}; {grounds}"
    ),
    "claim.correction_refused": gettext_lazy("Correction refused: {grounds}"),
    "claim.correction_withdrawn": gettext_lazy("Correction withdrawn: {grounds}"),
    "claim.payment_reversed": gettext_lazy(
        "Claim payment of {amount} on {day} reversed by two people: {grounds}"
    ),
    "recovery.reversed": gettext_lazy(
        "Recovery of {amount} on {day} reversed by two people: {grounds}"
    ),
    "recovery.recorded": gettext_lazy("Recovery recorded: {gross}, costs {costs}"),
    "enterprise.excluded": gettext_lazy("Enterprise excluded from {since} until {until}"),
    "subsidy.claimed": gettext_lazy("Subsidies claimed: {total}"),
    "subsidy.approved": gettext_lazy("Subsidies approved: {total}"),
    "subsidy.refused": gettext_lazy("Subsidy claim refused"),
    "subsidy.approval_withdrawn": gettext_lazy("Approval of subsidies withdrawn: {grounds}"),
    "subsidy.paid": gettext_lazy("Subsidies paid: {total}"),
    "subsidy.budget_set": gettext_lazy("Subsidy budget of {year}: {amount}"),
    "filing.opened": gettext_lazy("Month over; to be filed by {due_on}"),
    "filing.reminded": gettext_lazy("Reminder: to be filed by {due_on}"),
    "filing.late": gettext_lazy("Not filed by {due_on}"),
    "filing.papers_added": gettext_lazy("Papers added for the monthly filing {filing}"),
    "filing.sent": gettext_lazy(
        "Version {version} sent: {loans} loans, {total}, {missing} papers missing"
    ),
    "filing.received": gettext_lazy("Version {version} received"),
    "filing.returned": gettext_lazy("Version {version} returned"),
    "warning.raised": gettext_lazy("Warning raised; to be seen to by {due_on}"),
    "warning.closed": gettext_lazy("Warning closed"),
    "warning.event_reported": gettext_lazy("Event reported"),
    "anomaly.dealt_with": gettext_lazy("Anomaly marked as dealt with: {reason}"),
    "breach.recorded": gettext_lazy("Breach recorded; objection until {until}"),
    "breach.objected": gettext_lazy("The party objected"),
    "breach.upheld": gettext_lazy("The breach stands"),
    "breach.dismissed": gettext_lazy("The breach was dismissed"),
    "subsidy.clawback_proposed": gettext_lazy("Subsidy asked back: {amount}; {grounds}"),
    "subsidy.clawback_confirmed": gettext_lazy("Claw-back confirmed: {amount}"),
    "subsidy.clawback_dropped": gettext_lazy("Claw-back dropped: {amount}"),
    "subsidy.clawback_returned": gettext_lazy("Subsidy returned by the enterprise: {amount}"),
    "breaker.tripped": gettext_lazy("New business stopped: {overdue} overdue of {total}"),
    "breaker.warned": gettext_lazy("Warning line reached: {overdue} overdue of {total}"),
    "breaker.lifted": gettext_lazy("New business resumed: {overdue} overdue of {total}"),
    "breaker.resumption_agreed": gettext_lazy("Agreed to resume after the stop of {tripped_on}"),
    "scheme.version_proposed": gettext_lazy("Version of the scheme proposed from {in_force_from}"),
    "scheme.version_published": gettext_lazy("Version of the scheme in force from {in_force_from}"),
    "scheme.version_refused": gettext_lazy("Version of the scheme refused"),
    "scheme.version_withdrawn": gettext_lazy("Proposed version of the scheme withdrawn"),
}
PRINTED_YUAN = re.compile(r"[0-9]+\.[0-9]{2}")
# Payload entries that are yuan, as `services.history` keeps them: "3000000.00".
AMOUNTS = frozenset(
    {
        "amount",
        "interest",
        "principal",
        "still_owed",
        "gross",
        "costs",
        "total",
        "overdue",
    }
)
SUBJECTS: Mapping[str, Promise] = {
    Subject.REQUEST: gettext_lazy("The request"),
    Subject.ENTERPRISE: gettext_lazy("The enterprise"),
    Subject.PATENT: gettext_lazy("Patent"),
    Subject.VALUATION: gettext_lazy("Valuation"),
    Subject.BANK: gettext_lazy("The bank"),
    Subject.GUARANTOR: gettext_lazy("The guarantor"),
    Subject.APPRAISER: gettext_lazy("The appraiser"),
    Subject.CONTRACT: gettext_lazy("Contracts"),
    Subject.REGISTRATION: gettext_lazy("Pledge registration"),
    Subject.DISBURSEMENT: gettext_lazy("Drawdown"),
    Subject.RECORD: gettext_lazy("On record at this platform"),
}
KINDS: Mapping[str, Promise] = {
    "invention": gettext_lazy("Invention"),
    "utility_model": gettext_lazy("Utility model"),
    "design": gettext_lazy("Design"),
}

CONDITIONS: Mapping[str, Promise] = {
    "nothing_against": gettext_lazy("No rule that must be met is broken."),
    "eligible_in_full": gettext_lazy("Every rule that must be met is met; nothing is missing."),
    "exceptions_recorded": gettext_lazy("What goes beyond a rule in principle has its exception."),
    "within_limit": gettext_lazy("The amount is within every limit."),
    "amounts_above_zero": gettext_lazy("Every amount is above zero."),
    "collateral_known": gettext_lazy("Both values behind the collateral value are known."),
    "fees_within_ceiling": gettext_lazy("Every fee is within its ceiling."),
    "rate_is_plain": gettext_lazy("The rate can be kept exactly."),
    "approvals_agree": gettext_lazy("The contract is within what was approved."),
    "approval_within_request": gettext_lazy("The approval is within what was asked."),
    "dates_within_term": gettext_lazy(
        "The due date is within the term asked and the longest term."
    ),
    "drawn_today": gettext_lazy("The drawdown is recorded on its own day."),
    "amount_as_contracted": gettext_lazy(
        "The amount drawn is the amount contracted, or less where the contract lets more follow."
    ),
    "available_within_term": gettext_lazy(
        "The availability period ends before the loan falls due, and is not over."
    ),
    "repayment_agreed": gettext_lazy("The instalments go with the way of repayment."),
}
FEE_STATUS: Mapping[str, Promise] = {
    FeeStatus.NOT_YET_GRANTED: gettext_lazy("not granted yet"),
    FeeStatus.PAID: gettext_lazy("paid"),
    FeeStatus.PAYABLE: gettext_lazy("payable now"),
    FeeStatus.IN_GRACE: gettext_lazy("late, in the grace period"),
    FeeStatus.LAPSED: gettext_lazy("lapsed"),
    FeeStatus.EXPIRED: gettext_lazy("expired"),
    FeeStatus.UNKNOWN: gettext_lazy("not declared"),
}


def patent_kind(kind: str) -> str:
    """The kind of a patent in words."""
    return str(KINDS[kind])


def event_title(event: EventView, view: CaseView | None = None) -> str:
    """What an event says on a timeline; `view` names the tasks of a case."""
    steps = view.steps if view else ()
    labels = {task.id: task.label for step in steps for task in step.tasks}
    task = labels.get(str(event.payload.get("task", "")))
    title = EVENTS.get(event.kind, gettext_lazy("Recorded by the platform"))
    said = {**_spoken(event.payload), "task": task.in_language(language()) if task else ""}
    return str(title).format_map(defaultdict(str, said))


def event_text(event: EventView) -> str | None:
    """What a person said with it: grounds, where recovered money came from, why a version."""
    if event.kind in {"breaker.tripped", "breaker.lifted", "breaker.warned"}:
        return str(event.payload["words"]) if "words" in event.payload else None  # grounds: a code
    said = next(filter(None, map(event.payload.get, ("grounds", "source", "why"))), None)
    return str(said) if said else None


def _spoken(payload: Mapping[str, Any]) -> dict[str, str]:
    """The payload as titles take it: amounts with ¥, roles in words."""
    flat = {**payload, **payload.get("statement", {})}
    said = {name: _said(name, content) for name, content in flat.items()}
    if "role" in flat:
        said["role"] = role_name(str(flat["role"]))
    if "change" in flat:
        said["change"] = _change(flat)
    return said


def _change(payload: Mapping[str, Any]) -> str:
    """What is changed of a loan: Waiver ¥100.00; Extension 2022-09-01; Reversal: Waiver ¥100.00."""
    parts = [
        str(LOAN_CHANGES.get(str(payload["change"]), "")),
        _said("amount", payload.get("amount")),
        _said("due_on", payload.get("due_on")),
    ]
    text = " ".join(part for part in parts if part)
    is_reversal = payload.get("is_reversal")
    return f"{LOAN_CHANGES[EventKind.REVERSAL]}: {text}" if is_reversal else text


def _said(name: str, content: object) -> str:
    if name in AMOUNTS and isinstance(content, str) and PRINTED_YUAN.fullmatch(content):
        return f"¥{Decimal(content):,.2f}"
    return str(content) if isinstance(content, str | int) else ""


def fact_content(fact: Fact, content: FactContent) -> str:
    """The content of a fact with its unit, in the language of the page."""
    return content_text(fact, content, language())
