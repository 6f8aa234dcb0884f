"""The plan's ratio of one group on a day, with how far it is from the line (8.2)."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioLine:
    """by: bank or district, empty for the whole; of: its figures' code; amounts in yuan.

    headroom: what may still become overdue before the group is above the line; None without any
    balance. is_warned: None where the scheme has no warning line.
    """

    by: str
    name: Label | None
    of: str
    overdue: Decimal
    total: Decimal
    ratio: Decimal | None
    headroom: Decimal | None
    is_above: bool
    is_warned: bool | None
