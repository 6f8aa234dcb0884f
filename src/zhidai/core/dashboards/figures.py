"""A figure of a dashboard: what it measures, of what, and the cases or loans it was counted from.

What is published has its own definitions in `core.statistics`; what stands here is measured for
those who steer and is never published. A figure carries what it was counted from, so that the list
behind it cannot differ from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.statistics.metrics import FigureUnit

ZERO = Decimal("0.00")


class Panel(StrEnum):
    """The parts of a dashboard, in the order in which they stand."""

    VOLUMES = "volumes"  # of core.statistics
    PIPELINE = "pipeline"
    NPL = "npl"
    CLAIMS = "claims"
    LOSSES = "losses"
    LEVERAGE = "leverage"
    SUBSIDIES = "subsidies"
    VALUES = "values"


class Measure(StrEnum):
    """What is measured; the panel it stands in is that of `MEASURES`."""

    WAITING = "waiting"
    WAITING_DAYS = "waiting_days"
    WAITING_LONGEST = "waiting_longest"
    WAITING_LATE = "waiting_late"
    NPL_RATIO = "npl_ratio"
    NPL_OVERDUE = "npl_overdue"
    NPL_TOTAL = "npl_total"
    CLAIMS_STARTED = "claims_started"
    CLAIMED = "claimed"
    CLAIMS_PAID = "claims_paid"
    RECOVERED = "recovered"
    LOSS_BORNE = "loss_borne"
    LOSS_PAID = "loss_paid"
    LOSS_OWED = "loss_owed"
    LOSS_RECOVERED = "loss_recovered"
    LOSS_LEFT = "loss_left"
    GUARANTEED = "guaranteed"
    CAPITAL = "capital"
    LEVERAGE = "leverage"
    BUDGET = "budget"
    SUBSIDY_PAID = "subsidy_paid"
    SUBSIDY_APPROVED = "subsidy_approved"
    SUBSIDY_CLAIMED = "subsidy_claimed"
    SUBSIDY_EXPECTED = "subsidy_expected"
    BUDGET_LEFT = "budget_left"
    APPRAISED = "appraised"
    ACCEPTED = "accepted"
    ACCEPTED_RATIO = "accepted_ratio"
    INTERNAL = "internal"
    INTERNAL_RATIO = "internal_ratio"
    REALISED = "realised"
    REALISED_RATIO = "realised_ratio"


_COUNT, _YUAN, _RATIO, _DAYS = (
    FigureUnit.COUNT,
    FigureUnit.YUAN,
    FigureUnit.RATIO,
    FigureUnit.DAYS,
)
# Panel -> its measures with their units, in the order of its columns.
MEASURES: Mapping[Panel, Mapping[Measure, FigureUnit]] = MappingProxyType(
    {
        Panel.VOLUMES: {},
        Panel.PIPELINE: {
            Measure.WAITING: _COUNT,
            Measure.WAITING_DAYS: _DAYS,
            Measure.WAITING_LONGEST: _DAYS,
            Measure.WAITING_LATE: _COUNT,
        },
        Panel.NPL: {
            Measure.NPL_RATIO: _RATIO,
            Measure.NPL_OVERDUE: _YUAN,
            Measure.NPL_TOTAL: _YUAN,
        },
        Panel.CLAIMS: {
            Measure.CLAIMS_STARTED: _COUNT,
            Measure.CLAIMED: _YUAN,
            Measure.CLAIMS_PAID: _YUAN,
            Measure.RECOVERED: _YUAN,
        },
        Panel.LOSSES: {
            Measure.LOSS_LEFT: _YUAN,
            Measure.LOSS_BORNE: _YUAN,
            Measure.LOSS_RECOVERED: _YUAN,
            Measure.LOSS_PAID: _YUAN,
            Measure.LOSS_OWED: _YUAN,
        },
        Panel.LEVERAGE: {
            Measure.GUARANTEED: _YUAN,
            Measure.CAPITAL: _YUAN,
            Measure.LEVERAGE: _RATIO,
        },
        Panel.SUBSIDIES: {
            Measure.BUDGET: _YUAN,
            Measure.SUBSIDY_PAID: _YUAN,
            Measure.SUBSIDY_APPROVED: _YUAN,
            Measure.SUBSIDY_CLAIMED: _YUAN,
            Measure.SUBSIDY_EXPECTED: _YUAN,
            Measure.BUDGET_LEFT: _YUAN,
        },
        Panel.VALUES: {
            Measure.APPRAISED: _YUAN,
            Measure.ACCEPTED: _YUAN,
            Measure.ACCEPTED_RATIO: _RATIO,
            Measure.INTERNAL: _YUAN,
            Measure.INTERNAL_RATIO: _RATIO,
            Measure.REALISED: _YUAN,
            Measure.REALISED_RATIO: _RATIO,
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number. of: the group (a task, a day, a period, a party, a level) by its code.

    value: None where there is nothing it could be computed from. counted: the numbers of the cases
    (of the pipeline) or the keys of the loans behind it, each once. left_out: facts of the group
    that do not say what the figure needs.
    """

    measure: Measure
    of: str
    value: Decimal | None
    counted: Sequence[str] = ()
    left_out: int = 0


def each_once(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids in their order, each once."""
    return tuple(dict.fromkeys(ids))


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, yuan."""
    return sum(amounts, ZERO)
