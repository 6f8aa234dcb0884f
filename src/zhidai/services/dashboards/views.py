"""What pages show of dashboards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.dashboards.figures import Figure, Panel
from zhidai.core.labels import Label
from zhidai.core.statistics.contributions import Contribution, Totals
from zhidai.core.statistics.figures import Figure as StatisticsFigure
from zhidai.services.portfolio.views import BreakerLine
from zhidai.services.statistics.views import CaseBehind


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelView:
    """One part of a dashboard. names: group code -> its name, where it is not a day or period.

    line: the ratio at which the breaker trips, a fraction of one; None beside other figures.
    """

    panel: Panel
    figures: tuple[Figure, ...]
    names: Mapping[str, Label]
    line: Decimal | None = None
    breaker: tuple[BreakerLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardView:
    """The dashboard of a party. volumes: published metrics by quarter, none for the treasury."""

    scheme: str
    scope: str
    source: str
    today: date
    volumes: tuple[StatisticsFigure, ...]
    panels: tuple[PanelView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindView:
    """One figure with the cases or loans that it was counted from, and what these add up to."""

    figure: Figure
    panel: Panel
    of: Label | None
    scope: str
    source: str
    today: date
    lines: Sequence[CaseBehind]
    contribution: Contribution
    totals: Totals
