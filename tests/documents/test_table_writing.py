"""Tables as they are written: no row is left out of a workbook silently."""

import errno
import os
from pathlib import Path

import polars
import pytest
from tests.services.refusals import bad_input_told

from zhidai.documents.table_writing import write_table


def test_a_table_longer_than_a_sheet_is_refused_and_the_earlier_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhidai.documents.table_limits.MOST_ROWS_OF_A_SHEET", 2)
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"earlier")

    with bad_input_told() as told:
        write_table(path, ["a"], ({"a": each} for each in range(3)))

    assert told.codes == {("output_too_long", None)}
    assert path.read_bytes() == b"earlier"
    assert write_table(path, ["a"], [{"a": 1}, {"a": 2}]) == 2


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet", ".jsonl"])
def test_a_full_disk_is_told_whatever_the_form_and_the_earlier_file_stays(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def full_as_polars_says_it(*_given: object, **_more: object) -> None:
        said = "parquet: underlying IO error: No space left on device (os error 28)"
        raise polars.exceptions.ComputeError(said)

    path = tmp_path / f"table{ending}"
    path.write_bytes(b"earlier")
    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr(Path, "open", full)
    monkeypatch.setattr(polars.DataFrame, "write_parquet", full_as_polars_says_it)

    with bad_input_told() as told:
        write_table(path, ["a"], [{"a": 1}])

    monkeypatch.undo()
    assert told.codes == {("output_disk_full", None)}
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {path.name: b"earlier"}
