"""Whether a database is a demonstration's, and who its fictional people are.

Apart from the loading, whose stories need the whole platform: a server only asks.
"""

from dataclasses import dataclass

from zhidai.core.labels import Label
from zhidai.db.history.models import Event, Stream
from zhidai.db.parties.models import Party, Person
from zhidai.services.parties.places import place_of

PAST = "past"  # user names of the past's many enterprises begin with it
MARK = "demonstration"  # the stream whose presence marks a demonstration database


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Someone whom anybody may act as in the demonstration."""

    username: str
    person: str
    person_en: str
    party: str
    party_en: str
    kind: str
    role: str
    place: Label


def holds_history() -> bool:
    """Whether the demonstration city has its past."""
    loaded = Event.objects.filter(stream__name=MARK, payload__has_key="applications")
    return loaded.exists()


def is_empty() -> bool:
    """Whether nobody is registered yet."""
    return not Party.objects.exists()


def is_demonstration() -> bool:
    """Whether this database holds the demonstration city."""
    return Stream.objects.filter(name=MARK).exists()


def demonstration_sign_ins() -> list[SignIn]:
    """The fictional people, in the order in which they were registered.

    Without those of the past's enterprises, of whom there are hundreds, and without those whom
    somebody let in on a page: they have passwords of their own.
    """
    people = Person.objects.filter(
        party__is_fictional=True, is_active=True, registered_by__isnull=True
    )
    people = people.exclude(username__startswith=PAST)
    return [
        SignIn(
            username=person.username,
            person=person.full_name,
            person_en=person.full_name_en,
            party=person.party.name,
            party_en=person.party.name_en,
            kind=person.party.kind,
            role=person.role,
            place=place_of(person.party),
        )
        for person in people.select_related("party").order_by("id")
        if person.party is not None
    ]
