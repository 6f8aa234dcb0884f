"""Reads typed fields out of a map, noting what is missing, misspelt or of the wrong kind.

Where a field is bad, the reading goes on with an empty stand-in so that one run shows every
error; the stand-ins never leave the package, because `Problems.refuse_if_any` comes first.
"""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from zhidai.core.errors import BadInput
from zhidai.core.policy.quantity import EXAMPLES, Quantity, Unit, parse_quantity
from zhidai.core.policy.scheme import Fact, Label, Parameter
from zhidai.schemes.closed_lists import ClosedLists
from zhidai.schemes.problems import Place, Problems
from zhidai.schemes.yaml_source import Items, Map, Node, Text

Word = TypeVar("Word", bound=StrEnum)

NO_LABEL = Label(zh="", en="")
_NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """What one load knows: its problems, the names declared, and the sound facts and parameters."""

    problems: Problems
    closed: ClosedLists
    names: dict[str, Collection[str]] = field(default_factory=dict)  # by kind: clause, fact, ...
    facts: dict[str, Fact] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)

    def reference(self, kind: str, node: Text) -> str:
        """A name that must be declared as a `kind`; `scheme_<kind>_unknown` if it is not."""
        known = self.names.get(kind, ())
        if node.text not in known:
            self.problems.add(
                f"scheme_{kind}_unknown",
                node.place,
                name=node.text,
                known=nearest(node.text, known),
            )
        return node.text


def nearest(name: str, known: Iterable[str]) -> str:
    """The known names most like one that is not known, for the sentence about it."""
    close = difflib.get_close_matches(name, sorted(known), n=_NEAREST, cutoff=0.0)
    return ", ".join(close) or "-"


class Fields:
    """The fields of one map; keys that it does not know are errors at once."""

    def __init__(self, source: Map, loading: Loading, *, keys: Collection[str]) -> None:
        self.source = source
        self.place = source.place
        self._loading = loading
        self._problems = loading.problems
        for entry in source.entries:
            if entry.key not in keys:
                allowed = ", ".join(keys)
                self._problems.add("scheme_key_unknown", entry.place, key=entry.key, known=allowed)

    def place_of(self, key: str) -> Place:
        """Where a field stands; the map itself if it has no such field."""
        node = self.source.get(key)
        return self.place if node is None else node.place

    def _required(self, key: str) -> Node | None:
        node = self.source.get(key)
        if node is None:
            self._problems.add("scheme_key_missing", self.place, key=key)
        return node

    def text(self, key: str) -> str:
        """A required text."""
        return self._text_of(self._required(key), key)

    def text_if_any(self, key: str) -> str | None:
        """A text, or None where the field is absent."""
        node = self.source.get(key)
        return None if node is None else self._text_of(node, key)

    def _text_of(self, node: Node | None, key: str) -> str:
        if isinstance(node, Text):
            return node.text
        if node is not None:
            self._problems.add("scheme_not_text", node.place, key=key)
        return ""

    def texts(self, key: str) -> tuple[Text, ...]:
        """A list of texts; empty where the field is absent."""
        found = []
        for node in self.items(key):
            if isinstance(node, Text):
                found.append(node)
            else:
                self._problems.add("scheme_not_text", node.place, key=key)
        return tuple(found)

    def items(self, key: str) -> tuple[Node, ...]:
        """A list of anything; empty where the field is absent."""
        node = self.source.get(key)
        if node is None:
            return ()
        if not isinstance(node, Items):
            self._problems.add("scheme_not_a_list", node.place, key=key)
            return ()
        return node.nodes

    def maps(self, key: str) -> tuple[Map, ...]:
        """A list of maps."""
        return tuple(maps_in(self.items(key), self._problems))

    def map_of(self, key: str) -> Map:
        """A required map."""
        node = self._required(key)
        if isinstance(node, Map):
            return node
        if node is not None:
            self._problems.add("scheme_not_a_map", node.place)
        return Map(place=self.place, entries=())

    def flag(self, key: str, *, default: bool = False) -> bool:
        """true or false."""
        node = self.source.get(key)
        if node is None:
            return default
        content = node.flag if isinstance(node, Text) else None
        if content is None:
            self._problems.add("scheme_not_a_flag", node.place, key=key)
        return bool(content)

    def day(self, key: str) -> date:
        """A required date."""
        node = self._required(key)
        return date.min if node is None else day_of(node, self._problems)

    def day_if_any(self, key: str) -> date | None:
        """A date, or None where the field is absent."""
        node = self.source.get(key)
        return None if node is None else day_of(node, self._problems)

    def word(self, key: str, words: type[Word], *, default: Word | None = None) -> Word:
        """One word of a closed list; required unless a default is given."""
        node = self.source.get(key) if default is not None else self._required(key)
        if node is None:
            return default or next(iter(words))
        return self._word_of(node, key, words)

    def word_if_any(self, key: str, words: type[Word]) -> Word | None:
        """One word of a closed list, or None where the field is absent."""
        node = self.source.get(key)
        return None if node is None else self._word_of(node, key, words)

    def _word_of(self, node: Node, key: str, words: type[Word]) -> Word:
        written = self._text_of(node, key)
        if written in list(words):
            return words(written)
        if isinstance(node, Text):
            known = ", ".join(words)
            self._problems.add(
                "scheme_word_unknown", node.place, key=key, word=written, known=known
            )
        return next(iter(words))

    def words(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """A list of words of a closed list; empty where the field is absent."""
        return tuple(self._word_of(node, key, words) for node in self.items(key))

    def label(self, key: str) -> Label:
        """A required label in both languages."""
        node = self._required(key)
        return NO_LABEL if node is None else label_of(node, self._loading)

    def label_if_any(self, key: str) -> Label | None:
        """A label in both languages, or None where the field is absent."""
        node = self.source.get(key)
        return None if node is None else label_of(node, self._loading)

    def reference(self, key: str, kind: str) -> str:
        """A required name of something declared elsewhere."""
        node = self._required(key)
        if isinstance(node, Text):
            return self._loading.reference(kind, node)
        return self._text_of(node, key)

    def reference_if_any(self, key: str, kind: str) -> str | None:
        """A name of something declared elsewhere, or None where the field is absent."""
        return None if self.source.get(key) is None else self.reference(key, kind)

    def parameter(self, key: str, units: Collection[Unit]) -> str:
        """A required name of a parameter in one of the units."""
        name = self.reference(key, "parameter")
        self._hold_unit(name, self.place_of(key), key=key, units=units)
        return name

    def parameter_if_any(self, key: str, units: Collection[Unit]) -> str | None:
        """A name of a parameter in one of the units, or None where the field is absent."""
        return None if self.source.get(key) is None else self.parameter(key, units)

    def parameters_by(self, key: str, kind: str, units: Collection[Unit]) -> dict[str, str]:
        """A map from names of one kind (parties) to parameters in one of the units."""
        found = {}
        for entry in self.map_of(key).entries:
            self._loading.reference(kind, Text(place=entry.place, text=entry.key, plain=True))
            if not isinstance(entry.node, Text):
                self._problems.add("scheme_not_text", entry.node.place, key=entry.key)
                continue
            name = self._loading.reference("parameter", entry.node)
            self._hold_unit(name, entry.node.place, key=entry.key, units=units)
            found[entry.key] = name
        return found

    def _hold_unit(self, name: str, place: Place, *, key: str, units: Collection[Unit]) -> None:
        parameter = self._loading.parameters.get(name)
        if parameter is not None and parameter.unit not in units:
            self._problems.add(
                "scheme_parameter_unit_misfit",
                place,
                parameter=name,
                unit=parameter.unit,
                key=key,
                needed=" / ".join(units),
            )

    def references(self, key: str, kind: str) -> tuple[str, ...]:
        """A list of names of things declared elsewhere."""
        return tuple(self._loading.reference(kind, node) for node in self.texts(key))

    def quantity_if_any(self, key: str, units: Collection[Unit]) -> Quantity | None:
        """A quantity in one of the units, or None where the field is absent."""
        node = self.source.get(key)
        return None if node is None else quantity_of(node, self._problems, units=units)


def maps_in(nodes: Iterable[Node], problems: Problems) -> Iterable[Map]:
    """The maps of a list; anything else in it is noted."""
    for node in nodes:
        if isinstance(node, Map):
            yield node
        else:
            problems.add("scheme_not_a_map", node.place)


def day_of(node: Node, problems: Problems) -> date:
    """A date written 2020-09-29."""
    try:
        return date.fromisoformat(node.text if isinstance(node, Text) else "")
    except ValueError:
        written = node.text if isinstance(node, Text) else "-"
        problems.add("scheme_not_a_date", node.place, text=written)
        return date.min


def label_of(node: Node, loading: Loading) -> Label:
    """A label in both languages."""
    if not isinstance(node, Map):
        loading.problems.add("scheme_label_not_both", node.place)
        return NO_LABEL
    fields = Fields(node, loading, keys=("zh", "en"))
    written: Mapping[str, str | None] = {key: fields.text_if_any(key) for key in ("zh", "en")}
    for language, text in written.items():
        if not text or not text.strip():
            loading.problems.add("scheme_label_language_missing", node.place, language=language)
    return Label(zh=written["zh"] or "", en=written["en"] or "")


def quantity_of(node: Node, problems: Problems, *, units: Collection[Unit]) -> Quantity:
    """A quantity in one of the units; any unit where none is named."""
    example = " / ".join(EXAMPLES[unit] for unit in units or (Unit.YUAN, Unit.RATIO, Unit.DAYS))
    stand_in = Quantity(amount=Decimal(0), unit=next(iter(units), Unit.COUNT), text="")
    if not isinstance(node, Text):
        problems.add("scheme_quantity_unreadable", node.place, text="-", example=example)
        return stand_in
    try:
        quantity = parse_quantity(node.text)
    except BadInput as refusal:
        code = _QUANTITY_CODES.get(refusal.reasons[0].code, "scheme_quantity_unreadable")
        problems.add(code, node.place, text=node.text, example=example)
        return stand_in
    if units and quantity.unit not in units:
        problems.add("scheme_unit_differs", node.place, text=node.text, example=example)
    return quantity


_QUANTITY_CODES = {
    "quantity_without_unit": "scheme_bare_number",
    "quantity_unit_unknown": "scheme_unit_unknown",
}
