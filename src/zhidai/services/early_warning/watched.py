"""The running loans of a scheme as the rules look at them, in a few queries for all of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zhidai.core.early_warning.observing import (
    EventReport,
    Revaluation,
    WatchedLoan,
    WatchedRight,
)
from zhidai.core.early_warning.rules import Trigger
from zhidai.core.money import from_fen
from zhidai.db.cases.models import Case, CaseRight
from zhidai.db.early_warning.models import EventReport as ReportRow
from zhidai.db.history.models import Event
from zhidai.db.portfolio.models import LoanStanding
from zhidai.db.rights.models import IpRight
from zhidai.db.valuation.models import Revaluation as RevaluationRow
from zhidai.services.lending.book import loans_of_scheme
from zhidai.services.lending.standing import of_loans, standings
from zhidai.services.parties.declared import plain
from zhidai.services.rights.fee_dates import fee_position_of

PRESERVED = "under_preservation"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedCase:
    """A case whose loan runs, with what the rules look at."""

    case: Case
    loan: WatchedLoan


def watched_cases(scheme: str, on: date, *, enterprise: int | None = None) -> Iterator[WatchedCase]:
    """Every loan of the scheme, or of one enterprise, that still owes something on a day."""
    loans = loans_of_scheme(scheme, on)
    if enterprise is not None:
        loans = loans.filter(case__enterprise_id=enterprise)
    unsettled = standings(of_loans(loans), on).filter(closed_on__isnull=True)
    rows = unsettled.select_related("loan__case__enterprise")
    running = list(rows.order_by("loan_id"))
    if not running:
        return
    cases = [each.loan.case_id for each in running]
    rights, reports, revalued = _rights(cases, on), _reports(cases), _revalued(cases, on)
    overdue = _overdue_by_enterprise(running, on)
    for each in running:
        case = each.loan.case
        yield WatchedCase(
            case=case,
            loan=WatchedLoan(
                unpaid_principal=from_fen(each.balance or 0),
                rights=tuple(rights[case.pk]),
                reports=tuple(reports[case.pk]),
                overdue_elsewhere_since=_elsewhere(overdue[case.enterprise_id], each),
                revaluation=revalued.get(case.pk),
            ),
        )


def _rights(cases: list[int], on: date) -> Mapping[int, list[WatchedRight]]:
    found: defaultdict[int, list[WatchedRight]] = defaultdict(list)
    rows = CaseRight.objects.filter(case__in=cases).select_related("right", "case").order_by("id")
    for row in rows:
        found[row.case_id].append(_right(row.right, row.case, on))
    return found


def _right(right: IpRight, case: Case, on: date) -> WatchedRight:
    is_preserved = plain(right.facts.get(PRESERVED)) is True
    return WatchedRight(
        number=right.number,
        fee=fee_position_of(right, on),
        preserved_since=_declared_since(right, case) if is_preserved else None,
    )


def _declared_since(right: IpRight, case: Case) -> date:
    """The day on which the owner said so after saying otherwise; told in a case, its first day."""
    since = None
    events = Event.objects.filter(stream__name=f"right:{right.number}").order_by("sequence")
    for event in events:
        said = event.payload.get("facts", {}).get(PRESERVED)
        if said is not None:
            said_so = plain(said) is True
            since = (since or event.effective_on) if said_so else None
    return since or case.opened_on


def _reports(cases: list[int]) -> Mapping[int, list[EventReport]]:
    found: defaultdict[int, list[EventReport]] = defaultdict(list)
    for row in ReportRow.objects.filter(case__in=cases).order_by("id"):
        found[row.case_id].append(
            EventReport(
                number=row.pk,
                trigger=Trigger(row.trigger),
                right=row.subject,
                happened_on=row.happened_on,
                source=row.source,
                amount=None if row.amount is None else from_fen(row.amount),
            )
        )
    return found


def _revalued(cases: list[int], on: date) -> Mapping[int, Revaluation]:
    """By case the newest revaluation up to a day, where it was below the loan."""
    rows = RevaluationRow.objects.filter(loan__case__in=cases, valued_on__lte=on)
    newest = {
        case: (value, valued_on, since)
        for case, value, valued_on, since in rows.order_by("id").values_list(
            "loan__case", "value", "valued_on", "below_since"
        )
    }
    return {
        case: Revaluation(value=from_fen(value), valued_on=valued_on, below_since=since)
        for case, (value, valued_on, since) in newest.items()
        if since is not None
    }


def _overdue_by_enterprise(
    running: list[LoanStanding], on: date
) -> Mapping[int, list[LoanStanding]]:
    found: defaultdict[int, list[LoanStanding]] = defaultdict(list)
    for each in running:
        if each.overdue_from is not None and each.overdue_from <= on:
            found[each.loan.case.enterprise_id].append(each)
    return found


def _elsewhere(overdue: list[LoanStanding], own: LoanStanding) -> date | None:
    """Since when another loan of the same enterprise is overdue; which one is not told (4.4)."""
    others = [
        each.overdue_from
        for each in overdue
        if each.loan_id != own.loan_id and each.overdue_from is not None
    ]
    return min(others, default=None)
