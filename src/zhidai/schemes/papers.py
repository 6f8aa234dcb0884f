"""papers.yaml and duties.yaml: the documents asked for, and the reports owed."""

from zhidai.core.policy.occasions import Occasion
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Duty, Paper
from zhidai.schemes.fields import Fields, Loading, maps_in
from zhidai.schemes.ids import Ids
from zhidai.schemes.yaml_source import Map

_PAPER_KEYS = ("label", "clause", "required", "period")
_DUTY_KEYS = ("id", "label", "clause", "owed_by", "owed_to", "when", "papers", "within", "about")
_TIMES = (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS)


def read_papers(source: Map, loading: Loading) -> dict[str, Paper]:
    """Papers by id."""
    papers = {}
    for entry in source.entries:
        for content in maps_in((entry.node,), loading.problems):
            fields = Fields(content, loading, keys=_PAPER_KEYS)
            papers[entry.key] = Paper(
                id=entry.key,
                label=fields.label("label"),
                clause=fields.reference("clause", "clause"),
                required=fields.flag("required", default=True),
                period=fields.parameter_if_any("period", _TIMES),
            )
    return papers


def read_duties(sources: tuple[Map, ...], loading: Loading) -> tuple[Duty, ...]:
    """Duties in the order of the file."""
    ids = Ids(loading)
    return tuple(
        _duty(Fields(source, loading, keys=_DUTY_KEYS), ids, loading) for source in sources
    )


def _duty(fields: Fields, ids: Ids, loading: Loading) -> Duty:
    duty = Duty(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        owed_by=fields.reference("owed_by", "party"),
        owed_to=fields.references("owed_to", "party"),
        when=fields.label("when"),
        papers=fields.references("papers", "paper"),
        within=fields.parameter_if_any("within", _TIMES),
        about=fields.word_if_any("about", Occasion),
    )
    if not duty.owed_to:
        loading.problems.add("scheme_key_missing", fields.place, key="owed_to")
    return duty
