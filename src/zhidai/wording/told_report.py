"""A valuation report as it is set: sections with sentences, tables and pictures."""

from dataclasses import dataclass

from zhidai.core.valuation.outlook import LaterValue


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTable:
    """A table; right: columns of figures; strong: whether the last row is a sum."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSection:
    """A section; pictures are named and drawn by the paper."""

    title: str
    sentences: tuple[str, ...] = ()
    tables: tuple[ToldTable, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReport:
    """The report as it is set, with what its pictures are drawn of."""

    language: str
    is_fictional: bool
    title: str
    lead: tuple[str, ...]
    mark: str | None
    sections: tuple[ToldSection, ...]
    scores: tuple[tuple[str, float], ...]
    bridge: tuple[tuple[str, float], ...]
    total: str
    outlook: tuple[LaterValue, ...]
    years: str
    kept: str
    signature: tuple[str, ...]
