"""What pages show of the monthly filings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.filings.filing import ProjectFiling
from zhidai.core.filings.standing import FilingStatus, Standing
from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation
from zhidai.services.history.queries import EventView


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRow:
    """A line in the list: a bank's month with what is in it; `total` in yuan."""

    number: str
    month: date
    bank: Label
    bureau: Label
    standing: Standing
    version: int  # 0: nothing sent yet
    loans: int
    total: Decimal
    missing: int
    first_sent_on: date | None
    clause: Citation  # of the duty to file


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version that was sent, and what the bureau said to it."""

    version: int
    sent_on: date
    sent_by: Label
    note: str
    sha256: str
    outcome: FilingStatus
    decided_on: date | None
    decided_by: Label | None
    grounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingView:
    """A filing's page: the version asked for, or what would be sent now (`version` 0)."""

    number: str
    clause: Citation  # of the duty to file
    scheme_title: Label
    scheme_document: str
    month: date
    bank: Label
    bureau: Label
    is_fictional: bool
    standing: Standing
    version: int
    current: int
    filing: ProjectFiling
    papers: Mapping[str, Label]
    routes: Mapping[str, Label]
    versions: tuple[VersionLine, ...]  # newest first
    may_send: bool
    may_decide: bool
    timeline: tuple[EventView, ...]
