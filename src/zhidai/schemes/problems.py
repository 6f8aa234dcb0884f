"""What is wrong with a scheme folder: all of it, each with file and line, before anything loads."""

from dataclasses import dataclass
from types import MappingProxyType

from zhidai.core.errors import BadInput, Reason, ReasonParameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands."""

    file: str
    line: int


class Problems:
    """Collects load errors, so that an author sees every one of them at once."""

    def __init__(self) -> None:
        self._found: list[tuple[Place, Reason]] = []

    def add(self, code: str, place: Place, /, **parameters: ReasonParameter) -> None:
        """Notes one error at its place."""
        known = MappingProxyType({"file": place.file, "line": place.line, **parameters})
        self._found.append((place, Reason(code=code, parameters=known)))

    def __len__(self) -> int:
        return len(self._found)

    def refuse_if_any(self) -> None:
        """Raises `BadInput` with all of them, in the order of files and lines."""
        if self._found:
            ordered = sorted(self._found, key=lambda found: (found[0].file, found[0].line))
            raise BadInput(*(found for _, found in ordered))
