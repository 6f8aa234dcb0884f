"""Reads an enterprise's own rights, with what follows from them on the business date."""

from datetime import date
from decimal import Decimal

from zhidai.core.cases.status import CaseStatus
from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.derivations import months_between
from zhidai.core.policy.scheme import Fact
from zhidai.core.registers.annual_fees import FeePosition
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on
from zhidai.db.rights.models import IpRight, Pledge
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.parties.declared import plain
from zhidai.services.refusal import NotFound
from zhidai.services.rights.commands import facts_of_right
from zhidai.services.rights.fee_dates import fee_position_of
from zhidai.services.rights.views import ActivePledge, FeeLine, RightView


def rights_of(acting: Acting) -> list[RightView]:
    """The acting enterprise's patents in the order in which they were entered."""
    if acting.kind is not PartyKind.ENTERPRISE:
        raise NotFound
    rows = IpRight.objects.filter(owner_id=acting.party_id).order_by("id")
    found = list(rows.select_related("owner"))
    facts = form_facts(acting) if found else ()
    return [_right_view(row, business_date.today(), facts) for row in found]


def right_of(acting: Acting, number: str) -> RightView:
    """One of them; another's and a missing one get the same answer."""
    for view in rights_of(acting):
        if view.number == number:
            return view
    raise NotFound


def form_facts(acting: Acting) -> tuple[Fact, ...]:
    """The facts that the form for a new patent asks."""
    return tuple(fact for _, fact in facts_of_right(acting.place).values())


def _right_view(row: IpRight, today: date, facts: tuple[Fact, ...]) -> RightView:
    ends_on = expires_on(PatentKind(row.kind), row.filing_date)
    open_cases = row.in_cases.filter(case__status__in=[CaseStatus.OPEN, CaseStatus.RUNNING])
    return RightView(
        number=row.number,
        granted_form=f"ZL{row.number}",
        kind=row.kind,
        title=row.title,
        filing_date=row.filing_date,
        expires_on=ends_on,
        remaining_months=months_between(today, ends_on),
        is_expired=ends_on <= today,
        fee=_line(fee_position_of(row, today)),
        pledge=_active_pledge(row),
        open_cases=tuple(open_cases.order_by("id").values_list("case__number", flat=True)),
        facts=facts,
        initial={
            fact.full_name: plain(row.facts[fact.name]) for fact in facts if fact.name in row.facts
        },
    )


def _line(position: FeePosition) -> FeeLine:
    return FeeLine(
        status=str(position.status),
        due_on=position.due_on,
        grace_until=position.grace_until,
        full_fee=_fen(position.fee_yuan),
        surcharge=_fen(position.surcharge_yuan),
    )


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else to_fen(yuan)


def _active_pledge(row: IpRight) -> ActivePledge | None:
    pledge = (
        Pledge.objects.filter(right=row, released_on__isnull=True)
        .select_related("pledgee", "case")
        .first()
    )
    if pledge is None:
        return None
    return ActivePledge(
        registration_number=pledge.registration_number,
        registered_on=pledge.registered_on,
        pledgee=pledge.pledgee.name,
        pledgee_en=pledge.pledgee.name_en,
        case=pledge.case.number,
    )
