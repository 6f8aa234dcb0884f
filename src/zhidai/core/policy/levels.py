"""Who a scheme is of and for: nested levels of government, its own parties, its legal basis."""

from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind


class OwnPartyKind(StrEnum):
    """What a scheme's own party may be, beside the kinds that the platform gives a surface."""

    INSURER = "insurer"
    RE_GUARANTOR = "re_guarantor"
    FUND = "fund"
    AGENCY = "agency"
    OPERATOR = "operator"  # runs a fund or files for the authority
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level that pays or decides: province, city, district. `within`: the level above it."""

    id: str
    label: Label
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnParty:
    """A party that this scheme names beside those of the platform."""

    id: str
    label: Label
    kind: OwnPartyKind | PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """What the plan rests on."""

    title: Label
    document: str
