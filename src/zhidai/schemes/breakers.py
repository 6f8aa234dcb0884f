"""breaker.yaml and sanctions.yaml: when new business stops, and what a breach costs."""

from zhidai.core.policy.breakers import Breaker, BreakerMetric, BreakerScope, Resume, Stops
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.sanctions import Sanction, SanctionCause, SanctionEffect
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.ids import Ids
from zhidai.schemes.yaml_source import Map

_BREAKER_KEYS = (
    "id",
    "label",
    "clause",
    "metric",
    "parameter",
    "scope",
    "warning",
    "stops",
    "resume",
)
_SANCTION_KEYS = ("id", "label", "clause", "after", "against", "effect", "lasts")


def read_breakers(sources: tuple[Map, ...], loading: Loading) -> tuple[Breaker, ...]:
    """Breakers in the order of the file."""
    ids = Ids(loading)
    return tuple(
        _breaker(Fields(source, loading, keys=_BREAKER_KEYS), ids, loading) for source in sources
    )


def _breaker(fields: Fields, ids: Ids, loading: Loading) -> Breaker:
    breaker = Breaker(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        metric=fields.word("metric", BreakerMetric),
        parameter=fields.parameter("parameter", (Unit.RATIO,)),
        scope=fields.word("scope", BreakerScope),
        stops=fields.words("stops", Stops),
        resume=fields.word("resume", Resume),
        warning=fields.parameter_if_any("warning", (Unit.RATIO,)),
    )
    if not breaker.stops:
        loading.problems.add("scheme_key_missing", fields.place, key="stops")
    parameter = loading.parameters.get(breaker.parameter)
    if parameter is not None and parameter.compare is None:
        loading.problems.add(
            "scheme_breaker_without_comparison",
            fields.place_of("parameter"),
            parameter=breaker.parameter,
        )
    return breaker


def read_sanctions(sources: tuple[Map, ...], loading: Loading) -> tuple[Sanction, ...]:
    """Sanctions in the order of the file."""
    ids = Ids(loading)
    return tuple(
        _sanction(Fields(source, loading, keys=_SANCTION_KEYS), ids, loading) for source in sources
    )


def _sanction(fields: Fields, ids: Ids, loading: Loading) -> Sanction:
    sanction = Sanction(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        after=fields.word("after", SanctionCause),
        against=fields.references("against", "party"),
        effect=fields.word("effect", SanctionEffect),
        lasts=fields.parameter_if_any("lasts", (Unit.MONTHS, Unit.YEARS)),
    )
    if not sanction.against:
        loading.problems.add("scheme_key_missing", fields.place, key="against")
    return sanction
