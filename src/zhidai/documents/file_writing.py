"""Files are whole or not there: written beside the old one, put in its place when complete.

What was there before stays until then. A device or a pipe, such as /dev/stdout, has no place to be
put in and is written to as it is.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from zhidai.documents.unwritten import not_written


def write_file(path: Path, content: bytes) -> None:
    """The file with this content, or as it was. Bad input: those of `not_written`."""
    try:
        with beside(path) as temporary:
            temporary.write_bytes(content)
    except OSError as error:
        raise not_written(path, error) from None


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Files by their names in a folder, made where there is none: where one cannot be written, all
    are as they were. Bad input: those of `not_written`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as complete:
            for name, content in files.items():
                complete.enter_context(beside(folder / name)).write_bytes(content)
    except OSError as error:
        raise not_written(folder, error) from None


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A name to write to; put in the place of `path` if nothing went wrong, else removed."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        yield path
        return
    place = path.resolve()  # a link stays one, to a file that is new
    temporary = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        yield temporary
        temporary.replace(place)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def restored(path: Path) -> Iterator[None]:
    """A file is again as it was, or is not there again, if what is done meanwhile goes wrong."""
    earlier = path.with_name(f".{path.name}.{os.getpid()}.earlier")
    try:
        stood = path.exists()
        if stood:
            shutil.copy2(path, earlier)
        try:
            yield
        except BaseException:
            if stood:
                earlier.replace(path)
            else:
                path.unlink(missing_ok=True)
            raise
    finally:
        with suppress(OSError):
            earlier.unlink(missing_ok=True)
