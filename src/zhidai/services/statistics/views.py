"""What pages show of figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhidai.core.statistics.contributions import Contribution, Totals
from zhidai.core.statistics.figures import Figure
from zhidai.core.statistics.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView:
    """An answer with whose facts it was counted from. is_empty: there are none yet."""

    scheme: str
    scope: str
    source: str
    today: date
    known_on: date | None
    is_empty: bool
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBehind:
    """A line behind a figure. on: the day of the fact. part: what it adds to the figure, whole:
    what that is held against; both as `Contribution` has it, in fen, days or a count."""

    case: str
    loan: str | None
    enterprise: str
    enterprise_en: str
    on: date
    part: int
    whole: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure with the cases behind it, and what these add up to."""

    figure: Figure
    known_on: date | None
    cases: Sequence[CaseBehind]
    contribution: Contribution
    totals: Totals
