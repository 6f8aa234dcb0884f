"""Warnings raised and ended by what a day shows, each once (the database holds it)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from zhidai.core.cases.status import CaseStatus
from zhidai.core.early_warning.observing import Observation, change, due_on, observe
from zhidai.core.early_warning.rules import Outcome, WarningRule
from zhidai.core.parties import PartyKind
from zhidai.db.cases.models import Case
from zhidai.db.early_warning.models import EarlyWarning, WarningClosing
from zhidai.db.parties.models import Party
from zhidai.reference.early_warning import warning_rules
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.early_warning.watched import WatchedCase, watched_cases
from zhidai.services.history.commands import append


def tell_warnings(scheme: str, day: date) -> None:
    """What the day shows of every running loan; warnings of loans that ended end with them.

    The work of a past day, caught up with, ends nothing: what it does not show may hold today.
    """
    watched = list(watched_cases(scheme, day))
    before = _before([each.case.pk for each in watched])
    for each in watched:
        _warn(each, before[each.case.pk], day, acting=None)
    if day < business_date.today():
        return
    of_ended_loans = EarlyWarning.objects.filter(
        case__scheme=scheme, case__status=CaseStatus.CLOSED, closing__isnull=True
    )
    for warning in of_ended_loans.order_by("id"):
        close(warning, Outcome.LOAN_ENDED, on=day, grounds="", acting=None)


def warn_of(case: Case, day: date, *, acting: Acting | None) -> list[EarlyWarning]:
    """The same for one case, at the moment something was reported; gives the warnings raised."""
    for each in watched_cases(case.scheme, day, enterprise=case.enterprise_id):
        if each.case.pk == case.pk:
            return _warn(each, _before([case.pk])[case.pk], day, acting=acting)
    return []


def _before(cases: list[int]) -> Mapping[int, list[EarlyWarning]]:
    """The warnings of the cases so far, each with its closing."""
    found: defaultdict[int, list[EarlyWarning]] = defaultdict(list)
    rows = EarlyWarning.objects.filter(case__in=cases).select_related("closing")
    for warning in rows.order_by("id"):
        found[warning.case_id].append(warning)
    return found


def _warn(
    watched: WatchedCase, before: list[EarlyWarning], day: date, *, acting: Acting | None
) -> list[EarlyWarning]:
    rules, open_now = warning_rules(), {_key(each): each for each in before if is_open(each)}
    is_today, runs = day == business_date.today(), watched.case.status != CaseStatus.CLOSED
    known = [_key(each) for each in before if not (is_today and runs and _ended_by_itself(each))]
    found = change(observe(watched.loan), rules, known=known, open_now=open_now)
    for key in found.ended if is_today else ():
        close(open_now[key], Outcome.NO_LONGER_SO, on=day, grounds="", acting=None)
    return [
        _raise(watched.case, seen, rules[seen.trigger], day=day, before=before, acting=acting)
        for seen in found.raised
    ]


def is_open(warning: EarlyWarning) -> bool:
    """Whether nobody has closed it."""
    return getattr(warning, "closing", None) is None


def _ended_by_itself(warning: EarlyWarning) -> bool:
    """What nobody closed is raised again where it holds today: the loan was thought ended, or the
    balance lower, by a payment that a correction took back.
    """
    by_itself = (Outcome.LOAN_ENDED, Outcome.NO_LONGER_SO)
    return not is_open(warning) and warning.closing.outcome in by_itself


def close(
    warning: EarlyWarning, outcome: Outcome, *, on: date, grounds: str, acting: Acting | None
) -> None:
    """Write down that a warning is closed, and why."""
    WarningClosing.objects.create(
        warning=warning,
        outcome=str(outcome),
        grounds=grounds,
        closed_on=on,
        person_id=acting.person_id if acting else None,
    )
    append(
        f"warning:{warning.number}",
        "warning.closed",
        acting=acting,
        payload={"outcome": str(outcome), "grounds": grounds},
        effective_on=on,
    )


def _raise(
    case: Case, seen: Observation, rule: WarningRule, *, day: date, before: list[EarlyWarning],
    acting: Acting | None,
) -> EarlyWarning:  # fmt: skip
    """Write it down, and add it to what was `before`."""
    warning = EarlyWarning.objects.create(
        number=f"YJ-{case.number}-{len(before) + 1:02d}",
        case=case,
        trigger=str(seen.trigger),
        severity=str(rule.severity),
        subject=seen.subject,
        mark=seen.mark,
        again=sum(_key(each) == seen.key for each in before),
        owner=_owner(case, rule.owner),
        happened_on=seen.happened_on,
        raised_on=day,
        due_on=due_on(seen, rule, raised_on=day),
        evidence=dict(seen.evidence),
    )
    before.append(warning)
    append(
        f"warning:{warning.number}",
        "warning.raised",
        acting=acting,
        payload={
            "trigger": warning.trigger,
            "severity": warning.severity,
            "subject": warning.subject,
            "due_on": warning.due_on.isoformat(),
            "evidence": warning.evidence,
        },
        effective_on=day,
    )
    return warning


def _owner(case: Case, kind: PartyKind) -> Party:
    """The party of the rule; the bank where nobody has that role in the case."""
    roles = {row.role: row.party for row in case.parties.select_related("party")}
    return roles.get(kind) or roles[PartyKind.BANK]


def _key(warning: EarlyWarning) -> tuple[str, str, str]:
    return (warning.trigger, warning.subject, warning.mark)
