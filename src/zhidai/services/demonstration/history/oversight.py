"""What those who oversee did in the past: the ratio watched, the stop, filings, warnings."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from zhidai.core.early_warning.rules import Outcome, Trigger
from zhidai.core.filings.months import next_month
from zhidai.core.portfolio.stops import WHOLE
from zhidai.db.early_warning.models import EarlyWarning
from zhidai.db.filings.models import Filing
from zhidai.db.portfolio.models import Breaker
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.history.calendar import (
    AGREED_ON,
    FIRST_ON,
    ONE_DAY,
    STOPPED_FROM,
    TODAY,
)
from zhidai.services.demonstration.history.loans import PastLoan
from zhidai.services.demonstration.settling import Household
from zhidai.services.demonstration.stories import Days
from zhidai.services.early_warning.commands import close_warning, report_event
from zhidai.services.filings.commands import receive_filing, return_filing, send_filing
from zhidai.services.filings.daily import tell_filings
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.portfolio.commands import agree_to_resume
from zhidai.services.portfolio.resumption import last_trip, parties_asked

Households = Mapping[str, Household]
_SENT, _DECIDED, _AGAIN = timedelta(days=8), timedelta(days=4), timedelta(days=7)
_LATE = timedelta(days=34)  # from the first of the month; due on its last day
_EACH_RETURNED, _EACH_LATE = 9, 16  # one in so many filings
_REPORTED = (
    (Trigger.LITIGATION, "企业涉诉公告（虚构）", "已达成和解（虚构）"),
    (Trigger.FUNDS_MISUSED, "贷后检查记录（虚构）", "已按约定用途整改（虚构）"),
    (Trigger.OVERDUE_ELSEWHERE, "征信查询（虚构）", ""),
)
_EACH_REPORTED = 17  # one in so many running loans


def ratio_told(days: Sequence[date]) -> Days:
    """The ratio looked at on days on which it may have risen (8.2)."""
    for day in sorted({*days, STOPPED_FROM, STOPPED_FROM + ONE_DAY}):
        yield day
        check_breaker(SCHEME, day, grounds=Grounds.DAILY_WORK)


def resumption_told(households: Households) -> Days:
    """All parties that lend agree to resume; with the last of them the stop ends."""
    yield AGREED_ON
    officers = {each.party: each.officer for each in households.values()}
    trip = last_trip(Breaker.objects.get(scheme=SCHEME, subject=WHOLE))
    if trip is None:
        raise AssertionError("business was not stopped")
    for party in parties_asked(trip, AGREED_ON):
        agree_to_resume(
            officers[party.pk],
            grounds="代偿已到位，准入与贷后检查已加强（虚构）",
            key=f"past resumption {party.pk}",
        )


def months_told() -> Days:
    """Each month is opened on the first day after it, and who has not sent is reminded (9.2)."""
    first = next_month(FIRST_ON.replace(day=1))
    while True:
        yield first
        tell_filings(SCHEME, first)
        yield first + timedelta(days=26)
        tell_filings(SCHEME, first + timedelta(days=26))
        first = next_month(first)


def filings_told(bank: str, households: Households) -> Iterator[date]:
    """The months of one bank: sent and received, now and then returned first, or late."""
    officer, bureau = households[bank].officer, households["bureau"].officer
    month, place = FIRST_ON.replace(day=1), 0
    while True:
        first = next_month(month)
        yield first + ONE_DAY
        filing = Filing.objects.filter(month=month, bank_id=officer.party_id).first()
        if filing is None:
            month = first
            continue
        place += 1
        number, version = filing.number, 1
        sent_on = first + (_LATE if place % _EACH_LATE == 0 else _SENT)
        yield sent_on
        send_filing(officer, number, replaces=0, key=f"past send {number}")
        if place % _EACH_RETURNED == _EACH_RETURNED - 1:
            yield sent_on + _DECIDED
            return_filing(bureau, number, version=1, grounds="请重新加盖公章（虚构）",
                          key=f"past return {number}")  # fmt: skip
            sent_on, version = sent_on + _AGAIN, 2
            yield sent_on
            send_filing(officer, number, replaces=1, note="已重新盖章（虚构）",
                        key=f"past again {number}")  # fmt: skip
        yield sent_on + _DECIDED
        receive_filing(bureau, number, version=version, key=f"past receive {number}")
        month = first


def warnings_told(loans: Sequence[PastLoan], households: Households) -> Iterator[Days]:
    """Events that banks reported lately of running loans, and what came of the warnings."""
    running = [each for each in loans if each.course.closed_on is None and not each.course.overdue]
    for place, past in enumerate(running[::_EACH_REPORTED]):
        yield _warning_told(past, households, place)


def _warning_told(past: PastLoan, households: Households, place: int) -> Days:
    trigger, source, closed_with = _REPORTED[place % len(_REPORTED)]
    officers = {each.party: each.officer for each in households.values()}
    bank = households[past.dossier.past.team.bank].officer
    day, number = TODAY - timedelta(days=12 - place % 7), past.dossier.case.number
    yield day
    report_event(
        bank,
        number,
        trigger=str(trigger),
        happened_on=day - ONE_DAY,
        source=source,
        key=f"past event {number}",
    )
    if not closed_with:
        return
    yield day + timedelta(days=4)
    warning = EarlyWarning.objects.get(case__number=number, trigger=str(trigger))
    close_warning(
        officers[warning.owner_id],
        warning.number,
        outcome=str(Outcome.REMEDIED),
        grounds=closed_with,
        key=f"past close {number}",
    )
