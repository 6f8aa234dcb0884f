"""Reads the register of breaches, always from what the acting party may see."""

from datetime import date

from zhidai.core.integrity.breaches import (
    BreachKind,
    BreachStatus,
    breach_status,
    objection_until,
)
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.db.integrity.models import Breach
from zhidai.db.parties.models import Party
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.history.queries import timeline
from zhidai.services.integrity.facts import breach_of
from zhidai.services.integrity.tenancy import (
    accusable,
    register_clause,
    visible_breach,
    visible_breaches,
)
from zhidai.services.integrity.views import BreachRow, BreachView
from zhidai.services.refusal import NotFound


def breach_rows(acting: Acting, *, status: str = "") -> list[BreachRow]:
    """The register as the acting party sees it, newest first."""
    today = business_date.today()
    rows = [_row(row, today) for row in visible_breaches(acting)]
    return [row for row in rows if status not in set(BreachStatus) or row.status == status]


def breach_view(acting: Acting, number: str) -> BreachView:
    """One breach with its evidence, objection and decision."""
    row = visible_breach(acting, number)
    objection, decision = getattr(row, "objection", None), getattr(row, "decision", None)
    shown = _row(row, business_date.today())
    may_decide = row.bureau_id == acting.party_id and decision is None
    may_decide = may_decide and row.recorded_by_id != acting.person_id
    return BreachView(
        row=shown,
        bureau=_named(row.bureau),
        clause=register_clause(row.bureau),
        evidence=row.evidence,
        recorded_by=named(row.recorded_by),
        objected_on=objection.objected_on if objection else None,
        objection=objection.grounds if objection else "",
        decided_on=decision.decided_on if decision else None,
        decided_by=named(decision.person) if decision else None,
        decision=decision.grounds if decision else "",
        may_object=row.party_id == acting.party_id
        and shown.status is BreachStatus.OPEN_TO_OBJECTION,
        may_dismiss=may_decide,
        may_uphold=may_decide and objection is not None,
        timeline=tuple(timeline(f"breach:{number}")),
    )


def parties_to_record(acting: Acting) -> tuple[tuple[int, Label], ...]:
    """Of whom the acting bureau may record a breach."""
    if acting.kind is not PartyKind.BUREAU:
        raise NotFound
    return tuple((party.pk, _named(party)) for party in accusable(acting))


def _row(row: Breach, today: date) -> BreachRow:
    return BreachRow(
        number=row.number,
        party=_named(row.party),
        party_kind=row.party.kind,
        kind=BreachKind(row.kind),
        happened_on=row.happened_on,
        recorded_on=row.recorded_on,
        objection_until=objection_until(row.recorded_on),
        ends_on=row.ends_on,
        status=breach_status(breach_of(row), today),
    )


def _named(party: Party) -> Label:
    return Label(zh=party.name, en=party.name_en)
