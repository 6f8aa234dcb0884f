"""Families of a scheme and the fields of their parts, in the reader's language."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum

from zhidai.core.labels import Label
from zhidai.core.policy.diff import shown
from zhidai.core.policy.quantity import format_quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.wording.speech import ENGLISH, translate

_IN_THE_HEADING = frozenset({"id", "kind", "label", "clause", "base_clause"})


def part_word(family: str, language: str) -> str:
    """The name of a family of parts."""
    return _word("part", family, language)


def field_word(field: str, language: str) -> str:
    """The name of a field of a part."""
    return _word("field", field, language)


def _word(kind: str, word: str, language: str) -> str:
    """English shows the code plainly: it is an English word already."""
    said = translate(f"{kind}: {word}", language)
    return said.removeprefix(f"{kind}: ").replace("_", " ")


def part_lines(part: object, scheme: Scheme, language: str) -> Iterator[tuple[str, str]]:
    """Each field of a part that says something: its word, and its content with numbers in place."""
    for field in fields(part):  # type: ignore[arg-type]
        content = getattr(part, field.name)
        default = field.default if field.default is not MISSING else None
        if field.name in _IN_THE_HEADING or content in (None, (), {}) or content == default:
            continue
        yield field_word(field.name, language), _content(content, scheme, language)


def word_of(word: str, language: str) -> str:
    """A word of a closed list."""
    return _word("word", word, language)


def level_word(scheme: Scheme, level: str, language: str) -> str:
    """A level of government as the scheme calls it."""
    found = scheme.levels.get(level)
    return level if found is None else found.label.in_language(language)


def _content(value: object, scheme: Scheme, language: str) -> str:
    if isinstance(value, StrEnum):
        return word_of(value.value, language)
    if isinstance(value, str) and value in scheme.parameters:
        return _number(value, scheme, language)
    if isinstance(value, Label):
        return value.in_language(language)
    if isinstance(value, tuple | list):
        between = ", " if language.startswith(ENGLISH) else "，"
        return between.join(_content(one, scheme, language) for one in value)
    if hasattr(value, "items"):
        return _content([_pair(pair, scheme, language) for pair in value.items()], scheme, language)
    if is_dataclass(value) and not isinstance(value, type):
        lines = [
            _content(getattr(value, field.name), scheme, language)
            for field in fields(value)
            if getattr(value, field.name) not in (None, (), {})
        ]
        return " ".join(lines)
    if isinstance(value, str):
        return _named(value, scheme, language)
    return shown(value).in_language(language)


def _named(name: str, scheme: Scheme, language: str) -> str:
    """A fact, a subsidy or a route by its label, anything else as a party."""
    labels = {one.id: one.label for one in scheme.subsidies}
    labels |= {one.full_name: one.label for one in scheme.facts.values()}
    labels |= {one.id: one.label for one in scheme.routes.values()}
    known = labels.get(name)
    return party_label(name, scheme, language) if known is None else known.in_language(language)


def _pair(pair: tuple[object, object], scheme: Scheme, language: str) -> str:
    return f"{party_label(str(pair[0]), scheme, language)} {_content(pair[1], scheme, language)}"


def party_label(name: str, scheme: Scheme, language: str) -> str:
    """A party, level or fund by its own label, else by its word; anything else as it stands."""
    for known in (scheme.own_parties, scheme.levels, scheme.funds, scheme.tables):
        if name in known:
            label: Label = known[name].label
            return label.in_language(language)
    return word_of(name, language)


def party_heading(name: str, scheme: Scheme, language: str) -> str:
    """The same at the beginning of a row or a line: with a capital where the letters have one."""
    label = party_label(name, scheme, language)
    return label[:1].upper() + label[1:]


def part_label(name: str, scheme: Scheme, language: str) -> str:
    """A loss model or a breaker, named with its family (`breakers/npl`), by its own label."""
    labels = {f"loss_models/{one.id}": one.label for one in scheme.loss_models}
    labels |= {f"breakers/{one.id}": one.label for one in scheme.breakers}
    return labels[name].in_language(language) if name in labels else name


def _number(parameter: str, scheme: Scheme, language: str) -> str:
    values = scheme.parameters[parameter].values
    return " / ".join(format_quantity(one.value, language) for one in values)
