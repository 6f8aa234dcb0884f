"""For whom new business stops: for a whole scheme, or for one bank under it.

A subject is a short text that a table keeps: empty for the whole scheme, `bank:12` for one bank.
"""

from fractions import Fraction

from zhidai.core.portfolio.npl import NplPosition
from zhidai.core.portfolio.settings import StopLine

WHOLE = ""
_BANK = "bank:"


def subject_of_bank(party: int) -> str:
    """The subject of one bank's business."""
    return f"{_BANK}{party}"


def bank_of(subject: str) -> int | None:
    """The bank that a subject is of; None: the whole scheme."""
    return int(subject.removeprefix(_BANK)) if subject.startswith(_BANK) else None


def warns(line: StopLine, npl: NplPosition) -> bool:
    """Whether the ratio has come to the warning line."""
    ratio = npl.ratio
    if line.warning is None or ratio is None:
        return False
    warning = Fraction(line.warning)
    return ratio >= warning if line.warns_at_line else ratio > warning
