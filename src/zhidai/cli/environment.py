"""What the environment says about a deployment, held against sense before Django takes it up.

Django would answer each of these with a traceback; an operator is owed a sentence.
"""

import os
from pathlib import Path

from zhidai.core.errors import BadInput, bad_input

ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


def require_readable_environment() -> None:
    """Bad input for a DATABASE_URL that names no database of ours, for no place for the data, or
    for parameters of valuation that cannot be used.
    """
    _require_database_url(os.environ.get("DATABASE_URL"))
    folder = Path(os.environ.get("ZHIDAI_DATA", "var"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        list(folder.iterdir())
    except (OSError, ValueError):
        raise _no_place(folder) from None
    if written := os.environ.get("ZHIDAI_VALUATION_PARAMETERS"):
        from zhidai.reference.valuation_parameters import valuation_parameters

        valuation_parameters(Path(written))


def data_folder_refused() -> BadInput:
    """The refusal of a data folder that turned out not to be writable."""
    return _no_place(Path(os.environ.get("ZHIDAI_DATA", "var")))


def require_database() -> None:
    """Bad input for a database that does not answer or cannot be opened."""
    from django.db import Error, connection

    try:
        connection.ensure_connection()
    except Error as error:
        problem = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise bad_input("database_out_of_reach", problem=problem) from None


def _require_database_url(written: str | None) -> None:
    """The address itself is never repeated: it carries a password."""
    if written is None:
        return
    import dj_database_url

    try:
        engine = dj_database_url.parse(written)["ENGINE"]
    except (ValueError, KeyError):
        raise bad_input("database_url_unreadable") from None
    if engine not in ENGINES:
        raise bad_input("database_url_unreadable")


def _no_place(folder: Path) -> BadInput:
    return bad_input("data_folder_unwritable", folder=str(folder))
