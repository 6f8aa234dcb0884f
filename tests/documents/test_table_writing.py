"""Tables as they are written: no row is left out of a workbook silently."""

from pathlib import Path

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
