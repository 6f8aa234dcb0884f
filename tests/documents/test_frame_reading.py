"""Books as spreadsheets save them: encodings, and what stands between the cells."""

import io
from pathlib import Path

import polars as pl
import pytest
from tests.documents.old_workbook_bytes import old_workbook

from zhidai.core.errors import BadInput
from zhidai.documents.frames import frame_of, read_frame

ROWS = [["申请号", "专利类型", "申请人类型"], ["201510000001.0", "发明", "企业;高校;个人;科研单位"]]
EXPECTED = pl.DataFrame([ROWS[1]], schema=ROWS[0], orient="row")


def written(mark: str) -> str:
    quoted = [[f'"{cell}"' if mark in cell else cell for cell in row] for row in ROWS]
    return "".join(mark.join(row) + "\r\n" for row in quoted)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_book_is_read_whatever_its_encoding_and_its_separator(
    encoding: str, mark: str, tmp_path: Path
) -> None:
    content = written(mark).encode(encoding)
    path = tmp_path / "book.csv"
    path.write_bytes(content)

    assert read_frame(path).equals(EXPECTED)
    assert frame_of(content, name="book.csv", largest_bytes=1000).equals(EXPECTED)


def test_an_old_workbook_is_read_and_a_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "book.xls").write_bytes(old_workbook({"清单": ROWS}))
    (tmp_path / "book.csv").mkdir()

    assert read_frame(tmp_path / "book.xls").equals(EXPECTED)
    with pytest.raises(BadInput) as refused:
        read_frame(tmp_path / "book.csv")
    assert refused.value.reasons[0].code == "table_file_unreadable"


def test_a_small_file_of_very_many_rows_is_refused_before_it_is_laid_out() -> None:
    buffer = io.BytesIO()
    pl.DataFrame({"申请号": pl.repeat("1", 1_000_001, eager=True)}).write_parquet(buffer)

    with pytest.raises(BadInput) as refused:
        frame_of(buffer.getvalue(), name="book.parquet", largest_bytes=2**20)

    assert refused.value.reasons[0].code == "table_too_many_cells"


def test_lines_may_end_as_on_old_macs(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes(written(",").replace("\r\n", "\r").encode())

    assert read_frame(path).equals(EXPECTED)


def test_separators_inside_a_quoted_heading_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text('申请号,"类型;种类;发明;新型"\n201510000001.0,发明\n', encoding="utf-8")

    assert read_frame(path).columns == ["申请号", "类型;种类;发明;新型"]
