"""The clock of this machine, for what has no business date: a command that needs no database."""

from datetime import datetime

from zhidai.core import calendar

SHANGHAI = calendar.SHANGHAI


def now() -> datetime:
    """The instant."""
    return datetime.now(SHANGHAI)  # noqa: TID251 - the one reading of the clock
