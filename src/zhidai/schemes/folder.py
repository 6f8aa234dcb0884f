"""The files of a scheme folder: which there may be, which there must be, and their contents."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from zhidai.schemes.fields import maps_in
from zhidai.schemes.problems import Place, Problems
from zhidai.schemes.yaml_source import Items, Map, Node, read_yaml

SHARED = "vocabulary.yaml"  # the facts of the trade, beside the folders
EXAMPLES = "examples"
ROUTES = "routes"

_MAPS = (
    "scheme.yaml",
    "clauses.yaml",
    "parameters.yaml",
    "facts.yaml",
    "papers.yaml",
    "interpretations.yaml",
)
_LISTS = ("rules.yaml", "limits.yaml", "duties.yaml", "waivers.yaml", "assertions.yaml")
_REQUIRED = ("scheme.yaml", "clauses.yaml", "parameters.yaml", "rules.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The nodes of every file by name, and the bytes that they were read from."""

    nodes: dict[str, Node]
    contents: dict[str, bytes]
    problems: Problems

    def map(self, name: str) -> Map:
        """The map that a file holds; an empty one where the file is absent or empty."""
        node = self.nodes.get(name)
        if isinstance(node, Map):
            return node
        return Map(place=Place(file=name, line=1), entries=())

    def maps(self, name: str) -> tuple[Map, ...]:
        """The maps of the list that a file holds."""
        node = self.nodes.get(name)
        return tuple(maps_in(node.nodes, self.problems)) if isinstance(node, Items) else ()

    @property
    def routes(self) -> tuple[Map, ...]:
        """What each route file holds, in the order of their names."""
        names = sorted(name for name in self.nodes if name.startswith(f"{ROUTES}/"))
        return tuple(self.map(name) for name in names)


def read_folder(folder: Traversable | Path, shared: Traversable, problems: Problems) -> Folder:
    """Every YAML file of the folder but its examples, and the shared facts of the trade."""
    found = Folder(nodes={}, contents={}, problems=problems)
    if not folder.is_dir():
        problems.add("scheme_folder_missing", Place(file=str(folder), line=0))
        return found
    for name, source in (*_sources(folder), (SHARED, shared)):
        if not _is_known(name):
            problems.add("scheme_file_unknown", Place(file=name, line=1))
            continue
        found.contents[name] = source.read_bytes()
        node = read_yaml(found.contents[name], file=name, problems=problems)
        if node is not None and _has_form(name, node, problems):
            found.nodes[name] = node
    for name in _REQUIRED:
        if name not in found.contents:
            problems.add("scheme_file_missing", Place(file=name, line=0))
    return found


def _sources(folder: Traversable | Path) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir() and each.name != EXAMPLES:
            for inner in sorted(each.iterdir(), key=lambda entry: entry.name):
                if inner.name.endswith((".yaml", ".yml")):
                    yield f"{each.name}/{inner.name}", inner
        elif each.name.endswith((".yaml", ".yml")):
            yield each.name, each


def _is_known(name: str) -> bool:
    in_routes = name.startswith(f"{ROUTES}/") and name.endswith(".yaml")
    return in_routes or name in (*_MAPS, *_LISTS, SHARED)


def _has_form(name: str, node: Node, problems: Problems) -> bool:
    wanted = Items if name in _LISTS else Map
    if not isinstance(node, wanted):
        code = "scheme_not_a_list" if wanted is Items else "scheme_not_a_map"
        problems.add(code, node.place, key=name)
    return isinstance(node, wanted)
