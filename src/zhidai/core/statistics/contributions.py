"""How the lines behind a figure make it up, so that whoever reads the list can add it up again.

A sum is what its lines add; a ratio is both sides added up, one over the other, where an average is
the ratio of what weighs to its weight; of a median or a longest wait each line has its own number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.money import from_fen
from zhidai.core.statistics.figures import cut_to_millionth
from zhidai.core.statistics.metrics import FigureUnit, Metric


class Adding(StrEnum):
    """What is done with the lines."""

    SUM = "sum"
    RATIO = "ratio"
    MEDIAN = "median"
    MOST = "most"
    LEFT = "left"  # what the lines leave of a number that is given


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What each line of a figure says. part: what it adds; whole: what that is held against.

    A part in the unit of a rate is yuan times the rate. whole: None where a ratio is taken over one
    number that is given (a capital), and where there is no ratio.
    """

    adding: Adding
    part: FigureUnit
    whole: FigureUnit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The lines added up, each in its unit. over: the number that is given beside them."""

    part: Decimal
    whole: Decimal | None = None
    over: Decimal | None = None


COUNT = Contribution(adding=Adding.SUM, part=FigureUnit.COUNT)
YUAN = Contribution(adding=Adding.SUM, part=FigureUnit.YUAN)
OF_METRICS: Mapping[Metric, Contribution] = MappingProxyType(
    {
        Metric.REGISTRATIONS: COUNT,
        Metric.REGISTERED_AMOUNT: YUAN,
        Metric.REGISTRATIONS_IN_FORCE: COUNT,
        Metric.FIRST_TIME_PLEDGORS: COUNT,
        Metric.APPLICATIONS: COUNT,
        Metric.LOANS_DISBURSED: COUNT,
        Metric.AMOUNT_DISBURSED: YUAN,
        Metric.BORROWERS: COUNT,
        Metric.BALANCE: YUAN,
        Metric.AVERAGE_RATE: Contribution(
            adding=Adding.RATIO, part=FigureUnit.RATE, whole=FigureUnit.YUAN
        ),
        Metric.PLEDGE_RATIO: Contribution(
            adding=Adding.RATIO, part=FigureUnit.YUAN, whole=FigureUnit.YUAN
        ),
        Metric.DAYS_TO_DRAWDOWN: Contribution(adding=Adding.MEDIAN, part=FigureUnit.DAYS),
        Metric.SMALL_LOAN_SHARE: Contribution(
            adding=Adding.RATIO, part=FigureUnit.COUNT, whole=FigureUnit.COUNT
        ),
        Metric.FINANCING_COVERAGE: Contribution(adding=Adding.RATIO, part=FigureUnit.COUNT),
    }
)


def in_unit(number: int, unit: FigureUnit) -> Decimal:
    """A number as columns hold it, exact: fen to yuan, fen times millionths to yuan times rate."""
    match unit:
        case FigureUnit.YUAN:
            return from_fen(number)
        case FigureUnit.RATE:
            return Decimal(number).scaleb(-8)
        case _:
            return Decimal(number)


def added_up(contribution: Contribution, totals: Totals) -> Decimal | None:
    """The figure that the totals come to; None of a median, which is no total.

    A ratio is cut to the millionth, as the figure itself.
    """
    match contribution.adding:
        case Adding.SUM:
            return totals.part
        case Adding.LEFT:
            return None if totals.over is None else totals.over - totals.part
        case Adding.RATIO:
            over = totals.over if totals.whole is None else totals.whole
            return cut_to_millionth(totals.part / over) if over else None
        case _:
            return None
