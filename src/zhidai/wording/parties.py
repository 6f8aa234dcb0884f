"""What parties and their people are called, and where a person stands."""

from collections.abc import Mapping

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.wording.speech import CHINESE, ENGLISH, translate

PARTY_KINDS: Mapping[PartyKind, str] = {
    PartyKind.ENTERPRISE: "Enterprise",
    PartyKind.BUREAU: "Market supervision bureau",
    PartyKind.FINANCE: "Finance office",
    PartyKind.TREASURY: "Treasury",
    PartyKind.BANK: "Bank",
    PartyKind.GUARANTOR: "Guarantor",
    PartyKind.APPRAISER: "Appraiser",
    PartyKind.INSURER: "Insurer",
    PartyKind.FUND: "Compensation fund",
    PartyKind.OPERATOR: "Operation centre",
}
PERSON_ROLES: Mapping[PersonRole, str] = {
    PersonRole.OFFICER: "Officer",
    PersonRole.APPROVER: "Approver",
}
PERSON_STATUS: Mapping[str, str] = {
    "proposed": "To be let in",
    "first_password": "First password given",
    "at_work": "At work",
    "disabled": "Disabled",
}


def party_kind(kind: PartyKind, language: str) -> str:
    """What kind of party it is."""
    return translate(PARTY_KINDS[kind], language)


def party_kind_label(kind: PartyKind) -> Label:
    """The same in both languages, as a reason carries it."""
    return Label(zh=party_kind(kind, CHINESE), en=party_kind(kind, ENGLISH))


def person_role(role: PersonRole, language: str) -> str:
    """What somebody may do for their party."""
    return translate(PERSON_ROLES[role], language)


def person_status(status: str, language: str) -> str:
    """Where somebody of a party stands."""
    return translate(PERSON_STATUS[status], language)
