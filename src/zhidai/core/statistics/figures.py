"""A figure: a number that never stands without its metric, scope, period and source.

Two figures are only added or compared if they are of one metric, scope and source: the amounts
registered at the IP office and the loans that banks disbursed are never in one series.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from itertools import pairwise

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.labels import Label
from zhidai.core.statistics.metrics import DEFINITIONS, Behaviour, FigureUnit, Metric
from zhidai.core.statistics.periods import Period

MILLIONTH = Decimal("0.000001")
_DIFFERENT = {  # what figures have to have in common, as the refusal names it
    "metric": Label(zh="指标", en="metrics"),
    "source": Label(zh="来源", en="sources"),
    "scope": Label(zh="统计范围", en="scopes"),
    "group": Label(zh="分组", en="groups"),
    "period": Label(zh="期间", en="periods"),
    "grain": Label(zh="期间长度", en="lengths of period"),
    "dimension": Label(zh="分组方式", en="dimensions"),
}


class Dimension(StrEnum):
    """What figures are told apart by."""

    DISTRICT = "district"
    BANK = "bank"
    INDUSTRY = "industry"
    IP_KIND = "ip_kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One part of the whole, such as the district 章贡区; without a dimension the whole itself."""

    by: Dimension | None = None
    name: str = ""

    def __str__(self) -> str:
        return "" if self.by is None else f"{self.by}={self.name}"


WHOLE = Group()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number. value: None where there is nothing that it could be computed from.

    left_out: how many facts do not say what the figure needs. counted: the ids of those it was
    counted from, so that it can be followed down to them. complete: whether the period is over.
    told_from: the first day of which the facts tell, where that lies inside the period. A figure of
    a part of its period is shown and never compared with that of a whole one.
    """

    metric: Metric
    scope: str
    source: str
    period: Period
    value: Decimal | None
    group: Group = WHOLE
    left_out: int = 0
    counted: Sequence[str] = ()
    complete: bool = True
    told_from: date | None = None

    def __post_init__(self) -> None:
        if not self.scope.strip():
            raise bad_input("statistics_without_scope")
        if not self.source.strip():
            raise bad_input("statistics_without_source")

    @property
    def unit(self) -> FigureUnit:
        return DEFINITIONS[self.metric].unit

    @property
    def is_whole(self) -> bool:
        """Whether it tells of every day of its period."""
        return self.complete and self.told_from is None

    @property
    def query(self) -> str:
        """What was asked to get it: registrations@2021Q1/district=章贡区."""
        return "/".join(part for part in (f"{self.metric}@{self.period}", str(self.group)) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From an earlier figure to a later one.

    difference: in the unit of the metric; ratio: fraction of the earlier one, None where that is
    not above zero. Both are None where a figure is missing or tells of a part of its period.
    """

    earlier: Figure
    later: Figure
    difference: Decimal | None
    ratio: Decimal | None


def mixed(what: str, one: object, other: object) -> BadInput:
    """The refusal of figures that differ in what they have to have in common."""
    return bad_input(
        "statistics_series_mixed", what=_DIFFERENT[what], one=str(one), other=str(other)
    )


def require_alike(one: Figure, other: Figure) -> None:
    """Bad input (`statistics_series_mixed`) for figures that may not meet in one sum or series."""
    for what in ("metric", "source", "scope"):
        first, second = getattr(one, what), getattr(other, what)
        if first != second:
            raise mixed(what, first, second)


def change(earlier: Figure, later: Figure) -> Change:
    """What changed. Bad input: `statistics_series_mixed`, for groups that differ as well."""
    require_alike(earlier, later)
    if earlier.group != later.group:
        raise mixed("group", earlier.group, later.group)
    whole = earlier.is_whole and later.is_whole
    if earlier.value is None or later.value is None or not whole:
        return Change(earlier=earlier, later=later, difference=None, ratio=None)
    difference = later.value - earlier.value
    ratio = cut_to_millionth(difference / earlier.value) if earlier.value > 0 else None
    return Change(earlier=earlier, later=later, difference=difference, ratio=ratio)


def total(figures: Sequence[Figure]) -> Decimal | None:
    """The sum of figures that add up; None where one is missing.

    Flows add up over periods that do not overlap or over the groups of one dimension, stocks over
    groups at the end of one period. Bad input: `statistics_series_mixed`,
    `statistics_periods_overlap`, `statistics_not_additive`, `statistics_nothing_to_add`.
    """
    if not figures:
        raise bad_input("statistics_nothing_to_add")
    first = figures[0]
    for other in figures[1:]:
        require_alike(first, other)
    _require_additive(figures)
    values = [one.value for one in figures if one.value is not None]
    return sum(values, Decimal(0)) if len(values) == len(figures) else None


def _require_additive(figures: Sequence[Figure]) -> None:
    metric = figures[0].metric
    behaviour = DEFINITIONS[metric].behaviour
    periods = {one.period for one in figures}
    groups = {one.group for one in figures}
    apart = len({one.group.by for one in figures}) == 1 and WHOLE not in groups
    over_groups = len(periods) == 1 and len(groups) == len(figures) and apart
    over_periods = len(groups) == 1 and len(periods) == len(figures)
    if behaviour is Behaviour.FLOW and over_periods:
        require_disjoint([one.period for one in figures])
        return
    if behaviour in (Behaviour.FLOW, Behaviour.STOCK) and over_groups:
        return
    if len(figures) > 1:
        raise bad_input("statistics_not_additive", metric=str(metric))


def require_disjoint(periods: Sequence[Period]) -> None:
    """Bad input (`statistics_periods_overlap`) where a day lies in two of the periods."""
    ordered = sorted(periods, key=lambda one: (one.first_on, one.last_on))
    for one, after in pairwise(ordered):
        if one.overlaps(after):
            raise bad_input("statistics_periods_overlap", one=str(one), other=str(after))


def cut_to_millionth(ratio: Decimal) -> Decimal:
    """A ratio or rate to six decimals, the step in which rates are kept; the rest is left out.

    Not rounded: whoever writes two decimals of a per cent rounds the exact ratio that way, once.
    """
    return ratio.quantize(MILLIONTH, rounding=ROUND_DOWN)
