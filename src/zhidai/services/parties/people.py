"""The people of a party: proposed by one, let in by another, disabled by one; nobody is taken out.

Each of the two is told half of a first password, once: it is kept as hashes only, lets in for some
days, and has to be changed before anything else. A forgotten password is a disabling and a letting
in again, with two new halves.
"""

from collections.abc import Callable

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.parties import PersonRole
from zhidai.core.people import FEWEST_PEOPLE, LEAST_PASSWORD
from zhidai.core.writing import says_nothing
from zhidai.db.parties.models import Party, Person
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.parties.entering import Proposed, readable_person
from zhidai.services.parties.first_passwords import (
    OPENS_NOTHING,
    HalfTold,
    last_day,
    made_half,
)
from zhidai.services.parties.register import people_at_work, visible_party
from zhidai.services.parties.registration import hashed
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once, one_transaction

LONGEST_GROUNDS = 500
LONGEST_PASSWORD = 200  # characters: to hash more is work for whoever wants to keep us busy


def propose_person(acting: Acting, party_id: int, new: Proposed, *, key: str) -> HalfTold:
    """Somebody is to act for a party; another person has to let them in. Tells the first half."""

    def work(half: str) -> Answer:
        party = _managed(acting, party_id)
        known = readable_person(new)
        if Person.objects.filter(username__iexact=known.username).exists():
            raise bad_input("username_taken", username=known.username)
        Person.objects.create(
            username=known.username,
            password=OPENS_NOTHING,
            first_half=hashed(half),
            party=party,
            role=str(known.role),
            full_name=known.full_name,
            full_name_en=known.full_name_en,
            is_active=False,
            registered_by_id=acting.person_id,
        )
        return _told(party, "party.person_proposed", acting, known.username, role=str(known.role))

    request = [party_id, new.username, new.full_name, new.full_name_en, str(new.role)]
    return _told_once(acting, "propose_person", key=key, request=request, work=work)


def let_in(acting: Acting, username: str, *, key: str) -> HalfTold:
    """Another person than the one who proposed lets somebody in. Tells the second half."""

    def work(half: str) -> Answer:
        party, person = _managed_person(acting, username)
        against = _against_letting_in(acting, person)
        if against:
            raise Refused(against)
        person.password, person.is_active = hashed(half), True
        person.confirmed_by_id = acting.person_id
        person.one_time_until = last_day()
        person.save()
        return _told(party, "party.person_let_in", acting, person.username, role=person.role)

    return _told_once(acting, "let_in", key=key, request=username, work=work)


def disable_person(acting: Acting, username: str, *, grounds: str, key: str) -> Answer:
    """Somebody acts no more from this moment, signed in or not; or a proposal is turned down."""

    def work() -> Answer:
        if says_nothing(grounds):
            raise Refused((reason("grounds_needed"),))
        if len(grounds.strip()) > LONGEST_GROUNDS:
            raise Refused((reason("grounds_too_long", most=LONGEST_GROUNDS),))
        party, person = _managed_person(acting, username)
        if person.pk == acting.person_id:
            raise Refused((reason("person_disables_another"),))
        if person.disabled_on is not None:
            raise Refused((reason("person_disabled_already", username=username),))
        person.is_active, person.disabled_on = False, business_date.today()
        person.save(update_fields=["is_active", "disabled_on"])
        said = {"grounds": grounds.strip()}
        return _told(party, "party.person_disabled", acting, person.username, **said)

    return once(acting, "disable_person", key=key, request=[username, grounds], work=work)


def propose_again(acting: Acting, username: str, *, role: PersonRole, key: str) -> HalfTold:
    """Somebody disabled is to act again; another has to agree. Tells the first half, made anew."""

    def work(half: str) -> Answer:
        party, person = _managed_person(acting, username)
        if person.disabled_on is None:
            raise Refused((reason("person_not_disabled", username=username),))
        person.registered_by_id, person.confirmed_by_id = acting.person_id, None
        person.role, person.disabled_on, person.one_time_until = str(role), None, None
        person.password, person.first_half = OPENS_NOTHING, hashed(half)
        person.save()
        return _told(party, "party.person_proposed", acting, person.username, role=person.role)

    request = [username, str(role)]
    return _told_once(acting, "propose_again", key=key, request=request, work=work)


def change_password(acting: Acting, *, current: str, new: str, repeated: str) -> None:
    """A person's own password; a first one is used up by it."""
    with one_transaction():
        person = Person.objects.select_for_update().get(pk=acting.person_id)
        against = _against_password(person, current=current, new=new, repeated=repeated)
        if against:
            raise Refused(against)
        person.password, person.first_half, person.one_time_until = hashed(new), "", None
        person.save(update_fields=["password", "first_half", "one_time_until"])
        append(
            f"party:{acting.party_id}",
            "party.password_changed",
            acting=acting,
            payload={"username": person.username},
        )


def _against_password(
    person: Person, *, current: str, new: str, repeated: str
) -> tuple[Reason, ...]:
    if not person.check_password(current[:LONGEST_PASSWORD]):
        return (reason("password_current_wrong"),)
    if not LEAST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
        return (reason("password_length", least=LEAST_PASSWORD, most=LONGEST_PASSWORD),)
    if new in {current, person.username}:
        return (reason("password_must_be_new"),)
    if new != repeated:
        return (reason("password_repeated_otherwise"),)
    try:
        CommonPasswordValidator().validate(new)
    except ValidationError:
        return (reason("password_too_common"),)
    return ()


def _against_letting_in(acting: Acting, person: Person) -> tuple[Reason, ...]:
    if person.is_active or person.disabled_on is not None:
        return (reason("person_not_proposed", username=person.username),)
    if person.registered_by_id == acting.person_id:
        return (reason("person_let_in_by_another"),)
    if not person.first_half:
        return (reason("person_without_first_half", username=person.username),)
    return ()


def _managed_person(acting: Acting, username: str) -> tuple[Party, Person]:
    """A person of a party whose people the acting one manages; the party's row is locked first."""
    found = Person.objects.filter(username=username).values_list("party_id", flat=True).first()
    if found is None:
        raise NotFound
    party = _managed(acting, found)
    return party, Person.objects.select_for_update().get(username=username)


def _managed(acting: Acting, party_id: int) -> Party:
    """The acting party itself, or one of the bureau's register that has too few at work."""
    visible: QuerySet[Party] = visible_party(acting, party_id)
    party = visible.select_for_update(of=("self",)).first()
    if party is None:
        raise NotFound
    if party.pk != acting.party_id and people_at_work(party.pk) >= FEWEST_PEOPLE:
        raise Refused((reason("party_lets_in_its_own", least=FEWEST_PEOPLE),))
    return party


def _told_once(
    acting: Acting, name: str, *, key: str, request: object, work: Callable[[str], Answer]
) -> HalfTold:
    """Does `work` with half of a first password; the answer that is kept does not have it."""
    told: list[str] = []

    def telling() -> Answer:
        half = made_half()
        answer = work(half)
        told.append(half)
        return answer

    answer = once(acting, name, key=key, request=request, work=telling)
    return HalfTold(answer=answer, half=told[0] if told else None)


def _told(party: Party, kind: str, acting: Acting, username: str, **said: str) -> Answer:
    payload = {"username": username, **said}
    event = append(f"party:{party.pk}", kind, acting=acting, payload=payload)
    return {"party": party.pk, "username": username, "event": event.sequence}
