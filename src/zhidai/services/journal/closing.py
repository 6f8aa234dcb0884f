"""Closes the journal through a day: for good, for every party at once (docs/adr/0009)."""

from dataclasses import dataclass
from datetime import date, datetime

from zhidai.core.errors import Reason, reason
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.db.journal.models import PeriodClose
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.history.commands import append
from zhidai.services.journal.period_lock import hold_alone
from zhidai.services.journal.queries import not_booked
from zhidai.services.refusal import InProgress, Refused
from zhidai.services.transactions import Answer, once

STREAM = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriod:
    """A period as it was closed; the days up to `through` that no earlier one has."""

    through: date
    closed_at: datetime
    person: Label


def may_close(acting: Acting) -> bool:
    """Whether the acting person closes periods: an approver of the bureau."""
    return acting.kind is PartyKind.BUREAU and acting.role is PersonRole.APPROVER


def close_period(acting: Acting, *, through: date, key: str) -> Answer:
    """Close all days up to this one. The books have to hold; there is no way back."""

    def work() -> Answer:
        if not may_close(acting):
            raise Refused((reason("period_closed_by_the_bureaus_approver"),))
        if not hold_alone():
            raise InProgress
        against = _against(through)
        if against:
            raise Refused(against)
        PeriodClose.objects.create(
            closed_through=through,
            recorded_at=business_date.now(),
            person_id=acting.person_id,
        )
        event = append(
            STREAM,
            "journal.period_closed",
            acting=acting,
            payload={"through": through.isoformat()},
        )
        return {"through": through.isoformat(), "event": event.sequence}

    return once(acting, "close_period", key=key, request={"through": through}, work=work)


def closed_periods() -> tuple[ClosedPeriod, ...]:
    """All of them, the latest first. They hold no figures: every party may see them."""
    return tuple(
        ClosedPeriod(
            through=row.closed_through, closed_at=row.recorded_at, person=named(row.person)
        )
        for row in PeriodClose.objects.select_related("person").order_by("-closed_through")
    )


def _against(through: date) -> tuple[Reason, ...]:
    today = business_date.today()
    if through >= today:
        return (reason("period_not_over", through=through, today=today),)
    latest = PeriodClose.objects.order_by("-closed_through").first()
    if latest is not None and through <= latest.closed_through:
        return (reason("period_closed_already", through=through, latest=latest.closed_through),)
    wrong = tuple(not_booked(through))
    if wrong:
        return (
            reason("books_do_not_hold", through=through, count=len(wrong), first=wrong[0].loan),
        )
    return ()
