"""Ids that must each stand once within their file or list."""

from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.yaml_source import Map, Text


class Ids:
    """Ids that must each stand once."""

    def __init__(self, loading: Loading) -> None:
        self._reading = loading
        self._seen: set[str] = set()

    def take(self, fields: Fields) -> str:
        """The id of a map, noted if it stands a second time."""
        found = fields.text("id")
        if found in self._seen:
            self._reading.problems.add("scheme_id_twice", fields.place_of("id"), id=found)
        self._seen.add(found)
        return found


def id_of(source: Map) -> str:
    """The id that a map states, before anything else of it is read; empty where it has none."""
    node = source.get("id")
    return node.text if isinstance(node, Text) else ""
