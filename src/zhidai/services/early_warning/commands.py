"""Parties report what they learn of a running loan, and close the warnings that are theirs (8.3).

"As soon as known, in writing, to the others": a report raises its warning in its own transaction.
"""

from datetime import date

from zhidai.core.cases.status import CaseStatus
from zhidai.core.early_warning.rules import BY_A_PARTY, OF_A_RIGHT, REPORTED, Outcome, Trigger
from zhidai.core.errors import Reason, reason
from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.policy.citing import Topic
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case
from zhidai.db.early_warning.models import EarlyWarning, EventReport, WarningClosing
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of
from zhidai.services.cases.locking import locked_case, role_in
from zhidai.services.early_warning.daily import close, warn_of
from zhidai.services.early_warning.tenancy import shown_triggers, visible_warning
from zhidai.services.history.commands import append
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once

LONGEST_TEXT = 500


def report_event(
    acting: Acting,
    case_number: str,
    *,
    trigger: str,
    right: str = "",
    happened_on: date,
    source: str,
    amount: str = "",
    key: str,
) -> Answer:
    """A party of a running case reports an event with its source; the warning follows at once.

    `right` is the patent's number where the event is one of a patent; `amount` the new value of a
    revaluation.
    """

    def work() -> Answer:
        case = locked_case(acting, case_number)
        role_in(case, acting)
        against = _against(case, acting, trigger=trigger, right=right, happened_on=happened_on)
        against += _against_text(source, "event_needs_source", case)
        if against:
            raise Refused(against)
        return _report(case, acting, Trigger(trigger), right, happened_on, source, amount)

    request = {
        "case": case_number, "trigger": trigger, "right": right, "happened_on": happened_on,
        "source": source, "amount": amount,
    }  # fmt: skip
    return once(acting, "report_event", key=key, request=request, work=work)


def close_warning(acting: Acting, number: str, *, outcome: str, grounds: str, key: str) -> Answer:
    """The party that sees to a warning closes it, with what was done."""

    def work() -> Answer:
        warning = visible_warning(acting, number)
        locked_case(acting, warning.case.number)
        against = _against_closing(warning, acting, outcome) + _against_text(
            grounds, "warning_closing_needs_grounds", warning.case
        )
        if against:
            raise Refused(against)
        today = business_date.today()
        close(warning, Outcome(outcome), on=today, grounds=grounds.strip(), acting=acting)
        return {"warning": number, "outcome": outcome}

    request = {"warning": number, "outcome": outcome, "grounds": grounds}
    return once(acting, "close_warning", key=key, request=request, work=work)


def _report(
    case: Case, acting: Acting, trigger: Trigger, right: str, happened_on: date, source: str,
    amount: str,
) -> Answer:  # fmt: skip
    today = business_date.today()
    report = EventReport.objects.create(
        case=case,
        trigger=str(trigger),
        subject=right if trigger in OF_A_RIGHT else "",
        happened_on=happened_on,
        amount=_value(trigger, amount),
        source=source.strip(),
        reported_on=today,
        recorded_at=business_date.now(),
        person_id=acting.person_id,
        party_id=acting.party_id,
    )
    event = append(
        f"warnings:{case.number}",
        "warning.event_reported",
        acting=acting,
        payload={
            "trigger": report.trigger,
            "subject": report.subject,
            "source": report.source,
            "report": report.pk,
        },
        effective_on=happened_on,
    )
    raised = warn_of(case, today, acting=acting)
    return {
        "case": case.number,
        "event": event.sequence,
        "warnings": [warning.number for warning in raised],
    }


def report_misuse(case: Case, acting: Acting, *, happened_on: date, source: str) -> Answer | None:
    """Tell the others of misused funds as soon as the bank acts on them (8.3); once for a day."""
    trigger = Trigger.FUNDS_MISUSED
    known = EventReport.objects.filter(case=case, trigger=str(trigger), happened_on=happened_on)
    if known.exists():
        return None
    return _report(case, acting, trigger, "", happened_on, source, "")


def _value(trigger: Trigger, amount: str) -> int | None:
    """The new value in fen, for a revaluation only. Bad input as for every amount."""
    if trigger is not Trigger.REVALUED_BELOW_LOAN:
        return None
    value = parse_yuan(amount)
    if value <= 0:
        raise Refused((reason("amount_not_above_zero"),))
    return to_fen(value)


def _against(
    case: Case, acting: Acting, *, trigger: str, right: str, happened_on: date
) -> tuple[Reason, ...]:
    """What stands against a report: another kind of party's, a loan that does not run, the day."""
    today, clause = business_date.today(), clause_of(case, Topic.DANGER)
    if trigger not in REPORTED or trigger not in shown_triggers(acting.kind):
        return (reason("event_kind_unknown", clause),)
    if case.status != CaseStatus.RUNNING:
        return (reason("event_of_a_running_loan_only", clause, case=case.number),)
    if happened_on > today:
        return (reason("event_in_the_future", clause, day=happened_on, today=today),)
    pledged = set(case.rights.values_list("right__number", flat=True))
    if trigger in OF_A_RIGHT and right not in pledged:
        return (reason("event_needs_its_patent", clause),)
    return ()


def _against_closing(warning: EarlyWarning, acting: Acting, outcome: str) -> tuple[Reason, ...]:
    clause = clause_of(warning.case, Topic.DANGER)
    if WarningClosing.objects.filter(warning=warning).exists():
        return (reason("warning_closed_already", clause, number=warning.number),)
    if warning.owner_id != acting.party_id:
        return (reason("warning_closed_by_its_owner", clause, owner=warning.owner.name),)
    if outcome not in {str(one) for one in BY_A_PARTY}:
        return (reason("warning_outcome_unknown", clause),)
    return ()


def _against_text(text: str, code: str, case: Case) -> tuple[Reason, ...]:
    if says_nothing(text):
        return (reason(code, clause_of(case, Topic.DANGER)),)
    if len(text.strip()) > LONGEST_TEXT:
        return (reason("grounds_too_long", most=LONGEST_TEXT),)
    return ()
