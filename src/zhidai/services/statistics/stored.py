"""The columns of chunks, one chunk after the other: each is read when somebody first asks for it.

A page asks for few of them. What the version before has read is taken from there, but for the
chunks that are others by now.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate
from threading import Lock

import polars as pl

from zhidai.engine.statistics.columns import Schema

Chunk = tuple[int, str]  # its place and its version


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Columns that were read of the version before, and where each chunk stands in them."""

    columns: dict[str, pl.Series] = field(default_factory=dict)
    spans: Mapping[Chunk, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class StoredColumns:
    """Of one version of every chunk; what they say never changes. files: each an Arrow file.

    schema: of the files, in the order of their columns.
    """

    schema: Schema
    files: Mapping[Chunk, bytes] = field(default_factory=dict)
    _before: _Read = field(default_factory=_Read)
    _columns: dict[str, pl.Series] = field(default_factory=dict)
    _lengths: tuple[int, ...] = ()
    _lock: Lock = field(default_factory=Lock)

    def followed_by(self, files: Mapping[Chunk, bytes | None]) -> "StoredColumns":
        """The columns of other versions; None for a file that is held here."""
        with self._lock:
            begins = accumulate(self._lengths, initial=0)
            spans = dict(zip(self.files, zip(begins, self._lengths, strict=False), strict=False))
            before = _Read(columns=dict(self._columns), spans=spans)
        found = {chunk: self.files[chunk] if it is None else it for chunk, it in files.items()}
        return StoredColumns(schema=self.schema, files=found, _before=before)

    def select(self, *names: str) -> pl.DataFrame:
        """Some columns of all chunks; to read many in one go is much faster than one by one."""
        with self._lock:
            missing = [name for name in self.schema if name in names and name not in self._columns]
            held = [name for name in missing if name in self._before.columns]
            for some in (held, [name for name in missing if name not in held]):
                if some:
                    self._read(some, self._held(some) if some is held else {})
            return pl.DataFrame([self._columns[name] for name in names])

    def _read(self, names: Sequence[str], held: Mapping[Chunk, pl.DataFrame]) -> None:
        def part(chunk: Chunk) -> pl.DataFrame:
            if chunk in held:
                return held[chunk]
            return pl.read_ipc(BytesIO(self.files[chunk]), columns=list(names))

        with ThreadPoolExecutor() as pool:  # most of it is unpacking, which no thread waits for
            parts = list(pool.map(part, self.files))
        nothing = pl.DataFrame(schema={name: self.schema[name] for name in names})
        read = pl.concat([nothing, *parts], rechunk=True)
        self._lengths = tuple(map(len, parts))
        self._columns |= {name: read[name] for name in names}

    def _held(self, names: Sequence[str]) -> Mapping[Chunk, pl.DataFrame]:
        """The chunks that are the same, out of columns that nobody will ask for any more."""
        whole = pl.DataFrame([self._before.columns.pop(name) for name in names])
        return {chunk: whole.slice(*span) for chunk, span in self._before.spans.items()}
