"""Large tables as data frames: Parquet as it is typed, CSV and XLSX as text.

A file is written beside the old one and put in its place when it is complete, like every table.
What is larger than memory is read some rows at a time and written as it comes.
"""

import errno
import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import polars
from polars.io.plugins import register_io_source
from xlsxwriter.exceptions import XlsxWriterException

from zhidai.core.errors import BadInput, bad_input
from zhidai.documents.file_writing import beside, restored
from zhidai.documents.table_limits import require_sheet_rows, too_large
from zhidai.documents.tables import (
    Table,
    read_table,
    read_table_file,
    require_parquet_size,
    separator_of,
)
from zhidai.documents.unwritten import not_written

_ENDINGS = (".parquet", ".csv", ".xlsx")  # of what is written; .xls is read as well
_COUNTED = re.compile(r"(?P<name>.+)_duplicated_[0-9]+")  # as polars renames the second of a name
_LONGEST_HEADINGS = 2**20
_BLOCK = 500_000  # rows of a Parquet file that are read together


class StoredRows:
    """The rows of a Parquet file, read as they are asked for. Bad input as for `read_frame`."""

    def __init__(self, path: Path) -> None:
        _require_file(path)
        self._name = path.name
        try:
            self._lazy = polars.scan_parquet(path)
            self.columns: Sequence[str] = self._lazy.collect_schema().names()
            self.count: int = self._lazy.select(polars.len()).collect().item()
        except OSError:
            raise bad_input("table_file_unreadable", file=str(path)) from None
        except polars.exceptions.PolarsError:
            raise bad_input("table_file_damaged", file=path.name) from None
        self._block: tuple[int, polars.DataFrame] | None = None

    def some(self, first: int, count: int, columns: Sequence[str]) -> polars.DataFrame:
        """So many rows from one on, fewer at the end; rows of one block, as those who ask in the
        order of the file in equal parts of a block do.
        """
        start = first - first % _BLOCK
        if self._block is None or self._block[0] != start or self._block[1].columns != [*columns]:
            self._block = None  # let go of before the next is read
            self._block = (start, self._read(start, columns))
        return self._block[1].slice(first - start, count)

    def _read(self, start: int, columns: Sequence[str]) -> polars.DataFrame:
        try:
            return self._lazy.slice(start, _BLOCK).select(columns).collect()
        except (polars.exceptions.PolarsError, OSError):
            raise bad_input("table_file_damaged", file=self._name) from None


def read_frame(path: Path) -> polars.DataFrame:
    """The table of a file. Bad input in one sentence where there is none to be read.

    `table_file_missing`, `table_file_unreadable`, `table_file_damaged`, `table_ending_unknown`,
    `table_empty`, `table_column_twice`.
    """
    _require_file(path)
    try:
        quick = _quickly(path, name=path.name)
    except OSError:
        raise bad_input("table_file_unreadable", file=str(path)) from None
    return _of_texts(read_table_file(path)) if quick is None else quick


def _require_file(path: Path) -> None:
    if path.suffix.lower() not in (*_ENDINGS, ".xls"):
        raise bad_input("table_ending_unknown", file=path.name)
    if path.is_dir():
        raise bad_input("table_file_unreadable", file=str(path))
    if not path.is_file():
        raise bad_input("table_file_missing", file=str(path))


def frame_of(content: bytes, *, name: str, largest_bytes: int) -> polars.DataFrame:
    """The table of an uploaded file, as `read_frame` reads one that lies somewhere."""
    if len(content) > largest_bytes:
        raise too_large(name, largest_bytes)
    if name.lower().endswith(".parquet"):
        require_parquet_size(content, name=name)
    quick = _quickly(io.BytesIO(content), name=name)
    return _of_texts(read_table(content, name=name)) if quick is None else quick


def _quickly(source: Path | io.BytesIO, *, name: str) -> polars.DataFrame | None:
    """Parquet, and CSV in UTF-8; None for workbooks, and CSV in another encoding."""
    ending = Path(name).suffix.lower()
    try:
        if ending == ".parquet":
            return polars.read_parquet(source)
        if ending == ".csv":
            headings = _first_line(source)
            if b"\r" in headings.rstrip():  # each line ends as on old Macs: for the slower reader
                return None
            mark = separator_of(headings.decode("utf-8-sig", errors="replace"))
            return _with_names(
                polars.read_csv(source, infer_schema=False, encoding="utf8", separator=mark), name
            )
    except polars.exceptions.PolarsError:
        if ending == ".parquet":
            raise bad_input("table_file_damaged", file=name) from None
    return None


def _with_names(frame: polars.DataFrame, name: str) -> polars.DataFrame:
    """The frame, if its first line names its columns, each once."""
    if not any(column.strip() for column in frame.columns):
        raise bad_input("table_empty", file=name)
    for column in frame.columns:
        counted = _COUNTED.fullmatch(column)
        if counted and counted["name"] in frame.columns:
            raise bad_input("table_column_twice", file=name, column=counted["name"])
    return frame


def _first_line(source: Path | io.BytesIO) -> bytes:
    if isinstance(source, io.BytesIO):
        return source.getvalue()[:_LONGEST_HEADINGS].partition(b"\n")[0]
    with source.open("rb") as opened:
        return opened.readline(_LONGEST_HEADINGS)


def _of_texts(table: Table) -> polars.DataFrame:
    columns = [name for name in table.columns if name]
    cells = [[row.cells.get(name) or None for name in columns] for row in table.rows]
    return polars.DataFrame(cells, schema=dict.fromkeys(columns, polars.String), orient="row")


def write_frame(path: Path, frame: polars.DataFrame) -> None:
    """Write a frame; the ending picks the form. Money columns are text or whole numbers already.

    Bad input: `output_ending_unknown`, `output_too_long`, `output_not_written`.
    """
    require_output(path, rows=len(frame))
    with _told(path), beside(path) as temporary:
        _write_one(temporary, frame, ending=path.suffix.lower())


def _write_one(path: Path, frame: polars.DataFrame, *, ending: str) -> None:
    if ending == ".parquet":
        frame.write_parquet(path, compression="lz4")
    elif ending == ".csv":
        _guarded(frame).write_csv(path, include_bom=True)
    else:
        require_sheet_rows(len(frame))
        packed = io.BytesIO()  # a half-written zip on a full disk would complain once more
        _guarded(frame).write_excel(packed, worksheet="Zhidai")
        path.write_bytes(packed.getvalue())


def require_output(path: Path, *, rows: int) -> None:
    """Bad input for a file that could not be written, before any work is done for it:
    `output_ending_unknown`, `output_too_long` for more rows than its form can hold,
    `output_not_written` where its folder is none or not writable.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise bad_input("output_ending_unknown", file=path.name, known=", ".join(_ENDINGS))
    if path.suffix.lower() == ".xlsx":
        require_sheet_rows(rows)
    with _told(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent):
            pass


def write_frames(path: Path, frames: Iterator[polars.DataFrame]) -> None:
    """Write frames, of which there is one at least, one below the other as they come; workbooks,
    which hold a million rows at most, at once. Bad input as for `write_frame`, and theirs.
    """
    with _told(path), beside(path) as temporary:
        _write_all(temporary, frames, ending=path.suffix.lower())


def _write_all(path: Path, frames: Iterator[polars.DataFrame], *, ending: str) -> None:
    first = next(frames)
    every = chain([first], frames)
    if ending == ".parquet":
        _sink(path, every, first.schema)
    elif ending == ".xlsx":
        _write_one(path, polars.concat(every), ending=ending)
    else:
        with path.open("wb") as opened:
            for place, frame in enumerate(every):
                _guarded(frame).write_csv(opened, include_bom=place == 0, include_header=place == 0)


def rejects_path(output: Path) -> Path:
    """Where the rows that were rejected go: beside the output, in its form."""
    return output.with_name(f"{output.stem}.rejects{output.suffix}")


def write_with_rejects(
    output: Path,
    values: polars.DataFrame | Iterator[polars.DataFrame],
    rejects: Iterator[polars.DataFrame],
) -> Path | None:
    """Write values, and rejected rows beside them: both files are new or both are as before.

    Returns where the rejects are; None for none, and then those of an earlier run are gone as
    well: they would be taken for this one's. Bad input as for `write_frames`.
    """
    path, ending = rejects_path(output), output.suffix.lower()
    first = next(rejects, None)
    with _told(path), restored(path), _told(output), beside(output) as temporary:
        if isinstance(values, polars.DataFrame):
            _write_one(temporary, values, ending=ending)
        else:
            _write_all(temporary, values, ending=ending)
        if first is not None:
            write_frames(path, chain([first], rejects))
        else:
            with _told(path):
                path.unlink(missing_ok=True)
    return None if first is None else path


def _sink(path: Path, frames: Iterator[polars.DataFrame], schema: polars.Schema) -> None:
    """To Parquet, as they come. What goes wrong in making them is raised as it was."""
    wrong: list[BadInput] = []

    def source(*_asked: object) -> Iterator[polars.DataFrame]:
        try:
            yield from frames
        except BadInput as refused:
            wrong.append(refused)
            raise

    try:
        register_io_source(source, schema=schema).sink_parquet(path, compression="lz4")
    except polars.exceptions.PolarsError:
        if wrong:
            raise wrong[0] from None
        raise


class FrameShelf:
    """Frames laid aside in a folder, until they are taken again."""

    def __init__(self, folder: Path, output: Path) -> None:
        self._folder, self._output = folder, output

    def lay(self, place: int, table: polars.DataFrame) -> None:
        """Puts one there. Bad input: `output_not_written`, named by what it is all for."""
        with _told(self._output):
            table.write_ipc(self._folder / f"{place}.arrow")

    def take(self, place: int, columns: Sequence[str] | None = None) -> polars.DataFrame:
        """The frame of a place, or some columns of it."""
        path = self._folder / f"{place}.arrow"
        wanted = None if columns is None else list(columns)
        with _told(self._output):
            return polars.read_ipc(path, columns=wanted)


@contextmanager
def shelf_beside(output: Path) -> Iterator[FrameShelf]:
    """A shelf in the folder of a file that is to be written; gone in the end. Bad input:
    `output_not_written`.
    """
    with _told(output):
        folder = TemporaryDirectory(prefix=f".{output.name}.", dir=output.parent)
    with folder as name:
        yield FrameShelf(Path(name), output)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong in writing as one sentence."""
    try:
        yield
    except (OSError, polars.exceptions.PolarsError, XlsxWriterException) as error:
        raise not_written(path, error) from None


def _guarded(frame: polars.DataFrame) -> polars.DataFrame:
    """An apostrophe before a text that a spreadsheet would take for a formula."""
    return frame.with_columns(
        polars.when(polars.col(name).str.contains(r"^[=+\-@\t\r]"))
        .then(polars.concat_str(polars.lit("'"), polars.col(name)))
        .otherwise(polars.col(name))
        .alias(name)
        for name, kind in frame.schema.items()
        if kind == polars.String
    )
