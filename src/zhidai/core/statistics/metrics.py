"""What is counted: each metric with its unit, how it behaves, and what it is counted from.

Registered pledge amounts and loans disbursed are two metrics for ever (domain trap: the two
national series share a name). How a metric behaves says what may be done with its figures: only a
flow may be added over periods, a head count over nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Metric(StrEnum):
    """The closed list of what is published."""

    REGISTRATIONS = "registrations"
    REGISTERED_AMOUNT = "registered_amount"
    REGISTRATIONS_IN_FORCE = "registrations_in_force"
    FIRST_TIME_PLEDGORS = "first_time_pledgors"
    APPLICATIONS = "applications"
    LOANS_DISBURSED = "loans_disbursed"
    AMOUNT_DISBURSED = "amount_disbursed"
    BORROWERS = "borrowers"
    BALANCE = "balance"
    AVERAGE_RATE = "average_rate"
    PLEDGE_RATIO = "pledge_ratio"
    DAYS_TO_DRAWDOWN = "days_to_drawdown"
    SMALL_LOAN_SHARE = "small_loan_share"
    FINANCING_COVERAGE = "financing_coverage"


class FigureUnit(StrEnum):
    """What the number of a figure is of."""

    COUNT = "count"
    YUAN = "yuan"
    RATIO = "ratio"  # a fraction of one
    RATE = "rate"  # a fraction of one a year
    DAYS = "days"


class Behaviour(StrEnum):
    """What the figures of a metric may be added over."""

    FLOW = "flow"  # over periods that follow on each other, and over groups
    STOCK = "stock"  # over groups of one day
    DISTINCT = "distinct"  # over nothing: the same enterprise may stand in both
    RATIO = "ratio"  # over nothing


class Counted(StrEnum):
    """The facts that a metric is counted from."""

    REGISTRATIONS = "registrations"
    LOANS = "loans"
    APPLICATIONS = "applications"
    ENTERPRISES = "enterprises"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """How a metric is made."""

    unit: FigureUnit
    behaviour: Behaviour
    counted: Counted

    @property
    def is_of_last_day(self) -> bool:
        """What stands on the last day of a period, whatever happened on the days before."""
        return self.behaviour is Behaviour.STOCK or self.counted is Counted.ENTERPRISES


def _defined(unit: FigureUnit, behaviour: Behaviour, counted: Counted) -> Definition:
    return Definition(unit=unit, behaviour=behaviour, counted=counted)


DEFINITIONS: Mapping[Metric, Definition] = MappingProxyType(
    {
        Metric.REGISTRATIONS: _defined(
            FigureUnit.COUNT, Behaviour.FLOW, Counted.REGISTRATIONS
        ),
        Metric.REGISTERED_AMOUNT: _defined(
            FigureUnit.YUAN, Behaviour.FLOW, Counted.REGISTRATIONS
        ),
        Metric.REGISTRATIONS_IN_FORCE: _defined(
            FigureUnit.COUNT, Behaviour.STOCK, Counted.REGISTRATIONS
        ),
        Metric.FIRST_TIME_PLEDGORS: _defined(
            FigureUnit.COUNT, Behaviour.FLOW, Counted.REGISTRATIONS
        ),
        Metric.APPLICATIONS: _defined(FigureUnit.COUNT, Behaviour.FLOW, Counted.APPLICATIONS),
        Metric.LOANS_DISBURSED: _defined(FigureUnit.COUNT, Behaviour.FLOW, Counted.LOANS),
        Metric.AMOUNT_DISBURSED: _defined(FigureUnit.YUAN, Behaviour.FLOW, Counted.LOANS),
        Metric.BORROWERS: _defined(FigureUnit.COUNT, Behaviour.DISTINCT, Counted.LOANS),
        Metric.BALANCE: _defined(FigureUnit.YUAN, Behaviour.STOCK, Counted.LOANS),
        Metric.AVERAGE_RATE: _defined(FigureUnit.RATE, Behaviour.RATIO, Counted.LOANS),
        Metric.PLEDGE_RATIO: _defined(FigureUnit.RATIO, Behaviour.RATIO, Counted.LOANS),
        Metric.DAYS_TO_DRAWDOWN: _defined(FigureUnit.DAYS, Behaviour.RATIO, Counted.LOANS),
        Metric.SMALL_LOAN_SHARE: _defined(FigureUnit.RATIO, Behaviour.RATIO, Counted.LOANS),
        Metric.FINANCING_COVERAGE: _defined(
            FigureUnit.RATIO, Behaviour.RATIO, Counted.ENTERPRISES
        ),
    }
)  # fmt: skip
# Ratios of a part to all of its whole; a pledge ratio is none, a loan may exceed its collateral.
SHARES = frozenset({Metric.SMALL_LOAN_SHARE, Metric.FINANCING_COVERAGE})
