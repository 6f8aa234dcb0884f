"""Rows of parties and their people, as all who register them write them.

Pages and commands come here through `entering` and `people`, which say who may.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from zhidai.core.errors import bad_input
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.core.registers.credit_codes import parse_credit_code
from zhidai.db.parties.models import Party, Person
from zhidai.services.acting import Acting, acting_as
from zhidai.services.history.commands import append
from zhidai.services.transactions import one_transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParty:
    """A party as it is entered; `facts` are what it declares about itself by fact name."""

    kind: PartyKind
    name: str
    name_en: str
    place: str
    place_en: str = ""  # where no scheme names the place in English
    credit_code: str | None = None
    is_fictional: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Someone who will act for a party."""

    username: str
    full_name: str
    full_name_en: str
    role: PersonRole
    password_hash: str  # made by `hashed`
    one_time_until: date | None = None  # last day on which that password lets in, to be changed


def hashed(password: str) -> str:
    """A password as it is kept: made once where several people of a demonstration share it."""
    return make_password(password)


def register_party(new: NewParty, *, by: Acting | None = None) -> int:
    """Enter a party and give its id; names and credit codes are unique. `by`: of a bureau."""
    code = str(parse_credit_code(new.credit_code)) if new.credit_code else None
    with one_transaction():
        if Party.objects.filter(name=new.name).exists():
            raise bad_input("party_name_taken", name=new.name)
        if code and Party.objects.filter(credit_code=code).exists():
            raise bad_input("party_credit_code_taken", code=code)
        party = Party.objects.create(
            kind=str(new.kind),
            name=new.name,
            name_en=new.name_en,
            credit_code=code,
            place=new.place,
            place_en=new.place_en,
            is_fictional=new.is_fictional,
            facts=dict(new.facts),
            registered_by_id=by.person_id if by else None,
        )
        payload: dict[str, object] = {"kind": party.kind, "name": party.name, "credit_code": code}
        if new.facts:
            payload["facts"] = dict(new.facts)
        append(f"party:{party.pk}", "party.registered", acting=by, payload=payload)
        return int(party.pk)


def register_person(party_id: int, new: NewPerson) -> Acting:
    """Enter someone who acts for a party."""
    with one_transaction():
        if Person.objects.filter(username=new.username).exists():
            raise bad_input("username_taken", username=new.username)
        person = Person.objects.create(
            username=new.username,
            password=new.password_hash,
            party_id=party_id,
            role=str(new.role),
            full_name=new.full_name,
            full_name_en=new.full_name_en,
            one_time_until=new.one_time_until,
        )
        payload = {"username": person.username, "role": person.role}
        append(f"party:{party_id}", "party.person_registered", acting=None, payload=payload)
        return acting_as(person)
