"""How the lines behind a figure of a dashboard make it up."""

from collections.abc import Mapping
from types import MappingProxyType

from zhidai.core.dashboards.figures import MEASURES, Measure
from zhidai.core.statistics.contributions import COUNT, YUAN, Adding, Contribution
from zhidai.core.statistics.metrics import FigureUnit

_RATIO_OF_YUAN = Contribution(adding=Adding.RATIO, part=FigureUnit.YUAN, whole=FigureUnit.YUAN)
_OTHERS: Mapping[Measure, Contribution] = MappingProxyType(
    {
        Measure.WAITING_DAYS: Contribution(adding=Adding.MEDIAN, part=FigureUnit.DAYS),
        Measure.WAITING_LONGEST: Contribution(adding=Adding.MOST, part=FigureUnit.DAYS),
        Measure.NPL_RATIO: _RATIO_OF_YUAN,
        Measure.LEVERAGE: Contribution(adding=Adding.RATIO, part=FigureUnit.YUAN),
        Measure.BUDGET_LEFT: Contribution(adding=Adding.LEFT, part=FigureUnit.YUAN),
        Measure.ACCEPTED_RATIO: _RATIO_OF_YUAN,
        Measure.INTERNAL_RATIO: _RATIO_OF_YUAN,
        Measure.REALISED_RATIO: _RATIO_OF_YUAN,
    }
)
# The number beside the lines is that of another measure of the same group.
OVER: Mapping[Measure, Measure] = MappingProxyType(
    {Measure.LEVERAGE: Measure.CAPITAL, Measure.BUDGET_LEFT: Measure.BUDGET}
)
OF_MEASURES: Mapping[Measure, Contribution] = MappingProxyType(
    {
        measure: _OTHERS.get(measure, COUNT if unit is FigureUnit.COUNT else YUAN)
        for units in MEASURES.values()
        for measure, unit in units.items()
    }
)
