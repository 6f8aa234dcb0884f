"""On which days a scheme's numbers change: between two of them every day has the same values."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from zhidai.core.policy.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueDays:
    """The days from which a value of any parameter holds, the oldest first."""

    changes: tuple[date, ...]

    @classmethod
    def of(cls, scheme: Scheme) -> "ValueDays":
        """Of all parameters of a scheme."""
        days = {dated.since for one in scheme.parameters.values() for dated in one.values}
        return cls(changes=tuple(sorted(days)))

    def stretch(self, day: date) -> int:
        """Which stretch between two changes a day lies in; 0 before the first change."""
        return bisect_right(self.changes, day)
