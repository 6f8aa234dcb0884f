"""The clock of this machine, for what has no business date: a command that needs no database."""

from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The instant."""
    return datetime.now(SHANGHAI)  # noqa: TID251 - the one reading of the clock
