"""What each column of a chunk says, as a hash: two that say the same have the same, in any process.

Not of the bytes in memory: how nulls and words of a list are laid out there is nobody's content.
"""

import hashlib
from collections.abc import Mapping

import polars as pl

Hashes = Mapping[str, str]


def column_hashes(frame: pl.DataFrame, before: pl.DataFrame, known: Hashes) -> dict[str, str]:
    """By column. known: those of the frame before; what is equal there is not hashed again."""
    return {
        name: known[name]
        if name in known and frame[name].equals(before[name], null_equal=True)
        else content_hash(frame.select(name))
        for name in frame.columns
    }


def content_hash(frame: pl.DataFrame) -> str:
    """SHA-256 of its rows as text."""
    return hashlib.sha256(frame.write_ndjson().encode()).hexdigest()
