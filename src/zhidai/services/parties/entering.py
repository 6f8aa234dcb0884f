"""Parties are entered: a place's bureau by the operator, all others by that bureau.

A party by itself can do nothing: its people are let in by two (`people`), and it takes part only
under an agreement that all its parties confirmed and the bureau filed.
"""

from dataclasses import dataclass, replace

from zhidai.core.errors import bad_input, reason
from zhidai.core.parties import OFFICES, PartyKind, PersonRole
from zhidai.core.people import parse_username
from zhidai.core.registers.credit_codes import parse_credit_code
from zhidai.core.registers.place_names import require_place, require_place_in_english
from zhidai.core.writing import says_nothing
from zhidai.db.parties.models import Party
from zhidai.documents.characters import require_settable
from zhidai.schemes.operated import operated_schemes
from zhidai.schemes.reader import shipped
from zhidai.services.acting import Acting
from zhidai.services.parties.first_passwords import FirstPassword, last_day, made_whole
from zhidai.services.parties.registration import (
    NewParty,
    NewPerson,
    hashed,
    register_party,
    register_person,
)
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once, one_transaction
from zhidai.wording.parties import party_kind_label

LONGEST_NAME, LONGEST_PERSON_NAME, LONGEST_PLACE = 200, 100, 100
# Offices need none: nothing looks them up by it.
WITH_CREDIT_CODE = frozenset(PartyKind) - OFFICES


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Someone who is to act for a party; without an English name the Chinese one stands."""

    username: str
    full_name: str
    full_name_en: str
    role: PersonRole


def places() -> tuple[str, ...]:
    """The places of the operated schemes, as their files write them."""
    return tuple(dict.fromkeys(shipped(name).place.zh for name in operated_schemes()))


def begin_place(
    bureau: NewParty, officer: Proposed, approver: Proposed
) -> tuple[int, tuple[FirstPassword, ...]]:
    """The operator enters a place's bureau with its first two people; they let in all others."""
    if bureau.place not in places():
        raise bad_input("place_without_scheme", place=bureau.place[:60], known="、".join(places()))
    with one_transaction():
        if Party.objects.filter(kind=PartyKind.BUREAU, place=bureau.place).exists():
            raise bad_input("place_has_a_bureau", place=bureau.place)
        party = register_party(readable_party(bureau))
        return party, tuple(_first(party, each) for each in (officer, approver))


def enter_party(acting: Acting, new: NewParty, *, key: str) -> Answer:
    """A bureau enters a party; it is fictional as the bureau is."""
    if acting.kind is not PartyKind.BUREAU:
        raise NotFound

    def work() -> Answer:
        own = Party.objects.select_for_update().get(pk=acting.party_id)
        entered = readable_party(replace(new, is_fictional=own.is_fictional))
        _require_place_for(entered, own)
        return {"party": register_party(entered, by=acting)}

    request = [str(new.kind), new.name, new.name_en, new.place, new.place_en]
    request.append(new.credit_code or "")
    return once(acting, "enter_party", key=key, request=request, work=work)


def readable_person(new: Proposed) -> Proposed:
    """With its names as they are kept. Bad input: `username_form`, `person_name_needed`."""
    username, name = parse_username(new.username), _line(new.full_name)
    name_en = _line(new.full_name_en) or name
    if not name or max(len(name), len(name_en)) > LONGEST_PERSON_NAME:
        raise bad_input("person_name_needed", longest=LONGEST_PERSON_NAME)
    return replace(new, username=username, full_name=name, full_name_en=name_en)


def _first(party: int, person: Proposed) -> FirstPassword:
    known, password = readable_person(person), made_whole()
    register_person(
        party,
        NewPerson(
            username=known.username,
            full_name=known.full_name,
            full_name_en=known.full_name_en,
            role=known.role,
            password_hash=hashed(password),
            one_time_until=last_day(),
        ),
    )
    return FirstPassword(username=known.username, password=password)


def _require_place_for(new: NewParty, bureau: Party) -> None:
    """An office is of the bureau's own place, one of each kind."""
    if new.kind not in OFFICES:
        return
    if new.place != bureau.place:
        raise Refused((reason("office_of_another_place", place=bureau.place),))
    if Party.objects.filter(kind=str(new.kind), place=new.place).exists():
        raise Refused(
            (reason("office_registered_already", role=party_kind_label(new.kind), place=new.place),)
        )


def readable_party(new: NewParty) -> NewParty:
    """With its names as they are kept.

    Bad input: `party_name_needed`, `party_place_needed`, those of a place's name and of a code.
    """
    name, place = _line(new.name), _line(new.place)
    name_en = _line(new.name_en) or name
    if not name or max(len(name), len(name_en)) > LONGEST_NAME:
        raise bad_input("party_name_needed", longest=LONGEST_NAME)
    place_en = _line(new.place_en)
    if not place or max(len(place), len(place_en)) > LONGEST_PLACE:
        raise bad_input("party_place_needed", longest=LONGEST_PLACE)
    require_place(place, known=places())
    require_place_in_english(place_en)
    if new.kind in WITH_CREDIT_CODE and not new.credit_code:
        raise bad_input("party_credit_code_needed")
    code = str(parse_credit_code(new.credit_code)) if new.credit_code else None
    return replace(
        new, name=name, name_en=name_en, place=place, place_en=place_en, credit_code=code
    )


def _line(written: str) -> str:
    """One line that can be set on paper; empty where it says nothing."""
    text = " ".join(written.split())
    require_settable(text)
    return "" if says_nothing(text) else text
