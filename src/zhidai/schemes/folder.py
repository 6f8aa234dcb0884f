"""The files of a scheme folder: which there may be, which there must be, and their contents."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path, PurePath

from zhidai.schemes.fields import maps_in
from zhidai.schemes.problems import Place, Problems
from zhidai.schemes.yaml_source import Items, Map, Node, read_yaml

SHARED = "vocabulary.yaml"  # the facts of the trade, beside the folders
SEALS = "seals.yaml"  # what was confirmed, and nothing that a case is decided by
EXAMPLES = "examples"
ROUTES = "routes"
LARGEST_BYTES = 1024**2  # one file
MOST_FILES = 500  # in one folder
LONGEST_NAME = 200

_MAPS = (
    "scheme.yaml",
    "clauses.yaml",
    "parameters.yaml",
    "facts.yaml",
    "papers.yaml",
    "interpretations.yaml",
    "funds.yaml",
    "tables.yaml",
    SEALS,
)
_LISTS = (
    "rules.yaml",
    "limits.yaml",
    "duties.yaml",
    "waivers.yaml",
    "assertions.yaml",
    "loss_sharing.yaml",
    "claims.yaml",
    "breaker.yaml",
    "sanctions.yaml",
    "rates.yaml",
    "fees.yaml",
    "subsidies.yaml",
    "subsidy_caps.yaml",
    "collateral.yaml",
    "repayment.yaml",
)
_DATA = (".yaml", ".yml", ".json")  # read, or refused by name: never passed over
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
    sources = _sources_of(folder, problems)
    is_whole = sources is not None
    for name, source in (*(sources or ()), (SHARED, shared)):
        if not _is_known(name):
            problems.add("scheme_file_unknown", Place(file=name, line=1))
            continue
        content = content_of(source, name=name, problems=problems)
        if content is None:
            is_whole = False
            continue
        found.contents[name] = content
        known = len(problems)
        node = read_yaml(content, file=name, problems=problems)
        if len(problems) == known and _says_nothing(node) and name in _REQUIRED:
            problems.add("scheme_file_empty", Place(file=name, line=1))
        elif node is not None and _has_form(name, node, problems):
            found.nodes[name] = node
        elif len(problems) == known:
            continue  # an empty file says that the plan has nothing of the kind
        is_whole = is_whole and name in found.nodes
    for name in sorted(set(_REQUIRED) - found.contents.keys()) if is_whole else ():
        problems.add("scheme_file_missing", Place(file=name, line=0))
        is_whole = False
    if not is_whole:  # everything that refers to such a file would be said to be wrong
        problems.refuse_if_any()
    return found


def content_of(source: Traversable, *, name: str, problems: Problems) -> bytes | None:
    """The bytes of one file; None, with the problem noted, where it is no file of a scheme."""
    try:
        if source.is_file():  # never a pipe, which would be waited for
            with source.open("rb") as opened:
                content: bytes = opened.read(LARGEST_BYTES + 1)
            if len(content) <= LARGEST_BYTES:
                return content
            megabytes = LARGEST_BYTES // 1024**2
            problems.add("scheme_file_too_large", Place(file=name, line=0), megabytes=megabytes)
            return None
    except OSError:
        pass
    problems.add("scheme_file_unreadable", Place(file=name, line=0))
    return None


def entries_of(folder: Traversable | Path, problems: Problems) -> list[Traversable]:
    """What lies in a folder, in order of the names; no more than a scheme can hold."""
    entries: list[Traversable] = list(islice(folder.iterdir(), MOST_FILES + 1))
    if len(entries) > MOST_FILES:
        problems.add("scheme_too_many_files", Place(file=folder.name, line=0), most=MOST_FILES)
    return sorted(entries[:MOST_FILES], key=lambda entry: entry.name)


def _sources_of(
    folder: Traversable | Path, problems: Problems
) -> list[tuple[str, Traversable]] | None:
    """The YAML files of a folder by name; None, with the problem noted, where there is none."""
    try:
        if folder.is_dir():
            return list(_sources(folder, problems))
    except (OSError, ValueError):  # a folder nobody may read, or a name that none can have
        pass
    problems.add("scheme_folder_missing", Place(file=str(folder)[:LONGEST_NAME], line=0))
    return None


def _sources(folder: Traversable | Path, problems: Problems) -> Iterator[tuple[str, Traversable]]:
    for each in entries_of(folder, problems):
        if _is_like_data(each.name):
            yield each.name, each
        elif each.is_dir() and each.name != EXAMPLES:
            for inner in entries_of(each, problems):
                if _is_like_data(inner.name):
                    yield f"{each.name}/{inner.name}", inner


def _is_like_data(name: str) -> bool:
    """Whether its maker may take it for a file of the scheme: Rules.YAML, rules.yaml.txt."""
    endings = [ending.casefold() for ending in PurePath(name).suffixes]
    return any(ending in _DATA for ending in endings)


def _is_known(name: str) -> bool:
    in_routes = name.startswith(f"{ROUTES}/") and name.endswith(".yaml")
    return in_routes or name in (*_MAPS, *_LISTS, SHARED)


def _says_nothing(node: Node | None) -> bool:
    return node is None or (isinstance(node, Map) and not node.entries)


def _has_form(name: str, node: Node, problems: Problems) -> bool:
    wanted = Items if name in _LISTS else Map
    if not isinstance(node, wanted):
        code = "scheme_not_a_list" if wanted is Items else "scheme_not_a_map"
        problems.add(code, node.place, key=name)
    return isinstance(node, wanted)
