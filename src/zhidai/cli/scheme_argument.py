"""A scheme as it is named on the command line: the id of a shipped one, or a folder."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from zhidai.core.policy.scheme import Scheme
from zhidai.schemes.reader import load_scheme, shipped, shipped_folder

LONGEST_NAME = 100

SchemeArgument = Annotated[
    str,
    typer.Argument(metavar="ID|FOLDER", help="A shipped scheme or a folder. 方案编号或文件夹。"),
]


def folder_of(written: str) -> Traversable | Path:
    """The folder that is meant."""
    return _path(written) or shipped_folder(written[:LONGEST_NAME])


def scheme_of(written: str) -> Scheme:
    """The scheme that is meant, loaded."""
    path = _path(written)
    return shipped(written[:LONGEST_NAME]) if path is None else load_scheme(path)


def _path(written: str) -> Path | None:
    """A folder where the text is a path; None where it can only be an id."""
    path = Path(written)
    try:
        is_folder = "/" in written or path.joinpath("scheme.yaml").is_file()
    except (OSError, ValueError):  # a name that no file can have
        return None
    return path if is_folder else None
