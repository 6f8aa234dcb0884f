"""What the pages of kept deals and of pledges show. Money in yuan unless it says fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhidai.core.errors import Reason
from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation
from zhidai.core.policy.limits import LimitAnswer
from zhidai.core.valuation.appraisers import AppraiserRecord, PatentRecord
from zhidai.core.valuation.deal_entries import EntryKind
from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.core.valuation.loan_to_value import Coverage
from zhidai.core.valuation.overrides import Override, OverrideReport
from zhidai.core.valuation.pledged_together import PledgedTogether
from zhidai.core.valuation.sheet_figures import FigureChange
from zhidai.engine.valuation.judged import JudgedPatent


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """A deal in a list; amount in fen."""

    id: int
    number: str
    borrower: str
    patents: tuple[str, ...]
    amount: int
    opened_on: date
    case: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """An entry in the history of a deal. is_standing: nothing newer replaces or withdraws it."""

    id: int
    kind: EntryKind
    patent: str
    content: Mapping[str, Any]
    entered_on: date
    recorded_at: datetime
    person: Label
    is_standing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A sheet that was made."""

    id: int
    patent: str
    made_on: date
    person: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPatentLine:
    """A patent of a deal; book: the id and name of the list it stands in. against: why it has no
    value yet; sheet None then.
    """

    number: str
    book: tuple[int, str] | None
    sheet: DealSheet | None
    against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealView:
    """A deal on a day. together: of several patents, if each has a value; limit: by the plan."""

    id: int
    number: str
    borrower: str
    pledgor: str
    case: str | None
    opened_on: date
    on: date
    terms: Mapping[str, Any]
    patents: tuple[DealPatentLine, ...]
    together: PledgedTogether | None
    entries: tuple[EntryLine, ...]
    sheets: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentInDeal:
    """One patent of a deal with all that is known. since: what changed since the last sheet.

    contents: the entry that holds of each kind, as it was written.
    """

    deal: DealView
    line: DealPatentLine
    judged: JudgedPatent | None
    limit: LimitAnswer | None
    reports: tuple[EntryLine, ...]
    contents: Mapping[EntryKind, Mapping[str, Any]]
    last_sheet: SheetLine | None
    since: tuple[FigureChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverridesView:
    """All values that officers of the party set, newest first, and how they lean."""

    overrides: tuple[tuple[int, Override], ...]  # the deal's id
    report: OverrideReport | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisersView:
    """All reports entered in the party's deals, by appraiser and by patent."""

    appraisers: tuple[AppraiserRecord, ...]
    patents: tuple[PatentRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgedLine:
    """A pledged patent in a revaluation; source None: no value of it is known."""

    number: str
    source: str | None
    mean: Decimal | None
    p10: Decimal | None
    p90: Decimal | None
    liquidation: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevaluationLine:
    """A revaluation; p10 and p90 of the patents together. person None: the daily work."""

    valued_on: date
    person: Label | None
    coverage: Coverage
    ratio_clause: Citation | None
    p10: Decimal
    p90: Decimal
    known: int
    pledged: int
    below_since: date | None
    parameters: str
    is_indicative: bool
    patents: tuple[PledgedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeView:
    """What the pledge of a loan is worth to its bank, newest revaluation first."""

    loan: str
    case: str
    clauses: Mapping[str, Citation]
    enterprise: Label
    unpaid: Decimal
    revaluations: tuple[RevaluationLine, ...]
    correlation: float
    is_running: bool
