"""What changed between two schemes, as the rows of a table: on the command line and on pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass, replace

from zhidai.core.labels import Label
from zhidai.core.policy.diff import ORDER, ChangeKind, FieldChange, PartChange, parts_of
from zhidai.core.policy.families import part_name
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import MoneyChange, MoneyEffect, OnRoutes
from zhidai.wording.scheme_parts import field_word, part_word
from zhidai.wording.scheme_values import value_words
from zhidai.wording.speech import ENGLISH, clause_name, sentences, translate
from zhidai.wording.xray_difference import (
    is_of_reading,
    money_figure,
    money_value,
    routes_words,
)

COLUMNS = ("Part", "Clause", "Kind", "Before", "After")
MONEY_COLUMNS = ("Figure", "Before", "After")
_IDENTITY = "identity"
_OF_THE_TEXT = frozenset({"clauses", "waivers"})
_SAYING = frozenset({"clause", "clauses", "stated", "label", "base_clause", "recovery_clause"})
_IN_WORDS = frozenset(
    {
        "clauses",
        "facts",
        "papers",
        "steps",
        "tasks",
        "interpretations",
        "waivers",
        "assertions",
        "duties",
    }
)
_KINDS = {
    ChangeKind.ADDED: "added",
    ChangeKind.REMOVED: "removed",
    ChangeKind.CHANGED: "changed",
}

Row = tuple[str, str, str, str, str]


def change_rows(
    changes: Sequence[PartChange], schemes: Sequence[Scheme], language: str
) -> Iterator[Row]:
    """One row for each field that changed; the part and its clause stand in its first row.

    schemes: the one after and the one before. Of two plans that are no versions of one, each with
    a text of its own, only what they say is compared: not clause by clause of one number, and what
    only one of them says in words is named in one row for each family.
    """
    folded: dict[tuple[str, ChangeKind], list[PartChange]] = {}
    if schemes[0].id != schemes[-1].id:
        changes = list(_without_the_text(changes))
        for change in changes:
            if change.part in _IN_WORDS and change.kind is not ChangeKind.CHANGED:
                folded.setdefault((change.part, change.kind), []).append(change)
    for change in changes:
        together = folded.get((change.part, change.kind), [])
        if together[:1] == [change]:
            yield _folded(together, schemes, language)
        if together:
            continue
        kind = translate(_KINDS[change.kind], language)
        clause = "" if change.clause is None else clause_name(change.clause, language)
        part = f"{part_word(change.part, language)}: {part_named(change, schemes, language)}"
        if not change.fields:
            yield part, clause, kind, "", ""
        for one in change.fields:
            if one.field != change.name:
                kind = f"{kind}: {field_word(one.field, language)}".lstrip(": ")
            new, old = _values(change, one, schemes, language)
            yield part, clause, kind, old, new
            part, clause, kind = "", "", ""


def _without_the_text(changes: Sequence[PartChange]) -> Iterator[PartChange]:
    """Where and how the text of either plan says it, left out."""
    for change in changes:
        if change.kind is not ChangeKind.CHANGED:
            yield change
        elif change.part not in _OF_THE_TEXT:
            kept = tuple(one for one in change.fields if one.field not in _SAYING)
            if kept:
                yield replace(change, fields=kept)


def _folded(changes: Sequence[PartChange], schemes: Sequence[Scheme], language: str) -> Row:
    """Parts of one family that all came or went."""
    first = changes[0]
    between = ", " if language.startswith(ENGLISH) else "、"
    names = between.join(_short_name(one, schemes, language) for one in changes)
    old, new = (names, "") if first.kind is ChangeKind.REMOVED else ("", names)
    part = f"{part_word(first.part, language)} ({len(changes)})"
    return part, "", translate(_KINDS[first.kind], language), old, new


def _short_name(change: PartChange, schemes: Sequence[Scheme], language: str) -> str:
    named = part_named(change, schemes, language)
    return named.removesuffix(f" ({change.name})")


def _values(
    change: PartChange, one: FieldChange, schemes: Sequence[Scheme], language: str
) -> Iterator[str]:
    """After and before. A part that comes or goes says only what it is about."""
    if change.kind is not ChangeKind.CHANGED:
        return (each.in_language(language) for each in (one.new, one.old))
    return (_value(change, one, scheme, language) for scheme in schemes)


def _value(change: PartChange, one: FieldChange, scheme: Scheme, language: str) -> str:
    """The field of the part in one of the schemes."""
    every = parts_of(scheme)
    parts = every.get(change.part, {})
    part = parts.get(change.name, parts.get(change.was))
    if change.part == ORDER:
        listed = every.get(change.name, {}).values()
        part = tuple(getattr(one, "label", part_name(one)) for one in listed)
    value = part if one.field == change.name else getattr(part, one.field)
    return value_words(value, scheme, language)


def part_named(change: PartChange, schemes: Sequence[Scheme], language: str) -> str:
    """What people call a part, with its name in the files; the name alone where it has no label."""
    if change.part == _IDENTITY:
        return field_word(change.name, language)
    if change.part == ORDER:
        return part_word(change.name, language)
    for scheme in schemes:
        family = getattr(scheme, change.part, None)
        parts = family if isinstance(family, Mapping) else {}
        if isinstance(family, tuple):
            parts = {part_name(one): one for one in family if is_dataclass(one)}
        label = getattr(parts.get(change.name), "label", None)
        if isinstance(label, Label):
            return f"{label.in_language(language)} ({change.name})"
    return change.name


def money_rows(
    money: Sequence[MoneyChange], schemes: Sequence[Scheme], language: str
) -> Iterator[tuple[str, str, str]]:
    """Each figure of the x-ray that moves.

    Of two plans that are no versions of one, only readings that both consider: each has its own
    questions.
    """
    versions = schemes[0].id == schemes[-1].id
    for one in money:
        if not versions and is_of_reading(one) and None in (one.old, one.new):
            continue
        yield (
            money_figure(one, schemes, language),
            money_value(one.figure, one.old, language),
            money_value(one.figure, one.new, language),
        )


def money_notes(money: MoneyEffect, schemes: Sequence[Scheme], language: str) -> list[str]:
    """That nothing moves, or on which routes it could not be computed and why.

    schemes: the one before and the one after.
    """
    if not (money.changes or money.not_computed):
        return [translate("On the reference loan no figure of the x-ray moves.", language)]
    return [
        f"{_where_unknown(one.on, schemes, language)} {' '.join(sentences(one.reasons, language))}"
        for one in money.not_computed
    ]


def _where_unknown(on: OnRoutes | None, schemes: Sequence[Scheme], language: str) -> str:
    if on is None:
        return translate("What it moves in money cannot be computed:", language)
    return translate("What it moves in money cannot be computed for {route}:", language).format(
        route=routes_words(on, schemes, language)
    )
