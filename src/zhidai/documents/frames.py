"""Large tables as data frames: Parquet as it is typed, CSV and XLSX as text.

A file is written beside the old one and put in its place when it is complete, like every table.
"""

import io
from pathlib import Path

import polars

from zhidai.core.errors import bad_input
from zhidai.documents.table_limits import too_large
from zhidai.documents.table_writing import beside
from zhidai.documents.tables import Table, read_table, read_table_file

_ENDINGS = (".parquet", ".csv", ".xlsx")


def read_frame(path: Path) -> polars.DataFrame:
    """The table of a file. Bad input in one sentence where there is none to be read.

    `table_file_missing`, `table_file_unreadable`, `table_file_damaged`, `table_ending_unknown`.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise bad_input("table_ending_unknown", file=path.name)
    if not path.is_file():
        raise bad_input("table_file_missing", file=str(path))
    try:
        quick = _quickly(path, name=path.name)
    except OSError:
        raise bad_input("table_file_unreadable", file=str(path)) from None
    return _of_texts(read_table_file(path)) if quick is None else quick


def frame_of(content: bytes, *, name: str, largest_bytes: int) -> polars.DataFrame:
    """The table of an uploaded file, as `read_frame` reads one that lies somewhere."""
    if len(content) > largest_bytes:
        raise too_large(name, largest_bytes)
    quick = _quickly(io.BytesIO(content), name=name)
    return _of_texts(read_table(content, name=name)) if quick is None else quick


def _quickly(source: Path | io.BytesIO, *, name: str) -> polars.DataFrame | None:
    """Parquet, and CSV in UTF-8; None for workbooks, and CSV in another encoding."""
    ending = Path(name).suffix.lower()
    try:
        if ending == ".parquet":
            return polars.read_parquet(source)
        if ending == ".csv":
            return polars.read_csv(source, infer_schema=False, encoding="utf8")
    except polars.exceptions.PolarsError:
        if ending == ".parquet":
            raise bad_input("table_file_damaged", file=name) from None
    return None


def _of_texts(table: Table) -> polars.DataFrame:
    cells = [[row.cells.get(name) or None for name in table.columns] for row in table.rows]
    return polars.DataFrame(cells, schema=dict.fromkeys(table.columns, polars.String), orient="row")


def write_frame(path: Path, frame: polars.DataFrame) -> None:
    """Write a frame; the ending picks the form. Money columns are text or whole numbers already.

    Bad input: `output_ending_unknown`, `output_not_written`.
    """
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise bad_input("output_ending_unknown", file=path.name, known=", ".join(_ENDINGS))
    try:
        with beside(path) as temporary:
            if ending == ".parquet":
                frame.write_parquet(temporary, compression="lz4")
            elif ending == ".csv":
                _guarded(frame).write_csv(temporary, include_bom=True)
            else:
                _guarded(frame).write_excel(temporary, worksheet="Zhidai")
    except (OSError, polars.exceptions.PolarsError) as error:
        problem = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise bad_input("output_not_written", file=str(path), problem=problem) from None


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
