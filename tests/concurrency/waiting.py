"""Whether somebody at another desk waits for us, told by the statements that they send.

The one who is watched writes down where each statement stands; the one who holds a lock looks there
and so lets go as soon as the other waits for it, or is done without having waited.
"""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

LOOKS_EVERY = 0.02  # seconds
WAITS_FROM = 0.4  # seconds that one statement takes: on rows as few as a town's only a lock does
GIVES_UP_AFTER = 20.0
SENT, OVER = "sent", "over"


@contextmanager
def watched(where: str) -> Iterator[None]:
    """Each statement is told when it is sent and when it is answered, and last that all is over."""
    told, numbers = Path(where), itertools.count(1)

    def sent(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        _write(told, f"{SENT} {next(numbers)}")
        try:
            return execute(sql, *rest)
        finally:
            _write(told, "answered")

    try:
        with connection.execute_wrapper(sent):
            yield
    finally:
        _write(told, OVER)


def hold_until_waited_for(where: str) -> None:
    """Returns once the other one waits, or is done; AssertionError if neither comes."""
    told, last, began = Path(where), "", time.monotonic()
    since = began
    while time.monotonic() < began + GIVES_UP_AFTER:
        said = _read(told)
        if said != last:
            last, since = said, time.monotonic()
        if said == OVER or (said.startswith(SENT) and time.monotonic() > since + WAITS_FROM):
            return
        time.sleep(LOOKS_EVERY)
    raise AssertionError("nobody came")


def _write(told: Path, word: str) -> None:
    """Whole, so that nobody reads half of it."""
    new = told.with_suffix(".new")
    new.write_text(word, encoding="utf-8")
    new.replace(told)


def _read(told: Path) -> str:
    return told.read_text(encoding="utf-8") if told.exists() else ""
