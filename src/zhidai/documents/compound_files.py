"""The container of old Office files (MS-CFB): its streams by name, read without trusting a byte.

An .xls is such a container, and so is an .xlsx that was saved with a password. A chain of sectors
that runs in a circle or leaves the file is refused, so that no file makes its reader run for ever.
Source: [MS-CFB] Compound File Binary File Format, 2.1 to 2.6.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_BYTES, _ENTRY_BYTES, _SECTOR_BYTES = 512, 128, 512
_IN_HEADER = 109  # sectors of the allocation table that the header itself names
_LARGEST_SECTOR = 0xFFFFFFFA  # numbers from here on are marks
_IN_TABLE, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_STREAM, _ROOT = 2, 5
_SMALL = 4096  # a stream below it stands in small sectors inside the root's own stream


class BrokenContainer(Exception):
    """The bytes are not a container that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    kind: int
    first: int
    size: int


def streams_in(content: bytes) -> Mapping[str, bytes]:
    """Every stream of the container by its name; the first of one name. `BrokenContainer`."""
    try:
        return _Container(content).streams()
    except struct.error as error:
        raise BrokenContainer from error


class _Container:
    """A container as it is read: header, allocation tables, directory."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(SIGNATURE):
            raise BrokenContainer
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise BrokenContainer
        self._bytes, self._small_bytes = 1 << shift, 1 << small_shift
        self._sectors = len(content) // self._bytes
        (self._directory,) = struct.unpack_from("<I", content, 48)
        (self._small_table,) = struct.unpack_from("<I", content, 60)
        self._table = self._allocation_table()

    def streams(self) -> dict[str, bytes]:
        entries = list(self._entries())
        root = next((one for _name, one in entries if one.kind == _ROOT), None)
        if root is None:
            raise BrokenContainer
        small_table = self._numbers(self._chain(self._small_table))
        held = b"".join(map(self._sector, self._chain(root.first)))
        found: dict[str, bytes] = {}
        for name, one in entries:
            if one.kind == _STREAM and name not in found:
                found[name] = (
                    self._small_stream(one, small_table, held)
                    if one.size < _SMALL
                    else self._stream(one)
                )
        return found

    def _allocation_table(self) -> tuple[int, ...]:
        """What follows each sector, from the sectors named in the header and beyond it."""
        named = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        (beyond,) = struct.unpack_from("<I", self._content, 68)
        seen: set[int] = set()
        while beyond < _LARGEST_SECTOR:
            if beyond in seen:
                raise BrokenContainer
            seen.add(beyond)
            *more, beyond = self._numbers([beyond])
            named += more
        return self._numbers([one for one in named if one < _LARGEST_SECTOR])

    def _entries(self) -> Iterator[tuple[str, _Entry]]:
        for sector in self._chain(self._directory):
            held = self._sector(sector)
            for start in range(0, len(held), _ENTRY_BYTES):
                length, kind = struct.unpack_from("<HB", held, start + 64)
                first, size = struct.unpack_from("<II", held, start + 116)
                name = held[start : start + max(length - 2, 0)].decode("utf-16-le", "replace")
                yield name, _Entry(kind=kind, first=first, size=size)

    def _stream(self, entry: _Entry) -> bytes:
        needed = -(-entry.size // self._bytes)
        if needed > self._sectors:
            raise BrokenContainer
        held = b"".join(map(self._sector, islice(self._chain(entry.first), needed)))
        return self._whole(held, entry)

    def _small_stream(self, entry: _Entry, table: tuple[int, ...], held: bytes) -> bytes:
        parts: list[bytes] = []
        sector = entry.first
        while len(parts) * self._small_bytes < entry.size:
            if sector >= len(table):
                raise BrokenContainer
            parts.append(held[sector * self._small_bytes : (sector + 1) * self._small_bytes])
            sector = table[sector]
        return self._whole(b"".join(parts), entry)

    @staticmethod
    def _whole(held: bytes, entry: _Entry) -> bytes:
        if len(held) < entry.size:
            raise BrokenContainer
        return held[: entry.size]

    def _chain(self, first: int) -> Iterator[int]:
        """The sectors from one on; more of them than the file has run in a circle."""
        sector, passed = first, 0
        while sector < _LARGEST_SECTOR:
            passed += 1
            if passed > self._sectors or sector >= len(self._table):
                raise BrokenContainer
            yield sector
            sector = self._table[sector]

    def _numbers(self, sectors: Iterator[int] | list[int]) -> tuple[int, ...]:
        held = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(held) // 4}I", held)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._bytes
        held = self._content[start : start + self._bytes]
        if len(held) < self._bytes and (len(held) % 4 or not held):
            raise BrokenContainer
        return held


def container_of(name: str, stream: bytes) -> bytes:
    """A fresh container with one stream, of a name of up to 31 characters."""
    held = stream.ljust(_SMALL, b"\0")
    held += b"\0" * (-len(held) % _SECTOR_BYTES)
    sectors = len(held) // _SECTOR_BYTES
    tables = 1
    while tables * _SECTOR_BYTES // 4 < sectors + 1 + tables:
        tables += 1
    if tables > _IN_HEADER:
        raise BrokenContainer
    after = [*range(1, sectors), _END, _END, *[_IN_TABLE] * tables]
    after += [_FREE] * (tables * _SECTOR_BYTES // 4 - len(after))
    numbers = [sectors + 1 + each for each in range(tables)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        SIGNATURE, 0x3E, 3, 0xFFFE, 9, 6, 0, tables, sectors, 0, _SMALL, _END, 0, _END, 0,
    ) + struct.pack(f"<{_IN_HEADER}I", *numbers, *[_FREE] * (_IN_HEADER - tables))  # fmt: skip
    directory = (
        _entry("Root Entry", kind=_ROOT, child=1, first=_END, size=0)
        + _entry(name, kind=_STREAM, child=_FREE, first=0, size=len(held))
        + _entry("", kind=0, child=_FREE, first=0, size=0) * 2
    )
    return header + held + directory + struct.pack(f"<{len(after)}I", *after)


def _entry(name: str, *, kind: int, child: int, first: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    length = len(written) + 2 if name else 0
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        written, length, kind, 1, _FREE, _FREE, child, 0, first, size,
    )  # fmt: skip
