"""The tests that rules are made of: a comparison, a content, or all or any of several tests."""

from collections.abc import Iterator
from datetime import date

from zhidai.core.evidence import FactContent
from zhidai.core.policy.quantity import comparable
from zhidai.core.policy.scheme import (
    AllOf,
    AnyOf,
    Compare,
    Comparison,
    Fact,
    FactType,
    Is,
    OneOf,
    Test,
)
from zhidai.schemes.fields import Fields, Loading, day_of
from zhidai.schemes.yaml_source import Items, Map, Node, Text

_FORMS: tuple[tuple[str, ...], ...] = (
    ("fact", "compare", "parameter"),
    ("fact", "is"),
    ("fact", "one_of"),
    ("all_of",),
    ("any_of",),
)
_MEASURED = (FactType.MONEY, FactType.NUMBER)
_LISTED = (FactType.CHOICE, FactType.CHOICES)
NEVER = AllOf(parts=())  # the stand-in for a test that could not be read


def read_test_if_any(fields: Fields, key: str, loading: Loading) -> Test | None:
    """The test of a field, or None where the field is absent."""
    node = fields.source.get(key)
    return None if node is None else read_test(node, loading)


def required_test(fields: Fields, key: str, loading: Loading) -> Test:
    """The test of a field that must be there."""
    test = read_test_if_any(fields, key, loading)
    if test is None:
        loading.problems.add("scheme_key_missing", fields.place, key=key)
        return NEVER
    return test


def read_test(node: Node, loading: Loading) -> Test:
    """One test, with its facts and parameters known and fitting each other."""
    form = next(
        (form for form in _FORMS if isinstance(node, Map) and set(form) == set(node.keys)), None
    )
    if form is None or not isinstance(node, Map):
        loading.problems.add("scheme_test_unclear", node.place)
        return NEVER
    fields = Fields(node, loading, keys=form)
    if form == ("all_of",):
        return AllOf(parts=_parts(fields, "all_of", loading))
    if form == ("any_of",):
        return AnyOf(parts=_parts(fields, "any_of", loading))
    return _about_one_fact(fields, form[1], loading)


def _parts(fields: Fields, key: str, loading: Loading) -> tuple[Test, ...]:
    parts = tuple(read_test(node, loading) for node in fields.items(key))
    if not parts:
        loading.problems.add("scheme_test_unclear", fields.place)
    return parts


def _about_one_fact(fields: Fields, kind: str, loading: Loading) -> Test:
    name = fields.reference("fact", "fact")
    if kind == "compare":
        return _compare(name, fields, loading)
    if kind == "is":
        return Is(fact=name, content=_contents(name, fields, "is", loading)[0])
    return OneOf(fact=name, contents=_contents(name, fields, "one_of", loading))


def _compare(name: str, fields: Fields, loading: Loading) -> Compare:
    test = Compare(
        fact=name,
        compare=fields.word("compare", Comparison),
        parameter=fields.reference("parameter", "parameter"),
    )
    fact, parameter = loading.facts.get(name), loading.parameters.get(test.parameter)
    if fact is not None and fact.type not in _MEASURED:
        loading.problems.add(
            "scheme_fact_not_measured", fields.place_of("fact"), fact=name, type=fact.type
        )
    elif fact is not None and fact.unit and parameter and not comparable(fact.unit, parameter.unit):
        loading.problems.add(
            "scheme_unit_misfit",
            fields.place_of("parameter"),
            parameter=test.parameter,
            unit=parameter.unit,
            fact=name,
            fact_unit=fact.unit,
        )
    return test


def _contents(name: str, fields: Fields, key: str, loading: Loading) -> tuple[FactContent, ...]:
    node = fields.source.get(key)
    nodes = node.nodes if isinstance(node, Items) and key == "one_of" else (node,)
    fact = loading.facts.get(name)
    found = []
    for item in nodes:
        if not isinstance(item, Text):
            place = item.place if item is not None else fields.place
            loading.problems.add("scheme_not_text", place, key=key)
            continue
        found.append(_content(item, fact, loading))
    if not found:
        found.append("")
    return tuple(found)


def _content(item: Text, fact: Fact | None, loading: Loading) -> FactContent:
    """The content in the form that the fact is answered in."""
    if fact is None:
        return item.text
    if fact.type is FactType.FLAG:
        return _flag(item, loading)
    if fact.type is FactType.DATE:
        return _day(item, loading)
    if fact.type in _MEASURED:
        loading.problems.add("scheme_fact_is_measured", item.place, fact=fact.full_name)
    known = [choice.value for choice in fact.choices]
    if fact.type in _LISTED and item.text not in known:
        loading.problems.add(
            "scheme_choice_unknown",
            item.place,
            word=item.text,
            fact=fact.full_name,
            known=", ".join(known),
        )
    return item.text


def _flag(item: Text, loading: Loading) -> bool:
    if item.flag is None:
        loading.problems.add("scheme_not_a_flag", item.place, key="is")
    return bool(item.flag)


def _day(item: Text, loading: Loading) -> date:
    return day_of(item, loading.problems)


def comparisons_of(test: Test | None) -> Iterator[Compare]:
    """The comparisons with parameters inside a test."""
    if isinstance(test, (AllOf, AnyOf)):
        for part in test.parts:
            yield from comparisons_of(part)
    elif isinstance(test, Compare):
        yield test
