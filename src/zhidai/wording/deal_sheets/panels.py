"""What the parts of a deal sheet are made of: panels of rows, figures, who tells a part."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.wording.speech import translate

KINDS = {"invention": "Invention", "utility_model": "Utility model", "design": "Design"}


def said_source(source: str, language: str) -> str:
    """Where parameters come from: the shipped ones in both languages, a bank's as it wrote it."""
    return translate(" ".join(source.split()), language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A table with its title. right: columns of figures; wide: columns that share what is left of
    the width; strong: rows that must be seen.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    wide: tuple[int, ...] = (0,)
    strong: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedSheet:
    """What is set on the page."""

    head: tuple[tuple[str, str], ...]
    left: tuple[Panel, ...]
    right: tuple[Panel, ...]
    below: tuple[Panel, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sheet, told in `zh-hans` or `en`."""

    sheet: DealSheet
    language: str

    def say(self, message: str, **parameters: object) -> str:
        """An English message id, filled in, in the language."""
        return translate(message, self.language).format(**parameters)

    def sourced(self, title: str, rows: tuple[tuple[str, str, str], ...]) -> Panel:
        """Rows of item, figure and source."""
        columns = ("Item", "Figure", "Source")
        return Panel(
            title=self.say(title),
            columns=tuple(translate(one, self.language) for one in columns),
            rows=tuple((translate(label, self.language), *rest) for label, *rest in rows),
            right=(1,),
            wide=(0, 2),
        )

    def more(self, count: int) -> tuple[str, ...]:
        """What is left out."""
        return (self.say("and {count} more", count=count),) if count > 0 else ()


def yuan(amount: Decimal) -> str:
    """Yuan to the fen."""
    return f"{amount:,.2f}"


def signed(amount: Decimal) -> str:
    """A change in yuan."""
    return f"{amount:+,.2f}"


def ratio_or_dash(ratio: Decimal | None) -> str:
    """A dash where there is none."""
    return "–" if ratio is None else percent(ratio)


def percent(ratio: Decimal) -> str:
    """With two places at most."""
    text = f"{(ratio * 100).quantize(Decimal('0.01')):,f}"
    return f"{text.rstrip('0').rstrip('.')}%"
