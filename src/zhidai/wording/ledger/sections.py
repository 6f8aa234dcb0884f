"""What a table of the report is, before anybody draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.wording.speech import translate

Content = str | int | Decimal | date | None


class Kind(StrEnum):
    """How the contents of a column are written."""

    TEXT = "text"
    MONEY = "money"  # yuan with two decimals
    RATIO = "ratio"  # a fraction of one, shown as per cent
    DAY = "day"
    COUNT = "count"


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
    """A content as text: 3,000,000.00, 4.85%, 2021-03-01."""
    if content is None:
        return ""
    if kind is Kind.MONEY and isinstance(content, Decimal):
        return f"{content:,.2f}"
    if kind is Kind.RATIO and isinstance(content, Decimal):
        return f"{(content * 100).normalize():f}%"
    return content.isoformat() if isinstance(content, date) else str(content)
