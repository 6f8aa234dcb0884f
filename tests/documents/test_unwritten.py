"""A file that cannot be written is refused in the reader's language, whoever met the trouble."""

import errno
import os
from pathlib import Path

import polars
import pytest
from xlsxwriter.exceptions import FileCreateError

from zhidai.documents.unwritten import not_written
from zhidai.wording.speech import sentences


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "output_disk_full"),
        (FileCreateError(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))), "output_disk_full"),
        (
            polars.exceptions.ComputeError(
                "parquet: underlying IO error: No space left on device (os error 28)"
            ),
            "output_disk_full",
        ),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "output_not_allowed"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "output_not_allowed"),
        (FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)), "output_without_folder"),
    ],
)
def test_what_the_system_says_is_said_in_words_of_ours(error: Exception, code: str) -> None:
    (reason,) = not_written(Path("x.csv"), error).reasons

    assert reason.code == code
    (told,) = sentences([reason], "zh")
    assert told.startswith("无法写入文件 x.csv：")
    assert not any(one.isascii() and one.isalpha() for one in told.replace("x.csv", ""))


def test_what_has_no_words_is_told_as_the_system_says_it() -> None:
    (reason,) = not_written(Path("x.csv"), OSError(errno.EIO, "Input/output error")).reasons

    assert reason.code == "output_not_written"
    assert reason.parameters["problem"] == "Input/output error"
