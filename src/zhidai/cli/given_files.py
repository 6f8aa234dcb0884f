"""Files that a command is given, as their bytes."""

from pathlib import Path

from zhidai.core.errors import bad_input
from zhidai.documents.table_limits import LARGEST_BYTES


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
