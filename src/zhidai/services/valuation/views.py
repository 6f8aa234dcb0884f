"""What the pages of valuations show: totals in fen as they were written down, estimates in yuan."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason
from zhidai.core.valuation.book_notices import BookNotices
from zhidai.core.valuation.indicator_parts import Indicator
from zhidai.core.valuation.levers import Lever
from zhidai.core.valuation.outlook import LaterValue
from zhidai.core.valuation.portfolio import PortfolioValue
from zhidai.core.valuation.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """A valued book in a list."""

    id: int
    name: str
    valued_on: date
    count: int
    in_force: int
    total_value: int  # fen
    total_liquidation_value: int  # fen
    is_indicative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The patents of a book that share something; name None: the book does not say."""

    name: str | None
    count: int
    total: float
    median: float
    liquidation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Patents in force worth from `low` to below `high` yuan."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentRow:
    """A patent in the list of a book."""

    number: str
    title: str | None
    owner: str | None
    score: float
    mean: float
    p10: float
    p90: float
    liquidation: float
    lapse_3y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row that was not valued."""

    row: int
    number: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView:
    """One valued book. notices: None where none were kept yet. together: all patents not ended, as
    far as their values move together.
    """

    book: BookRow
    parameters: str
    rejected: int
    rejects: tuple[RejectedRow, ...]
    notices: BookNotices | None
    together: PortfolioValue
    correlation: float
    distribution: tuple[Bar, ...]
    groups: dict[str, tuple[Group, ...]]  # kind, class, industry, owner


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentView:
    """One valued patent: the row that `zhidai value book` writes, its later years, its bridge.

    outlook, indicator_parts and levers are empty where the patent has ended, or the
    parameters have changed since.
    similar: patents of the same cohort with the nearest scores.
    """

    book: BookRow
    number: str
    title: str | None
    owner: str | None
    kind: str
    main_ipc: str | None
    filing_date: date
    expiry_date: date
    status: Status
    is_calibrated: bool  # survival, by what its parameters were fitted on
    figures: dict[str, float | None]
    scores: tuple[tuple[str, float], ...]
    indicators: tuple[Indicator, ...]
    indicator_parts: dict[str, Decimal]
    levers: tuple[Lever, ...]
    bridge: tuple[tuple[str, float], ...]
    outlook: tuple[LaterValue, ...]
    similar: tuple[PatentRow, ...]
