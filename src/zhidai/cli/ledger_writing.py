"""Files of a ledger's report in and out of the folders of the command line."""

from collections.abc import Mapping
from pathlib import Path

from zhidai.core.errors import bad_input
from zhidai.documents.table_limits import LARGEST_BYTES
from zhidai.documents.table_writing import beside
from zhidai.documents.unwritten import not_written


def bytes_of(path: Path) -> bytes:
    """The content of a file, read no further than its limit shows.

    Bad input: `table_file_missing`, `table_file_unreadable`.
    """
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise bad_input("table_file_missing", file=str(path)) from None
    except OSError:
        raise bad_input("table_file_unreadable", file=str(path)) from None


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """All files of the report; each is whole or not there. Bad input: `output_not_written`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            with beside(folder / name) as temporary:
                temporary.write_bytes(content)
    except OSError as error:
        raise not_written(folder, error) from None
