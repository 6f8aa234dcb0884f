"""Loads the demonstration city into an empty database: parties, agreements, cases, loans."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.db.history.models import Event, Stream
from zhidai.db.parties.models import Party, Person
from zhidai.schemes.reader import operated_schemes, shipped
from zhidai.services.demonstration import second_city
from zhidai.services.demonstration.city import AGREEMENTS, LENDERS, OFFICES, TODAY
from zhidai.services.demonstration.enterprises import ENTERPRISES
from zhidai.services.demonstration.monthly_filings import filings_told
from zhidai.services.demonstration.settling import declare, file_signed, settle, sign
from zhidai.services.demonstration.stories import (
    Days,
    Households,
    applications,
    case_told,
    interest_told,
    state_day,
    tell,
)
from zhidai.services.demonstration.valuation import valuation_told
from zhidai.services.history.commands import append

PAST = "past"  # user names of the past's many enterprises begin with it
MARK = "demonstration"  # the stream whose presence marks a demonstration database
_SETTLED_ON, _FILED_ON = date(2020, 10, 12), date(2020, 10, 23)


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


def load_city() -> None:
    """All of the city or nothing; a database that holds anything already is left alone."""
    if Party.objects.exists():
        raise bad_input("city_needs_an_empty_database")
    with transaction.atomic():
        state_day(_SETTLED_ON)
        residents = (*OFFICES, *LENDERS, *ENTERPRISES, *second_city.RESIDENTS)
        households = settle(residents)
        for resident in residents:
            declare(resident, households[resident.username].officer)
        tell(_told(households))
        state_day(TODAY)
        payload = {"day": TODAY.isoformat(), "parties": len(residents)}
        append(MARK, "demonstration.loaded", acting=None, payload=payload)


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

    Without those of the past's enterprises, of whom there are hundreds.
    """
    people = Person.objects.filter(party__is_fictional=True, is_active=True)
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
            place=_named(person.party.place),
        )
        for person in people.select_related("party").order_by("id")
        if person.party is not None
    ]


def _named(place: str) -> Label:
    """A place as its scheme calls it."""
    places = {scheme.place.zh: scheme.place for scheme in map(shipped, operated_schemes())}
    return places.get(place, Label(zh=place, en=place))


def _told(households: Households) -> list[Days]:
    agreements = [_signed(place, households) for place in range(len(AGREEMENTS))]
    cases = [case_told(application, households) for application in applications()]
    return [
        *agreements,
        _filed(households),
        second_city.agreements_told(households),
        *cases,
        interest_told(),
        filings_told(households),
        valuation_told(households),
    ]


def _signed(place: int, households: Households) -> Days:
    yield AGREEMENTS[place].signed_on
    sign(AGREEMENTS[place], households)


def _filed(households: Households) -> Days:
    yield _FILED_ON
    file_signed(households, signed_by=_FILED_ON)
