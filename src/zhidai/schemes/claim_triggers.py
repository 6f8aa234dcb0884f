"""claims.yaml: when compensation falls due, who pays it, and in what time."""

from zhidai.core.policy.claim_triggers import ClaimTrigger, NplClass, OverdueOf, TriggerMetric
from zhidai.core.policy.quantity import Unit
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.ids import Ids
from zhidai.schemes.yaml_source import Map

_KEYS = (
    "id",
    "label",
    "clause",
    "payers",
    "trigger",
    "routes",
    "grace",
    "advance",
    "advance_by",
    "recovery_clause",
)
_TRIGGER_KEYS = ("metric", "of", "class", "days", "after")
_TIMES = (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS)

# What each metric cannot do without.
_NEEDED = {
    TriggerMetric.DAYS_OVERDUE: "days",
    TriggerMetric.FIVE_CLASS: "class",
    TriggerMetric.WRITTEN_OFF: None,
}


def read_claim_triggers(sources: tuple[Map, ...], loading: Loading) -> tuple[ClaimTrigger, ...]:
    """Triggers in the order of the file."""
    ids = Ids(loading)
    return tuple(_trigger(Fields(source, loading, keys=_KEYS), ids, loading) for source in sources)


def _trigger(fields: Fields, ids: Ids, loading: Loading) -> ClaimTrigger:
    inner = Fields(fields.map_of("trigger"), loading, keys=_TRIGGER_KEYS)
    metric = inner.word("metric", TriggerMetric)
    needed = _NEEDED[metric]
    if needed is not None and inner.source.get(needed) is None:
        loading.problems.add("scheme_key_missing", inner.place, key=needed)
    payers = fields.references("payers", "party")
    if not payers:
        loading.problems.add("scheme_key_missing", fields.place, key="payers")
    return ClaimTrigger(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        payers=payers,
        metric=metric,
        of=inner.word("of", OverdueOf, default=OverdueOf.EITHER),
        npl_class=inner.word_if_any("class", NplClass),
        days=inner.parameter_if_any("days", (Unit.DAYS,)),
        after=inner.parameter_if_any("after", _TIMES),
        routes=fields.references("routes", "route"),
        grace=fields.parameter_if_any("grace", (Unit.DAYS, Unit.WORKING_DAYS)),
        advance=fields.parameter_if_any("advance", (Unit.RATIO,)),
        advance_by=fields.references("advance_by", "party"),
        recovery_clause=fields.reference_if_any("recovery_clause", "clause"),
    )
