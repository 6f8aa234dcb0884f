"""What the days bring to filings: a month opened, the bank reminded, a month late, told once each.

A month is opened as soon as it is over, for each bank that drew a loan in it and each bureau that
takes part in those cases. Loans are recorded on the day of their drawdown, or taken over within
its month, so that a month that was opened has all of its loans; one taken over later belongs to a
month that was filed before the bank began to work here. A month whose every drawdown has been
reversed since stays open, but nobody is reminded of it.
"""

from datetime import date, timedelta

from django.db.models import Max

from zhidai.core.filings.months import month_name, month_of, next_month
from zhidai.core.filings.settings import settings_from
from zhidai.core.filings.standing import filing_due_on, remind_on
from zhidai.db.filings.models import Filing
from zhidai.services.filings.course import standings, with_course
from zhidai.services.filings.drawn import months_drawn_in
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.sweep.telling import tell_once


def tell_filings(scheme: str, day: date) -> None:
    """Open the months that are over; remind of what is due, tell what is late."""
    if settings_from(scheme_in_force(scheme, day)) is None:
        return
    _open_months(scheme, day)
    waiting = Filing.objects.filter(scheme=scheme).exclude(current__decision__is_received=True)
    for filing, now in standings(with_course(waiting).order_by("id"), day):
        if now.days_left is not None:
            _remind(filing, day)


def _open_months(scheme: str, day: date) -> None:
    for month, bank, bureau in sorted(_unopened(scheme, day)):
        filing = Filing.objects.create(
            number=_number(month), scheme=scheme, month=month, bank_id=bank, bureau_id=bureau
        )
        _tell(filing, "filing.opened", effective_on=next_month(month))


def _unopened(scheme: str, day: date) -> set[tuple[date, int, int]]:
    """Months with their bank and bureau, from the newest one opened on."""
    opened = Filing.objects.filter(scheme=scheme)
    newest = opened.aggregate(newest=Max("month"))["newest"] or date.min
    over = month_of(day) - timedelta(days=1)
    drawn = months_drawn_in((scheme,), since=newest, until=over)
    found = {(month, bank, bureau) for _, month, bank, bureau in drawn}
    return found - set(opened.values_list("month", "bank_id", "bureau_id"))


def _number(month: date) -> str:
    """BA202103-001: 备案, the month, and a running number in it."""
    place = Filing.objects.filter(month=month).count() + 1
    return f"BA{month:%Y%m}-{place:03d}"


def _remind(filing: Filing, day: date) -> None:
    due_on = filing_due_on(filing.month)
    if day > due_on:
        _tell(filing, "filing.late", effective_on=due_on + timedelta(days=1))
    elif day >= remind_on(filing.month):
        _tell(filing, "filing.reminded", effective_on=remind_on(filing.month))


def _tell(filing: Filing, kind: str, *, effective_on: date) -> None:
    tell_once(
        f"filing:{filing.number}",
        kind,
        payload={"due_on": filing_due_on(filing.month).isoformat()},
        mark={"month": month_name(filing.month)},
        effective_on=effective_on,
    )
