"""Reads many loans for lists and workbenches, from their kept standings: no loan is replayed that
a page does not show in detail.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from zhidai.core.cases.status import CaseStatus
from zhidai.core.lending.classification import risk_class
from zhidai.core.lending.events import EventKind
from zhidai.core.lending.standing import days_overdue, status_on
from zhidai.core.lending.state import LoanStatus
from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.db.cases.models import CaseParty
from zhidai.db.lending.models import Loan, LoanChange
from zhidai.db.portfolio.models import LoanStanding
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import citations_of
from zhidai.services.cases.tenancy import takes_part
from zhidai.services.lending.book import MILLION, READ_AT_ONCE, states_of
from zhidai.services.lending.queries import days_until_claim
from zhidai.services.lending.standing import holding, keep_all, standings
from zhidai.services.lending.tenancy import of_own_loan
from zhidai.services.lending.views import BookTotals, LoanRow, OverdueLoan
from zhidai.services.lending.whole_book import interest_due_of
from zhidai.services.paging import InTurn, Rows

_RUNS = Q(closed_on__isnull=True)


def loan_rows(
    acting: Acting,
    *,
    status: str = "",
    text: str = "",
    scheme: str = "",
    overdue_first: bool = False,
) -> Sequence[LoanRow]:
    """The acting party's loans, newest first, by status (running, overdue, closed) and by text.

    overdue_first: before them those that are overdue the longest.
    """
    today = business_date.today()
    keep_all(today)
    found = _asked_for(acting, text, scheme)
    overdue = _of_status(LoanStatus.OVERDUE, today)
    late = found.filter(pk__in=overdue)
    if status == LoanStatus.OVERDUE:
        return _told(late, today, longest_first=overdue_first)
    if status:
        return _told(found.filter(pk__in=_of_status(status, today)), today)
    if not overdue_first:
        return _told(found, today)
    first = _told(late, today, longest_first=True)
    others = _told(found.exclude(pk__in=overdue), today)
    others = replace(others, counted=lambda: _number(found, today) - len(first))
    return InTurn(first=first, then=others)


def _asked_for(acting: Acting, text: str, scheme: str = "") -> QuerySet[Loan]:
    found = Loan.objects.filter(takes_part(acting, "case"))
    if scheme:
        found = found.filter(case__scheme=scheme)
    if text:
        found = found.filter(Q(key__icontains=text) | Q(case__enterprise__name__icontains=text))
    return found


def _told(loans: QuerySet[Loan], on: date, *, longest_first: bool = False) -> Rows[LoanRow]:
    first = ("standing__overdue_from",) if longest_first else ()
    written_off = LoanChange.objects.filter(loan=OuterRef("pk"), kind=str(EventKind.WRITE_OFF))
    drawn = loans.filter(drawn_on__lte=on).order_by(*first, "-drawn_on", "-key")
    drawn = drawn.annotate(may_be_written_off=Exists(written_off))
    return Rows(
        query=drawn.select_related("case__enterprise", "claim", "standing"),
        told=lambda page: _rows(list(page), on),
        counted=lambda: _number(loans, on),
    )


def _number(loans: QuerySet[Loan], on: date) -> int:
    """Of those drawn by a day: all but the few of later days, so that no row has to be read."""
    return loans.count() - loans.filter(drawn_on__gt=on).count()


def _of_status(status: str, on: date) -> QuerySet[LoanStanding, int]:
    found = _by_status(LoanStanding.objects.filter(holding(on)), status, on)
    return found.order_by().values_list("loan", flat=True)


def book_totals(acting: Acting) -> BookTotals:
    """How many loans of the acting party run, and how many of them are overdue; in one query."""
    today = business_date.today()
    overdue = Q(overdue_from__lte=today)
    found = (
        _all_standings(acting, today)
        .filter(_RUNS)
        .aggregate(
            running=Count("pk"),
            owed=Sum("balance"),
            late=Count("pk", filter=overdue),
            owed_late=Sum("balance", filter=overdue),
        )
    )
    return BookTotals(
        loans=found["running"],
        balance=found["owed"] or 0,
        overdue=found["late"],
        overdue_balance=found["owed_late"] or 0,
    )


def unclaimed_overdue(acting: Acting) -> list[int]:
    """The numbers of all loans that are overdue and not claimed, the longest overdue first."""
    today = business_date.today()
    overdue = _by_status(_all_standings(acting, today), LoanStatus.OVERDUE, today)
    waiting = overdue.filter(loan__claim__isnull=True)
    first = waiting.order_by("overdue_from", "-loan__drawn_on", "-loan__key")
    return list(first.values_list("loan_id", flat=True))


def interest_due_on(numbers: Sequence[int]) -> int:
    """Interest due today on loans so numbered, in fen: all of them in one go."""
    today, ordered = business_date.today(), sorted(numbers)
    parts = (
        ordered[start : start + READ_AT_ONCE] for start in range(0, len(ordered), READ_AT_ONCE)
    )
    return sum(interest_due_of(Loan.objects.filter(pk__in=part), today) for part in parts)


def overdue_loans(acting: Acting, numbers: Sequence[int]) -> list[OverdueLoan]:
    """Some of the acting party's overdue loans, in the order of their numbers here."""
    today = business_date.today()
    own = Loan.objects.filter(of_own_loan(acting, "pk"), pk__in=numbers)
    found = {each.loan.pk: each for each in states_of(own, today)}
    cases = [each.loan.case_id for each in found.values()]
    ours = set(
        CaseParty.objects.filter(
            case__in=cases, role=PartyKind.BANK, party_id=acting.party_id
        ).values_list("case_id", flat=True)
    )
    lines = []
    for each in (found[number] for number in numbers):
        loan, until_claim = each.loan, days_until_claim(each.loan, each.state)
        lines.append(
            OverdueLoan(
                key=loan.key,
                enterprise=loan.case.enterprise.name,
                enterprise_en=loan.case.enterprise.name_en,
                overdue_days=each.state.overdue_days,
                interest_due=to_fen(each.state.interest_due),
                days_until_claim=until_claim,
                may_start_claim=loan.case.status == CaseStatus.RUNNING
                and loan.case_id in ours
                and until_claim == 0,
                clauses=citations_of(loan.case),
            )
        )
    return lines


def _standings(acting: Acting, on: date) -> QuerySet[LoanStanding]:
    return standings(of_own_loan(acting), on)


def _all_standings(acting: Acting, on: date) -> QuerySet[LoanStanding]:
    """To be counted or put in order as a whole."""
    return standings(of_own_loan(acting, all_counted=True), on)


def _by_status(found: QuerySet[LoanStanding], status: str, on: date) -> QuerySet[LoanStanding]:
    overdue = Q(overdue_from__lte=on)
    match status:
        case LoanStatus.CLOSED:
            return found.filter(closed_on__isnull=False)
        case LoanStatus.OVERDUE:
            return found.filter(_RUNS, overdue)
        case LoanStatus.RUNNING:
            return found.filter(_RUNS).exclude(overdue)
    return found if not status else found.none()


def _rows(loans: list[Loan], on: date) -> list[LoanRow]:
    """A write-off decides the class, and how much of it is still owed the replay tells alone."""
    some = [loan.pk for loan in loans if loan.may_be_written_off]  # type: ignore[attr-defined]
    found = states_of(Loan.objects.filter(pk__in=some), on) if some else ()
    off = {each.loan.pk for each in found if each.state.principal_written_off}
    return [_row(loan, on, written_off=loan.pk in off) for loan in loans]


def _row(loan: Loan, on: date, *, written_off: bool) -> LoanRow:
    row = loan.standing
    overdue = days_overdue(row.overdue_from, row.paused_days, on=on)
    return LoanRow(
        key=loan.key,
        case=loan.case.number,
        enterprise=loan.case.enterprise.name,
        enterprise_en=loan.case.enterprise.name_en,
        principal=loan.agreed,
        annual_rate=Decimal(loan.annual_rate) / MILLION,
        drawn_on=loan.drawn_on,
        due_on=row.due_on or loan.due_on,
        status=str(status_on(row.overdue_from, row.closed_on, on=on)),
        balance=row.balance or 0,
        overdue_days=overdue,
        risk_class=str(risk_class(overdue, written_off=written_off)),
        is_claimed=hasattr(loan, "claim"),
    )
