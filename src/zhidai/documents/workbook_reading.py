"""Opens an Excel file for reading, new (.xlsx) or old (.xls), whatever it may be dressed up as.

What a file is, its first bytes say: many programs write the new form under the old ending.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

import python_calamine

from zhidai.core.errors import bad_input
from zhidai.documents.compound_files import SIGNATURE
from zhidai.documents.old_workbooks import checked_workbook
from zhidai.documents.table_limits import require_workbook_size

ENDINGS = (".xlsx", ".xls")
_PANIC = "PanicException"


@contextmanager
def opened_workbook(content: bytes, *, name: str) -> Iterator[python_calamine.CalamineWorkbook]:
    """The workbook, its size looked at before anything is laid out.

    Bad input: `table_with_password`, `table_file_damaged`, `table_too_many_cells`; also for what
    turns out to be damaged while it is read.
    """
    if content.startswith(SIGNATURE):
        content = checked_workbook(content, name=name)
    else:
        require_workbook_size(content, name=name)
    try:
        yield python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (python_calamine.CalamineError, ExpatError, BadZipFile, OSError, IndexError):
        raise bad_input("table_file_damaged", file=name) from None
    except BaseException as panic:
        # A cell or record that cannot be makes the reader panic: an exception of a type of its own,
        # which is no `Exception` and cannot be imported by name.
        if type(panic).__name__ != _PANIC:
            raise
        raise bad_input("table_file_damaged", file=name) from None
