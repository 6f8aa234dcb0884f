"""Books as spreadsheets save them: encodings, and what stands between the cells."""

from pathlib import Path

import polars as pl
import pytest

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


def test_separators_inside_a_quoted_heading_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text('申请号,"类型;种类;发明;新型"\n201510000001.0,发明\n', encoding="utf-8")

    assert read_frame(path).columns == ["申请号", "类型;种类;发明;新型"]
