"""A bureau records a breach, the party objects, another person of the bureau decides."""

from datetime import date

from zhidai.core.errors import Reason, reason
from zhidai.core.integrity.breaches import (
    BreachKind,
    BreachStatus,
    breach_status,
    ends_on,
    objection_until,
)
from zhidai.core.parties import PartyKind
from zhidai.core.writing import says_nothing
from zhidai.db.integrity.models import Breach, BreachDecision, BreachObjection
from zhidai.db.parties.models import Party
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.integrity.facts import breach_of
from zhidai.services.integrity.tenancy import accusable, register_clause, visible_breach
from zhidai.services.parties.declared import scheme_of_place
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once

LONGEST_TEXT = 1000
# Parameter of the scheme with the years for which a breach counts. The appraiser's has no period
# (interpretation `appraiser_integrity_period`), so that it does not end.
_YEARS = {PartyKind.BANK: "bank_clean_years", PartyKind.GUARANTOR: "guarantor_clean_years"}
ENTERPRISE_YEARS = 5  # assumed: the plan names no period for enterprises


def record_breach(
    acting: Acting, party_id: int, *, kind: str, happened_on: date, evidence: str, key: str
) -> Answer:
    """A bureau records a breach of a party of its cases, with the evidence."""

    def work() -> Answer:
        clause = _clause(Party.objects.get(pk=acting.party_id))
        if acting.kind is not PartyKind.BUREAU:
            raise Refused((reason("breach_recorded_by_the_bureau_only", clause),))
        party = accusable(acting).filter(pk=party_id).first()
        if party is None:
            raise Refused((reason("breach_needs_a_party", clause),))
        Party.objects.select_for_update().get(pk=party.pk)
        against = _against(kind, happened_on, clause)
        against += _against_text(evidence, "breach_needs_evidence", clause)
        if against:
            raise Refused(against)
        return _record(acting, party, BreachKind(kind), happened_on, evidence.strip())

    request = {
        "party": party_id, "kind": kind, "happened_on": happened_on, "evidence": evidence,
    }  # fmt: skip
    return once(acting, "record_breach", key=key, request=request, work=work)


def object_to_breach(acting: Acting, number: str, *, grounds: str, key: str) -> Answer:
    """The party objects once, within the days given."""

    def work() -> Answer:
        row = _locked(acting, number)
        clause = _clause(row.bureau)
        if row.party_id != acting.party_id:
            raise Refused((reason("breach_objected_by_its_party_only", clause),))
        if breach_status(breach_of(row), business_date.today()) != BreachStatus.OPEN_TO_OBJECTION:
            until = objection_until(row.recorded_on)
            raise Refused((reason("breach_objection_over", clause, until=until),))
        against = _against_text(grounds, "breach_needs_grounds", clause)
        if against:
            raise Refused(against)
        BreachObjection.objects.create(
            breach=row,
            grounds=grounds.strip(),
            objected_on=business_date.today(),
            person_id=acting.person_id,
        )
        return _tell(row, "breach.objected", acting, {"grounds": grounds.strip()})

    request = {"breach": number, "grounds": grounds}
    return once(acting, "object_to_breach", key=key, request=request, work=work)


def decide_breach(
    acting: Acting, number: str, *, is_dismissed: bool, grounds: str, key: str
) -> Answer:
    """Another person of the bureau lets the breach stand against an objection, or dismisses it.

    Without an objection there is nothing to decide but a dismissal.
    """

    def work() -> Answer:
        row = _locked(acting, number)
        against = _against_deciding(row, acting, is_dismissed=is_dismissed)
        against += _against_text(grounds, "breach_needs_grounds", _clause(row.bureau))
        if against:
            raise Refused(against)
        BreachDecision.objects.create(
            breach=row,
            is_dismissed=is_dismissed,
            grounds=grounds.strip(),
            decided_on=business_date.today(),
            person_id=acting.person_id,
        )
        event = "breach.dismissed" if is_dismissed else "breach.upheld"
        return _tell(row, event, acting, {"grounds": grounds.strip()})

    request = {"breach": number, "is_dismissed": is_dismissed, "grounds": grounds}
    return once(acting, "decide_breach", key=key, request=request, work=work)


def _record(
    acting: Acting, party: Party, kind: BreachKind, happened_on: date, evidence: str
) -> Answer:
    today = business_date.today()
    place = Breach.objects.filter(party=party).count() + 1
    row = Breach.objects.create(
        number=f"CX{today.year}-{party.pk:05d}-{place:02d}",
        party=party,
        bureau_id=acting.party_id,
        kind=str(kind),
        happened_on=happened_on,
        evidence=evidence,
        recorded_on=today,
        ends_on=ends_on(happened_on, _years(party, today)),
        recorded_by_id=acting.person_id,
    )
    until = objection_until(today).isoformat()
    return _tell(row, "breach.recorded", acting, {"kind": str(kind), "until": until})


def _years(party: Party, on: date) -> int | None:
    kind = PartyKind(party.kind)
    if kind is PartyKind.ENTERPRISE:
        return ENTERPRISE_YEARS
    scheme = scheme_of_place(party.place)
    parameter = _YEARS.get(kind)
    if parameter is None or parameter not in scheme.parameters:
        return None
    return int(scheme.value(parameter, on).amount)


def _locked(acting: Acting, number: str) -> Breach:
    """A visible breach, with its party's row locked so that one decision is made of it."""
    row = visible_breach(acting, number)
    Party.objects.select_for_update().get(pk=row.party_id)
    return visible_breach(acting, number)


def _against(kind: str, happened_on: date, clause: str | None) -> tuple[Reason, ...]:
    today = business_date.today()
    if kind not in set(BreachKind):
        return (reason("breach_kind_unknown", clause),)
    if happened_on > today:
        return (reason("event_in_the_future", clause, day=happened_on, today=today),)
    return ()


def _against_deciding(row: Breach, acting: Acting, *, is_dismissed: bool) -> tuple[Reason, ...]:
    clause = _clause(row.bureau)
    if row.bureau_id != acting.party_id:
        return (reason("breach_decided_by_its_bureau_only", clause),)
    if row.recorded_by_id == acting.person_id:
        return (reason("breach_decided_by_another_person", clause),)
    if BreachDecision.objects.filter(breach=row).exists():
        return (reason("breach_decided_already", clause, number=row.number),)
    if not is_dismissed and not BreachObjection.objects.filter(breach=row).exists():
        return (reason("breach_without_objection", clause, number=row.number),)
    return ()


def _against_text(text: str, code: str, clause: str | None) -> tuple[Reason, ...]:
    if says_nothing(text):
        return (reason(code, clause),)
    if len(text.strip()) > LONGEST_TEXT:
        return (reason("grounds_too_long", most=LONGEST_TEXT),)
    return ()


def _tell(row: Breach, event: str, acting: Acting, payload: dict[str, object]) -> Answer:
    told = append(f"breach:{row.number}", event, acting=acting, payload=payload)
    return {"breach": row.number, "event": told.sequence}


def _clause(bureau: Party) -> str | None:
    """Of the scheme of the bureau whose register it is, whoever asks."""
    found = register_clause(bureau)
    return None if found is None else found.clause
