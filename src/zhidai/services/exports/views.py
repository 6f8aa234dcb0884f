"""What pages show of saved files."""

from dataclasses import dataclass
from datetime import date, datetime

from zhidai.core.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """One file that somebody saved. what: the url name that made it; size in bytes."""

    person: Label
    what: str
    name: str
    size: int
    sha256: str
    exported_on: date
    recorded_at: datetime
