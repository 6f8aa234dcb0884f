"""interpretations.yaml and waivers.yaml: the readings chosen, and the numbers that rule nothing."""

from zhidai.core.policy.scheme import Interpretation, Reading, Waiver
from zhidai.schemes.fields import Fields, Loading, maps_in, nearest
from zhidai.schemes.ids import Ids
from zhidai.schemes.yaml_source import Map

_KEYS = (
    *("question", "clauses", "readings", "chosen", "basis"),
    *("confirmed_by", "money_effect", "informative"),
)


def read_interpretations(source: Map, loading: Loading) -> dict[str, Interpretation]:
    """Interpretations by id; the reading chosen is one of those listed, and code carries it out.

    A question that no code knows must say of itself that it is informative.
    """
    found = {}
    for entry in source.entries:
        for content in maps_in((entry.node,), loading.problems):
            fields = Fields(content, loading, keys=_KEYS)
            found[entry.key] = _interpretation(entry.key, fields, loading)
    return found


def _interpretation(name: str, fields: Fields, loading: Loading) -> Interpretation:
    ids = Ids(loading)
    readings = tuple(_reading(source, ids, loading) for source in fields.maps("readings"))
    chosen = fields.text("chosen")
    known = [one.id for one in readings]
    if chosen and chosen not in known:
        place = fields.place_of("chosen")
        listed = ", ".join(known) or "-"
        loading.problems.add("scheme_reading_unknown", place, name=chosen, known=listed)
    elif chosen:
        _require_carried_out(name, chosen, fields, loading)
    return Interpretation(
        id=name,
        question=fields.label("question"),
        clauses=fields.references("clauses", "clause"),
        readings=readings,
        chosen=chosen,
        basis=fields.label("basis"),
        confirmed_by=fields.text_if_any("confirmed_by"),
        money_effect=fields.label_if_any("money_effect"),
    )


def _require_carried_out(name: str, chosen: str, fields: Fields, loading: Loading) -> None:
    carried_out = loading.closed.readings
    is_informative = fields.flag("informative")
    if name not in carried_out:
        if not is_informative:
            close = nearest(name, carried_out)
            loading.problems.add("scheme_question_unknown", fields.place, name=name, known=close)
        return
    if is_informative:
        place = fields.place_of("informative")
        loading.problems.add("scheme_question_not_informative", place, name=name)
    if chosen not in carried_out[name]:
        known = ", ".join(carried_out[name])
        place = fields.place_of("chosen")
        loading.problems.add(
            "scheme_reading_not_carried_out", place, interpretation=name, name=chosen, known=known
        )


def _reading(source: Map, ids: Ids, loading: Loading) -> Reading:
    fields = Fields(source, loading, keys=("id", "label"))
    return Reading(id=ids.take(fields), label=fields.label("label"))


def read_waivers(sources: tuple[Map, ...], loading: Loading) -> tuple[Waiver, ...]:
    """Waivers in the order of the file."""
    waivers = []
    for source in sources:
        fields = Fields(source, loading, keys=("clause", "number", "why"))
        waivers.append(
            Waiver(
                clause=fields.reference("clause", "clause"),
                number=fields.text("number"),
                why=fields.label("why"),
            )
        )
    return tuple(waivers)
