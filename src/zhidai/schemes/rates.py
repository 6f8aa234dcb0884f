"""rates.yaml: the highest rate a loan may bear, or be subsidised at."""

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.rates import AboveCeiling, CeilingFormula, RateCeiling, Tenor
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.ids import Ids
from zhidai.schemes.yaml_source import Map

_KEYS = (
    "id",
    "label",
    "clause",
    "formula",
    "parameter",
    "tenor",
    "above",
    "benchmark",
    "term_max",
    "term_over",
)
_TERMS = (Unit.MONTHS, Unit.YEARS)
_UNITS = {
    CeilingFormula.LPR_PLUS: (Unit.BASIS_POINTS,),
    CeilingFormula.LPR_TIMES: (Unit.TIMES, Unit.RATIO),
    CeilingFormula.BENCHMARK_TIMES: (Unit.TIMES, Unit.RATIO),
    CeilingFormula.FIXED: (Unit.RATE,),
}


def read_rate_ceilings(sources: tuple[Map, ...], loading: Loading) -> tuple[RateCeiling, ...]:
    """Rate ceilings in the order of the file."""
    ids = Ids(loading)
    return tuple(_ceiling(Fields(source, loading, keys=_KEYS), ids, loading) for source in sources)


def _ceiling(fields: Fields, ids: Ids, loading: Loading) -> RateCeiling:
    formula = fields.word("formula", CeilingFormula)
    benchmark = fields.parameter_if_any("benchmark", (Unit.RATE,))
    if (formula is CeilingFormula.BENCHMARK_TIMES) != (benchmark is not None):
        loading.problems.add("scheme_benchmark_unclear", fields.place)
    return RateCeiling(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        formula=formula,
        parameter=fields.parameter("parameter", _UNITS[formula]),
        tenor=fields.word("tenor", Tenor, default=Tenor.ONE_YEAR),
        above=fields.word("above", AboveCeiling, default=AboveCeiling.INELIGIBLE),
        benchmark=benchmark,
        term_max=fields.parameter_if_any("term_max", _TERMS),
        term_over=fields.parameter_if_any("term_over", _TERMS),
    )
