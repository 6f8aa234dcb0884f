"""Which months of which banks have a drawdown to file: what was drawn and stands, as known now."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncMonth

from zhidai.core.filings.months import last_day, month_of
from zhidai.core.parties import PartyKind
from zhidai.db.cases.models import CaseParty
from zhidai.db.filings.models import Filing
from zhidai.db.lending.models import Loan
from zhidai.services.lending.drawdowns import further_drawdowns

BanksMonth = tuple[str, date, int, int]  # scheme, month, bank, bureau


def filed_here() -> Q:
    """Of a loan: a month's filing on this platform tells it.

    One that was taken over in a later month than its drawdown's was filed elsewhere, before.
    """
    taken_over_on = "taken_over__takeover__confirmation__confirmed_on"
    return Q(taken_over=None) | Q(drawn_on__gte=TruncMonth(taken_over_on))


def months_drawn_in(schemes: Collection[str], *, since: date, until: date) -> set[BanksMonth]:
    """Each bank's months with its bureau in which a loan, or a further part of one, was drawn."""
    return _drawn(schemes, lambda day: Q(**{f"{day}__range": (since, until)}))


def without_drawdowns(filings: Sequence[Filing]) -> set[int]:
    """Filing ids of months in which nothing was drawn: every drawdown has been reversed."""
    if not filings:
        return set()
    months = {filing.month for filing in filings}

    def in_them(day: str) -> Q:
        spans = (Q(**{f"{day}__range": (month, last_day(month))}) for month in months)
        return reduce(or_, spans)

    drawn = _drawn({filing.scheme for filing in filings}, in_them)
    return {
        filing.pk
        for filing in filings
        if (filing.scheme, filing.month, filing.bank_id, filing.bureau_id) not in drawn
    }


def _drawn(schemes: Collection[str], on_days: Callable[[str], Q]) -> set[BanksMonth]:
    """`on_days` makes, of the name of a column of days, the days that are asked for."""
    drawn = Loan.objects.filter(filed_here(), on_days("drawn_on"), case__scheme__in=schemes)
    further = further_drawdowns().filter(
        on_days("effective_on"), change__loan__case__scheme__in=schemes
    )
    days = [
        *drawn.values_list("case__scheme", "case_id", "drawn_on"),
        *further.values_list("change__loan__case__scheme", "change__loan__case_id", "effective_on"),
    ]
    loans = Loan.objects.filter(case__in={case for _, case, _ in days})
    banks, bureaus = (_parties(loans, kind) for kind in (PartyKind.BANK, PartyKind.BUREAU))
    return {
        (scheme, month_of(drawn_on), banks[case], bureaus[case])
        for scheme, case, drawn_on in days
        if case in banks and case in bureaus
    }


def _parties(loans: QuerySet[Loan], role: PartyKind) -> dict[int, int]:
    """Case -> who has a role in it."""
    rows = CaseParty.objects.filter(case__loan__in=loans, role=role)
    return dict(rows.values_list("case_id", "party_id"))
