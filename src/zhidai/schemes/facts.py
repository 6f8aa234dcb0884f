"""facts.yaml and vocabulary.yaml: what may be asked, of whom, and in which form it is answered."""

from dataclasses import replace

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Choice, Fact, FactType, Subject
from zhidai.schemes.fields import Fields, Loading, maps_in
from zhidai.schemes.yaml_source import Entry, Map

_KEYS = (
    "label",
    "type",
    "unit",
    "answered_by",
    "choices",
    "hint",
    "formula",
    "only_where_asked",
    "optional",
)
_WITH_CHOICES = (FactType.CHOICE, FactType.CHOICES)


def read_facts(source: Map, loading: Loading, *, own: bool) -> dict[str, Fact]:
    """Facts by full name; `own` where the scheme itself declares them.

    Those without any problem become known to `loading.facts`.
    """
    facts = {}
    for entry in source.entries:
        for content in maps_in((entry.node,), loading.problems):
            known_problems = len(loading.problems)
            facts[entry.key] = replace(_fact(entry, content, loading), own=own)
            if len(loading.problems) == known_problems:
                loading.facts[entry.key] = facts[entry.key]
    return facts


def _fact(entry: Entry, content: Map, loading: Loading) -> Fact:
    fields = Fields(content, loading, keys=_KEYS)
    subject, _, name = entry.key.partition(".")
    if subject not in list(Subject) or not name:
        known = ", ".join(Subject)
        loading.problems.add("scheme_subject_unknown", entry.place, name=entry.key, known=known)
        subject = Subject.REQUEST
    fact_type = fields.word("type", FactType)
    return Fact(
        name=name,
        subject=Subject(subject),
        label=fields.label("label"),
        type=fact_type,
        unit=_unit(fields, fact_type, loading),
        answered_by=fields.reference_if_any("answered_by", "answerer") or "enterprise",
        choices=_choices(fields, fact_type, loading),
        hint=fields.label_if_any("hint"),
        formula=fields.reference_if_any("formula", "formula"),
        only_where_asked=fields.flag("only_where_asked"),
        optional=fields.flag("optional"),
    )


def _unit(fields: Fields, fact_type: FactType, loading: Loading) -> Unit | None:
    """Money is in yuan, a number needs its unit, nothing else has one."""
    unit = fields.word_if_any("unit", Unit)
    if fact_type is FactType.MONEY:
        if unit not in (None, Unit.YUAN):
            loading.problems.add("scheme_money_not_yuan", fields.place_of("unit"), unit=str(unit))
        return Unit.YUAN
    if fact_type is FactType.NUMBER and unit is None:
        loading.problems.add("scheme_key_missing", fields.place, key="unit")
    if fact_type is not FactType.NUMBER and unit is not None:
        loading.problems.add("scheme_unit_superfluous", fields.place_of("unit"), type=fact_type)
    return unit


def _choices(fields: Fields, fact_type: FactType, loading: Loading) -> tuple[Choice, ...]:
    choices: dict[str, Choice] = {}
    for content in fields.maps("choices"):
        parts = Fields(content, loading, keys=("value", "label"))
        value = parts.text("value")
        if value in choices:
            loading.problems.add("scheme_id_twice", parts.place, id=value)
        choices[value] = Choice(value=value, label=parts.label("label"))
    if (fact_type in _WITH_CHOICES) != bool(choices):
        loading.problems.add("scheme_choices_misplaced", fields.place, type=fact_type)
    return tuple(choices.values())
