"""How letters write amounts, ratios and days: 1,234.50, 大写, 4.85%, 2021年3月1日."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from zhidai.core.money import in_words

FEN = Decimal("0.01")


def yuan(amount: Decimal) -> str:
    """3,000,000.00; a letter rounds nothing, so a fraction of a fen is a broken assumption."""
    if amount != amount.quantize(FEN):
        raise AssertionError(f"not whole fen: {amount}")
    return f"{amount:,.2f}"


def amount(value: Decimal) -> dict[str, str]:
    """One amount in figures and in words (大写), as papers that move money carry it."""
    return {"figures": f"¥{yuan(value)}", "words": in_words(value)}


def percent(ratio: Decimal) -> str:
    """4.85% for 0.0485, 70% for 0.70."""
    return f"{(ratio * 100).normalize():f}%"


def day(on: date) -> str:
    """2021年3月1日."""
    return f"{on.year}年{on.month}月{on.day}日"


def must_add_up(parts: Iterable[Decimal], total: Decimal) -> None:
    """A paper whose figures do not add up must not leave the house."""
    added = sum(parts, Decimal(0))
    if added != total:
        raise AssertionError(f"parts add up to {added}, not {total}")
