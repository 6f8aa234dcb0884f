"""Registers the city's parties and people, their patents, and their cooperation agreements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from zhidai.core.parties import PartyKind, PersonRole
from zhidai.documents.letters.specimens import specimen_paper
from zhidai.documents.uploads import CheckedUpload, check_upload
from zhidai.schemes.reader import shipped
from zhidai.services.acting import Acting
from zhidai.services.demonstration.city import (
    AGREEMENTS,
    PASSWORD,
    SCHEME,
    Resident,
    SignedAgreement,
)
from zhidai.services.parties.commands import (
    confirm_agreement,
    file_agreement,
    submit_agreement,
    update_credentials,
    update_profile,
)
from zhidai.services.parties.declared import DECLARING
from zhidai.services.parties.registration import (
    NewParty,
    NewPerson,
    hashed,
    register_party,
    register_person,
)
from zhidai.services.rights.commands import enter_right
from zhidai.services.schemes.versions import scheme_in_force

PAPER = "cooperation_agreement"  # of the scheme
BANK = PartyKind.BANK
_ROLES = (
    (PersonRole.OFFICER, "", "经办", "officer"),
    (PersonRole.APPROVER, "-approver", "复核", "approver"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A party with its two people."""

    party: int
    officer: Acting
    approver: Acting


def settle(residents: tuple[Resident, ...]) -> dict[str, Household]:
    """Register parties and people; by username. One hash serves all: the password is public."""
    password_hash = hashed(PASSWORD)
    return {each.username: _household(each, password_hash) for each in residents}


def _household(resident: Resident, password_hash: str) -> Household:
    party = register_party(
        NewParty(
            kind=resident.kind,
            name=resident.name,
            name_en=resident.name_en,
            place=resident.place,
            credit_code=resident.credit_code,
            is_fictional=True,
        )
    )
    officer, approver = (
        register_person(
            party,
            NewPerson(
                username=f"{resident.username}{ending}",
                full_name=f"{resident.surname}{title}（虚构）",
                full_name_en=f"{resident.surname_en}, {title_en} (fictional)",
                role=role,
                password_hash=password_hash,
            ),
        )
        for role, ending, title, title_en in _ROLES
    )
    return Household(party=party, officer=officer, approver=approver)


def declare(resident: Resident, acting: Acting) -> None:
    """What a party says about itself, and the patents of an enterprise."""
    if resident.kind in DECLARING:
        update_credentials(acting, resident.facts, key="city credentials")
        return
    if resident.facts:
        update_profile(acting, resident.facts, key="city profile")
    for patent in resident.patents:
        enter_right(
            acting,
            patent.number,
            kind=str(patent.kind),
            title=patent.title,
            filing_date=patent.filing_date,
            facts=patent.facts,
            key=f"city {patent.number}",
        )


def sign(agreement: SignedAgreement, households: Mapping[str, Household]) -> None:
    """One of the signers submits an agreement, the bank; the others confirm it the same day."""
    bank = next(name for name in agreement.shares if households[name].officer.kind is BANK)
    submit_agreement(
        households[bank].officer,
        agreement.scheme,
        agreement.number,
        signed_on=agreement.signed_on,
        in_force_from=agreement.signed_on,
        in_force_until=scheme_in_force(agreement.scheme, agreement.signed_on).in_force_until,
        shares={households[name].party: share for name, share in agreement.shares.items()},
        paper=signed_paper(agreement.number, dated=agreement.signed_on, scheme=agreement.scheme),
        key=f"city {agreement.number}",
    )
    for name in agreement.shares:
        if name != bank:
            officer = households[name].officer
            confirm_agreement(officer, agreement.number, key=f"city {agreement.number}")


@cache
def signed_paper(number: str, *, dated: date, scheme: str = SCHEME) -> CheckedUpload:
    """A specimen of the agreement with all signatures."""
    title = shipped(scheme).papers[PAPER].label.zh
    parties = "各签约方（虚构）"
    content = specimen_paper(title=title, party=parties, case=number, dated=dated)
    return check_upload(f"{title}.pdf", content)


def file_signed(households: Mapping[str, Household], *, signed_by: date) -> None:
    """The bureau files what was signed by a day."""
    for agreement in AGREEMENTS:
        if agreement.is_filed and agreement.signed_on <= signed_by:
            file_one(agreement, households)


def file_one(agreement: SignedAgreement, households: Mapping[str, Household]) -> None:
    """The bureau that an agreement is filed with files it."""
    bureau = households[agreement.bureau].officer
    file_agreement(bureau, agreement.number, key=f"city {agreement.number}")
