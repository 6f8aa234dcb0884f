"""The figures of an x-ray as they are written, and the section that its tables come in."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zhidai.wording.speech import translate

_HUNDREDTH = Decimal("0.01")
_MILLION = Decimal(1_000_000)
_FIGURE = re.compile(r"([-+]?[0-9][0-9.,]*%?( ?[(（].*)?|-)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table of the x-ray; formulas: how its figures are found; notes: what to mind.

    is_annex: what a paper of one page leaves to its annex.
    """

    title: str
    formulas: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    is_annex: bool = False

    @property
    def of_figures(self) -> tuple[bool, ...]:
        """Which columns hold figures alone, to be set right."""
        return tuple(all(map(_FIGURE.fullmatch, cells)) for cells in zip(*self.rows, strict=True))


class Saying:
    """Messages in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, message: str) -> str:
        return translate(message, self._language)


def per_cent(ratio: Decimal) -> str:
    """A fraction found by division, as per cent with two decimals."""
    return f"{(ratio * 100).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)}%"


def whole_per_cent(ratio: Decimal) -> str:
    """A fraction as whole per cent."""
    return f"{ratio * 100:.0f}%"


def per_million(per_yuan: Decimal) -> str:
    """Yuan per million lent, whole."""
    return f"{(per_yuan * _MILLION).quantize(Decimal(1), rounding=ROUND_HALF_UP):,}"


def whole_yuan(amount: Decimal) -> str:
    """An amount found by division, to the yuan."""
    return f"{amount.quantize(Decimal(1), rounding=ROUND_HALF_UP):,}"


def money(yuan: Decimal) -> str:
    """An amount to read in a narrow column: 10,000,000 and 59,504.18."""
    return f"{yuan:,.0f}" if yuan == yuan.to_integral_value() else f"{yuan:,.2f}"


def signed(yuan: Decimal) -> str:
    """As `money`, with its sign."""
    return f"{yuan:+,.0f}" if yuan == yuan.to_integral_value() else f"{yuan:+,.2f}"
