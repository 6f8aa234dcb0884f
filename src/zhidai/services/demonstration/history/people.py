"""The enterprises of the past with one person each and their patents, in bulk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhidai.core.parties import PartyKind, PersonRole
from zhidai.db.parties.models import Party, Person
from zhidai.db.rights.models import IpRight
from zhidai.services.demonstration.city import PASSWORD, PLACE, Resident
from zhidai.services.demonstration.history.endings import PastCase
from zhidai.services.demonstration.history.log import BATCH, Told
from zhidai.services.parties.declared import Asked, declared, facts_of_party, merged
from zhidai.services.parties.registration import hashed


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrower:
    """An enterprise of the past as it stands in the tables."""

    party: Party
    person: int
    rights: tuple[IpRight, ...]

    @property
    def by(self) -> tuple[int, int]:
        """Who acts for it, for whom."""
        return (self.person, self.party.pk)


def register_borrowers(
    cases: Sequence[PastCase],
) -> tuple[Mapping[str, Borrower], list[Told]]:
    """Write them down as of the day of their first application; by user name, with the events."""
    entered: dict[str, tuple[Resident, date]] = {}
    for case in cases:
        entered.setdefault(case.enterprise.username, (case.enterprise, case.opened_on))
    residents = [resident for resident, _ in entered.values()]
    asked = facts_of_party(PLACE, PartyKind.ENTERPRISE)
    parties = Party.objects.bulk_create(
        (_party(each, asked) for each in residents), batch_size=BATCH
    )
    password = hashed(PASSWORD)
    people = Person.objects.bulk_create(
        (
            _person(resident, party, password)
            for resident, party in zip(residents, parties, strict=True)
        ),
        batch_size=BATCH,
    )
    rights = IpRight.objects.bulk_create(
        (
            right
            for (resident, on), party in zip(entered.values(), parties, strict=True)
            for right in _rights(resident, party, on)
        ),
        batch_size=BATCH,
    )
    borrowers = {
        resident.username: Borrower(
            party=party,
            person=person.pk,
            rights=tuple(right for right in rights if right.owner_id == party.pk),
        )
        for resident, party, person in zip(residents, parties, people, strict=True)
    }
    told = [
        event
        for name, (resident, on) in entered.items()
        for event in _told(resident, borrowers[name], on)
    ]
    return borrowers, told


def _party(resident: Resident, asked: Asked) -> Party:
    return Party(
        kind=str(resident.kind),
        name=resident.name,
        name_en=resident.name_en,
        credit_code=resident.credit_code,
        place=PLACE,
        is_fictional=True,
        facts=merged({}, resident.facts, asked=asked, kind=PartyKind.ENTERPRISE),
    )


def _person(resident: Resident, party: Party, password: str) -> Person:
    return Person(
        username=resident.username,
        password=password,
        party=party,
        role=str(PersonRole.OFFICER),
        full_name=f"{resident.surname}经办（虚构）",
        full_name_en=f"{resident.surname_en}, officer (fictional)",
    )


def _rights(resident: Resident, party: Party, on: date) -> Iterator[IpRight]:
    for patent in resident.patents:
        yield IpRight(
            owner=party,
            number=patent.number,
            kind=str(patent.kind),
            title=patent.title,
            filing_date=patent.filing_date,
            facts={name: declared(answer) for name, answer in patent.facts.items()},
            facts_updated_on=on,
        )


def _told(resident: Resident, borrower: Borrower, on: date) -> Iterator[Told]:
    party, stream = borrower.party, f"party:{borrower.party.pk}"
    entry = {"kind": party.kind, "name": party.name, "credit_code": party.credit_code}
    sign_in = {"username": resident.username, "role": str(PersonRole.OFFICER)}
    answers = {"answers": dict(resident.facts)}
    yield Told(stream=stream, kind="party.registered", on=on, payload=entry)
    yield Told(stream=stream, kind="party.person_registered", on=on, payload=sign_in)
    yield Told(stream=stream, kind="party.profile_updated", on=on, payload=answers, by=borrower.by)
    for patent in resident.patents:
        yield Told(
            stream=f"right:{patent.number}",
            kind="right.entered",
            on=on,
            payload={
                "number": patent.number,
                "kind": str(patent.kind),
                "title": patent.title,
                "filing_date": patent.filing_date.isoformat(),
                "facts": dict(patent.facts),
            },
            by=borrower.by,
        )
