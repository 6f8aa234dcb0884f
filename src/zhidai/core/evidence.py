"""How well a fact is supported: the four grades of 国办函〔2016〕108号, best first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

FactContent = str | bool | int | Decimal | date | tuple[str, ...]


class Evidence(StrEnum):
    """Where the value of a fact comes from."""

    ISSUED = "issued"  # by the authority itself
    CHECKED = "checked"  # by staff, against the original
    UPLOADED = "uploaded"  # a copy nobody has compared yet
    DECLARED = "declared"  # the party's own word
    DERIVED = "derived"  # computed from other facts
    RECORDED = "recorded"  # a decision or event of this platform


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """One fact as known: its content, where it comes from, and the paper that shows it."""

    content: FactContent
    evidence: Evidence = Evidence.DECLARED
    document: str | None = None
