"""A table that a bank writes itself, read strictly: each refusal names the entry and what can be.

Safe YAML; a name given twice is refused, where YAML would let the last one count.
"""

import math
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from zhidai.core.errors import BadInput, bad_input

LARGEST_BYTES = 1024**2
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a number can be. above: the least is itself too little."""

    least: float
    most: float
    above: bool = False

    def has(self, value: float) -> bool:
        """Whether it can; what is not a number cannot."""
        return self.least <= value <= self.most and not (self.above and value == self.least)

    def __str__(self) -> str:
        return f"{'>' if self.above else '≥'} {self.least:g}, ≤ {self.most:g}"


SHARE = Range(least=0, most=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTable:
    """Names with what stands at them. place: where in the file it is, nothing for all of it."""

    file: str
    place: str
    values: Mapping[str, Any]

    def part(self, name: str, *, known: Collection[str] | None = None) -> "WrittenTable":
        """What stands at a name, a table itself. known: the names that it may have.

        Bad input: `written_entry_missing`, `_unusable`, `_unknown`.
        """
        values = self._at(name)
        if not isinstance(values, Mapping):
            raise self._unusable(name, values, "{name: 0.5, ...}")
        found = WrittenTable(file=self.file, place=self._place(name), values=values)
        if known is not None:
            found.only(known)
        return found

    def only(self, known: Collection[str]) -> None:
        """Bad input for a name beside these: `written_entry_unknown`."""
        for name in self.values:
            if name not in known:
                raise bad_input(
                    "written_entry_unknown",
                    file=self.file,
                    place=self._place(str(name)[:_SHOWN]),
                    known=", ".join(known),
                )

    def number(self, name: str, allowed: Range) -> float:
        """A number in its range. Bad input: `written_entry_missing`, `_unusable`."""
        value = self._at(name)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value) or not allowed.has(value):
            raise self._unusable(name, value, str(allowed))
        return float(value)

    def numbers(self, allowed: Range) -> dict[str, float]:
        """All that stand here, one at least."""
        if not self.values:
            raise bad_input("written_entry_missing", file=self.file, place=f"{self.place}.…")
        return {str(name): self.number(name, allowed) for name in self.values}

    def added(self, allowed: Range, *, total: Range) -> float:
        """Their sum: 2 + 7 + 3 + 3 + 3 per cent are 18, exactly. allowed: of each of them."""
        parts = self.numbers(allowed)
        found = float(sum(Decimal(str(part)) for part in parts.values()))
        if not total.has(found):
            raise self._unusable("+".join(parts)[:_SHOWN], found, str(total))
        return found

    def text(self, name: str, *, longest: int = 2_000) -> str:
        """Something that is said, in so many characters at most."""
        value = self._at(name)
        is_said = not isinstance(value, Mapping | list) and value is not None
        if not is_said or not 0 < len(str(value).strip()) <= longest:
            raise self._unusable(name, value, f'"2026-11", ≤ {longest}')
        return str(value).strip()

    def answer(self, name: str) -> bool:
        """Yes or no."""
        value = self._at(name)
        if not isinstance(value, bool):
            raise self._unusable(name, value, "true, false")
        return value

    def words(self, name: str) -> frozenset[str]:
        """A list of words."""
        value = self._at(name)
        if not isinstance(value, list):
            raise self._unusable(name, value, "[A, B]")
        return frozenset(map(str, value))

    def _at(self, name: str) -> Any:
        if name not in self.values:
            raise bad_input("written_entry_missing", file=self.file, place=self._place(name))
        return self.values[name]

    def _place(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def _unusable(self, name: str, value: object, allowed: str) -> BadInput:
        return bad_input(
            "written_entry_unusable",
            file=self.file,
            place=self._place(name),
            text=str(value)[:_SHOWN],
            allowed=allowed,
        )


def read_written(path: Path) -> Mapping[str, Any]:
    """The table of a file.

    Bad input: `written_table_missing`, `written_table_unreadable`, `written_entry_twice`.
    """
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except OSError:
        raise bad_input("written_table_missing", file=str(path)) from None
    if len(content) > LARGEST_BYTES:
        raise bad_input("written_table_unreadable", file=path.name, line=1)
    try:
        given = _Strict(content).get_single_data()
    except _GivenTwiceError as twice:
        raise bad_input(
            "written_entry_twice", file=path.name, line=twice.line, name=twice.name
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise bad_input("written_table_unreadable", file=path.name, line=_line(error)) from None
    if not isinstance(given, dict):
        raise bad_input("written_table_unreadable", file=path.name, line=1)
    return given


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return 1 if mark is None else int(mark.line) + 1


class _GivenTwiceError(Exception):
    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.name, self.line = name, line


class _Strict(yaml.SafeLoader):
    """Safe YAML in which a name counts once."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 (as the loader has it)
    ) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise _GivenTwiceError(str(key.value)[:_SHOWN], key.start_mark.line + 1)
            seen.add(key.value) if isinstance(key.value, str) else None
        return super().construct_mapping(node, deep=deep)
