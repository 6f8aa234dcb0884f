"""A number of a plain text: its place, its kind, and one form for each way to write it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy_text.signs import MINUS, PLUS_OR_MINUS, RANGE_SIGNS


class NumberKind(StrEnum):
    """What kind of thing the number is."""

    QUANTITY = "quantity"
    DATE = "date"
    DOCUMENT = "document"  # 〔2020〕32号
    TELEPHONE = "telephone"
    ORDINAL = "ordinal"  # 第三条
    BARE = "bare"  # no unit that is known: 六项机制 has one, 七不准 has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a plain text; `canonical` is equal for equal numbers however written.

    column_unit: the unit of a table's column, which stands in its heading and not at the number.
    below: how far before a margin below the LPR the word ends that says so (减120个基点).
    is_factor: its words make it a multiple of a rate, which is its amount: 1.3 for LPR上浮30%.
    """

    start: int
    end: int
    kind: NumberKind
    canonical: str
    amount: Decimal | None = None
    unit: Unit | None = None
    column_unit: str = ""
    below: int | None = None
    is_factor: bool = False

    @property
    def is_open(self) -> bool:
        """Whether its words leave open which number it is: LPR加30%."""
        return self.amount is None and self.canonical.startswith(PLUS_OR_MINUS)

    def without_doubt(self, plain: str) -> "Number":
        """A number that words leave open as it is written, 30% of LPR加30%; one with a sign of its
        own (±30%) as it is. For waivers alone, which read nothing into it.
        """
        is_signed = any(one in RANGE_SIGNS for one in plain[max(self.start - 1, 0) : self.end])
        if not self.is_open or is_signed:
            return self
        return replace(self, canonical=self.canonical.removeprefix(PLUS_OR_MINUS))

    def written(self, plain: str) -> str:
        """The number as it would stand in a sentence; a margin with the sign that its words say,
        a rate raised or lowered by a share as the multiple that it becomes.
        """
        if self.is_factor and self.amount is not None:
            return f"{in_digits(self.amount)}倍"
        said = MINUS if self.below is not None else ""
        return said + plain[self.start : self.end] + self.column_unit


def canonical(amount: Decimal, unit: Unit | None, measure: str = "") -> str:
    """Amount and unit in one form; years are months, as they compare exactly."""
    if unit is Unit.YEARS:
        return canonical(amount * 12, Unit.MONTHS)
    if unit is Unit.COUNT or unit is None:
        return f"{in_digits(amount)}{measure}"
    return f"{in_digits(amount)}{unit}"


def doubted(form: str) -> str:
    """The form of a number that its words leave open."""
    return f"{PLUS_OR_MINUS}{form}"


def in_digits(amount: Decimal) -> str:
    """Digits without zeros at the end."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
