"""What changed between two schemes, as the rows of a table: on the command line and on pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass

from zhidai.core.labels import Label
from zhidai.core.policy.diff import ChangeKind, FieldChange, PartChange, parts_of
from zhidai.core.policy.families import part_name
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import MoneyChange, MoneyEffect, OnRoutes
from zhidai.wording.scheme_parts import field_word, part_word
from zhidai.wording.scheme_values import value_words
from zhidai.wording.speech import clause_name, sentences, translate
from zhidai.wording.xray_difference import money_figure, money_value, routes_words

COLUMNS = ("Part", "Clause", "Kind", "Before", "After")
MONEY_COLUMNS = ("Figure", "Before", "After")
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

    schemes: the one after and the one before.
    """
    for change in changes:
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


def _values(
    change: PartChange, one: FieldChange, schemes: Sequence[Scheme], language: str
) -> Iterator[str]:
    """After and before. A part that comes or goes says only what it is about."""
    if change.kind is not ChangeKind.CHANGED:
        return (each.in_language(language) for each in (one.new, one.old))
    return (_value(change, one, scheme, language) for scheme in schemes)


def _value(change: PartChange, one: FieldChange, scheme: Scheme, language: str) -> str:
    """The field of the part in one of the schemes."""
    part = parts_of(scheme).get(change.part, {}).get(change.name)
    value = part if one.field == change.name else getattr(part, one.field)
    return value_words(value, scheme, language)


def part_named(change: PartChange, schemes: Sequence[Scheme], language: str) -> str:
    """What people call a part, with its name in the files; the name alone where it has no label."""
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
    """Each figure of the x-ray that moves."""
    for one in money:
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
