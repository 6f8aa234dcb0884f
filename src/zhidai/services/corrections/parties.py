"""What the register says of a party put right: one person of the bureau proposes, another decides.

Name, credit code and place say who a party is and under whose scheme it falls: whoever changed them
alone could make one party of another. What was registered before stands in the party's history.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.labels import Label
from zhidai.core.lending.correction import Decision
from zhidai.core.parties import OFFICES, PartyKind
from zhidai.db.corrections.models import PartyCorrection, PartyCorrectionDecision
from zhidai.db.parties.models import Party
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.corrections.rules import require_short, require_words
from zhidai.services.history.commands import append
from zhidai.services.parties.entering import readable_party
from zhidai.services.parties.register import visible_party
from zhidai.services.parties.registration import NewParty
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

FIELDS = ("name", "name_en", "credit_code", "place", "place_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What the register holds of a party, or ought to."""

    name: str
    name_en: str
    credit_code: str | None
    place: str
    place_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCorrectionView:
    """A proposal that waits; `is_own`: of the acting person."""

    id: int
    now: Registered
    ought: Registered
    grounds: str
    proposed_on: date
    proposed_by: Label
    is_own: bool


def registered_party(acting: Acting, party_id: int) -> Registered:
    """A party of the bureau's register as it stands."""
    return _registered(_party(acting, party_id))


def propose_party_correction(
    acting: Acting, party_id: int, ought: Registered, *, grounds: str, key: str
) -> Answer:
    """Propose what the register ought to say; nothing changes before another person agrees.

    Bad input: as for entering a party, `correction_without_grounds`, `grounds_too_long`.
    """
    request = [party_id, *(getattr(ought, name) for name in FIELDS), grounds]

    def work() -> Answer:
        party = _party(acting, party_id, locked=True)
        wanted = _readable(party, ought)
        require_words(grounds)
        against = _against(party, wanted)
        if against:
            raise Refused(against)
        row = PartyCorrection.objects.create(
            party=party,
            **{name: getattr(wanted, name) for name in FIELDS},
            grounds=grounds.strip(),
            proposed_on=business_date.today(),
            proposed_by_id=acting.person_id,
        )
        payload = {"grounds": row.grounds, "changes": _changes(_registered(party), wanted)}
        return _told(party, "party.correction_proposed", acting, payload)

    return once(acting, "propose_party_correction", key=key, request=request, work=work)


def decide_party_correction(
    acting: Acting, party_id: int, decision: str, *, grounds: str, key: str
) -> Answer:
    """Approve or refuse what waits as another person, or withdraw one's own."""
    request = [party_id, decision, grounds]

    def work() -> Answer:
        party = _party(acting, party_id, locked=True)
        row = _waiting(party_id)
        if row is None:
            raise Refused((reason("correction_decided_already"),))
        if decision not in set(Decision):
            raise bad_input("correction_decision_unknown")
        chosen = Decision(decision)
        _require_person(row, acting, chosen)
        (require_short if chosen is Decision.APPROVED else require_words)(grounds)
        PartyCorrectionDecision.objects.create(
            correction=row,
            decision=str(chosen),
            grounds=grounds.strip(),
            decided_on=business_date.today(),
            proposed_by_id=row.proposed_by_id,
            decided_by_id=acting.person_id,
        )
        payload: dict[str, object] = {"grounds": grounds.strip() or row.grounds}
        if chosen is Decision.APPROVED:
            payload["changes"] = _correct(party, _registered(row))
        return _told(party, f"party.correction_{chosen}", acting, payload)

    return once(acting, "decide_party_correction", key=key, request=request, work=work)


def waiting_party_correction(acting: Acting, party_id: int) -> PartyCorrectionView | None:
    """What waits for a decision, if anything does."""
    party, row = _party(acting, party_id), _waiting(party_id)
    if row is None:
        return None
    return PartyCorrectionView(
        id=row.pk,
        now=_registered(party),
        ought=_registered(row),
        grounds=row.grounds,
        proposed_on=row.proposed_on,
        proposed_by=named(row.proposed_by),
        is_own=row.proposed_by_id == acting.person_id,
    )


def waiting_party_corrections(acting: Acting) -> list[tuple[int, Label]]:
    """The parties, by id and name, about whom the acting person has to decide."""
    rows = PartyCorrection.objects.filter(
        decision__isnull=True, proposed_by__party_id=acting.party_id
    ).exclude(proposed_by_id=acting.person_id)
    return [
        (row.party_id, Label(zh=row.party.name, en=row.party.name_en))
        for row in rows.select_related("party").order_by("id")
    ]


def _correct(party: Party, wanted: Registered) -> dict[str, list[str]]:
    """Writes it; refused if another party has taken the name or code meanwhile."""
    taken = _taken(party, wanted)
    if taken:
        raise Refused(taken)
    changes = _changes(_registered(party), wanted)
    for name in FIELDS:
        setattr(party, name, getattr(wanted, name))
    party.save(update_fields=list(FIELDS))
    return changes


def _party(acting: Acting, party_id: int, *, locked: bool = False) -> Party:
    if acting.kind is not PartyKind.BUREAU:
        raise NotFound
    visible = visible_party(acting, party_id)
    party = (visible.select_for_update(of=("self",)) if locked else visible).first()
    if party is None:
        raise NotFound
    return party


def _waiting(party_id: int) -> PartyCorrection | None:
    rows = PartyCorrection.objects.filter(party_id=party_id, decision__isnull=True)
    return rows.select_related("proposed_by").first()


def _registered(row: Party | PartyCorrection) -> Registered:
    return Registered(
        name=row.name,
        name_en=row.name_en,
        credit_code=row.credit_code,
        place=row.place,
        place_en=row.place_en,
    )


def _readable(party: Party, ought: Registered) -> Registered:
    """As it would be kept."""
    new = readable_party(
        NewParty(
            kind=PartyKind(party.kind),
            name=ought.name,
            name_en=ought.name_en,
            place=ought.place,
            place_en=ought.place_en,
            credit_code=ought.credit_code,
        )
    )
    return Registered(
        name=new.name,
        name_en=new.name_en,
        credit_code=new.credit_code,
        place=new.place,
        place_en=new.place_en,
    )


def _against(party: Party, wanted: Registered) -> tuple[Reason, ...]:
    if _waiting(party.pk) is not None:
        return (reason("party_correction_waits_already"),)
    if wanted == _registered(party):
        return (reason("party_correction_changes_nothing"),)
    if party.kind in OFFICES and wanted.place != party.place:
        return (reason("office_keeps_its_place", place=party.place),)
    return _taken(party, wanted)


def _taken(party: Party, wanted: Registered) -> tuple[Reason, ...]:
    others = Party.objects.exclude(pk=party.pk)
    if others.filter(name=wanted.name).exists():
        return (reason("party_name_taken", name=wanted.name),)
    code = wanted.credit_code
    if code is not None and others.filter(credit_code=code).exists():
        return (reason("party_credit_code_taken", code=code),)
    return ()


def _require_person(row: PartyCorrection, acting: Acting, decision: Decision) -> None:
    is_own = row.proposed_by_id == acting.person_id
    if decision is Decision.WITHDRAWN and not is_own:
        raise Refused((reason("correction_withdrawn_by_its_proposer"),))
    if decision is not Decision.WITHDRAWN and is_own:
        raise Refused((reason("party_correction_needs_another"),))


def _changes(before: Registered, after: Registered) -> dict[str, list[str]]:
    """Field -> what stood there, and what stands there now."""
    pairs = ((name, getattr(before, name) or "", getattr(after, name) or "") for name in FIELDS)
    return {name: [old, new] for name, old, new in pairs if old != new}


def _told(party: Party, kind: str, acting: Acting, payload: Mapping[str, object]) -> Answer:
    event = append(f"party:{party.pk}", kind, acting=acting, payload=dict(payload))
    return {"party": party.pk, "event": event.sequence}
