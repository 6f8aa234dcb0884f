"""Who acts: the person and the party they act for. Every command names both."""

from dataclasses import dataclass

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.db.parties.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A signed-in person acting for their party."""

    person_id: int
    party_id: int
    kind: PartyKind
    role: PersonRole
    person_name: str
    person_name_en: str
    party_name: str
    party_name_en: str
    place: str  # of the party


def named(person: Person) -> Label:
    """What a person is called in both languages."""
    return Label(zh=person.full_name, en=person.full_name_en)


def acting_as(person: Person) -> Acting:
    """The acting value of a signed-in person; a person without a party cannot act."""
    party = person.party
    if party is None:
        raise PermissionError(f"{person.username} acts for no party")
    return Acting(
        person_id=person.pk,
        party_id=party.pk,
        kind=PartyKind(party.kind),
        role=PersonRole(person.role),
        person_name=person.full_name,
        person_name_en=person.full_name_en,
        party_name=party.name,
        party_name_en=party.name_en,
        place=party.place,
    )


def acting_of_username(username: str) -> Acting | None:
    """The acting value of somebody by user name; None if no such person acts for a party now."""
    people = Person.objects.select_related("party").filter(username=username, is_active=True)
    person = people.first()
    return None if person is None or person.party is None else acting_as(person)
