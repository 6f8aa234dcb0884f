"""YAML as the scheme files use it: text, maps and lists, each with its file and line.

PyYAML's parser reads; what plain words mean is ours, because YAML 1.1 takes `no` for false, `on`
for true and 12:30 for a number. Anchors, aliases, tags and second documents are refused: a plan is
read line by line by people who know none of these.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from zhidai.schemes.problems import Place, Problems

# Control characters, which no database and no terminal keeps, and signs that turn the order of
# what is read: a label must say what its bytes say. Line breaks and tabs may stand.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_KEPT_AT_ONCE = 128  # files, those of some two folders with their examples
DEEPEST = 40  # maps and lists inside each other; the deepest of ours have seven
_NOTHING = ("", "~", "null")
_TAGS = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    f"{_TAGS}{name}"
    for name in ["str", "int", "float", "bool", "null", "timestamp", "value", "merge", "map", "seq"]
) | {None, "!"}  # as where no tag is written


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
_Found = tuple[str, Place, dict[str, str | int]]  # what is wrong: code, place, parameters


class _TooDeepError(yaml.MarkedYAMLError):
    """Maps and lists stand inside each other further than any scheme file needs."""


class _Reader:
    """Makes nodes of the parser's events, and refuses aliases, which would hide where a value is.

    The C parser reads and nothing stands between its events and our nodes: every command loads a
    scheme, and most of its start was spent here.
    """

    def __init__(self, content: str, file: str) -> None:
        self.parser: Any = CParser(content)
        self.file = file
        self.depth = 0
        self.found: list[_Found] = []

    def document(self) -> "Node | None":
        """The one document; None where there is none."""
        try:
            self.parser.get_event()  # the stream begins
            root = None
            if self.parser.check_event(yaml.DocumentStartEvent):
                self.parser.get_event()
                root = self._node(self.parser.get_event())
                self.parser.get_event()  # the document ends
            following = self.parser.get_event()
            if not isinstance(following, yaml.StreamEndEvent):
                problem, mark = "but found another document", following.start_mark
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
            return root
        finally:
            self.parser.dispose()

    def _node(self, event: Any) -> "Node":
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeepError(problem_mark=event.start_mark)
        kind = type(event)
        if kind is yaml.AliasEvent:
            problem = "a reference to another place (*name)"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        place = Place(file=self.file, line=event.start_mark.line + 1)
        if event.anchor is not None:
            self._note("scheme_yaml_anchor", place, anchor=event.anchor)
        if event.tag not in _PLAIN_TAGS:
            self._note("scheme_yaml_tag", place, tag=event.tag)
        node: Node
        if kind is yaml.ScalarEvent:
            self._hold_seen(event.value, place)
            node = Text(place=place, text=event.value, plain=not event.style)
        else:
            node = self._map(place) if kind is yaml.MappingStartEvent else self._items(place)
        self.depth -= 1
        return node

    def _items(self, place: Place) -> Items:
        nodes = []
        while type(event := self.parser.get_event()) is not yaml.SequenceEndEvent:
            nodes.append(self._node(event))
        return Items(place=place, nodes=tuple(nodes))

    def _map(self, place: Place) -> Map:
        entries: dict[str, Entry] = {}
        while type(event := self.parser.get_event()) is not yaml.MappingEndEvent:
            at = Place(file=self.file, line=event.start_mark.line + 1)
            key = self._key(event)
            known = len(self.found)
            node = self._node(self.parser.get_event())
            if key in entries:
                del self.found[known:]
                self._note("scheme_key_twice", at, key=key, first=entries[key].place.line)
                continue
            entries[key] = Entry(key=key, place=at, node=node)
        return Map(place=place, entries=tuple(entries.values()))

    def _key(self, event: Any) -> str:
        """A key as written; a list or a map in its place is no key that a file may have."""
        place = Place(file=self.file, line=event.start_mark.line + 1)
        if type(event) is yaml.ScalarEvent:
            self._hold_seen(event.value, place)
            return str(event.value)
        known = len(self.found)
        node = self._node(event)
        del self.found[known:]
        return f"{_TAGS}{'map' if isinstance(node, Map) else 'seq'}"

    def _hold_seen(self, text: str, place: Place) -> None:
        if _UNSEEN.search(text):
            self._note("scheme_text_unseen", place)

    def _note(self, code: str, place: Place, **parameters: str | int) -> None:
        self.found.append((code, place, parameters))


def read_yaml(content: bytes, *, file: str, problems: Problems) -> Node | None:
    """The one document of a file; None where it is empty or cannot be read."""
    root, found = _read(content, file)
    for code, place, parameters in found:
        problems.add(code, place, **parameters)
    return root


@lru_cache(maxsize=_KEPT_AT_ONCE)
def _read(content: bytes, file: str) -> tuple[Node | None, tuple[_Found, ...]]:
    """The same with what is wrong: a folder is read, checked and amended one after the other."""
    try:
        reader = _Reader(content.decode("utf-8-sig"), file)
        return reader.document(), tuple(reader.found)
    except UnicodeDecodeError:
        wrong: _Found = ("scheme_file_not_utf8", Place(file=file, line=1), {})
    except _TooDeepError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        wrong = ("scheme_yaml_too_deep", Place(file=file, line=line), {"most": DEEPEST})
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = str(getattr(error, "problem", None) or "unreadable characters")
        wrong = ("scheme_yaml_broken", Place(file=file, line=line), {"problem": problem})
    return None, (wrong,)
