"""Columns of chunks are read when they are asked for, and only of chunks that are others by now."""

from io import BytesIO

import polars as pl
import pytest

from zhidai.services.statistics.stored import StoredColumns

SCHEMA = {"case": pl.Int64, "bank": pl.Categorical, "amount": pl.Int64}
FIRST, SECOND, CHANGED = (1, "a"), (2, "b"), (2, "c")


def file(cases: list[int], banks: list[str | None], amounts: list[int | None]) -> bytes:
    rows = {"case": cases, "bank": banks, "amount": amounts}
    written = BytesIO()
    pl.DataFrame(rows, schema=SCHEMA).write_ipc(written, compression="zstd")
    return written.getvalue()


@pytest.fixture
def columns() -> StoredColumns:
    files = {FIRST: file([1, 2], ["x", None], [5, 6]), SECOND: file([9], ["y"], [None])}
    return StoredColumns(schema=SCHEMA, files=files)


def test_chunks_stand_one_after_the_other_in_the_columns_asked_for(columns: StoredColumns) -> None:
    assert columns.select("amount", "bank").rows() == [(5, "x"), (6, None), (None, "y")]
    assert columns.select("case")["case"].to_list() == [1, 2, 9]


def test_without_a_chunk_there_are_columns_without_rows() -> None:
    nothing = StoredColumns(schema=SCHEMA).select("bank")

    assert nothing.columns == ["bank"]
    assert nothing["bank"].dtype == pl.Categorical
    assert nothing.is_empty()


def test_a_chunk_that_is_another_by_now_is_read_and_the_others_are_not(
    columns: StoredColumns, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns.select("amount", "bank")
    now = columns.followed_by({FIRST: None, CHANGED: file([8, 9], ["z", "x"], [1, 2])})
    reads = []
    read_ipc = pl.read_ipc
    monkeypatch.setattr(pl, "read_ipc", lambda *a, **b: reads.append(b) or read_ipc(*a, **b))

    assert now.select("amount", "bank").rows() == [(5, "x"), (6, None), (1, "z"), (2, "x")]
    assert len(reads) == 1
    assert now.select("case")["case"].to_list() == [1, 2, 8, 9]
    assert columns.select("amount")["amount"].to_list() == [5, 6, None]


def test_a_version_between_that_nobody_looked_at_loses_nothing(columns: StoredColumns) -> None:
    columns.select("amount")
    between = columns.followed_by({FIRST: None, CHANGED: file([8], ["z"], [1])})
    now = between.followed_by({CHANGED: None})

    assert now.select("amount", "bank").rows() == [(1, "z")]
    assert columns.followed_by({FIRST: None}).select("amount").rows() == [(5,), (6,)]
