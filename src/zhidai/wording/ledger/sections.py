"""What a table of the report is, before anybody draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from zhidai.wording.speech import translate
from zhidai.wording.statistics import signed_percent

_SHOWN = Decimal("0.0001")  # of a per cent


class Kind(StrEnum):
    """How the contents of a column are written."""

    TEXT = "text"
    MONEY = "money"  # yuan with two decimals
    RATIO = "ratio"  # a fraction of one, shown as per cent
    DAY = "day"
    COUNT = "count"
    CHANGE = "change"  # a fraction of what was before, shown as per cent with its sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value of a kind of its own, in a column of another: a figure among texts."""

    value: Decimal | int | date
    kind: Kind


Content = str | int | Decimal | date | Measured | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionColumn:
    """A column with its heading in the reader's language."""

    heading: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table. notes: how its figures are found and what to mind; empty: said where no row is."""

    id: str
    title: str
    columns: tuple[SectionColumn, ...]
    rows: tuple[tuple[Content, ...], ...]
    notes: tuple[str, ...] = ()
    empty: str = ""


def columns(language: str, *headings: tuple[str, Kind]) -> tuple[SectionColumn, ...]:
    """Columns by their English headings."""
    return tuple(
        SectionColumn(heading=translate(heading, language), kind=kind) for heading, kind in headings
    )


def section(
    name: str,
    title: str,
    *,
    language: str,
    headings: Sequence[tuple[str, Kind]],
    rows: Sequence[tuple[Content, ...]],
    notes: Sequence[str] = (),
    empty: str = "",
) -> Section:
    """A section by its English title, headings and notice for no rows; notes are said already."""
    return Section(
        id=name,
        title=translate(title, language),
        columns=columns(language, *headings),
        rows=tuple(rows),
        notes=tuple(notes),
        empty=translate(empty, language) if empty else "",
    )


def shown(content: Content, kind: Kind) -> str:
    """A content as text: 3,000,000.00, 4.85%, +12.24%, 2021-03-01."""
    if content is None:
        return ""
    if isinstance(content, Measured):
        return shown(content.value, content.kind)
    if kind is Kind.MONEY and isinstance(content, Decimal):
        return f"{content:,.2f}"
    if kind is Kind.RATIO and isinstance(content, Decimal):
        hundredths = (content * 100).quantize(_SHOWN, rounding=ROUND_HALF_UP)
        return f"{hundredths.normalize():f}%"
    if kind is Kind.CHANGE and isinstance(content, Decimal):
        return signed_percent(content)
    return content.isoformat() if isinstance(content, date) else str(content)
