"""YAML as the scheme files use it: text, maps and lists, each with its file and line.

PyYAML composes the nodes; the reading of plain words is ours, because YAML 1.1 takes `no` for
false, `on` for true and 12:30 for a number. Anchors, tags and second documents are refused: a
plan is read line by line by people who know none of these.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.resolver import Resolver

from zhidai.schemes.problems import Place, Problems

_NUMBER = re.compile(r"[-+]?[0-9][0-9_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?")
# Control characters, which no database and no terminal keeps, and signs that turn the order of
# what is read: a label must say what its bytes say. Line breaks and tabs may stand.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
DEEPEST = 40  # maps and lists inside each other; the deepest of ours have seven
_NOTHING = ("", "~", "null")
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ["str", "int", "float", "bool", "null", "timestamp", "value", "merge", "map", "seq"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One scalar as written; `plain` where it stands without quotation marks."""

    place: Place
    text: str
    plain: bool

    @property
    def is_nothing(self) -> bool:
        return self.plain and self.text in _NOTHING

    @property
    def is_number(self) -> bool:
        return self.plain and _NUMBER.fullmatch(self.text) is not None

    @property
    def flag(self) -> bool | None:
        """True or false as YAML writes them; None for any other word."""
        return {"true": True, "false": False}.get(self.text) if self.plain else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A key of a map with what stands under it."""

    key: str
    place: Place
    node: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map in the order of the file, each key once."""

    place: Place
    entries: tuple[Entry, ...]

    def get(self, key: str) -> "Node | None":
        """What stands under a key; None where it is absent or empty."""
        for entry in self.entries:
            if entry.key == key:
                empty = isinstance(entry.node, Text) and entry.node.is_nothing
                return None if empty else entry.node
        return None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(entry.key for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    place: Place
    nodes: tuple["Node", ...]


Node = Text | Map | Items


class _TooDeepError(yaml.MarkedYAMLError):
    """Maps and lists stand inside each other further than any scheme file needs."""


class _Loader(Composer, CParser, SafeConstructor, Resolver):
    """Composes nodes and refuses aliases, which would hide where a value stands.

    The C parser reads: every command loads a scheme, and Python's scanner took most of its start.
    """

    depth = 0

    def __init__(self, content: str) -> None:
        CParser.__init__(self, content)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.depth += 1
        try:
            return self._composed(parent, index)
        finally:
            self.depth -= 1

    def _composed(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.depth > DEEPEST:
            raise _TooDeepError(problem_mark=self._here())
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="a reference to another place (*name)",
                problem_mark=self._here(),
            )
        return super().compose_node(parent, index)

    def _here(self) -> Any:
        """The place of the next event, as the C parser marks it."""
        event: Any = self.peek_event()
        return event.start_mark


def read_yaml(content: bytes, *, file: str, problems: Problems) -> Node | None:
    """The one document of a file; None where it is empty or cannot be read."""
    try:
        root = _compose(content)
    except UnicodeDecodeError:
        problems.add("scheme_file_not_utf8", Place(file=file, line=1))
        return None
    except _TooDeepError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.add("scheme_yaml_too_deep", Place(file=file, line=line), most=DEEPEST)
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = str(getattr(error, "problem", None) or "unreadable characters")
        problems.add("scheme_yaml_broken", Place(file=file, line=line), problem=problem)
        return None
    return None if root is None else _node(root, file=file, problems=problems)


def _compose(content: bytes) -> yaml.Node | None:
    loader = _Loader(content.decode("utf-8-sig"))
    try:
        root: yaml.Node | None = loader.get_single_node()
        return root
    finally:
        loader.dispose()


def _node(node: yaml.Node, *, file: str, problems: Problems) -> Node:
    place = Place(file=file, line=node.start_mark.line + 1)
    if node.tag not in _PLAIN_TAGS:
        problems.add("scheme_yaml_tag", place, tag=node.tag)
    if isinstance(node, yaml.MappingNode):
        return _map(node, place=place, problems=problems)
    if isinstance(node, yaml.SequenceNode):
        nodes = tuple(_node(item, file=file, problems=problems) for item in node.value)
        return Items(place=place, nodes=nodes)
    if _UNSEEN.search(node.value):
        problems.add("scheme_text_unseen", place)
    return Text(place=place, text=node.value, plain=not getattr(node, "style", None))


def _map(node: yaml.MappingNode, *, place: Place, problems: Problems) -> Map:
    entries: dict[str, Entry] = {}
    for key_node, value_node in node.value:
        at = Place(file=place.file, line=key_node.start_mark.line + 1)
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.tag)
        if _UNSEEN.search(key):
            problems.add("scheme_text_unseen", at)
        if key in entries:
            problems.add("scheme_key_twice", at, key=key, first=entries[key].place.line)
            continue
        value = _node(value_node, file=place.file, problems=problems)
        entries[key] = Entry(key=key, place=at, node=value)
    return Map(place=place, entries=tuple(entries.values()))
