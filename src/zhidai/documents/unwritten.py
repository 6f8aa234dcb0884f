"""Why a file could not be written, said in the reader's language instead of the system's."""

import errno
import re
from pathlib import Path

from zhidai.core.errors import BadInput, bad_input

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST})
_NUMBER = re.compile(r"\(os error (\d+)\)")  # as polars writes the system's


def not_written(path: Path, error: Exception) -> BadInput:
    """The refusal of a file: `output_disk_full`, `output_not_allowed`, `output_without_folder`, for
    anything else `output_not_written` with what the system says.
    """
    number = _number(error)
    if number in _FULL:
        return bad_input("output_disk_full", file=str(path))
    if number in _NOT_ALLOWED:
        return bad_input("output_not_allowed", file=str(path))
    if number in _NO_FOLDER:
        return bad_input("output_without_folder", file=str(path))
    problem = getattr(error, "strerror", None) or str(error).partition("\n")[0]
    return bad_input("output_not_written", file=str(path), problem=problem)


def _number(error: BaseException) -> int | None:
    """The system's number of what went wrong, also where a library has wrapped it."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    inner = next((one for one in error.args if isinstance(one, OSError)), None)
    if inner is not None:
        return inner.errno
    found = _NUMBER.search(str(error))
    return int(found[1]) if found else None
