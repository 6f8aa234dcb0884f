"""The register of parties as a bureau sees it, and a party's people as it sees them itself."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.people import FEWEST_PEOPLE
from zhidai.db.parties.models import Party, Person
from zhidai.services.acting import Acting, named
from zhidai.services.history.queries import EventView, timeline
from zhidai.services.parties.places import place_of
from zhidai.services.refusal import NotFound

_AT_WORK = Q(people__is_active=True)
_OF_THE_PARTY = frozenset(
    {
        "party.registered",
        "party.correction_proposed",
        "party.correction_approved",
        "party.correction_refused",
        "party.correction_withdrawn",
    }
)
_OF_THE_REGISTER = frozenset(
    {
        *_OF_THE_PARTY,
        "party.person_registered",
        "party.person_proposed",
        "party.person_let_in",
        "party.person_disabled",
        "party.password_changed",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A party of the register."""

    id: int
    kind: PartyKind
    name: Label
    credit_code: str | None
    place: Label
    at_work: int  # how many people act for it


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Someone of a party. `status`: proposed, first_password, at_work or disabled."""

    username: str
    name: Label
    role: str
    status: str
    until: date | None  # last day of a first password
    disabled_on: date | None
    may_be_let_in: bool  # by the acting person, now; and so on
    may_be_disabled: bool
    may_be_proposed_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """A party's page. `people` is None for a bureau whose help the party does not need.

    The bureau then sees what the register said of the party, and not who acts for it.
    """

    row: PartyRow
    people: tuple[PersonRow, ...] | None
    history: tuple[EventView, ...]


def register(acting: Acting) -> list[PartyRow]:
    """The bureau's register, by kind and name."""
    if acting.kind is not PartyKind.BUREAU:
        raise NotFound
    order = list(PartyKind)
    rows = [_row(party) for party in _counted(_register_of(acting))]
    return sorted(rows, key=lambda row: (order.index(row.kind), row.name.zh))


def party_view(acting: Acting, party_id: int) -> PartyView:
    """One's own party, or one of the bureau's register."""
    party = _counted(visible_party(acting, party_id)).first()
    if party is None:
        raise NotFound
    row = _row(party)
    is_its_own = party.pk != acting.party_id and row.at_work >= FEWEST_PEOPLE
    shown = _OF_THE_PARTY if is_its_own else _OF_THE_REGISTER
    people = None if is_its_own else party.people.order_by("is_active", "id")
    told = timeline(f"party:{party.pk}")
    return PartyView(
        row=row,
        people=None if people is None else tuple(_person(each, acting) for each in people),
        history=tuple(event for event in told if event.kind in shown),
    )


def person_view(acting: Acting, username: str) -> tuple[PartyRow, PersonRow]:
    """Someone whose letting in or disabling is for the acting person to decide."""
    found = Person.objects.filter(username=username).values_list("party_id", flat=True).first()
    if found is None:
        raise NotFound
    view = party_view(acting, found)
    person = next((each for each in view.people or () if each.username == username), None)
    if person is None:
        raise NotFound
    return view.row, person


def visible_party(acting: Acting, party_id: int) -> QuerySet[Party]:
    """The party if it is one's own or, for a bureau, of its register; else nothing."""
    own = Party.objects.filter(pk=acting.party_id)
    seen = own | _register_of(acting) if acting.kind is PartyKind.BUREAU else own
    return Party.objects.filter(pk__in=seen.values("pk")).filter(pk=party_id)


def people_at_work(party_id: int) -> int:
    """How many people act for a party."""
    return Person.objects.filter(party_id=party_id, is_active=True).count()


def _register_of(acting: Acting) -> QuerySet[Party]:
    """Those of the bureau's place, and those that it entered."""
    return Party.objects.filter(Q(place=acting.place) | Q(registered_by__party_id=acting.party_id))


def _counted(parties: QuerySet[Party]) -> QuerySet[Party]:
    return parties.annotate(at_work=Count("people", filter=_AT_WORK))


def _row(party: Party) -> PartyRow:
    return PartyRow(
        id=party.pk,
        kind=PartyKind(party.kind),
        name=Label(zh=party.name, en=party.name_en),
        credit_code=party.credit_code,
        place=place_of(party),
        at_work=party.at_work,  # type: ignore[attr-defined]  # annotated by `_counted`
    )


def _person(person: Person, acting: Acting) -> PersonRow:
    is_self, status = person.pk == acting.person_id, _status(person)
    return PersonRow(
        username=person.username,
        name=named(person),
        role=person.role,
        status=status,
        until=person.one_time_until if status == "first_password" else None,
        disabled_on=person.disabled_on,
        may_be_let_in=status == "proposed" and person.registered_by_id != acting.person_id,
        may_be_disabled=status != "disabled" and not is_self,
        may_be_proposed_again=status == "disabled",
    )


def _status(person: Person) -> str:
    if person.is_active:
        return "first_password" if person.one_time_until else "at_work"
    return "disabled" if person.disabled_on else "proposed"
