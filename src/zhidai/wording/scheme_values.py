"""Values of a scheme's fields in the reader's words, as a difference shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum

from zhidai.core.labels import Label
from zhidai.core.policy.diff import shown
from zhidai.core.policy.fact_tests import AllOf, AnyOf, Compare, Is, OneOf, Test
from zhidai.core.policy.quantity import Quantity, format_quantity
from zhidai.core.policy.scheme import Comparison, Parameter, Scheme
from zhidai.wording.explanation import COMPARISONS, content_text, fact_name
from zhidai.wording.scheme_parts import party_label, word_of
from zhidai.wording.speech import translate


def value_words(value: object, scheme: Scheme, language: str) -> str:
    """A field's value; parameters, facts and parties by their labels."""
    if value in (None, (), {}) or isinstance(value, bool | Label | Quantity):
        return shown(value).in_language(language)
    if isinstance(value, AllOf | AnyOf | Compare | Is | OneOf):
        return test_words(value, scheme, language)
    if isinstance(value, StrEnum):
        return word_of(value.value, language)
    if isinstance(value, str):
        return _text(value, scheme, language)
    if isinstance(value, Mapping):
        pairs = (
            f"{value_words(key, scheme, language)}: {value_words(one, scheme, language)}"
            for key, one in value.items()
        )
        return "; ".join(pairs)
    if isinstance(value, tuple | list):
        return "; ".join(value_words(one, scheme, language) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(_fields(value, scheme, language))
    return shown(value).in_language(language)


def test_words(test: Test, scheme: Scheme, language: str) -> str:
    """What a test asks: the revenue is at most 400 million yuan (its ceiling)."""
    if isinstance(test, AllOf | AnyOf):
        between = translate(" and " if isinstance(test, AllOf) else " or ", language)
        return between.join(test_words(one, scheme, language) for one in test.parts)
    name = fact_name(scheme, test.fact, language)
    if isinstance(test, Compare):
        return f"{name} {_bound(test, scheme, language)}"
    contents = test.contents if isinstance(test, OneOf) else (test.content,)
    fact = scheme.facts.get(test.fact)
    said = translate(" or ", language).join(
        str(one) if fact is None else content_text(fact, one, language) for one in contents
    )
    return translate("{fact}: {content}", language).format(fact=name, content=said)


def _bound(test: Compare, scheme: Scheme, language: str) -> str:
    parameter = scheme.parameters.get(test.parameter)
    if parameter is None:
        return f"{word_of(test.compare.value, language)} {test.parameter}"
    number = _numbers(parameter, language)
    if test.compare is not Comparison.EQUALS:
        number = translate(COMPARISONS[test.compare], language).format(bound=number)
    return f"{number} ({parameter.label.in_language(language)})"


def _text(value: str, scheme: Scheme, language: str) -> str:
    parameter = scheme.parameters.get(value)
    if parameter is not None:
        return f"{parameter.label.in_language(language)} ({_numbers(parameter, language)})"
    if value in scheme.facts:
        return fact_name(scheme, value, language)
    known = party_label(value, scheme, language)
    is_word = known == value.replace("_", " ")  # party_label leaves what it does not know
    return value if is_word else known


def _numbers(parameter: Parameter, language: str) -> str:
    return " / ".join(format_quantity(one.value, language) for one in parameter.values)


def _fields(value: object, scheme: Scheme, language: str) -> Iterator[str]:
    for field in fields(value):  # type: ignore[arg-type]
        content = getattr(value, field.name)
        if content not in (None, (), {}):
            yield value_words(content, scheme, language)
