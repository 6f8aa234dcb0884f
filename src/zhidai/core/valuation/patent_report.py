"""What a valuation report of one patent says: the value, what it rests on, and what it cannot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.valuation.book_notices import BookNotices
from zhidai.core.valuation.indicator_parts import Indicator
from zhidai.core.valuation.levers import Lever
from zhidai.core.valuation.outlook import LaterValue
from zhidai.core.valuation.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentReport:
    """All of it; estimates in yuan, rates and chances as fractions of one.

    figures: as `zhidai value book` writes them. rates: None where the parameters have changed.
    """

    party: str
    person: str
    is_fictional: bool
    number: str
    title: str | None
    owner: str | None
    kind: str
    main_ipc: str | None
    filed_on: date
    expires_on: date
    valued_on: date
    status: Status
    revenue: float | None
    royalty: float | None
    figures: Mapping[str, float | None]
    scores: tuple[tuple[str, float], ...]
    indicators: tuple[Indicator, ...]
    indicator_parts: Mapping[str, Decimal]  # by name, yuan; empty where the parameters have changed
    levers: tuple[Lever, ...]
    bridge: tuple[tuple[str, float], ...]
    outlook: tuple[LaterValue, ...]
    rates: Mapping[str, float] | None
    parameters: str
    parameters_source: str
    is_indicative: bool
    notices: BookNotices | None  # of the book; None where none were kept yet
    is_calibrated: bool
    lapse_source: str
    book: str
    book_sha256: str
